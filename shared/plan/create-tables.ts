import type { Flavor, ForeignKey, Table } from '../model';
import { printTable } from '../sql';
import { quoteIdentifier } from '../sql/quote';
import { dropDefault } from './dropped-defaults';
import { addForeignKey } from './alter-keys';
import type { Clause } from './clause';
import { METADATA } from './clause';
import type { Draft } from './draft';
import { tableThere, not } from './guard';
import { guardStatement } from './guarded-statement';
import type { PlacedTable } from './order-tables';
import { orderTables, tableKey } from './order-tables';

/** A table to be created, with its normalised form (the same foreign keys in the same order, all named). */
export interface NewTable extends PlacedTable {
  readonly normal: Table;
}

/** CREATE TABLE statements, and the foreign keys that have to wait until every table is as it shall be. */
export interface CreatedTables {
  readonly drafts: readonly Draft[];
  readonly later: readonly { readonly schema: string; readonly table: string; readonly clause: Clause }[];
}

/**
 * Creates tables, referred-to first. A foreign key is written inside CREATE TABLE when what it refers to is
 * there by then: a table created before it, itself, or one that this plan does not touch. Others come later.
 */
export function createTables(
  tables: readonly NewTable[],
  isUntouched: (schema: string, table: string) => boolean,
  flavor: Flavor,
): CreatedTables {
  const normals = new Map<PlacedTable, Table>(tables.map((one) => [one, one.normal]));
  const order = orderTables(tables);
  const created = new Set<string>();
  const drafts: Draft[] = [];
  const later: { schema: string; table: string; clause: Clause }[] = [];
  for (const placed of order.tables) {
    const { schema, table } = placed;
    created.add(tableKey(schema, table.name));
    const inline: ForeignKey[] = [];
    table.foreignKeys.forEach((key, at) => {
      const where = key.referencedSchema ?? schema;
      const ready =
        created.has(tableKey(where, key.referencedTable)) || isUntouched(where, key.referencedTable);
      if (ready && !order.split.has(key)) inline.push(key);
      else {
        const name = normals.get(placed)?.foreignKeys[at]?.name ?? key.name ?? '';
        later.push({ schema, table: table.name, clause: addForeignKey(table.name, key, name) });
      }
    });
    const sql = printTable({ ...table, foreignKeys: inline }, flavor);
    for (const { name, default: value } of normals.get(placed)?.columns ?? []) {
      if (value?.kind === 'none')
        later.push({ schema, table: table.name, clause: dropDefault(table.name, name) });
    }
    drafts.push({
      schema,
      object: table.name,
      title: `create table ${table.name}`,
      sql,
      steps: [sql.replace(/^CREATE TABLE (?!IF NOT EXISTS)/, 'CREATE TABLE IF NOT EXISTS ')],
      about: [`table ${table.name}`],
      prediction: METADATA,
      losesData: false,
      otherSchemas: otherSchemas(schema, inline),
    });
  }
  return { drafts, later };
}

function otherSchemas(schema: string, keys: readonly ForeignKey[]): readonly string[] {
  return [...new Set(keys.map((key) => key.referencedSchema ?? schema))].filter(
    (name) => name !== schema && name !== '',
  );
}

/** How a table goes away: for good, or renamed so that it can be had back. */
export type DropMode = 'rename' | 'real';

/** `_tidemark_drop_20261120_old_table`, cut to the 64 characters that a name may have. */
export function trashName(table: string, date: string): string {
  return [...`_tidemark_drop_${date}_${table}`].slice(0, 64).join('');
}

/** Drops tables, referring ones first; one DROP per object, because MariaDB does the first and stops at the second. */
export function dropTables(tables: readonly PlacedTable[], mode: DropMode, date: string): readonly Draft[] {
  const order = orderTables(tables);
  return [...order.tables].reverse().map(({ schema, table }) => {
    const name = quoteIdentifier(table.name);
    const about = [`table ${table.name}`];
    if (mode === 'real') {
      return {
        schema,
        object: table.name,
        title: `drop table ${table.name}`,
        sql: `DROP TABLE ${name}`,
        steps: [`DROP TABLE IF EXISTS ${name}`],
        about,
        prediction: METADATA,
        losesData: true,
      };
    }
    const trash = trashName(table.name, date);
    const sql = `RENAME TABLE ${name} TO ${quoteIdentifier(trash)}`;
    return {
      schema,
      object: table.name,
      title: `set table ${table.name} aside as ${trash}`,
      sql,
      steps: guardStatement(sql, `${tableThere(table.name)} AND ${not(tableThere(trash))}`),
      about,
      prediction: METADATA,
      losesData: false,
    };
  });
}

/** Foreign keys of tables to be dropped that no order of dropping can serve. */
export function keysOfCycles(tables: readonly PlacedTable[]): ReadonlySet<ForeignKey> {
  return orderTables(tables).split;
}
