import { resolve } from 'node:path';
import type { OutputOf } from '../../../shared/api';
import type { CommandContext } from '../command-context';
import { EXIT } from '../exit-code';
import { requireFormat } from '../require-format';
import { safeJson, safeText } from '../text/safe-text';
import { UsageError } from '../usage-error';
import { writeResult } from '../write-result';

/** What the run and rollback commands take. */
export interface RunOptions {
  readonly on?: string;
  readonly as?: string;
  readonly yes: boolean;
  readonly confirm?: readonly string[];
  readonly resume?: boolean;
  readonly abandon?: boolean;
  readonly rollbackOnFailure?: boolean;
  readonly backup?: 'file' | 'table' | 'none';
  readonly createTracking: boolean;
  readonly trackingSchema?: string;
  readonly parallel?: number;
}

/** Runs plans, goes on with an interrupted run, gives one up, or takes one back. */
export async function runPlans(
  context: CommandContext,
  paths: readonly string[],
  own: RunOptions,
  direction: 'forward' | 'rollback',
): Promise<number> {
  const { call, options, terminal } = context;
  const format = requireFormat(options.format, ['text', 'json']);
  const [path] = paths;
  if (path === undefined) throw new UsageError('Name a plan.');
  if (own.resume === true && own.abandon === true) throw new UsageError('Either --resume or --abandon.');
  const common = {
    ...(own.on === undefined ? {} : { on: own.on }),
    ...(own.as === undefined ? {} : { by: own.as }),
    createTracking: own.createTracking,
    confirmed: own.yes,
    confirmedTargets: own.confirm ?? [],
    ...(own.trackingSchema === undefined ? {} : { trackingSchema: own.trackingSchema }),
    ...(own.rollbackOnFailure === undefined ? {} : { rollbackOnFailure: own.rollbackOnFailure }),
    ...(own.backup === undefined ? {} : { backup: own.backup }),
  };
  if (paths.length > 1) {
    if (own.resume === true || own.abandon === true || direction === 'rollback')
      throw new UsageError('Several plans can only be started.');
    const { runs } = await call('run.startMany', {
      paths: paths.map((one) => resolve(terminal.cwd, one)),
      ...common,
      ...(own.parallel === undefined ? {} : { parallel: own.parallel }),
    });
    const lines = runs.map((run) =>
      run.outcome === undefined
        ? `${safeText(run.path)}: ${safeText(run.error?.message ?? '')}`
        : safeText(run.outcome.message),
    );
    await writeResult(
      format === 'json' ? safeJson({ version: 1, runs }) : lines.join('\n'),
      terminal,
      options,
    );
    return runs.every((run) => run.outcome !== undefined) ? EXIT.done : EXIT.failed;
  }
  const outcome = await call('run.start', {
    path: resolve(terminal.cwd, path),
    ...common,
    mode:
      direction === 'rollback'
        ? 'rollback'
        : own.resume === true
          ? 'resume'
          : own.abandon === true
            ? 'abandon'
            : 'start',
  });
  await writeResult(
    format === 'json' ? safeJson({ version: 1, ...outcome }) : describeOutcome(outcome),
    terminal,
    options,
  );
  return EXIT.done;
}

function describeOutcome(outcome: OutputOf<'run.start'>): string {
  return [
    safeText(outcome.message),
    ...(outcome.run === undefined
      ? []
      : [`  run ${outcome.run}, ${outcome.state}, ${String(outcome.milliseconds)} ms`]),
    ...(outcome.tracked === undefined
      ? []
      : [`  recorded in ${safeText(outcome.tracked.schema)} as number ${outcome.tracked.id}`]),
    ...outcome.backup.map((where) => `  backup: ${safeText(where)}`),
    ...outcome.notes.map((note) => `  ${safeText(note)}`),
  ].join('\n');
}
