import { zoneOfDefault } from '../model';
import type { Flavor, ForeignKey, Schema, SchemaModel, Table, Trigger, View } from '../model';
import { printForeignKey } from './print-key';
import { printEvent, printRoutine, printSequence, printTrigger, printView } from './print-stored-object';
import { printCreateSchema, printReadOnly } from './print-schema';
import { printTableStatements } from './print-table-statements';
import { quoteIdentifier, quoteQualified, quoteString } from './quote';
import { knownSqlMode } from './sql-mode';
import { tokenize } from './tokenize';

/** How a model is printed. */
export interface PrintModelOptions {
  /** False leaves AUTO_INCREMENT counters out. */
  readonly counter?: boolean;
  /** False leaves DEFINER clauses out. */
  readonly definer?: boolean;
}

/**
 * A script that makes the whole model on an empty server of the flavor, with the mysql client: schemas,
 * sequences, tables in the order of their foreign keys, then views, routines, triggers and events. It sets
 * the sql_mode it is written for and puts the old one back. The same model gives the same bytes.
 */
export function printModel(model: SchemaModel, flavor: Flavor, options: PrintModelOptions = {}): string {
  const parts = [
    '-- Written for ' + flavor.vendor + ' ' + flavor.version.join('.'),
    'SET NAMES utf8mb4;',
    "SET @tidemark_sql_mode = @@SESSION.sql_mode, SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO';",
    'SET @tidemark_foreign_key_checks = @@SESSION.foreign_key_checks, SESSION foreign_key_checks = 0;',
  ];
  for (const schema of model.schemas) parts.push(...printSchema(schema, flavor, options));
  parts.push(
    'SET SESSION foreign_key_checks = @tidemark_foreign_key_checks;',
    'SET SESSION sql_mode = @tidemark_sql_mode;',
  );
  return parts.join('\n\n') + '\n';
}

function printSchema(schema: Schema, flavor: Flavor, options: PrintModelOptions): string[] {
  const parts: string[] = [];
  if (schema.name !== '') {
    parts.push(printCreateSchema(schema, flavor) + ';', 'USE ' + quoteIdentifier(schema.name) + ';');
  }
  if (flavor.vendor === 'mariadb')
    for (const sequence of schema.sequences) parts.push(printSequence(sequence, flavor) + ';');
  parts.push(...printTables(schema.tables, flavor, options));
  const objectOptions = { ...(options.definer === undefined ? {} : { definer: options.definer }) };
  for (const routine of schema.routines)
    parts.push(
      withMode(routine.sqlMode, flavor, withDelimiter(printRoutine(routine, flavor, objectOptions))),
    );
  for (const view of orderViews(schema.views)) parts.push(printView(view, flavor, objectOptions) + ';');
  for (const trigger of orderTriggers(schema.triggers))
    parts.push(
      withMode(trigger.sqlMode, flavor, withDelimiter(printTrigger(trigger, flavor, objectOptions))),
    );
  for (const event of schema.events)
    parts.push(withMode(event.sqlMode, flavor, withDelimiter(printEvent(event, flavor, objectOptions))));
  // Last: nothing can be made in such a schema. A schema without a name is whoever's builds it.
  if (schema.name !== '' && schema.readOnly === true && flavor.vendor === 'mysql')
    parts.push(printReadOnly(true, schema.name) + ';');
  return parts;
}

function printTables(tables: readonly Table[], flavor: Flavor, options: PrintModelOptions): string[] {
  const { ordered, later } = orderTables(tables);
  const parts = ordered.flatMap((table) =>
    table.columns.length === 0
      ? '-- Left out, because its columns are not known: ' +
        quoteIdentifier(table.name).replaceAll(/[\r\n]/g, ' ')
      : inZone(
          table,
          printTableStatements(table, flavor, {
            withoutForeignKeys: later,
            ...(options.counter === undefined ? {} : { counter: options.counter }),
          }).map((statement) => statement + ';'),
        ),
  );
  for (const table of ordered) {
    const keys = table.foreignKeys.filter((key) => later.has(key));
    if (keys.length > 0)
      parts.push(
        'ALTER TABLE ' +
          quoteQualified(undefined, table.name) +
          '\n  ' +
          keys.map((key) => 'ADD ' + printForeignKey(key)).join(',\n  ') +
          ';',
      );
  }
  return parts;
}

/** Statements that a server has to read in the time zone in which the table's defaults are meant. */
function inZone(table: Table, statements: readonly string[]): readonly string[] {
  const zone = table.columns.flatMap((column) => zoneOfDefault(column.default) ?? [])[0];
  if (zone === undefined) return statements;
  return [`SET SESSION time_zone = ${quoteString(zone)};`, ...statements, 'SET SESSION time_zone = DEFAULT;'];
}

/**
 * Tables with those that they refer to before them, otherwise in their own order; and the foreign keys
 * that close a circle, to be added when all tables are there.
 */
export function orderTables(tables: readonly Table[]): {
  readonly ordered: readonly Table[];
  readonly later: ReadonlySet<ForeignKey>;
} {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const ordered = orderByNeeds(tables, (table) =>
    table.foreignKeys.flatMap((key) => byName.get(key.referencedTable) ?? []),
  );
  const place = new Map(ordered.map((table, at) => [table.name, at]));
  const later = new Set<ForeignKey>();
  for (const table of tables) {
    for (const key of table.foreignKeys) {
      const target = place.get(key.referencedTable);
      if (target !== undefined && key.referencedSchema === undefined && target > (place.get(table.name) ?? 0))
        later.add(key);
    }
  }
  return { ordered, later };
}

/** Views with those that their text names before them. */
function orderViews(views: readonly View[]): readonly View[] {
  if (views.length < 2) return views;
  const byName = new Map(views.map((view) => [view.name.toLowerCase(), view]));
  const needs = new Map(
    views.map((view) => {
      const names = new Set(
        tokenize(view.select).flatMap((token) =>
          token.kind === 'word' || token.kind === 'quoted' ? [token.text.toLowerCase()] : [],
        ),
      );
      return [view, [...names].flatMap((name) => byName.get(name) ?? [])] as const;
    }),
  );
  return orderByNeeds(views, (view) => needs.get(view) ?? []);
}

/** Triggers behind those that they FOLLOW. */
function orderTriggers(triggers: readonly Trigger[]): readonly Trigger[] {
  const byName = new Map(triggers.map((trigger) => [trigger.name, trigger]));
  return orderByNeeds(triggers, (trigger) => {
    const other = trigger.order === undefined ? undefined : byName.get(trigger.order.trigger);
    return other === undefined ? [] : [other];
  });
}

/** Depth first without recursion, because chains may be long; a circle is cut where it closes. */
function orderByNeeds<T>(items: readonly T[], needsOf: (item: T) => readonly T[]): readonly T[] {
  const done = new Set<T>();
  const open = new Set<T>();
  for (const item of items) {
    const stack = [{ item, needs: needsOf(item), at: 0 }];
    if (done.has(item)) continue;
    open.add(item);
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
      const need = frame.needs[frame.at];
      frame.at += 1;
      if (need === undefined) {
        stack.pop();
        open.delete(frame.item);
        done.add(frame.item);
      } else if (!done.has(need) && !open.has(need)) {
        open.add(need);
        stack.push({ item: need, needs: needsOf(need), at: 0 });
      }
    }
  }
  return [...done];
}

/** A body may hold semicolons: the mysql client needs another delimiter around it. */
function withDelimiter(statement: string): string {
  const delimiter =
    [';;', '$$', '//', '||', ';;;;', '$$$$'].find((text) => !statement.includes(text)) ?? ';;;;;;;;';
  return 'DELIMITER ' + delimiter + '\n' + statement + '\n' + delimiter + '\nDELIMITER ;';
}

/** Bodies are read again under the mode that they were written in. */
function withMode(sqlMode: string | undefined, flavor: Flavor, statement: string): string {
  if (sqlMode === undefined) return statement;
  return (
    'SET SESSION sql_mode = ' +
    quoteString(knownSqlMode(sqlMode, flavor.vendor)) +
    ';\n' +
    statement +
    "\nSET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO';"
  );
}
