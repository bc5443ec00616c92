import { expect, it } from 'vitest';
import { introspect, openConnection, parseAddress, textOf } from '../../../electron/core/mysql';
import { executeStatements } from '../../../electron/core/rehearse/execute-statements';
import { rehearsePlan } from '../../../electron/core/rehearse/rehearse-plan';
import { diffModels } from '../../../shared/drift/diff-models';
import { explainDifference } from '../../../shared/drift/explain-difference';
import type { SchemaModel } from '../../../shared/model';
import type { Statement } from '../../../shared/plan';
import { printModel, readSql } from '../../../shared/sql';
import { connectTo, createTestDatabase, describeEachServer } from '../../support/servers';
import type { TestDatabase, TestServer } from '../../support/servers';
import { openRunFixture } from '../run/run-fixture';

/** What the server says of a schema, under one name for all. */
async function readLive(server: TestServer, { name }: TestDatabase): Promise<SchemaModel> {
  const connection = await openConnection({ ...parseAddress(server.url), schemas: [] });
  try {
    const { value } = await introspect(connection, [name]);
    return { ...value, schemas: value.schemas.map((schema) => ({ ...schema, name: 'shop' })) };
  } finally {
    await connection.close();
  }
}

function told(from: SchemaModel, to: SchemaModel): readonly string[] {
  return diffModels(from, to)
    .objects.filter(({ status }) => status !== 'equivalent')
    .map(
      (object) => `${object.status} ${object.object} ${explainDifference(object, { from: 'A', to: 'B' })}`,
    );
}

const TABLE = 'CREATE TABLE t (a varchar(9)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;';

/** In a schema that encrypts new tables, one that says nothing is encrypted, and that needs a key. */
const PLAIN = TABLE.replace(';', " ENCRYPTION='N';");

describeEachServer('the options of a schema itself', (server) => {
  const isMysql = server.flavor.vendor === 'mysql';
  const [own, ownSentence] = isMysql
    ? ["DEFAULT ENCRYPTION 'Y'", 'The default encryption is on in A and off in B.']
    : ["COMMENT 'it''s the shop'", "The comment is “it's the shop” in A and nothing in B."];

  it('differ between two live schemas, in both directions, and no table with them', async () => {
    const a = await createTestDatabase(server, `${TABLE} ALTER DATABASE CHARACTER SET latin1 ${own};`);
    const b = await createTestDatabase(server, TABLE, { charset: 'utf8mb4', collation: 'utf8mb4_bin' });
    try {
      const [liveA, liveB] = [await readLive(server, a), await readLive(server, b)];
      const found = told(liveA, liveB);
      expect(found).toHaveLength(1);
      expect(found[0]).toContain('The default character set is latin1 in A and utf8mb4 in B.');
      expect(found[0]).toContain('The default collation is latin1_swedish_ci in A and utf8mb4_bin in B.');
      expect(found[0]).toContain(ownSentence);
      expect(told(liveB, liveA)).toEqual([expect.stringContaining('utf8mb4 in A and latin1 in B')]);
      expect(told(liveA, liveA)).toEqual([]);
    } finally {
      await a.drop();
      await b.drop();
    }
  });

  it('are drift against a file that states them, and none against one that does not', async () => {
    const table = isMysql ? PLAIN : TABLE;
    const live = await createTestDatabase(server, `${table} ALTER DATABASE CHARACTER SET latin1 ${own};`);
    try {
      const model = await readLive(server, live);
      const file = (head: string): SchemaModel =>
        readSql(`${head} USE shop; ${table}`, { path: 'a.sql', flavor: server.flavor }).value;
      for (const head of [
        '',
        'CREATE DATABASE shop;',
        'CREATE DATABASE shop DEFAULT CHARACTER SET latin1;',
        `CREATE DATABASE shop ${own};`,
      ]) {
        expect(told(model, file(head)), head).toEqual([]);
        expect(told(file(head), model), head).toEqual([]);
      }
      expect(told(model, file('CREATE DATABASE shop COLLATE latin1_bin;'))).toEqual([
        'different schema Schema shop differs: The default collation is latin1_swedish_ci in A and latin1_bin in B.',
      ]);
      // What is exported makes the same schema again, and SHOW CREATE DATABASE says what we read.
      const exported = readSql(printModel(model, server.flavor), {
        path: 'b.sql',
        flavor: server.flavor,
      }).value;
      expect(told(model, exported)).toEqual([]);
      const connection = await connectTo(live);
      const [[shown]] = (await connection.query(`SHOW CREATE DATABASE \`${live.name}\``)) as unknown as [
        Record<string, string>[],
      ];
      await connection.end();
      const stated = readSql((shown?.['Create Database'] ?? '').replace(live.name, 'shop'), {
        path: 'c.sql',
        flavor: server.flavor,
      });
      expect(stated.diagnostics).toEqual([]);
      expect(stated.value.schemas[0]).toMatchObject({
        charset: 'latin1',
        ...(isMysql ? { encryption: true } : { comment: "it's the shop" }),
      });
      expect(told(model, { ...stated.value, schemas: stated.value.schemas })).toEqual([
        expect.stringContaining('missing table'),
      ]);
    } finally {
      await live.drop();
    }
  });

  it('are planned, rehearsed on a scratch server and beside other schemas, run and taken back', async () => {
    const head = isMysql
      ? 'ALTER DATABASE CHARACTER SET ascii; '
      : "ALTER DATABASE CHARACTER SET ascii COMMENT 'new'; ";
    const fixture = await openRunFixture(
      server,
      {
        current: `ALTER DATABASE CHARACTER SET latin1; ${TABLE}`,
        desired: `${head} ${TABLE.replace('varchar(9)', 'varchar(10)')} CREATE TABLE fresh (a char(1));`,
      },
      { allow: new Set() },
    );
    try {
      const { plan } = fixture.migration;
      expect(
        plan.changes
          .filter(({ object }) => object === 'schema')
          .map(({ chosen, partName }) => [partName, chosen]),
      ).toEqual(
        isMysql
          ? [['charset', true]]
          : [
              ['charset', true],
              ['comment', true],
            ],
      );
      expect(plan.statements[0]?.sql).toMatch(/^ALTER DATABASE CHARACTER SET ascii/);
      expect(plan.statements[0]?.changes).toHaveLength(isMysql ? 1 : 2);
      const places = [undefined, parseAddress(server.url)].slice(isMysql ? 1 : 0);
      // A MySQL program to start a scratch server of is not on every machine.
      for (const on of places) {
        const { proof } = await rehearsePlan(fixture.migration, { on, crashSweep: true });
        expect(proof.steps.filter(({ passed }) => !passed)).toEqual([]);
      }
      const shown = async (): Promise<string> =>
        JSON.stringify(await fixture.query(`SHOW CREATE DATABASE \`${fixture.database.name}\``));
      const before = await shown();
      expect((await fixture.run()).state).toBe('completed');
      expect(await shown()).toContain('ascii');
      expect(await fixture.show()).toContain('ascii');
      expect((await fixture.run({ mode: 'rollback' })).state).toBe('rolled_back');
      expect(await shown()).toBe(before);
    } finally {
      await fixture.close();
    }
  });

  it('of a new schema are set where the plan is rehearsed, and nowhere else', async () => {
    const connection = await openConnection(parseAddress(server.url), { access: 'write' });
    const [name, copy] = [`tm_new_${String(process.pid)}`, `_tidemark_rehearsal_${String(process.pid)}`];
    try {
      const sql = `CREATE DATABASE IF NOT EXISTS \`${name}\` CHARACTER SET ascii`;
      const statement: Statement = {
        number: 1,
        schema: '',
        object: name,
        title: '',
        changes: [],
        sql,
        steps: [sql],
        prediction: { algorithm: 'instant', lock: 'none', rebuildsTable: false },
        losesData: false,
        otherSchemas: [],
      };
      await executeStatements(connection, [statement], { nameOf: () => copy });
      const found = await connection.query(
        'SELECT SCHEMA_NAME AS name, DEFAULT_CHARACTER_SET_NAME AS charset FROM information_schema.SCHEMATA WHERE SCHEMA_NAME IN (?, ?)',
        [name, copy],
      );
      expect(found.map((row) => [textOf(row, 'name'), textOf(row, 'charset')])).toEqual([[copy, 'ascii']]);
    } finally {
      for (const one of [name, copy]) await connection.query(`DROP DATABASE IF EXISTS \`${one}\``);
      await connection.close();
    }
  });
});
