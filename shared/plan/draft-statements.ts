import type { ModelDiff, ObjectDiff } from '../drift/difference';
import type { Flavor, ForeignKey, SchemaModel, SchemaObject, Table } from '../model';
import { quoteIdentifier } from '../sql/quote';
import type { TableClauses } from './alter-table';
import { alterTable, keepIndexOf, keysThatUse } from './alter-table';
import { applyRenames } from './apply-renames';
import type { Clause } from './clause';
import { combinePredictions, INSTANT, mergeRepeated } from './clause';
import { createTables, dropTables, keysOfCycles } from './create-tables';
import { addForeignKey, dropForeignKey } from './alter-keys';
import type { Draft } from './draft';
import { not, tableThere } from './guard';
import { guardStatement, printAlter, printSteps } from './guarded-statement';
import type { PlacedTable } from './order-tables';
import { tableKey } from './order-tables';
import type { PlacedView } from './order-views';
import { orderViews } from './order-views';
import type { ScriptStyle } from './plan';
import type { Rename } from './rename';
import { draftSchemas } from './schema-options';
import type { StoredObject } from './stored-objects';
import { collectStoredTexts } from './stored-text';
import { draftCreate, draftDrop } from './stored-objects';

/** How the plan asks what differs; the drift room answers. Both sides are judged for the target's flavor. */
export interface Comparer {
  readonly diff: (from: SchemaModel, to: SchemaModel) => ModelDiff;
  readonly normalise: (model: SchemaModel, schema: string, table: Table) => Table;
}

/** Two complete states of the target and the renames that lead from one to the other. */
export interface DraftInput {
  readonly flavor: Flavor;
  readonly style: ScriptStyle;
  readonly from: SchemaModel;
  readonly after: SchemaModel;
  /** Whichever of the two was read from the target: its expressions are spelled as the server stored them. */
  readonly live: SchemaModel;
  readonly renames: readonly Rename[];
  readonly comparer: Comparer;
}

/**
 * Everything that brings `from` to `after`, in an order that servers accept: schemas, sequences, keys
 * that step aside, renames, new tables, tables changed, partitions, foreign keys, routines, views,
 * triggers, events; what goes, goes last, and a schema becomes read only at the very end.
 */
export function draftStatements(input: DraftInput): readonly Draft[] {
  const present = applyRenames(input.from, input.renames);
  const diff = input.comparer.diff(present, input.after);
  const sides = sortObjects(diff);
  const altered = alterTables(input, present, sides.changed);
  const untouched = isUntouched(present, diff);
  const created = createTables(
    sides.created.tables.map(({ schema, table }) => ({
      schema,
      table,
      normal: input.comparer.normalise(input.after, schema, table),
    })),
    untouched,
    input.flavor,
  );
  const create = (objects: readonly Placed[]): readonly Draft[] =>
    objects.map(({ schema, object }) => draftCreate(schema, object, input.flavor));
  const early = findEarlyDrops(sides, input.renames);
  const goes = (objects: readonly Placed[]): readonly Draft[] =>
    objects.filter((one) => !early.has(one.object)).map(({ schema, object }) => draftDrop(schema, object));
  const newNames = new Set(
    input.renames.flatMap((one) => (one.kind === 'table' ? [tableKey(one.schema, one.to)] : [])),
  );
  const hasNewName = ({ schema, table }: AlteredTable): boolean => newNames.has(tableKey(schema, table));
  const cyclic = keysOfCycles(sides.dropped.tables);
  const gone = dropTables(sides.dropped.tables, 'real', '');
  const schemas = draftSchemas(input.from, input.after, input.flavor);
  return [
    ...schemas.first,
    ...create(pick(sides, 'sequence')),
    ...dropKeysOf(
      input,
      sides.dropped.tables,
      (schema, key) => cyclic.has(key) || refersTo(sides.changed, schema, key),
    ),
    ...phase(
      altered.filter((one) => !hasNewName(one)),
      input.style,
      (clauses) => clauses.dropKeys,
    ),
    ...[...early].flatMap((object) => earlyDrop(sides, object)),
    ...draftRenames(input.renames),
    // Only now do these tables have the names that their clauses speak of.
    ...phase(altered.filter(hasNewName), input.style, (clauses) => clauses.dropKeys),
    ...phase(altered, input.style, (clauses) => clauses.renames),
    ...phase(altered, input.style, (clauses) => clauses.boundRenames),
    ...created.drafts,
    ...altered.flatMap(({ schema, table, clauses }) =>
      clauses.data.map((clause) => draftData(schema, table, clause)),
    ),
    ...phase(altered, input.style, (clauses) => clauses.storing),
    ...phase(altered, input.style, (clauses) => clauses.main),
    ...altered.flatMap(({ schema, table, clauses }) =>
      clauses.fill.map((clause) => draftData(schema, table, clause)),
    ),
    ...phase(altered, input.style, (clauses) => clauses.second),
    ...phase(altered, input.style, (clauses) => clauses.defaults),
    ...phase(altered, input.style, (clauses) => clauses.partitioning),
    ...addKeys(altered, created.later, input.style),
    ...create([...pick(sides, 'function'), ...pick(sides, 'procedure')]),
    ...create(orderPlacedViews(pick(sides, 'view'))),
    ...create(pick(sides, 'trigger')),
    ...create(pick(sides, 'event')),
    ...goes(dropped(sides, 'event')),
    ...goes(dropped(sides, 'trigger').filter((one) => !isOnDroppedTable(one, sides))),
    ...goes([...orderPlacedViews(dropped(sides, 'view'))].reverse()),
    ...goes([...dropped(sides, 'procedure'), ...dropped(sides, 'function')]),
    ...gone.filter(
      (draft) => ![...early].some((object) => object.kind === 'table' && object.name === draft.object),
    ),
    ...goes(dropped(sides, 'sequence')),
    ...schemas.last,
  ];
}

interface Placed {
  readonly schema: string;
  readonly object: StoredObject;
}

interface Sides {
  readonly created: { readonly tables: readonly PlacedTable[]; readonly others: readonly Placed[] };
  readonly dropped: { readonly tables: readonly PlacedTable[]; readonly others: readonly Placed[] };
  readonly changed: readonly ObjectDiff[];
  readonly replaced: readonly Placed[];
}

function sortObjects(diff: ModelDiff): Sides {
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

function pick(sides: Sides, kind: StoredObject['kind']): readonly Placed[] {
  return [...sides.created.others, ...sides.replaced].filter((one) => one.object.kind === kind);
}

function dropped(sides: Sides, kind: StoredObject['kind']): readonly Placed[] {
  return sides.dropped.others.filter((one) => one.object.kind === kind);
}

/** A name that a new or renamed object needs and an old one of another kind still has: the old one goes first. */
function findEarlyDrops(sides: Sides, renames: readonly Rename[]): ReadonlySet<SchemaObject> {
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

function earlyDrop(sides: Sides, object: SchemaObject): readonly Draft[] {
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

function isOnDroppedTable(one: Placed, sides: Sides): boolean {
  const { object } = one;
  return (
    object.kind === 'trigger' &&
    sides.dropped.tables.some(({ schema, table }) => schema === one.schema && table.name === object.table)
  );
}

function orderPlacedViews(views: readonly Placed[]): readonly Placed[] {
  const placed: PlacedView[] = [];
  for (const { schema, object } of views) if (object.kind === 'view') placed.push({ schema, view: object });
  return orderViews(placed).map(({ schema, view }) => ({ schema, object: view }));
}

function isUntouched(present: SchemaModel, diff: ModelDiff): (schema: string, table: string) => boolean {
  const there = new Set(
    present.schemas.flatMap((schema) => schema.tables.map((table) => tableKey(schema.name, table.name))),
  );
  const touched = new Set(
    diff.objects
      .filter((object) => object.object === 'table' && object.status !== 'equivalent')
      .map((object) => tableKey(object.schema, object.name)),
  );
  return (schema, table) => there.has(tableKey(schema, table)) && !touched.has(tableKey(schema, table));
}

/** A table that changes, with the clauses of each phase. */
interface AlteredTable {
  readonly schema: string;
  readonly table: string;
  readonly before: Table;
  readonly after: Table;
  readonly clauses: TableClauses;
}

function alterTables(
  input: DraftInput,
  present: SchemaModel,
  changed: readonly ObjectDiff[],
): readonly AlteredTable[] {
  const byKey = new Map<string, ObjectDiff>(
    changed.map((object) => [tableKey(object.schema, object.name), object]),
  );
  // Renames make no difference in `present`, which has them applied; their tables still need the clauses.
  const renamed = new Set(
    input.renames.flatMap((one) => (one.kind === 'table' ? [] : [tableKey(one.schema, one.table)])),
  );
  const aside = findSteppingAside(input, present, byKey);
  const wanted = indexTables(input.after);
  const live = indexTables(input.live);
  const result = new Map<string, AlteredTable>();
  for (const schema of present.schemas) {
    for (const table of schema.tables) {
      const key = tableKey(schema.name, table.name);
      const after = wanted.get(key);
      if (after === undefined || (!byKey.has(key) && !renamed.has(key) && !aside.has(key))) continue;
      const names = (kind: Rename['kind']): ReadonlyMap<string, string> =>
        new Map(
          input.renames.flatMap((one) =>
            one.kind === kind &&
            one.kind !== 'table' &&
            one.schema === schema.name &&
            one.table === table.name
              ? [[one.to, one.from]]
              : [],
          ),
        );
      const clauses = alterTable({
        flavor: input.flavor,
        from: table,
        normalFrom: input.comparer.normalise(present, schema.name, table),
        after,
        normalAfter: input.comparer.normalise(input.after, schema.name, after),
        parts: byKey.get(key)?.parts ?? [],
        renamedColumns: names('column'),
        renamedIndexes: names('index'),
        // Renames are in `table` already, and servers follow them in the texts that they store.
        stored: collectStoredTexts(
          input.live === input.from
            ? table
            : (live.get(key) ?? live.get(oldKey(input, schema.name, table.name))),
        ),
        restores: restores(input),
      });
      result.set(key, { schema: schema.name, table: table.name, before: table, after, clauses });
    }
  }
  return stepAside(input, present, aside, result);
}

/** True for a way back: the state that it leads to is the one that was read from the target. */
function restores(input: DraftInput): boolean {
  return input.live === input.after;
}

/** The key of a renamed table under the name that the live side knows it by. */
function oldKey(input: DraftInput, schema: string, table: string): string {
  const rename = input.renames.find(
    (one) => one.kind === 'table' && one.schema === schema && (one.to === table || one.from === table),
  );
  return tableKey(schema, rename?.to === table ? rename.from : (rename?.to ?? table));
}

/** Adds the clauses that drop and add again the keys in the way, needed only until the rest is done. */
function stepAside(
  input: DraftInput,
  present: SchemaModel,
  aside: ReadonlyMap<string, readonly ForeignKey[]>,
  altered: ReadonlyMap<string, AlteredTable>,
): readonly AlteredTable[] {
  return [...altered].map(([key, one]) => {
    const keys = aside.get(key);
    if (keys === undefined) return one;
    const dropKeys = keys.map((foreign) => {
      const other = altered.get(tableKey(foreign.referencedSchema ?? one.schema, foreign.referencedTable));
      const waits = [...one.clauses.main, ...(other === undefined || other === one ? [] : other.clauses.main)]
        .map((clause) => clause.needed)
        .filter((needed) => needed !== '1');
      const settled = waits.length === 0 ? undefined : waits.map((needed) => not(needed)).join(' AND ');
      return dropForeignKey(one.table, foreign.name ?? '', undefined, settled);
    });
    const states = {
      flavor: input.flavor,
      restores: restores(input),
      normalFrom: input.comparer.normalise(present, one.schema, one.before),
      normalAfter: input.comparer.normalise(input.after, one.schema, one.after),
    };
    const addKeys = keys.flatMap((foreign) => [
      ...keepIndexOf(states, foreign, foreign.name ?? ''),
      addForeignKey(one.table, foreign, foreign.name ?? ''),
    ]);
    return {
      ...one,
      clauses: {
        ...one.clauses,
        dropKeys: [...one.clauses.dropKeys, ...dropKeys],
        addKeys: [...one.clauses.addKeys, ...addKeys],
      },
    };
  });
}

function indexTables(model: SchemaModel): ReadonlyMap<string, Table> {
  return new Map(
    model.schemas.flatMap((schema) =>
      schema.tables.map((table) => [tableKey(schema.name, table.name), table] as const),
    ),
  );
}

/**
 * Foreign keys that stay as they are, but whose columns change type or charset, or lose the index that
 * serves them, at either end. Servers refuse such changes while the key is there (errors 1832, 1833, 1553).
 */
function findSteppingAside(
  input: DraftInput,
  present: SchemaModel,
  changed: ReadonlyMap<string, ObjectDiff>,
): ReadonlyMap<string, readonly ForeignKey[]> {
  const columns = new Map<string, ReadonlySet<string>>();
  for (const [key, object] of changed) columns.set(key, unsettledColumns(object));
  const keys = new Map<string, readonly ForeignKey[]>();
  if (columns.size === 0) return keys;
  const none: ReadonlySet<string> = new Set();
  for (const schema of present.schemas) {
    for (const table of schema.tables) {
      if (table.foreignKeys.length === 0) continue;
      const key = tableKey(schema.name, table.name);
      const own = columns.get(key) ?? none;
      const inTheWay = input.comparer.normalise(present, schema.name, table).foreignKeys.filter((foreign) => {
        const referred =
          columns.get(tableKey(foreign.referencedSchema ?? schema.name, foreign.referencedTable)) ?? none;
        return keysThatUse(foreign, own, referred) && !isChanged(changed.get(key), foreign);
      });
      if (inTheWay.length > 0) keys.set(key, inTheWay);
    }
  }
  return keys;
}

function isChanged(object: ObjectDiff | undefined, key: ForeignKey): boolean {
  const name = (key.name ?? '').toLowerCase();
  return (
    object?.parts.some(
      (part) =>
        part.part === 'foreignKey' && part.status !== 'equivalent' && part.name.toLowerCase() === name,
    ) === true
  );
}

/** Columns whose type or charset changes, and the leading columns of keys that go or change. */
function unsettledColumns(object: ObjectDiff): ReadonlySet<string> {
  const names = new Set<string>();
  for (const part of object.parts) {
    if (part.status === 'equivalent' || part.status === 'equal') continue;
    if (part.part === 'column' && part.from !== undefined && part.to !== undefined) {
      const changes = part.attributes.some(
        (one) =>
          one.status === 'different' &&
          ['type', 'charset', 'collation', 'nullable', 'generated'].includes(one.attribute),
      );
      if (changes) names.add(part.name.toLowerCase());
    }
    if ((part.part === 'index' || part.part === 'primaryKey') && part.from !== undefined) {
      const [first] = part.from.parts;
      if (first?.kind === 'column') names.add(first.column.toLowerCase());
    }
  }
  return names;
}

function phase(
  altered: readonly AlteredTable[],
  style: ScriptStyle,
  select: (clauses: TableClauses) => readonly Clause[],
): readonly Draft[] {
  return altered.flatMap(({ schema, table, clauses }) => {
    const chosen = select(clauses);
    return chosen.length === 0 ? [] : [draftAlter(schema, table, chosen, style)];
  });
}

function draftAlter(schema: string, table: string, stated: readonly Clause[], style: ScriptStyle): Draft {
  const clauses = mergeRepeated(stated);
  return {
    schema,
    object: table,
    title: clauses.map((clause) => clause.title).join(', '),
    sql: printAlter(table, clauses),
    steps: printSteps(table, clauses, style),
    about: clauses.flatMap((clause) => clause.about.map((part) => `table ${table}/${part}`)),
    prediction: combinePredictions(clauses.map((clause) => clause.prediction)),
    losesData: clauses.some((clause) => clause.losesData),
  };
}

/** An UPDATE: a whole statement of its own, guarded like the rest. */
function draftData(schema: string, table: string, clause: Clause): Draft {
  return {
    schema,
    object: table,
    title: clause.title,
    sql: clause.text,
    steps: guardStatement(clause.text, clause.needed),
    about: clause.about.map((part) => `table ${table}/${part}`),
    prediction: clause.prediction,
    losesData: clause.losesData,
  };
}

function addKeys(
  altered: readonly AlteredTable[],
  later: readonly { readonly schema: string; readonly table: string; readonly clause: Clause }[],
  style: ScriptStyle,
): readonly Draft[] {
  const grouped = new Map<
    string,
    { readonly schema: string; readonly table: string; readonly clauses: Clause[] }
  >();
  const add = (schema: string, table: string, clauses: readonly Clause[]): void => {
    if (clauses.length === 0) return;
    const key = tableKey(schema, table);
    const group = grouped.get(key) ?? { schema, table, clauses: [] };
    group.clauses.push(...clauses);
    grouped.set(key, group);
  };
  for (const { schema, table, clause } of later) add(schema, table, [clause]);
  for (const { schema, table, clauses } of altered) add(schema, table, clauses.addKeys);
  return [...grouped.values()].map(({ schema, table, clauses }) => draftAlter(schema, table, clauses, style));
}

/** Foreign keys of tables that go, which stand in the way before they are gone. */
function dropKeysOf(
  input: DraftInput,
  tables: readonly PlacedTable[],
  isInTheWay: (schema: string, key: ForeignKey) => boolean,
): readonly Draft[] {
  return tables.flatMap(({ schema, table }) => {
    const normal = input.comparer.normalise(input.from, schema, table);
    const clauses = table.foreignKeys.flatMap((key, at) =>
      isInTheWay(schema, key)
        ? [dropForeignKey(table.name, normal.foreignKeys[at]?.name ?? key.name ?? '', undefined)]
        : [],
    );
    // Run again, the table is gone: IF EXISTS of the key alone would not do.
    return clauses.length === 0 ? [] : [draftAlter(schema, table.name, clauses, 'guarded')];
  });
}

function refersTo(changed: readonly ObjectDiff[], schema: string, key: ForeignKey): boolean {
  const where = key.referencedSchema ?? schema;
  return changed.some((object) => object.schema === where && object.name === key.referencedTable);
}

function draftRenames(renames: readonly Rename[]): readonly Draft[] {
  return renames.flatMap((rename) => {
    if (rename.kind !== 'table') return [];
    const sql = `RENAME TABLE ${quoteIdentifier(rename.from)} TO ${quoteIdentifier(rename.to)}`;
    return [
      {
        schema: rename.schema,
        object: rename.to,
        title: `rename table ${rename.from} to ${rename.to}`,
        sql,
        steps: guardStatement(sql, `${tableThere(rename.from)} AND ${not(tableThere(rename.to))}`),
        about: [`table ${rename.from}`, `table ${rename.to}`],
        prediction: INSTANT,
        losesData: false,
      },
    ];
  });
}
