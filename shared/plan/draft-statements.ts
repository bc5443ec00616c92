import type { ModelDiff, ObjectDiff } from '../drift/difference';
import type { ForeignKey, SchemaModel } from '../model';
import { quoteIdentifier } from '../sql/quote';
import { addCheck, addForeignKey, dropCheck, dropForeignKey } from './alter-keys';
import type { TableClauses } from './alter-table';
import { alterTables } from './alter-tables';
import type { AlteredTable } from './altered-table';
import { applyRenames } from './apply-renames';
import type { Clause } from './clause';
import { combinePredictions, INSTANT, mergeRepeated } from './clause';
import { createTables, dropTables, keysOfCycles } from './create-tables';
import type { Draft } from './draft';
import { restores, type DraftInput } from './draft-input';
import { not, tableThere } from './guard';
import { guardStatement, printAlter, printSteps } from './guarded-statement';
import { keepHashes } from './keep-parts';
import { dropMovingFirst, findMovingNames, type IsMoving } from './moving-names';
import type { PlacedTable } from './order-tables';
import { tableKey } from './order-tables';
import type { ScriptStyle } from './plan';
import type { Rename } from './rename';
import { draftSchemas } from './schema-options';
import {
  dropped,
  earlyDrop,
  findEarlyDrops,
  isOnDroppedTable,
  orderPlacedViews,
  pick,
  sortObjects,
  type Placed,
} from './sort-objects';
import { draftCreate, draftDrop } from './stored-objects';

/**
 * Everything that brings `from` to `after`, in an order that servers accept: schemas, sequences, keys
 * that step aside, renames, new tables, tables changed, partitions, foreign keys, routines, views,
 * triggers, events; what goes, goes last, and a schema becomes read only at the very end.
 */
export function draftStatements(input: DraftInput): readonly Draft[] {
  const present = applyRenames(input.from, input.renames);
  const diff = input.comparer.diff(present, input.after);
  const sides = sortObjects(diff);
  const isMoving = findMovingNames(input, present, sides);
  const altered = alterTables(input, present, sides.changed).map((one) => dropMovingFirst(one, isMoving));
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
  const goesFirst = (schema: string, key: ForeignKey): boolean => refersTo(sides.changed, schema, key);
  const gone = dropTables(sides.dropped.tables, 'real', '');
  const schemas = draftSchemas(input.from, input.after, input.flavor);
  const later = [...created.later, ...putBack(input, sides.created.tables, goesFirst, isMoving)];
  const hasLater = new Set(later.map(({ schema, table }) => tableKey(schema, table)));
  return [
    ...schemas.first,
    ...create(pick(sides, 'sequence')),
    ...dropKeysOf(
      input,
      sides.dropped.tables,
      (schema, key) => cyclic.has(key) || goesFirst(schema, key),
      isMoving,
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
    ...phase(altered, input.style, (clauses) => clauses.leaves),
    ...phase(altered, input.style, (clauses) => clauses.boundRenames),
    ...phase(altered, input.style, (clauses) => clauses.returns),
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
    ...addKeys(altered, later, input.style),
    ...phase(altered, input.style, (clauses) => clauses.last),
    ...keepHashesOfCreated(
      input,
      sides.created.tables.filter((one) => hasLater.has(tableKey(one.schema, one.table.name))),
    ),
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

/** New tables that get foreign keys in an ALTER of their own are altered tables to MariaDB, too. */
function keepHashesOfCreated(input: DraftInput, tables: readonly PlacedTable[]): readonly Draft[] {
  return tables.flatMap(({ schema, table }) => {
    const normalAfter = input.comparer.normalise(input.after, schema, table);
    const clauses = keepHashes({ flavor: input.flavor, after: table, normalAfter });
    return clauses.length === 0 ? [] : [draftAlter(schema, table.name, clauses, input.style)];
  });
}

/** Constraints of tables that go, which stand in the way before they are gone. */
function dropKeysOf(
  input: DraftInput,
  tables: readonly PlacedTable[],
  isInTheWay: (schema: string, key: ForeignKey) => boolean,
  isMoving: IsMoving,
): readonly Draft[] {
  return tables.flatMap(({ schema, table }) => {
    const normal = input.comparer.normalise(input.from, schema, table);
    const keys = table.foreignKeys.flatMap((key, at) => {
      const name = normal.foreignKeys[at]?.name ?? key.name ?? '';
      return isInTheWay(schema, key) || isMoving('foreignKey', schema, name)
        ? [dropForeignKey(table.name, name, undefined)]
        : [];
    });
    const checks = normal.checks.flatMap((check) =>
      check.name !== undefined && isMoving('check', schema, check.name)
        ? [dropCheck({ table: table.name, name: check.name, from: check, to: undefined, stored: new Set() })]
        : [],
    );
    const clauses = [...keys, ...checks];
    // Run again, the table is gone: IF EXISTS of the key alone would not do.
    return clauses.length === 0 ? [] : [draftAlter(schema, table.name, clauses, 'guarded')];
  });
}

/**
 * On the way back, the constraints that had to leave a table before it was dropped: where the plan got no further, the table is
 * there and is not created. Where it is, it has them.
 */
function putBack(
  input: DraftInput,
  tables: readonly PlacedTable[],
  hadToLeave: (schema: string, key: ForeignKey) => boolean,
  isMoving: IsMoving,
): readonly { readonly schema: string; readonly table: string; readonly clause: Clause }[] {
  if (!restores(input)) return [];
  return tables.flatMap(({ schema, table }) => {
    const normal = input.comparer.normalise(input.after, schema, table);
    const keys = table.foreignKeys.flatMap((key, at) => {
      const name = normal.foreignKeys[at]?.name ?? key.name ?? '';
      return hadToLeave(schema, key) || isMoving('foreignKey', schema, name)
        ? [addForeignKey(table.name, key, name)]
        : [];
    });
    const checks = normal.checks.flatMap((check, at) => {
      const { name } = check;
      if (name === undefined || !isMoving('check', schema, name)) return [];
      const change = { table: table.name, name, from: undefined, to: check, stored: new Set<string>() };
      return [addCheck(change, table.checks[at] ?? check, input.flavor)];
    });
    return [...keys, ...checks].map((clause) => ({ schema, table: table.name, clause }));
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
