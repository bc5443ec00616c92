import type { Detection } from '../../../shared/api';
import { setColumns } from '../text/columns';
import { countOf } from '../text/count';
import { safeJson, safeText } from '../text/safe-text';
import type { Style } from '../text/style';
import { describeDiagnostics } from './diagnostics-text';

/** What a folder holds, for a person or a program; the text formats end with the tidemark.yaml itself. */
export function reportDetection(
  detection: Detection,
  format: 'text' | 'json' | 'markdown',
  style: Style,
): string {
  if (format === 'json') return safeJson({ version: 1, ...detection });
  const headline =
    detection.found.length === 0
      ? 'Nothing that states a schema was found here.'
      : `Found ${countOf(detection.found.length, 'source')}.`;
  if (format === 'markdown') return `${headline}\n\n\`\`\`yaml\n${detection.config.trimEnd()}\n\`\`\``;
  const rows = detection.found.map((source) => [
    `  ${style.bold(safeText(source.id))}`,
    source.kind,
    safeText(source.path),
    style.dim(safeText(source.evidence)),
  ]);
  const problems = describeDiagnostics(detection.diagnostics, style);
  return [
    headline,
    ...(rows.length === 0 ? [] : ['', ...setColumns(rows)]),
    ...(problems.length === 0 ? [] : ['', ...problems]),
    '',
    style.dim('tidemark.yaml:'),
    ...detection.config
      .trimEnd()
      .split('\n')
      .map((line) => `  ${safeText(line)}`),
  ].join('\n');
}
