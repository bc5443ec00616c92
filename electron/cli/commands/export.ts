import { relative, resolve } from 'node:path';
import type { OutputOf } from '../../../shared/api';
import type { CommandContext } from '../command-context';
import { EXIT } from '../exit-code';
import { requireFormat } from '../require-format';
import { countOf, listOf } from '../text/count';
import { safeJson, safeText } from '../text/safe-text';
import { writeResult } from '../write-result';

/** What the export command takes beside the source. */
export interface ExportOptions {
  readonly as: 'toon' | 'sql' | 'markdown' | 'json';
  readonly out: string;
}

/** Writes a source in another form and says which files that changed. */
export async function exportSource(
  context: CommandContext,
  source: string,
  own: ExportOptions,
): Promise<number> {
  const { call, options, terminal } = context;
  const format = requireFormat(options.format, ['text', 'json', 'markdown']);
  const done = await call('export.run', {
    source,
    as: own.as,
    path: resolve(terminal.cwd, own.out),
    ...(options.flavor === undefined ? {} : { flavor: options.flavor }),
  });
  const out = safeText(relative(terminal.cwd, resolve(terminal.cwd, own.out)));
  const text =
    format === 'json' ? safeJson({ version: 1, ...done }) : `${describeChanges(done.written)} in ${out}.`;
  await writeResult(text, terminal, options);
  return EXIT.done;
}

function describeChanges(written: OutputOf<'export.run'>['written']): string {
  const parts = (['created', 'changed', 'unchanged'] as const).flatMap((change) => {
    const count = written.filter((file) => file.change === change).length;
    return count === 0 ? [] : [`${countOf(count, 'file')} ${change}`];
  });
  return parts.length === 0 ? 'Nothing to write' : listOf(parts);
}
