import type { Column, Table } from '../../../shared/model';
import { numberOf, textOf } from './row';
import type { QueryOptions, ServerConnection } from './server-connection';

const SPATIAL = /^(?:geometry(?:collection)?|geomcollection|(?:multi)?(?:point|linestring|polygon))$/;

/**
 * Tables with the REF_SYSTEM_ID of their spatial columns. MariaDB keeps it and leaves it out of SHOW CREATE TABLE (10.11);
 * information_schema has it, table by table, so only tables with such columns are asked for. 0 is what is not said.
 */
export async function readReferenceSystems(
  connection: ServerConnection,
  schemas: ReadonlyMap<string, ReadonlyMap<string, Table>>,
  options: QueryOptions,
): Promise<ReadonlyMap<string, ReadonlyMap<string, Table>>> {
  const result = new Map(schemas);
  for (const [schema, tables] of schemas) {
    const changed = new Map<string, Table>();
    for (const [name, table] of tables) {
      if (!table.columns.some(({ type }) => SPATIAL.test(type.name))) continue;
      const rows = await connection.query(
        'SELECT G_GEOMETRY_COLUMN AS name, SRID AS srid FROM information_schema.GEOMETRY_COLUMNS WHERE G_TABLE_SCHEMA = ? AND G_TABLE_NAME = ?',
        [schema, name],
        options,
      );
      const srids = new Map(
        rows.map((row) => [textOf(row, 'name').toLowerCase(), numberOf(row, 'srid') ?? 0]),
      );
      const columns = table.columns.map((column) =>
        withSrid(column, srids.get(column.name.toLowerCase()) ?? 0),
      );
      if (columns.some((column, at) => column !== table.columns[at]))
        changed.set(name, { ...table, columns });
    }
    if (changed.size > 0) result.set(schema, new Map([...tables, ...changed]));
  }
  return result;
}

function withSrid(column: Column, srid: number): Column {
  return srid === 0 ? column : { ...column, type: { ...column.type, srid } };
}
