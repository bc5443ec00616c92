import type { Connection } from 'mysql2/promise';
import type { SchemaObject, SchemaOptions } from '../../shared/model';
import { quoteIdentifier } from '../../shared/sql';

/** What SHOW CREATE shows by its own name. */
export type ShownObject = Exclude<SchemaObject, SchemaOptions>;

const COLUMNS: Readonly<Record<Exclude<ShownObject['kind'], 'trigger'>, string>> = {
  table: 'Create Table',
  sequence: 'Create Table',
  view: 'Create View',
  procedure: 'Create Procedure',
  function: 'Create Function',
  event: 'Create Event',
};

/**
 * What SHOW CREATE prints of an object in the connection's schema. Of a trigger, what is stored: SHOW CREATE
 * TRIGGER repeats how its head was typed. Throws the server's error.
 */
export async function showObject(connection: Connection, object: ShownObject): Promise<string> {
  if (object.kind === 'trigger') {
    const { name, timing, event, table } = object;
    const [rows] = await connection.query('SHOW TRIGGERS WHERE `Trigger` = ?', [name]);
    const body = textIn(rows, 'Statement').replace(/[\s;]+$/, '');
    return `CREATE TRIGGER ${quoteIdentifier(name)} ${timing} ${event} ON ${quoteIdentifier(table)} FOR EACH ROW ${body}`;
  }
  const [rows] = await connection.query(
    `SHOW CREATE ${object.kind.toUpperCase()} ${quoteIdentifier(object.name)}`,
  );
  return textIn(rows, COLUMNS[object.kind]);
}

function textIn(rows: unknown, column: string): string {
  const value = (rows as readonly Readonly<Record<string, unknown>>[])[0]?.[column];
  return typeof value === 'string' ? value : '';
}

/** Without what says nothing about the schema: counters, and who made the object. */
export function withoutOwnNames(shown: string): string {
  return shown
    .replace(/ AUTO_INCREMENT=\d+/g, '')
    .replace(/^CREATE DEFINER=(?:`(?:[^`]|``)*`|\S)+/gm, 'CREATE');
}
