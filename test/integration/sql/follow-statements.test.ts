import { expect, test } from 'vitest';
import { introspect, openConnection, parseAddress } from '../../../electron/core/mysql';
import { diffModels } from '../../../shared/drift/diff-models';
import { explainDifference } from '../../../shared/drift/explain-difference';
import type { Vendor } from '../../../shared/model';
import { SqlSession } from '../../../shared/sql';
import { connectTo, createTestDatabase, describeEachServer } from '../../support/servers';

/** Scripts whose outcome on a server is not what each statement says by itself. */
const SCRIPTS: readonly {
  readonly name: string;
  readonly vendor?: Vendor;
  readonly statements: readonly string[];
}[] = [
  {
    name: 'a sequence is a table too',
    vendor: 'mariadb',
    statements: [
      'create sequence s1',
      "alter table s1 comment = 'x'",
      'alter table s1 rename to s2',
      'create sequence s3',
      'drop table s3',
    ],
  },
  {
    name: 'the limits of a sequence stay when it turns round',
    vendor: 'mariadb',
    statements: [
      'create sequence s',
      'alter sequence s increment -2',
      "create or replace sequence r start 7 engine = 'innodb'",
    ],
  },
  {
    name: 'a copy by SELECT keeps the charset that its columns inherited',
    statements: ['create table a (c varchar(9)) charset latin1', 'create table b as select * from a'],
  },
  {
    name: 'combinations of sql_mode',
    statements: [
      "set sql_mode = 'ansi'",
      'create procedure p() begin select 1 as "x"; end',
      "set sql_mode = 'ansi_quotes,strict_all_tables'",
      'create function f() returns int deterministic return 1',
    ],
  },
  {
    name: 'an event that begins now',
    statements: ['create event e on schedule every 1 hour starts current_timestamp do select 1'],
  },
  { name: 'an account without a host', statements: ['create definer = somebody procedure p() select 1'] },
  {
    name: 'periods',
    vendor: 'mariadb',
    statements: [
      'create table t (s date, e date, period for app (s, e))',
      'alter table t add period if not exists for app (s, e)',
    ],
  },
  {
    name: 'merged tables',
    statements: [
      'create table m1 (a int) engine=myisam',
      'create table m2 (a int) engine=myisam',
      'create table m (a int) engine=merge union=(m1, m2) insert_method=last',
    ],
  },
];

describeEachServer('a script read as the server carries it out', (server) => {
  const own = SCRIPTS.filter(({ vendor }) => vendor === undefined || vendor === server.flavor.vendor);
  test.each(own)('$name', async ({ statements }) => {
    const database = await createTestDatabase(server, '', { charset: 'utf8mb4' });
    const writer = await connectTo(database);
    const reader = await openConnection({ ...parseAddress(server.url), schemas: [] });
    try {
      const session = new SqlSession({ flavor: server.flavor, defaultSchema: database.name });
      for (const statement of statements) {
        await writer.query(statement);
        session.run(`DELIMITER $$\n${statement}\n$$\nDELIMITER ;\n`, 'script.sql');
      }
      expect(session.diagnostics).toEqual([]);
      const { value } = await introspect(reader, [database.name]);
      const told = diffModels(value, session.model(), { flavor: server.flavor }).objects.filter(
        ({ status }) => status !== 'equal' && status !== 'equivalent',
      );
      expect(told.map((object) => explainDifference(object))).toEqual([]);
    } finally {
      await reader.close();
      await writer.end();
      await database.drop();
    }
  });
});
