import type { DriftItem, DriftReport } from '../api/drift-report';
import { formatOrigin } from '../model';
import type { SchemaObject } from '../model';
import type { DriftMatrix, MatrixRow } from './build-matrix';
import { worstStatus } from './build-matrix';
import type { AttributeDiff, DriftStatus, ObjectDiff, PartDiff } from './difference';
import { describePart, explainAttribute, explainPart } from './explain-difference';
import { facetOfObject } from './diff-object';
import type { RenameCandidate } from './find-renames';

/** What a report says of a source beside what the matrix knows. */
export interface ReportedSource {
  readonly id: string;
  readonly kind: string;
  readonly fingerprint: string;
}

/**
 * The JSON form of a matrix, as driftReportSchema states it. Items of one row stand together; equal things are not listed.
 * `ignored` counts the objects that agree only because their differences were left out.
 */
export function toDriftReport(
  matrix: DriftMatrix,
  sources: readonly ReportedSource[],
  renames: readonly RenameCandidate[] = [],
  ignored = 0,
): DriftReport {
  const known = new Map(sources.map((source) => [source.id, source]));
  const former = new Map(
    renames.map((rename) => [
      renameKey(rename.kind, rename.schema, rename.table ?? '', rename.to),
      rename.from,
    ]),
  );
  return {
    version: 2,
    sources: matrix.sources.map(({ id, tables }) => ({
      id,
      kind: known.get(id)?.kind ?? 'sql',
      tables,
      fingerprint: known.get(id)?.fingerprint ?? '',
    })),
    summary: { objects: matrix.rows.length, ...matrix.counts, ignored },
    items: matrix.rows.flatMap((row) => toItems(row)).map((item) => addRename(item, former)),
  };
}

function renameKey(kind: string, schema: string, table: string, name: string): string {
  return `${kind}\0${schema}\0${table.toLowerCase()}\0${name.toLowerCase()}`;
}

function addRename(item: DriftItem, former: ReadonlyMap<string, string>): DriftItem {
  if (item.status !== 'extra') return item;
  const table = item.object === 'table' ? '' : item.table;
  const renameOf = former.get(renameKey(item.object, item.schema, table, item.name));
  return renameOf === undefined ? item : { ...item, renameOf };
}

interface ItemDraft {
  readonly object: string;
  readonly name: string;
  readonly facet: string;
  readonly statuses: DriftStatus[];
  readonly values: Map<string, { text: string; at: string }>;
  reason: string;
}

/** The items of one row: the object's presence, then each attribute that differs in any source. */
function toItems(row: MatrixRow): readonly DriftItem[] {
  if (row.cells.every((cell) => cell.status === 'equal' && cell.diff === undefined)) return [];
  const drafts = new Map<string, ItemDraft>();
  const draft = (object: string, name: string, facet: string, reason: string): ItemDraft => {
    const key = `${object}\0${name.toLowerCase()}\0${facet}`;
    const found = drafts.get(key) ?? { object, name, facet, statuses: [], values: new Map(), reason };
    drafts.set(key, found);
    return found;
  };
  for (const cell of row.cells) {
    if (cell.diff) addDiff(row, cell.source, cell.diff, draft);
    else if (cell.status !== 'equal') {
      const where =
        cell.status === 'missing'
          ? `is missing from ${cell.source}`
          : cell.status === 'extra'
            ? `is only in ${listHolders(row)}`
            : `cannot be compared with ${cell.source}`;
      const item = draft(
        row.object,
        row.name,
        facetOfObject(row.object),
        `${capitalise(row.object)} ${row.name} ${where}.`,
      );
      if (cell.reason !== undefined && !item.reason.includes(cell.reason)) item.reason += ` ${cell.reason}`;
      item.statuses.push(cell.status);
      for (const [source, object] of row.objects)
        item.values.set(source, { text: describeObject(object), at: formatOrigin(object.origin) });
    }
  }
  return [...drafts.values()].map(({ object, name, facet, statuses, values, reason }) => ({
    schema: row.schema,
    table: row.name,
    object,
    name,
    facet,
    status: worstStatus(statuses),
    values: Object.fromEntries(values),
    reason,
  }));
}

function listHolders(row: MatrixRow): string {
  return [...row.objects.keys()].join(', ');
}

type MakeDraft = (object: string, name: string, facet: string, reason: string) => ItemDraft;

function addDiff(row: MatrixRow, source: string, diff: ObjectDiff, draft: MakeDraft): void {
  const names = { from: row.measure, to: source };
  const at = (side: 'from' | 'to', part?: PartDiff): string => {
    const value = part?.[side];
    const own = typeof value === 'object' && 'origin' in value ? value.origin : undefined;
    const origin = own ?? diff.origins[side];
    return origin ? formatOrigin(origin) : '';
  };
  const add = (
    item: ItemDraft,
    status: DriftStatus,
    from: string | undefined,
    to: string | undefined,
    part?: PartDiff,
  ): void => {
    item.statuses.push(status);
    if (from !== undefined) item.values.set(row.measure, { text: from, at: at('from', part) });
    if (to !== undefined) item.values.set(source, { text: to, at: at('to', part) });
  };
  const addAttribute = (
    object: string,
    name: string,
    of: string,
    attribute: AttributeDiff,
    part?: PartDiff,
  ): void => {
    const item = draft(object, name, attribute.attribute, explainAttribute(attribute, of, names));
    add(item, attribute.status, attribute.from, attribute.to, part);
  };
  for (const part of diff.parts) {
    if (part.status === 'missing' || part.status === 'extra' || part.part === 'columnOrder') {
      const item = draft(part.part, part.name, part.facet, explainPart(part, names));
      const text = (side: 'from' | 'to'): string | undefined =>
        part[side] === undefined ? undefined : describePart(part, side);
      add(item, part.status, text('from'), text('to'), part);
    } else {
      for (const attribute of part.attributes)
        addAttribute(part.part, part.name, `${part.part} ${part.name}`, attribute, part);
    }
  }
  for (const attribute of diff.attributes)
    addAttribute(row.object, row.name, `${row.object} ${row.name}`, attribute);
}

function describeObject(object: SchemaObject): string {
  return object.kind === 'table' ? `table of ${String(object.columns.length)} columns` : object.kind;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
