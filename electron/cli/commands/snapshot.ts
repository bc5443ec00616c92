import { relative, resolve } from 'node:path';
import type { CommandContext } from '../command-context';
import { EXIT } from '../exit-code';
import { requireFormat } from '../require-format';
import { countOf } from '../text/count';
import { safeJson, safeText } from '../text/safe-text';
import { writeResult } from '../write-result';

/** Saves what a source states now, so that it can stand in for the source later. */
export async function saveSnapshot(context: CommandContext, source: string, out: string): Promise<number> {
  const { call, options, terminal } = context;
  const format = requireFormat(options.format, ['text', 'json', 'markdown']);
  const saved = await call('snapshot.save', { source, path: resolve(terminal.cwd, out) });
  const where = safeText(relative(terminal.cwd, resolve(terminal.cwd, saved.path)));
  const sentence = `Saved ${countOf(saved.tables, 'table')} of ${safeText(source)} in ${where}.`;
  await writeResult(format === 'json' ? safeJson({ version: 1, ...saved }) : sentence, terminal, options);
  return EXIT.done;
}
