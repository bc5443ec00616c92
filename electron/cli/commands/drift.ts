import type { DriftItem, OutputOf } from '../../../shared/api';
import type { CommandContext } from '../command-context';
import { EXIT } from '../exit-code';
import { FORMATS } from '../options';
import type { FailLevel } from '../options';
import { readItems } from '../read-pages';
import type { DriftResult } from '../report/drift-result';
import { noteConfigProblems, noteProblems, noteUnread } from '../report/note-problems';
import { writeDrift } from '../report/write-drift';
import type { WriteDriftOptions } from '../report/write-drift';
import { requireFailLevel } from '../require-fail-level';
import { requireFormat } from '../require-format';
import { requireSchemas } from '../require-schemas';
import { safeText } from '../text/safe-text';

/** What the drift command takes beside the sources. */
export interface DriftOptions {
  readonly reference?: string;
  readonly schema?: readonly string[];
  readonly only?: string;
  readonly all: boolean;
  /** Also what somebody decided to live with. */
  readonly ignored: boolean;
}

/** Compares sources, all of the workspace when none is named, and says where they disagree. */
export async function showDrift(
  context: CommandContext,
  sources: readonly string[],
  own: DriftOptions,
): Promise<number> {
  const { call, options } = context;
  const format = requireFormat(options.format, FORMATS);
  const level = requireDriftLevel(options.failOn);
  const broken = await noteConfigProblems(context, sources);
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
  await requireSchemas(context, sources, own.schema);
  const ignored = own.ignored ? 'with' : 'without';
  const code = await tellDrift(context, matrix, {
    ...{ format, level, all: own.all },
    items: (page) => call('drift.items', { ...query, ignored, ...page }),
    report: () => call('drift.report', { ...query, ignored }),
  });
  return broken ? EXIT.failed : code;
}

/** How a comparison is told, and where its differences come from. */
interface TellOptions extends WriteDriftOptions {
  readonly level: DriftLevel;
  readonly items: (page: { offset: number; limit: number }) => Promise<OutputOf<'drift.items'>>;
}

/**
 * Reads the differences of a comparison to their end, prints it, and says what of its sources could not be read.
 * Resolves to the exit code.
 */
export async function tellDrift(
  context: CommandContext,
  head: Omit<DriftResult, 'items' | 'ignored'>,
  { level, items: readPage, ...options }: TellOptions,
): Promise<number> {
  const { items, ignored, ignoredProblem } = await readItems(readPage);
  if (ignoredProblem !== undefined) context.note(safeText(ignoredProblem));
  const result: DriftResult = { ...head, items, ignored };
  await writeDrift(context, result, options);
  await noteProblems(
    context,
    result.sources.map(({ id }) => id),
  );
  const unread = await noteUnread(context, result.sources);
  return unread ? EXIT.failed : exitCodeOfDrift(result, level);
}

/** The level of a comparison, which is `different` unless said. Throws a UsageError for a level of diagnostics. */
export function requireDriftLevel(level: FailLevel = 'different'): DriftLevel {
  return requireFailLevel(level, DRIFT_LEVELS);
}

/** 2 when a source could not be read, 1 when there is drift of the level, else 0. */
function exitCodeOfDrift(result: DriftResult, level: DriftLevel): number {
  if (result.failed.length > 0) return EXIT.failed;
  return result.items.some((item) => item.ignored === undefined && FAILING[level].includes(item.status))
    ? EXIT.found
    : EXIT.done;
}

const DRIFT_LEVELS = ['never', 'missing', 'different', 'unknown', 'equivalent'] as const;

type DriftLevel = (typeof DRIFT_LEVELS)[number];

const DRIFT: readonly DriftItem['status'][] = ['missing', 'different', 'extra'];

const FAILING: Readonly<Record<DriftLevel, readonly DriftItem['status'][]>> = {
  never: [],
  missing: ['missing'],
  different: DRIFT,
  unknown: [...DRIFT, 'unknown'],
  equivalent: [...DRIFT, 'unknown', 'equivalent'],
};
