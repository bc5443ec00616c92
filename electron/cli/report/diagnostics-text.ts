import type { Diagnostic } from '../../../shared/model';
import { countOf } from '../text/count';
import { safeText } from '../text/safe-text';
import type { Style } from '../text/style';

const ORDER = { error: 0, warning: 1, info: 2 } as const;

/** Diagnostics for a terminal, worst first, at most `limit`; each with its place and the way out. */
export function describeDiagnostics(diagnostics: readonly Diagnostic[], style: Style, limit = 20): string[] {
  const sorted = [...diagnostics].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
  const lines = sorted.slice(0, limit).flatMap((diagnostic) => {
    const { severity, message, hint } = diagnostic;
    const word = style.tint(
      severity === 'error' ? 'missing' : severity === 'warning' ? 'different' : 'equal',
      severity,
    );
    const place = placeOf(diagnostic);
    return [
      `  ${word}  ${place === '' ? '' : `${place}  `}${safeText(message)}`,
      ...(hint === undefined ? [] : [style.dim(`         ${safeText(hint)}`)]),
    ];
  });
  const rest = sorted.length - Math.min(limit, sorted.length);
  if (rest > 0) lines.push(style.dim(`  … and ${countOf(rest, 'more', 'more')}; --format json lists all`));
  return lines;
}

/** `file:line:column`, which terminals and editors can open. */
export function placeOf(diagnostic: Diagnostic): string {
  const { location } = diagnostic;
  if (location === undefined) return '';
  return safeText(`${location.path}:${String(location.line)}:${String(location.column)}`);
}
