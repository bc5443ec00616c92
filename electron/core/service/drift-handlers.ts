import type { DriftCounts, DriftItem, OutputOf, ParsedInputOf } from '../../../shared/api';
import { AppError } from '../../../shared/app-error';
import type { MatrixRow } from '../../../shared/drift/build-matrix';
import type { DriftStatus } from '../../../shared/drift/difference';
import { toDriftReport } from '../../../shared/drift/to-drift-report';
import { ignoreItems, markIgnored, readIgnored, refKey, unignore } from '../ignored/ignored-file';
import type { IgnoredEntry, IgnoredReading } from '../ignored/ignored-file';
import { leaveIgnored } from '../ignored/leave-ignored';
import { setAsideEntries } from '../ignored/set-aside';
import type { SpokenComparison } from '../ignored/leave-ignored';
import { fingerprintReading } from '../source/fingerprint-reading';
import type { CompareScope, ComparisonStore } from './compare-sources';
import type { Comparison } from './comparison';
import { describeSource } from './describe-source';
import { listItems } from './drift-items';
import type { HandlerCall, Handlers } from './handler';
import { describeComparison } from './headline';
import { describeObjectDdl } from './object-ddl';
import { describeObjectFacts } from './object-facts';
import type { Session } from './session';

type Filter = NonNullable<ParsedInputOf<'drift.matrix'>['filter']>;

/** Handlers that compare sources. */
export function makeDriftHandlers(
  session: Session,
  store: ComparisonStore,
): Pick<
  Handlers,
  | 'drift.matrix'
  | 'drift.items'
  | 'ignored.add'
  | 'ignored.remove'
  | 'drift.object'
  | 'drift.report'
  | 'source.table'
  | 'source.ddl'
  | 'diff.run'
  | 'diff.report'
> {
  const items = new WeakMap<Comparison, DriftItem[]>();
  const setAside = new WeakMap<Comparison, readonly IgnoredEntry[]>();
  const withoutIgnored = new WeakMap<Comparison, { readonly key: string; readonly left: SpokenComparison }>();

  /** All items of a comparison, made once: pages are cut from them. */
  function itemsOf(comparison: Comparison): DriftItem[] {
    const known =
      items.get(comparison) ?? comparison.matrix.rows.flatMap((row) => listItems(comparison, row));
    items.set(comparison, known);
    return known;
  }

  /** What is ignored in the workspace of these sources. */
  async function ignoredOf(names: readonly string[] | undefined): Promise<IgnoredReading> {
    return readIgnored((await session.workspaceFor(names)).root);
  }

  /** What somebody ignores in a comparison, and what plans set aside; found once, because pages are cut from it. */
  function livedWith(comparison: Comparison, entries: readonly IgnoredEntry[]): readonly IgnoredEntry[] {
    const aside = setAside.get(comparison) ?? setAsideEntries(comparison);
    setAside.set(comparison, aside);
    return [...aside, ...entries];
  }

  /** A comparison without what is ignored, made again only when that changes. */
  function spoken(comparison: Comparison, entries: readonly IgnoredEntry[]): SpokenComparison {
    const key = JSON.stringify(entries);
    const known = withoutIgnored.get(comparison);
    const left = known?.key === key ? known.left : leaveIgnored(comparison, livedWith(comparison, entries));
    withoutIgnored.set(comparison, { key, left });
    return left;
  }

  /** Items of a filter, and how many of them are ignored. */
  function pick(
    comparison: Comparison,
    { entries, problem }: IgnoredReading,
    filter: Filter,
    which: 'with' | 'without' | 'only',
  ) {
    const wanted = itemsOf(comparison).filter((item) => isItemWanted(item, filter));
    const marked = markIgnored(wanted, livedWith(comparison, entries));
    const isIgnored = (item: DriftItem): boolean => item.ignored !== undefined;
    return {
      shown: which === 'with' ? marked : marked.filter((item) => isIgnored(item) === (which === 'only')),
      told: {
        ignored: marked.filter(isIgnored).length,
        ...(problem === undefined ? {} : { ignoredProblem: problem }),
      },
    };
  }

  async function facts(
    input: CompareScope & { readonly schema: string; readonly name: string },
    kind: MatrixRow['object'] | undefined,
    which: 'all' | 'unequal',
    call: HandlerCall,
  ) {
    const comparison = await store.compare(input, call);
    const row = findRow(comparison, input.schema, input.name, kind);
    return describeObjectFacts(comparison, row, which, (await ignoredOf(input.sources)).entries);
  }

  return {
    'drift.matrix': async ({ filter = {}, offset, limit, ...scope }, call) => {
      const comparison = await store.compare(scope, call);
      const left = spoken(comparison, (await ignoredOf(scope.sources)).entries);
      const { matrix } = left;
      const rows = matrix.rows.filter((row) => isRowWanted(row, filter));
      return {
        headline: describeComparison(left, rowsSpokenOf(left, filter), left.ignored),
        ...(matrix.reference === undefined ? {} : { reference: matrix.reference }),
        sources: left.sources.map(describeSource),
        failed: left.failed,
        summary: {
          objects: matrix.rows.length,
          ...matrix.counts,
          ignored: countLivedWith(matrix.rows, left),
        },
        schemas: countBySchema(matrix.rows, left),
        total: rows.length,
        rows: rows.slice(offset, offset + limit).map((row) => ({
          schema: row.schema,
          name: row.name,
          object: row.object,
          status: row.status,
          ...(left.ignored.has(row) ? { ignored: left.ignored.get(row) ?? 0 } : {}),
          cells: row.cells.map(({ status, present, diff }) => ({
            status,
            present,
            differences: countDifferences(diff),
          })),
        })),
      };
    },
    'drift.items': async ({ filter = {}, offset, limit, ignored, ...scope }, call) => {
      const comparison = await store.compare(scope, call);
      const { shown, told } = pick(comparison, await ignoredOf(scope.sources), filter, ignored);
      return { total: shown.length, items: shown.slice(offset, offset + limit), ...told };
    },
    'ignored.add': async ({ items: refs, reason, by }, call) => {
      const wanted = new Set(refs.map(refKey));
      const found = itemsOf(await store.compare({}, call)).filter((item) => wanted.has(refKey(item)));
      if (found.length === 0)
        throw new AppError(
          'not-found',
          'The sources no longer disagree on that; there is nothing to ignore.',
        );
      const { root } = await session.workspace();
      await ignoreItems(root, found, { reason, by, at: new Date().toISOString() });
      return { ignored: found.length };
    },
    'ignored.remove': async ({ items: refs }) => ({
      shown: await unignore((await session.workspace()).root, refs),
    }),
    'drift.object': (input, call) => facts(input, input.object, 'unequal', call),
    'drift.report': async ({ filter = {}, ignored, ...scope }, call) =>
      reportComparison(await store.compare(scope, call), scope.sources, filter, ignored),
    'source.table': (input, call) => facts(input, undefined, 'all', call),
    'source.ddl': async (input, call) => {
      const comparison = await store.compare(input, call);
      return describeObjectDdl(comparison, findRow(comparison, input.schema, input.name, input.object));
    },
    'diff.run': async ({ from, to, flavor, filter = {}, ignored, offset, limit }, call) => {
      const comparison = await comparePair(store, { from, to, flavor }, call);
      const known = await ignoredOf([from, to]);
      const left = spoken(comparison, known.entries);
      const { shown, told } = pick(comparison, known, filter, ignored);
      const [first, second] = left.sources.map(describeSource);
      if (!first || !second) throw new AppError('invalid-input', 'A diff needs two different sources.');
      const { rows, counts } = left.matrix;
      const forward = { objects: rows.length, ...counts, ignored: countLivedWith(rows, left) };
      return {
        headline: describeComparison(left, rowsSpokenOf(left, filter), left.ignored),
        from: first,
        to: second,
        forward,
        // Seen the other way round, what one lacks the other has too much.
        backward: { ...forward, missing: forward.extra, extra: forward.missing },
        total: shown.length,
        items: shown.slice(offset, offset + limit),
        ...told,
      };
    },
    'diff.report': async ({ from, to, flavor, filter = {}, ignored }, call) =>
      reportComparison(await comparePair(store, { from, to, flavor }, call), [from, to], filter, ignored),
  };

  /** What a headline counts: objects that the filter asks for themselves, or something in which it asks for. */
  function rowsSpokenOf(comparison: Comparison, { statuses: _, facets: _facets, ...filter }: Filter) {
    const { text } = filter;
    const wanted = comparison.matrix.rows.filter((row) => isRowWanted(row, filter));
    if (text === undefined) return wanted;
    const { text: _text, ...unnamed } = filter;
    const named = new Set(wanted);
    const holders = new Set(
      itemsOf(comparison).flatMap((item) =>
        isItemWanted(item, filter) ? [placeKey(item.schema, item.object, item.table)] : [],
      ),
    );
    return comparison.matrix.rows.filter(
      (row) =>
        named.has(row) ||
        (isRowWanted(row, unnamed) && holders.has(placeKey(row.schema, row.object, row.name))),
    );
  }

  async function reportComparison(
    comparison: Comparison,
    names: readonly string[] | undefined,
    filter: Filter,
    which: 'with' | 'without',
  ): Promise<OutputOf<'drift.report'>> {
    const left = spoken(comparison, (await ignoredOf(names)).entries);
    const report = reportRows(left, filter, left.ignored);
    if (which === 'without' || left.ignored.size === 0) return report;
    // What only the whole comparison tells of is what was left out.
    const told = new Set(report.items.map(reportKey));
    const items = reportRows(comparison, filter).items.map((item) =>
      told.has(reportKey(item)) ? item : { ...item, ignored: true as const },
    );
    return { ...report, items };
  }

  function reportRows(
    comparison: Comparison,
    filter: Filter,
    ignored: ReadonlyMap<MatrixRow, number> = new Map(),
  ): OutputOf<'drift.report'> {
    const { matrix } = comparison;
    const rows = rowsSpokenOf(comparison, filter);
    const report = toDriftReport(
      rows.length === matrix.rows.length ? matrix : { ...matrix, rows, counts: countRows(rows) },
      comparison.sources.map(({ id, reading }) => ({
        id,
        kind: reading.kind,
        fingerprint: fingerprintReading(reading),
      })),
      comparison.renames,
      countLivedWith(rows, { ignored }),
    );
    const { text } = filter;
    if (text === undefined) return report;
    return {
      ...report,
      items: report.items.filter((item) => holdsText([item.schema, item.table, item.name], text)),
    };
  }
}

function reportKey({
  schema,
  table,
  object,
  name,
  facet,
}: OutputOf<'drift.report'>['items'][number]): string {
  return JSON.stringify([schema, table, object, name, facet]);
}

/** How many objects agree only because their differences are ignored. */
function countLivedWith(rows: readonly MatrixRow[], { ignored }: Pick<SpokenComparison, 'ignored'>): number {
  return rows.filter((row) => isAgreed(row) && ignored.has(row)).length;
}

function isAgreed({ status }: MatrixRow): boolean {
  return status === 'equal' || status === 'equivalent';
}

function comparePair(
  store: ComparisonStore,
  pair: { readonly from: string; readonly to: string; readonly flavor: string | undefined },
  call: HandlerCall,
): Promise<Comparison> {
  const { from, to, flavor } = pair;
  if (from === to) throw new AppError('invalid-input', 'A diff needs two different sources.');
  const scope = { sources: [from, to], reference: from, isPair: true };
  return store.compare({ ...scope, ...(flavor === undefined ? {} : { flavor }) }, call);
}

function placeKey(schema: string, kind: string, name: string): string {
  return `${schema}\0${kind}\0${name}`;
}

function findRow(
  comparison: Comparison,
  schema: string,
  name: string,
  kind: MatrixRow['object'] | undefined,
): MatrixRow {
  const found = comparison.matrix.rows.filter(
    (row) => row.schema === schema && row.name === name && (kind === undefined || row.object === kind),
  );
  const row = found.find(({ object }) => object === 'table') ?? found[0];
  if (row) return row;
  throw new AppError(
    'not-found',
    `No source states ${kind ?? 'anything'} named ${name} in the schema ${schema}.`,
  );
}

function isRowWanted(row: MatrixRow, filter: Filter): boolean {
  const cell =
    filter.source === undefined ? undefined : row.cells.find((one) => one.source === filter.source);
  const statuses: readonly DriftStatus[] = cell
    ? [cell.status]
    : [row.status, ...row.cells.map(({ status }) => status)];
  return (
    (filter.statuses === undefined ||
      statuses.some((status) => filter.statuses?.includes(status) === true)) &&
    (filter.objects === undefined || filter.objects.includes(row.object)) &&
    (filter.schemas === undefined || filter.schemas.includes(row.schema)) &&
    (filter.source === undefined || cell !== undefined) &&
    (filter.facets === undefined ||
      row.cells.some(({ diff }) => diff && touches(diff, filter.facets ?? []))) &&
    (filter.text === undefined || holdsText([row.schema, row.name], filter.text))
  );
}

function touches(diff: NonNullable<MatrixRow['cells'][number]['diff']>, facets: readonly string[]): boolean {
  return (
    diff.parts.some((part) => facets.includes(part.facet)) ||
    diff.attributes.some((attribute) => facets.includes(attribute.facet))
  );
}

function isItemWanted(item: DriftItem, filter: Filter): boolean {
  const value =
    filter.source === undefined ? undefined : item.values.find((one) => one.source === filter.source);
  return (
    (filter.statuses === undefined || filter.statuses.includes(value?.status ?? item.status)) &&
    (filter.objects === undefined || filter.objects.includes(item.object)) &&
    (filter.schemas === undefined || filter.schemas.includes(item.schema)) &&
    (filter.source === undefined || (value !== undefined && value.status !== 'equal')) &&
    (filter.facets === undefined || filter.facets.includes(item.facet)) &&
    (filter.text === undefined || holdsText([item.schema, item.table, item.name], filter.text))
  );
}

function holdsText(names: readonly string[], text: string): boolean {
  const wanted = text.toLowerCase();
  return names.some((name) => name.toLowerCase().includes(wanted));
}

function countDifferences(diff: MatrixRow['cells'][number]['diff']): number {
  if (!diff) return 0;
  const isDrift = ({ status }: { readonly status: DriftStatus }): boolean =>
    status === 'different' || status === 'missing' || status === 'extra';
  return diff.parts.filter(isDrift).length + diff.attributes.filter(isDrift).length;
}

function countBySchema(
  rows: readonly MatrixRow[],
  left: Pick<SpokenComparison, 'ignored'>,
): { name: string; summary: DriftCounts }[] {
  const schemas = new Map<string, MatrixRow[]>();
  for (const row of rows) {
    const known = schemas.get(row.schema);
    if (known) known.push(row);
    else schemas.set(row.schema, [row]);
  }
  return [...schemas].map(([name, own]) => ({
    name,
    summary: { objects: own.length, ...countRows(own), ignored: countLivedWith(own, left) },
  }));
}

function countRows(rows: readonly MatrixRow[]): Record<DriftStatus, number> {
  const counts = { equal: 0, equivalent: 0, different: 0, missing: 0, extra: 0, unknown: 0 };
  for (const { status } of rows) counts[status] += 1;
  return counts;
}
