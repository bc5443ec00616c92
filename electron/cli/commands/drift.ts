import type { DriftItem } from '../../../shared/api';
import type { CommandContext } from '../command-context';
import { EXIT } from '../exit-code';
import { FORMATS } from '../options';
import type { FailLevel } from '../options';
import { readPages } from '../read-pages';
import type { DriftResult } from '../report/drift-result';
import { noteProblems } from '../report/note-problems';
import { writeDrift } from '../report/write-drift';
import { requireFormat } from '../require-format';

/** What the drift command takes beside the sources. */
export interface DriftOptions {
  readonly reference?: string;
  readonly schema?: readonly string[];
  readonly only?: string;
  readonly all: boolean;
}

/** Compares sources, all of the workspace when none is named, and says where they disagree. */
export async function showDrift(
  context: CommandContext,
  sources: readonly string[],
  own: DriftOptions,
): Promise<number> {
  const { call, options } = context;
  const format = requireFormat(options.format, FORMATS);
  const query = {
    ...(sources.length === 0 ? {} : { sources }),
    ...(own.reference === undefined ? {} : { reference: own.reference }),
    ...(options.flavor === undefined ? {} : { flavor: options.flavor }),
    filter: {
      ...(own.schema === undefined ? {} : { schemas: own.schema }),
      ...(own.only === undefined ? {} : { text: own.only }),
    },
  };
  const matrix = await call('drift.matrix', { ...query, limit: 1 });
  const items = await readPages((page) => call('drift.items', { ...query, ...page }));
  const result: DriftResult = { ...matrix, items };
  await writeDrift(context, result, { format, all: own.all, report: () => call('drift.report', query) });
  await noteProblems(
    context,
    result.sources.map(({ id }) => id),
  );
  return exitCodeOfDrift(result, options.failOn);
}

/** 2 when a source could not be read, 1 when there is drift of the level, else 0. */
export function exitCodeOfDrift(result: DriftResult, level: FailLevel = 'different'): number {
  if (result.failed.length > 0) return EXIT.failed;
  const failing = FAILING.get(level) ?? [];
  return result.items.some((item) => failing.includes(item.status)) ? EXIT.found : EXIT.done;
}

const DRIFT: readonly DriftItem['status'][] = ['missing', 'different', 'extra'];

const FAILING: ReadonlyMap<FailLevel, readonly DriftItem['status'][]> = new Map([
  ['never', []],
  ['missing', ['missing']],
  ['different', DRIFT],
  ['unknown', [...DRIFT, 'unknown']],
  ['equivalent', [...DRIFT, 'unknown', 'equivalent']],
  ['error', DRIFT],
  ['warning', DRIFT],
  ['info', DRIFT],
]);
