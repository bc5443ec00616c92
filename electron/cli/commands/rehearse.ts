import { resolve } from 'node:path';
import type { CommandContext } from '../command-context';
import { EXIT } from '../exit-code';
import { requireFormat } from '../require-format';
import { safeJson, safeText } from '../text/safe-text';
import { setColumns } from '../text/columns';
import { UsageError } from '../usage-error';
import { writeResult } from '../write-result';

/** What the rehearse command takes. */
export interface RehearseOptions {
  readonly on?: string;
  readonly scratch: boolean;
  readonly crashSweep: boolean;
}

/** Proves a plan, and writes the proof into it. Ends with 1 when the proof failed. */
export async function rehearse(context: CommandContext, path: string, own: RehearseOptions): Promise<number> {
  const { call, options, terminal, style } = context;
  const format = requireFormat(options.format, ['text', 'json']);
  if (own.on !== undefined && own.scratch) throw new UsageError('Either --on URL or --scratch.');
  const { name, proof } = await call('plan.rehearse', {
    path: resolve(terminal.cwd, path),
    ...(own.on === undefined ? {} : { on: own.on }),
    crashSweep: own.crashSweep,
  });
  if (format === 'json') {
    await writeResult(safeJson({ version: 1, name, proof }), terminal, options);
  } else {
    const rows = proof.steps.map((step) => [
      `  ${style.tint(step.passed ? 'equal' : 'missing', step.passed ? 'passed' : 'failed')}`,
      step.step,
      `${String(step.milliseconds)} ms`,
      safeText(step.message),
    ]);
    const head = proof.passed
      ? `${safeText(name)} is proved on ${proof.flavor} (${safeText(proof.where)}).`
      : `The proof of ${safeText(name)} failed on ${proof.flavor} (${safeText(proof.where)}).`;
    await writeResult(
      [head, '', ...setColumns(rows, ['left', 'left', 'right', 'left'])].join('\n'),
      terminal,
      options,
    );
  }
  return proof.passed ? EXIT.done : EXIT.found;
}
