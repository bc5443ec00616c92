import type { DriftItem, FactRow, ObjectFacts } from '../../../shared/api';
import type { MatrixRow } from '../../../shared/drift/build-matrix';
import { worstStatus } from '../../../shared/drift/build-matrix';
import type { PartDiff } from '../../../shared/drift/difference';
import { describePart } from '../../../shared/drift/explain-difference';
import type { SchemaObject } from '../../../shared/model';
import { markIgnored } from '../ignored/ignored-file';
import type { IgnoredEntry } from '../ignored/ignored-file';
import type { Comparison, ComparedSource } from './comparison';
import { describeSource } from './describe-source';
import { listItems } from './drift-items';
import { listParts } from './list-parts';
import type { StatedPart } from './list-parts';
import { originOfPart } from './part-origin';
import { showOrigin } from './show-origin';

/**
 * An object side by side: every fact that a source states of it, or only those that are not equal everywhere. What
 * somebody ignores is there too, marked.
 */
export function describeObjectFacts(
  comparison: Comparison,
  row: MatrixRow,
  which: 'all' | 'unequal',
  entries: readonly IgnoredEntry[],
): ObjectFacts {
  const items = markIgnored(listItems(comparison, row), entries);
  const rows = listRows(comparison, row, items).filter((fact) => which === 'all' || fact.status !== 'equal');
  const { reference } = comparison.matrix;
  return {
    schema: row.schema,
    name: row.name,
    object: row.object,
    status: row.status,
    ...(reference === undefined ? {} : { reference }),
    sources: comparison.sources.map((source) => {
      const object = row.objects.get(source.id);
      const cell = row.cells.find((one) => one.source === source.id);
      return {
        ...describeSource(source),
        status: cell?.status ?? 'equal',
        present: object !== undefined,
        ...(object && { at: showOrigin(object.origin, source.prefix) }),
      };
    }),
    rows,
  };
}

function listRows(comparison: Comparison, row: MatrixRow, items: readonly DriftItem[]): FactRow[] {
  const measured = row.objects.get(row.measure) ?? [...row.objects.values()][0];
  const left = new Map<string, DriftItem[]>();
  for (const item of items) {
    const key = keyOf(item.part, factName(item));
    left.set(key, [...(left.get(key) ?? []), item]);
  }
  const rows: FactRow[] = [];
  for (const stated of measured ? listParts(measured) : []) {
    const name = findName(row, stated) ?? stated.name;
    const key = keyOf(stated.part, name);
    rows.push(makeRow(comparison, row, { ...stated, name }, left.get(key) ?? []));
    left.delete(key);
  }
  for (const [first, ...more] of left.values()) {
    if (first) rows.push(rowOfItem(first, more));
  }
  return rows;
}

/** Attributes of a view or routine are facts by themselves; those of a table's part belong to the part. */
function factName(item: DriftItem): string {
  return item.part === 'object' ? (item.attribute ?? '') : item.name;
}

function keyOf(part: string, name: string): string {
  return `${part}\0${name.toLowerCase()}`;
}

/** The name under which diffs speak of a part that its source leaves unnamed. */
function findName(row: MatrixRow, stated: StatedPart): string | undefined {
  for (const cell of row.cells) {
    const found = cell.diff?.parts.find((part) => isSame(part, stated));
    if (found) return found.name;
  }
  return undefined;
}

function isSame(part: PartDiff, stated: StatedPart): boolean {
  if (part.part !== stated.part) return false;
  return typeof stated.value === 'object' ? part.from === stated.value : part.name === stated.name;
}

function makeRow(
  comparison: Comparison,
  row: MatrixRow,
  stated: StatedPart,
  items: readonly DriftItem[],
): FactRow {
  return {
    part: stated.part,
    name: stated.name,
    facet: stated.facet,
    status: worstStatus(items.map((item) => item.status)),
    values: comparison.sources.map((source) => valueOf(row, stated, source, items)),
    attributes: items.flatMap(attributeOf),
  };
}

function valueOf(
  row: MatrixRow,
  stated: StatedPart,
  source: ComparedSource,
  items: readonly DriftItem[],
): FactRow['values'][number] {
  const object = row.objects.get(source.id);
  const status = worstStatus(
    items.flatMap((item) => item.values.find((value) => value.source === source.id)?.status ?? []),
  );
  const base = { source: source.id, status };
  if (!object) return base;
  const cell = row.cells.find((one) => one.source === source.id);
  const part = cell?.diff?.parts.find((one) => isSame(one, stated));
  const attribute = cell?.diff?.attributes.find(
    (one) => stated.part === 'object' && one.attribute === stated.name,
  );
  const text = part ? describeTo(part) : attribute ? attribute.to : stated.text;
  if (text === undefined) return base;
  return { ...base, text, at: showOrigin(placeOf(object, part, stated), source.prefix) };
}

function describeTo(part: PartDiff): string | undefined {
  return part.to === undefined ? undefined : describePart(part, 'to');
}

function placeOf(object: SchemaObject, part: PartDiff | undefined, stated: StatedPart): StatedPart['origin'] {
  const to = part?.to;
  return typeof to === 'object' && 'origin' in to
    ? to.origin
    : originOfPart(object, stated.part, stated.name);
}

/** A fact that the measure does not state: what the others have beyond it. */
function rowOfItem(first: DriftItem, more: readonly DriftItem[]): FactRow {
  const items = [first, ...more];
  return {
    part: first.part,
    name: factName(first),
    facet: first.facet,
    status: worstStatus(items.map((item) => item.status)),
    values: first.values,
    attributes: items.flatMap(attributeOf),
  };
}

function attributeOf(item: DriftItem): FactRow['attributes'] {
  const { attribute = item.part, facet, status, values, reason, ignored } = item;
  return [{ attribute, facet, status, values, reason, ...(ignored === undefined ? {} : { ignored }) }];
}
