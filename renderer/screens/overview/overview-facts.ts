import type { DriftRow, ListedPlan, WorkspaceView } from '../../../shared/api';
import type { Matrix } from '../../api/use-matrix';
import { countDrift } from '../../api/use-matrix';
import { countOf, formatCount, isDrift, listWords } from '../../primitives/drift-words';

/** How many tables each source states in each schema. */
export interface SchemaBar {
  readonly schema: string;
  readonly counts: readonly number[];
  /** Tables of all sources together. */
  readonly all: number;
}

/** Counts tables by schema and source, for the bars; schemas in the federation's order. */
export function countTables(matrix: Matrix, federation: readonly string[]): readonly SchemaBar[] {
  const schemas = new Map<string, { counts: number[]; all: number }>();
  const entry = (schema: string): { counts: number[]; all: number } => {
    const known = schemas.get(schema) ?? { counts: matrix.sources.map(() => 0), all: 0 };
    schemas.set(schema, known);
    return known;
  };
  for (const name of federation) entry(name);
  for (const row of matrix.rows) {
    if (row.object !== 'table') continue;
    const bar = entry(row.schema);
    bar.all += 1;
    row.cells.forEach(({ present }, at) => {
      if (present) bar.counts[at] = (bar.counts[at] ?? 0) + 1;
    });
  }
  return [...schemas].map(([schema, bar]) => ({ schema, ...bar }));
}

/** What a source differs in, as the short sentence beside its name. */
export interface SourceStanding {
  readonly source: string;
  readonly missing: number;
  readonly different: number;
  readonly extra: number;
  /** Objects that it states as the reference does, whatever the spelling. */
  readonly agree: number;
  /** Objects of which it cannot be told whether, or how, it states them. */
  readonly untold: number;
}

/** How each source but the reference stands to it. */
export function standingOfSources(matrix: Matrix): readonly SourceStanding[] {
  return matrix.sources.flatMap((source, at) => {
    if (source.id === matrix.reference) return [];
    const standing = { source: source.id, missing: 0, different: 0, extra: 0, agree: 0, untold: 0 };
    for (const { cells } of matrix.rows) {
      const cell = cells[at];
      if (cell === undefined) continue;
      if (cell.status === 'missing' || cell.status === 'different' || cell.status === 'extra')
        standing[cell.status] += 1;
      else if (cell.status === 'unknown') standing.untold += 1;
      else if (cell.present) standing.agree += 1;
    }
    return [standing];
  });
}

/**
 * The source that is asked about first: the live database, else its snapshot, else the one that drifts most; never
 * the reference.
 */
export function chooseTarget(matrix: Matrix): string | undefined {
  const others = matrix.sources.filter(({ id }) => id !== matrix.reference);
  const database =
    others.find(({ kind }) => kind === 'mysql') ?? others.find(({ kind }) => kind === 'snapshot');
  if (database !== undefined) return database.id;
  const drift = ({ missing, different, extra }: SourceStanding): number => missing + different + extra;
  return standingOfSources(matrix).reduce<SourceStanding | undefined>(
    (most, one) => (most === undefined || drift(one) > drift(most) ? one : most),
    undefined,
  )?.source;
}

/** The first sentence of the window: how the target stands, large; how the rest does, beside it. */
export function sayStanding(matrix: Matrix): { readonly title: string; readonly says: string } {
  const target = chooseTarget(matrix);
  const own = standingOfSources(matrix).find(({ source }) => source === target);
  const [alone] = matrix.sources;
  const failed = matrix.failed.map(({ source }) => source);
  if (own === undefined && alone !== undefined)
    return failed.length > 0
      ? {
          title: `${listWords(failed)} could not be read`,
          says: `${alone.id} states ${countOf(matrix.rows.length, 'object')}, with nothing to hold them against.`,
        }
      : {
          title: `${alone.id} states ${countOf(matrix.rows.length, 'object')}`,
          says: 'Drift shows as soon as a second source is here: a database, a dump, a folder of migrations.',
        };
  if (target === undefined || own === undefined) return { title: matrix.headline, says: '' };
  const noun = matrix.rows.every(({ object }) => object === 'table') ? 'table' : 'object';
  const follow = matrix.reference === undefined ? 'what most sources say' : matrix.reference;
  const clauses = [
    ...(own.missing > 0 ? [`${String(own.missing)} ${own.missing === 1 ? 'is' : 'are'} missing`] : []),
    ...(own.different > 0 ? [`${String(own.different)} ${own.different === 1 ? 'differs' : 'differ'}`] : []),
    ...(own.extra > 0 ? [`${String(own.extra)} ${own.extra === 1 ? 'is' : 'are'} extra`] : []),
  ];
  const lived = matrix.rows.reduce((sum, { ignored = 0 }) => sum + ignored, 0);
  const agree = [
    `${countOf(own.agree, noun)} ${own.agree === 1 ? 'agrees' : 'agree'}.`,
    ...(lived === 0 ? [] : [`${countOf(lived, 'difference')} ${lived === 1 ? 'is' : 'are'} ignored.`]),
    ...(own.untold === 0 ? [] : [`${formatCount(own.untold)} cannot be told.`]),
    ...(failed.length === 0 ? [] : [`${listWords(failed)} could not be read.`]),
  ].join(' ');
  if (clauses.length === 0) {
    const elsewhere = matrix.rows.filter(({ status }) => isDrift(status)).length;
    const others =
      elsewhere === 0
        ? ''
        : ` ${countOf(elsewhere, noun)} ${elsewhere === 1 ? 'drifts' : 'drift'} in other sources.`;
    return {
      title:
        own.untold === 0
          ? `${target} agrees with ${follow}`
          : own.agree === 0
            ? `Whether ${target} agrees with ${follow} cannot be told`
            : `${target} agrees with ${follow} as far as can be told`,
      says: `${agree}${others}`,
    };
  }
  if (own.missing > 0) {
    const rest = clauses.slice(1);
    return {
      title: `${countOf(own.missing, noun)} ${own.missing === 1 ? 'is' : 'are'} missing from ${target}`,
      says: `${rest.length === 0 ? '' : `${listWords(rest)}, measured by ${follow}. `}${agree}`,
    };
  }
  return {
    title: `${countOf(own.different + own.extra, noun)} of ${target} ${own.different + own.extra === 1 ? 'differs' : 'differ'} from ${follow}`,
    says: agree,
  };
}

/** Objects that deserve a look first: gone before different before extra, then those that differ most. */
export function rankRows(matrix: Matrix, count: number): readonly DriftRow[] {
  const target = matrix.sources.findIndex(({ id }) => id === chooseTarget(matrix));
  const weight = (row: DriftRow): number => {
    const cell = row.cells[target];
    const own = cell === undefined || !isDrift(cell.status) ? 0 : 1000;
    const kind = { missing: 300, different: 200, extra: 100, unknown: 0, equivalent: 0, equal: 0 };
    return (
      own + kind[cell !== undefined && own > 0 ? cell.status : row.status] + Math.min(99, countDrift(row))
    );
  };
  return matrix.rows
    .filter(({ status }) => isDrift(status))
    .map((row) => ({ row, weight: weight(row) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, count)
    .map(({ row }) => row);
}

/** The saved plans in a sentence: those that wait, or that none does. */
export function sayPlans(plans: readonly Pick<ListedPlan, 'run' | 'verdict'>[]): string {
  if (plans.length === 0) return 'No plan is saved.';
  const open = plans.filter(({ run }) => run === undefined);
  const ready = open.filter(({ verdict }) => verdict.approved).length;
  const waiting = open.length - ready;
  const parts = [
    ...(waiting > 0 ? [`${countOf(waiting, 'plan')} ${waiting === 1 ? 'waits' : 'wait'} for review`] : []),
    ...(ready > 0 ? [`${countOf(ready, 'plan')} ${ready === 1 ? 'is' : 'are'} approved and not run`] : []),
  ];
  return parts.length === 0 ? 'No plan waits.' : `${listWords(parts)}.`;
}

/** Whether the federation keeps to its limits of tables, in a sentence that names each schema that does not. */
export function sayBudget(matrix: Matrix, workspace: WorkspaceView | undefined): string {
  const federation = workspace?.federation ?? [];
  const budget = workspace?.budget;
  const limited = federation.filter(({ limit }) => limit !== undefined).length;
  if (budget === undefined && limited === 0) return 'No table limit is set.';
  const bars = countTables(
    matrix,
    federation.map(({ name }) => name),
  );
  const all = bars.reduce((sum, bar) => sum + bar.all, 0);
  const over = federation.flatMap(({ name, limit }) => {
    const own = bars.find(({ schema }) => schema === name)?.all ?? 0;
    return limit !== undefined && own > limit
      ? [`${name} has ${formatCount(own)} tables, ${formatCount(own - limit)} over its limit`]
      : [];
  });
  if (budget !== undefined && all > budget)
    over.unshift(`${formatCount(all)} tables are ${formatCount(all - budget)} over the budget`);
  return over.length === 0 ? 'Table limits are kept.' : `${listWords(over)}.`;
}
