import type { Connection, RowDataPacket } from 'mysql2/promise';
import { expect, it } from 'vitest';
import type { SchemaModel } from '../../../shared/model';
import { printModel, readSql } from '../../../shared/sql';
import { connectTo, describeEachServer, withTestDatabase } from '../../support/servers';
import type { TestServer } from '../../support/servers';
import { SCRIPTS } from './scripts';

/** SHOW CREATE of all tables, views and sequences by name. Generated names of databases are taken out. */
async function showAll(connection: Connection, schema: string): Promise<Map<string, string>> {
  const [tables] = await connection.query<RowDataPacket[]>('SHOW FULL TABLES');
  const found = new Map<string, string>();
  for (const table of tables) {
    const name = String(Object.values(table)[0]);
    const kind = Object.values(table)[1] === 'SEQUENCE' ? 'SEQUENCE' : 'TABLE';
    const [rows] = await connection.query<RowDataPacket[]>(
      'SHOW CREATE ' + kind + ' `' + name.replaceAll('`', '``') + '`',
    );
    const text = String(Object.values(rows[0] ?? {})[1]);
    found.set(name, withoutInherited(text.replaceAll('`' + schema + '`.', '')));
  }
  return found;
}

/**
 * MySQL remembers whether a charset was written out, and shows a column's so; what it means is the same. Of
 * CHARACTER SET and COLLATE together only the collation is kept.
 */
function withoutInherited(text: string): string {
  return text
    .replaceAll(/ CHARACTER SET (\w+) COLLATE (\w+)/g, ' COLLATE $2')
    .replaceAll(' CHARACTER SET latin1', ' COLLATE latin1_swedish_ci');
}

/** Loads a printed model; client commands are taken out, because a connection does not read them. */
async function load(server: TestServer, model: SchemaModel): Promise<Map<string, string>> {
  const script = printModel(model, server.flavor).replaceAll(
    /DELIMITER (\S+)\n([\s\S]*?)\n\1\nDELIMITER ;/g,
    '$2;',
  );
  return withTestDatabase(server, script, async (database) => {
    const connection = await connectTo(database);
    try {
      return await showAll(connection, database.name);
    } finally {
      await connection.end();
    }
  });
}

describeEachServer('reading and printing SQL', (server) => {
  for (const script of SCRIPTS) {
    if (script.only !== undefined && script.only !== server.flavor.vendor) continue;
    it(script.name, async () => {
      const flavor = server.flavor;
      const truth = await withTestDatabase(server, script.sql, async (database) => {
        const connection = await connectTo(database);
        try {
          return await showAll(connection, database.name);
        } finally {
          await connection.end();
        }
      });
      const executed = readSql(script.sql, { path: 'script.sql', flavor });
      expect(executed.diagnostics.filter((found) => found.severity !== 'info')).toEqual([]);
      expect(await load(server, executed.value)).toEqual(truth);
      const shown = [...truth.values()].join(';\n') + ';';
      const reread = readSql(shown, { path: 'shown.sql', flavor });
      expect(reread.diagnostics).toEqual([]);
      if (script.unrepeatable !== flavor.vendor) expect(await load(server, reread.value)).toEqual(truth);
    });
  }
});
