import type { Connection, RowDataPacket } from 'mysql2/promise';
import type { SpellingCase } from '../golden/drift/spelling-cases';
import type { Flavor, SchemaModel } from '../../shared/model';
import { readSql } from '../../shared/sql/read-sql';
import { ShownTableReader } from '../../shared/sql/shown-table-reader';

/** What a server stored of the two spellings of one case. */
export interface StoredSpelling {
  readonly a: string;
  readonly b: string;
}

/** The tables that spelling cases refer to. */
export const SPELLING_SETUP = 'CREATE TABLE p (id int PRIMARY KEY, x int, UNIQUE KEY (x, id))';

/** Creates both spellings one after the other and reads what the server shows; undefined when it takes only one of them. */
export async function storeSpelling(
  connection: Connection,
  one: SpellingCase,
): Promise<StoredSpelling | undefined> {
  const show = async (definition: string): Promise<string | undefined> => {
    await connection.query('DROP TABLE IF EXISTS t');
    try {
      for (const statement of `CREATE TABLE t ${definition}`.split(/;\s*(?=alter table )/))
        await connection.query(statement);
    } catch {
      return undefined;
    }
    const [rows] = await connection.query<RowDataPacket[]>('SHOW CREATE TABLE t');
    return String(rows[0]?.['Create Table']);
  };
  await connection.query(one.lax === true ? "SET sql_mode = ''" : 'SET sql_mode = DEFAULT');
  const a = await show(one.a);
  const b = await show(one.b);
  return a === undefined || b === undefined ? undefined : { a, b };
}

/** The model of what SHOW CREATE TABLE printed of `t` in a schema of charset utf8mb4. */
export function readStoredTable(text: string, flavor: Flavor): SchemaModel {
  const origin = { kind: 'server', server: 'test', readAt: '2026-01-01T00:00:00Z', shown: true } as const;
  const table = new ShownTableReader(flavor, origin).read(text);
  const script = readTable(text, flavor);
  if (table === undefined) return script;
  return { ...script, schemas: script.schemas.map((schema) => ({ ...schema, tables: [table] })) };
}

/** The model of one table definition, as it is created in a schema of charset utf8mb4. */
export function readTable(text: string, flavor: Flavor): SchemaModel {
  const { value } = readSql(text, { path: 'table.sql', flavor });
  return { ...value, schemas: value.schemas.map((schema) => ({ charset: 'utf8mb4', ...schema })) };
}
