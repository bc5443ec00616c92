import type { ModelDiff, ObjectDiff } from '../drift/difference';
import type { SchemaObject } from '../model';
import { dropTables } from './create-tables';
import type { Draft } from './draft';
import type { PlacedTable } from './order-tables';
import { tableKey } from './order-tables';
import type { PlacedView } from './order-views';
import { orderViews } from './order-views';
import type { Rename } from './rename';
import type { StoredObject } from './stored-objects';
import { draftDrop } from './stored-objects';

/** A view, routine, trigger, event or sequence with the schema it is in. */
export interface Placed {
  readonly schema: string;
  readonly object: StoredObject;
}

/** The objects of a comparison by what becomes of them. */
export interface Sides {
  readonly created: { readonly tables: readonly PlacedTable[]; readonly others: readonly Placed[] };
  readonly dropped: { readonly tables: readonly PlacedTable[]; readonly others: readonly Placed[] };
  readonly changed: readonly ObjectDiff[];
  readonly replaced: readonly Placed[];
}

/** Sorts what differs by what becomes of it. */
export function sortObjects(diff: ModelDiff): Sides {
  const created = { tables: [] as PlacedTable[], others: [] as Placed[] };
  const dropped = { tables: [] as PlacedTable[], others: [] as Placed[] };
  const changed: ObjectDiff[] = [];
  const replaced: Placed[] = [];
  for (const object of diff.objects) {
    const { schema } = object;
    if (object.status === 'extra' && object.to !== undefined) put(created, schema, object.to);
    else if (object.status === 'missing' && object.from !== undefined) put(dropped, schema, object.from);
    else if (object.object === 'table') changed.push(object);
    else if (isStored(object.to) && acts(object)) replaced.push({ schema, object: object.to });
  }
  return { created, dropped, changed, replaced };
}

function put(
  side: { readonly tables: PlacedTable[]; readonly others: Placed[] },
  schema: string,
  object: SchemaObject,
): void {
  if (object.kind === 'table') side.tables.push({ schema, table: object });
  else if (isStored(object)) side.others.push({ schema, object });
}

/** A schema's own options are no object to be replaced. */
function isStored(object: SchemaObject | undefined): object is StoredObject {
  return object !== undefined && object.kind !== 'table' && object.kind !== 'schema';
}

function acts(object: ObjectDiff): boolean {
  return object.attributes.some((one) => one.status === 'different' || one.needsServer === true);
}

/** Objects of a kind that are made, or made anew. */
export function pick(sides: Sides, kind: StoredObject['kind']): readonly Placed[] {
  return [...sides.created.others, ...sides.replaced].filter((one) => one.object.kind === kind);
}

/** Objects of a kind that go. */
export function dropped(sides: Sides, kind: StoredObject['kind']): readonly Placed[] {
  return sides.dropped.others.filter((one) => one.object.kind === kind);
}

/** A name that a new or renamed object needs and an old one of another kind still has: the old one goes first. */
export function findEarlyDrops(sides: Sides, renames: readonly Rename[]): ReadonlySet<SchemaObject> {
  const shares = new Set(['table', 'view', 'sequence']);
  const wanted = new Set([
    ...renames.flatMap((one) => (one.kind === 'table' ? [tableKey(one.schema, one.to)] : [])),
    ...sides.created.tables.map(({ schema, table }) => tableKey(schema, table.name)),
    ...sides.created.others
      .filter(({ object }) => shares.has(object.kind))
      .map(({ schema, object }) => tableKey(schema, object.name)),
  ]);
  const early = new Set<SchemaObject>();
  for (const { schema, table } of sides.dropped.tables)
    if (wanted.has(tableKey(schema, table.name))) early.add(table);
  for (const { schema, object } of sides.dropped.others) {
    if (shares.has(object.kind) && wanted.has(tableKey(schema, object.name))) early.add(object);
  }
  return early;
}

/** The statements that drop an object before its name is needed. */
export function earlyDrop(sides: Sides, object: SchemaObject): readonly Draft[] {
  if (object.kind === 'table') {
    return dropTables(
      sides.dropped.tables.filter((one) => one.table === object),
      'real',
      '',
    );
  }
  return sides.dropped.others
    .filter((one) => one.object === object)
    .map((one) => draftDrop(one.schema, one.object));
}

/** Is it a trigger that goes with its table? */
export function isOnDroppedTable(one: Placed, sides: Sides): boolean {
  const { object } = one;
  return (
    object.kind === 'trigger' &&
    sides.dropped.tables.some(({ schema, table }) => schema === one.schema && table.name === object.table)
  );
}

/** The views among the objects, each after those that it uses. */
export function orderPlacedViews(views: readonly Placed[]): readonly Placed[] {
  const placed: PlacedView[] = [];
  for (const { schema, object } of views) if (object.kind === 'view') placed.push({ schema, view: object });
  return orderViews(placed).map(({ schema, view }) => ({ schema, object: view }));
}
