import type { DriftCounts, DriftItem, OutputOf, ParsedInputOf } from '../../../shared/api';
import { AppError } from '../../../shared/app-error';
import type { MatrixRow } from '../../../shared/drift/build-matrix';
import type { DriftStatus } from '../../../shared/drift/difference';
import { toDriftReport } from '../../../shared/drift/to-drift-report';
import { ignoreItems, markIgnored, readIgnored, refKey, unignore } from '../ignored/ignored-file';
import { ComparisonStore } from './compare-sources';
import type { CompareScope } from './compare-sources';
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
  const store = new ComparisonStore(session);
  const items = new WeakMap<Comparison, DriftItem[]>();

  /** All items of a comparison, made once: pages are cut from them. */
  function itemsOf(comparison: Comparison): DriftItem[] {
    const known =
      items.get(comparison) ?? comparison.matrix.rows.flatMap((row) => listItems(comparison, row));
    items.set(comparison, known);
    return known;
  }

  async function facts(
    input: CompareScope & { readonly schema: string; readonly name: string },
    kind: MatrixRow['object'] | undefined,
    which: 'all' | 'unequal',
    call: HandlerCall,
  ) {
    const comparison = await store.compare(input, call);
    return describeObjectFacts(comparison, findRow(comparison, input.schema, input.name, kind), which);
  }

  return {
    'drift.matrix': async ({ filter = {}, offset, limit, ...scope }, call) => {
      const comparison = await store.compare(scope, call);
      const { matrix } = comparison;
      const rows = matrix.rows.filter((row) => isRowWanted(row, filter));
      return {
        headline: describeComparison(comparison, rowsSpokenOf(comparison, filter)),
        ...(matrix.reference === undefined ? {} : { reference: matrix.reference }),
        sources: comparison.sources.map(describeSource),
        failed: comparison.failed,
        summary: { objects: matrix.rows.length, ...matrix.counts },
        schemas: countBySchema(matrix.rows),
        total: rows.length,
        rows: rows.slice(offset, offset + limit).map((row) => ({
          schema: row.schema,
          name: row.name,
          object: row.object,
          status: row.status,
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
      const wanted = itemsOf(comparison).filter((item) => isItemWanted(item, filter));
      const { entries, problem } = await readIgnored((await session.workspaceFor(scope.sources)).root);
      const marked = markIgnored(wanted, entries);
      const shown =
        ignored === 'with'
          ? marked
          : marked.filter((item) => (item.ignored !== undefined) === (ignored === 'only'));
      return {
        total: shown.length,
        items: shown.slice(offset, offset + limit),
        ignored: marked.filter((item) => item.ignored !== undefined).length,
        ...(problem === undefined ? {} : { ignoredProblem: problem }),
      };
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
    'drift.report': async ({ filter = {}, ...scope }, call) =>
      reportComparison(await store.compare(scope, call), filter),
    'source.table': (input, call) => facts(input, undefined, 'all', call),
    'source.ddl': async (input, call) => {
      const comparison = await store.compare(input, call);
      return describeObjectDdl(comparison, findRow(comparison, input.schema, input.name, input.object));
    },
    'diff.run': async ({ from, to, flavor, filter = {}, offset, limit }, call) => {
      const comparison = await comparePair(store, { from, to, flavor }, call);
      const [first, second] = comparison.sources.map(describeSource);
      if (!first || !second) throw new AppError('invalid-input', 'A diff needs two different sources.');
      const { rows, counts } = comparison.matrix;
      const forward = { objects: rows.length, ...counts };
      const wanted = itemsOf(comparison).filter((item) => isItemWanted(item, filter));
      return {
        headline: describeComparison(comparison, rowsSpokenOf(comparison, filter)),
        from: first,
        to: second,
        forward,
        // Seen the other way round, what one lacks the other has too much.
        backward: { ...forward, missing: forward.extra, extra: forward.missing },
        total: wanted.length,
        items: wanted.slice(offset, offset + limit),
      };
    },
    'diff.report': async ({ from, to, flavor, filter = {} }, call) =>
      reportComparison(await comparePair(store, { from, to, flavor }, call), filter),
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

  function reportComparison(comparison: Comparison, filter: Filter): OutputOf<'drift.report'> {
    const { matrix } = comparison;
    const rows = rowsSpokenOf(comparison, filter);
    const report = toDriftReport(
      rows.length === matrix.rows.length ? matrix : { ...matrix, rows, counts: countRows(rows) },
      comparison.sources.map(({ id, reading }) => ({
        id,
        kind: reading.kind,
        fingerprint: reading.fingerprint,
      })),
      comparison.renames,
    );
    const { text } = filter;
    if (text === undefined) return report;
    return {
      ...report,
      items: report.items.filter((item) => holdsText([item.schema, item.table, item.name], text)),
    };
  }
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

function countBySchema(rows: readonly MatrixRow[]): { name: string; summary: DriftCounts }[] {
  const schemas = new Map<string, MatrixRow[]>();
  for (const row of rows) {
    const known = schemas.get(row.schema);
    if (known) known.push(row);
    else schemas.set(row.schema, [row]);
  }
  return [...schemas].map(([name, own]) => ({ name, summary: { objects: own.length, ...countRows(own) } }));
}

function countRows(rows: readonly MatrixRow[]): Record<DriftStatus, number> {
  const counts = { equal: 0, equivalent: 0, different: 0, missing: 0, extra: 0, unknown: 0 };
  for (const { status } of rows) counts[status] += 1;
  return counts;
}
