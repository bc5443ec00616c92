import type { RowDataPacket } from 'mysql2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asServerTable } from '../../../electron/core/mysql/as-server-table';
import { readMysqlTables } from '../../../electron/core/mysql/read-mysql-tables';
import { introspect, openConnection, parseAddress } from '../../../electron/core/mysql';
import type { ServerConnection } from '../../../electron/core/mysql';
import { decodeModel, encodeModel } from '../../../shared/snapshot';
import { diffModels } from '../../../shared/drift/diff-models';
import type { ModelDiff } from '../../../shared/drift/difference';
import type { Read, SchemaModel, Table } from '../../../shared/model';
import { printModel, readSql, ShownTableReader } from '../../../shared/sql';
import { connectTo, createTestDatabase, describeEachServer } from '../../support/servers';
import type { TestDatabase } from '../../support/servers';
import { richSchema } from './rich-schema';

describeEachServer('introspection', (server) => {
  let database: TestDatabase;
  let copy: TestDatabase;
  let connection: ServerConnection;
  let reading: Read<SchemaModel>;

  beforeAll(async () => {
    database = await createTestDatabase(server, '', { charset: 'utf8mb4', collation: 'utf8mb4_general_ci' });
    copy = await createTestDatabase(server, '', { charset: 'utf8mb4', collation: 'utf8mb4_general_ci' });
    const writer = await connectTo(database);
    for (const statement of richSchema(server.flavor.vendor)) await writer.query(statement);
    await writer.end();
    connection = await openConnection(parseAddress(server.url));
    reading = await introspect(connection, [database.name]);
  });
  afterAll(async () => {
    await connection.close();
    await database.drop();
    await copy.drop();
  });

  const renamed = (model: SchemaModel): SchemaModel => ({
    ...model,
    schemas: model.schemas.map((schema) => ({ ...schema, name: 'copy' })),
  });
  const differences = (diff: ModelDiff): readonly unknown[] =>
    diff.objects
      .filter(({ status }) => status !== 'equal' && status !== 'equivalent')
      .map(({ object, name, status, parts, attributes }) => ({
        object,
        name,
        status,
        parts: parts
          .filter((part) => part.status !== 'equivalent')
          .map((part) => [
            part.part,
            part.name,
            part.status,
            part.attributes.map(({ attribute, from, to }) => [attribute, from, to]),
          ]),
        attributes,
      }));

  it('reads what SHOW CREATE TABLE prints line by line, to the same end as by the script reader', async () => {
    const reader = await connectTo(database);
    const origin = { kind: 'server', server: 'x', readAt: '' } as const;
    const shown = new ShownTableReader(connection.flavor, origin);
    try {
      for (const { name } of reading.value.schemas[0]?.tables ?? []) {
        const [[row]] = await reader.query<RowDataPacket[]>('SHOW CREATE TABLE ??', [name]);
        const text = String(row?.['Create Table']);
        const script = readSql(text, { path: 'x', flavor: connection.flavor }).value.schemas[0]?.tables[0];
        if (script === undefined) throw new Error(`not read: ${text}`);
        const expected = name.includes('\n') ? undefined : asServerTable(script, origin, connection.flavor);
        expect(shown.read(text), text).toEqual(expected);
      }
    } finally {
      await reader.end();
    }
  });

  it('reads every object without a complaint', () => {
    const [schema] = reading.value.schemas;
    expect(reading.diagnostics).toEqual([]);
    expect(schema?.facets).toHaveLength(7);
    expect(schema?.views.map(({ name }) => name).sort()).toEqual(['more', 'some']);
    expect(schema?.routines.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual([
      'function twice',
      'procedure work',
    ]);
    expect(schema?.events.map(({ name, schedule }) => [name, schedule])).toEqual([
      ['nightly', "EVERY 1 DAY STARTS '2031-01-01 00:00:00'"],
    ]);
    expect(schema?.triggers.map(({ name }) => name)).toEqual(['zeroth', 'first']);
    expect(schema?.sequences.map(({ name }) => name)).toEqual(
      server.flavor.vendor === 'mariadb' ? ['numbers'] : [],
    );
    expect(reading.value.flavor).toEqual(server.flavor);
  });

  it('states each table as SHOW CREATE TABLE does', async () => {
    const writer = await connectTo(database);
    const texts: string[] = [];
    for (const { name } of reading.value.schemas[0]?.tables ?? []) {
      const [rows] = await writer.query(`SHOW CREATE TABLE \`${name.replaceAll('`', '``')}\``);
      texts.push(String((rows as Record<string, unknown>[])[0]?.['Create Table']));
    }
    await writer.end();
    const shown = readSql(texts.join(';\n'), {
      path: 'shown.sql',
      flavor: server.flavor,
      defaultSchema: 'copy',
    });
    expect(shown.diagnostics).toEqual([]);
    const tablesOnly: SchemaModel = {
      ...reading.value,
      schemas: reading.value.schemas.map((schema) => ({
        ...schema,
        views: [],
        triggers: [],
        routines: [],
        events: [],
        sequences: [],
      })),
    };
    expect(differences(diffModels(renamed(tablesOnly), shown.value, { flavor: server.flavor }))).toEqual([]);
  });

  it.runIf(server.flavor.vendor === 'mysql')(
    'sees in MySQL’s information_schema what SHOW CREATE TABLE states, where that can be seen there',
    async () => {
      const [schema] = reading.value.schemas;
      if (schema === undefined) throw new Error('not read');
      const origin = { kind: 'server', server: 'x', readAt: '' } as const;
      const seen = await readMysqlTables(connection, [schema.name], origin, {}, () => undefined);
      const { tables, inexact } = seen.get(schema.name) ?? {
        tables: new Map<string, Table>(),
        inexact: null,
      };
      const stated = schema.tables.filter(({ name }) => inexact?.has(name) === false);
      expect(stated.length).toBeGreaterThan(3);
      const modelOf = (list: readonly (Table | undefined)[]): SchemaModel => ({
        ...reading.value,
        schemas: [
          { ...schema, tables: list.filter((table) => table !== undefined), views: [], triggers: [] },
        ],
      });
      const glimpsed = modelOf(stated.map(({ name }) => tables.get(name)));
      expect(differences(diffModels(glimpsed, modelOf(stated), { flavor: server.flavor }))).toEqual([]);
    },
  );

  it('reads what MySQL shows in SHOW CREATE TABLE alone', async () => {
    const said = 'CREATE TABLE said (a INT, KEY k (a) USING BTREE)';
    const unsaid = 'CREATE TABLE said (a INT, KEY k (a))';
    const one = await createTestDatabase(server, said);
    const other = await createTestDatabase(server, unsaid);
    try {
      const [a, b] = await Promise.all(
        [one, other].map(async ({ name, url }) => {
          const opened = await openConnection(parseAddress(url));
          const { value } = await introspect(opened, [name]);
          await opened.close();
          return renamed(value);
        }),
      );
      if (a === undefined || b === undefined) throw new Error('not read');
      const file = (text: string): SchemaModel =>
        readSql(text, { path: 'x.sql', flavor: server.flavor, defaultSchema: 'copy' }).value;
      const using = [['k', 'different', [['using', 'btree', undefined]]]];
      const between = (from: SchemaModel, to: SchemaModel): unknown =>
        diffModels(from, to, { flavor: server.flavor })
          .objects.filter(({ object }) => object === 'table')
          .flatMap(({ parts }) =>
            parts
              .filter(({ status }) => status === 'different')
              .map(({ name, status, attributes }) => [
                name,
                status,
                attributes.map(({ attribute, from: was, to: will }) => [attribute, was, will]),
              ]),
          );
      expect(between(a, b)).toEqual(using);
      expect(between(a, file(unsaid))).toEqual(using);
      expect(between(a, file(said))).toEqual([]);
      expect(between(file(said), b)).toEqual(using);
    } finally {
      await one.drop();
      await other.drop();
    }
  });

  it('is equal after it was printed, loaded and read again', async () => {
    const nameless = {
      ...reading.value,
      schemas: reading.value.schemas.map((schema) => ({ ...schema, name: '' })),
    };
    const script = printModel(nameless, server.flavor);
    const writer = await connectTo(copy);
    for (const text of splitAtDelimiters(script)) await writer.query(text);
    await writer.end();
    const again = await introspect(connection, [copy.name]);
    expect(again.diagnostics).toEqual([]);
    expect(
      differences(diffModels(renamed(reading.value), renamed(again.value), { flavor: server.flavor })),
    ).toEqual([]);
  });

  it('survives a snapshot unchanged', () => {
    const decoded = decodeModel(encodeModel(reading.value), 'x.json');
    expect(decoded.diagnostics).toEqual([]);
    expect(decoded.value).toEqual(reading.value);
  });

  it('reads several schemas at once, and only those that are asked for', async () => {
    const { value } = await introspect(connection, [database.name, copy.name]);
    expect(value.schemas.map(({ name }) => name)).toEqual([database.name, copy.name]);
    expect(value.schemas[0]?.tables.length).toBeGreaterThan(10);
    expect(value.covers).toEqual([database.name, copy.name]);
  });
});

/** The mysql client's DELIMITER, for texts in which it stands alone on its line. */
function splitAtDelimiters(script: string): readonly string[] {
  return script.split(/^DELIMITER (\S+)\n([\s\S]*?)\1\s*\nDELIMITER ;$/m).flatMap((part, at) => {
    // Text, delimiter, body, text, delimiter, body…
    if (at % 3 === 1) return [];
    const text = part.trim().replace(/;$/, '');
    return /^(--[^\n]*\s*)*$/.test(text) ? [] : [text];
  });
}
