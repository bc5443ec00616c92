import type { SourceSummary } from '../../../shared/api';
import type { Diagnostic } from '../../../shared/model';
import { setColumns } from '../text/columns';
import { countOf, formatCount, listOf } from '../text/count';
import { markdownTable } from '../text/markdown';
import { safeJson, safeText } from '../text/safe-text';
import type { Style } from '../text/style';
import { describeDiagnostics } from './diagnostics-text';

/** Every source and its problems. */
export interface SourcesResult {
  readonly sources: readonly SourceSummary[];
  readonly diagnostics: readonly { readonly source: string; readonly diagnostic: Diagnostic }[];
}

const HEAD = ['source', 'kind', 'schemas', 'tables', 'columns', 'indexes', 'statements', 'problems', 'from'];

/** Every source, for a person or a program. */
export function reportSources(
  result: SourcesResult,
  format: 'text' | 'json' | 'markdown',
  style: Style,
): string {
  if (format === 'json') return safeJson({ version: 1, ...result });
  const headline = describeSources(result.sources);
  if (format === 'markdown') {
    return `${headline}\n\n${markdownTable(HEAD, result.sources.map(cellsOf))}`;
  }
  const align = ['left', 'left', 'left', 'right', 'right', 'right', 'right', 'right', 'left'] as const;
  const rows = result.sources.map((source) => {
    const [id = '', ...rest] = cellsOf(source);
    return [`  ${style.bold(safeText(id))}`, ...rest.map((cell) => safeText(cell))];
  });
  const head = HEAD.map((word, index) => style.dim(index === 0 ? `  ${word}` : word));
  const problems = describeDiagnostics(
    result.diagnostics.map((entry) => entry.diagnostic),
    style,
  );
  return [
    headline,
    ...(rows.length === 0 ? [] : ['', ...setColumns([head, ...rows], align)]),
    ...result.sources.flatMap((source) => noteOf(source, style)),
    ...(problems.length === 0 ? [] : ['', ...problems]),
  ].join('\n');
}

function describeSources(sources: readonly SourceSummary[]): string {
  if (sources.length === 0) return 'There is no source here. tidemark detect says what a folder holds.';
  const failed = sources.filter((source) => source.state === 'failed');
  const read = `${countOf(sources.length - failed.length, 'source')} read`;
  if (failed.length === 0) return `${read}.`;
  return `${read}; ${safeText(listOf(failed.map((source) => source.id)))} could not be.`;
}

function cellsOf(source: SourceSummary): string[] {
  const { counts, diagnostics } = source;
  const statements =
    counts?.statements === undefined
      ? ''
      : counts.understood === undefined || counts.understood === counts.statements
        ? formatCount(counts.statements)
        : `${formatCount(counts.understood)} of ${formatCount(counts.statements)}`;
  const problems = diagnostics.errors + diagnostics.warnings;
  const schemas = source.schemas.filter((schema) => schema.name !== '').map((schema) => schema.name);
  return [
    source.reference ? `${source.id} (reference)` : source.id,
    source.flavor === undefined ? source.kind : `${source.kind} ${source.flavor}`,
    schemas.length > 3 ? countOf(schemas.length, 'schema') : schemas.join(', '),
    counts === undefined ? '' : formatCount(counts.tables),
    counts === undefined ? '' : formatCount(counts.columns),
    counts === undefined ? '' : formatCount(counts.indexes),
    statements,
    problems === 0 ? '' : formatCount(problems),
    source.address,
  ];
}

function noteOf(source: SourceSummary, style: Style): string[] {
  const id = safeText(source.id);
  if (source.error !== undefined) {
    const hint = source.error.hint === undefined ? [] : [style.dim(`    ${safeText(source.error.hint)}`)];
    return ['', `  ${style.tint('missing', id)}  ${safeText(source.error.message)}`, ...hint];
  }
  if (source.stale === undefined) return [];
  const { since, reason } = source.stale;
  return [
    '',
    `  ${style.tint('different', id)}  Its snapshot of ${safeText(since)} stands in: ${safeText(reason)}`,
  ];
}
