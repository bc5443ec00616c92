import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { introspect, openConnection, parseAddress } from '../../../electron/core/mysql';
import { diffModels } from '../../../shared/drift/diff-models';
import { explainDifference } from '../../../shared/drift/explain-difference';
import type { SchemaModel } from '../../../shared/model';
import type { TestServer } from '../../support/servers';
import { createTestDatabase, testServers } from '../../support/servers';

const mariadb = testServers().find(({ flavor }) => flavor.vendor === 'mariadb');
const mysql = testServers().find(({ flavor }) => flavor.vendor === 'mysql');

/** What one text becomes on a server, in a schema of one charset and collation, under one name. */
async function read(server: TestServer, sql: string): Promise<SchemaModel> {
  const database = await createTestDatabase(server, sql, {
    charset: 'utf8mb4',
    collation: 'utf8mb4_general_ci',
  });
  const connection = await openConnection({ ...parseAddress(server.url), schemas: [] });
  try {
    const { value } = await introspect(connection, [database.name]);
    return { ...value, schemas: value.schemas.map((schema) => ({ ...schema, name: 'one' })) };
  } finally {
    await connection.close();
    await database.drop();
  }
}

/** What differs between two models in the eyes of both vendors, in sentences. */
function differences(ours: SchemaModel, theirs: SchemaModel): readonly string[] {
  const told = [
    ...diffModels(ours, theirs, { flavor: theirs.flavor }).objects,
    ...diffModels(theirs, ours, { flavor: ours.flavor }).objects,
  ];
  return told
    .filter(({ status }) => status !== 'equal' && status !== 'equivalent')
    .map((object) => `${object.status}: ${explainDifference(object)}`);
}

const SAME = {
  json: 'create table t (a json, b json not null, c int)',
  'a text that is checked to be json':
    'create table t (a longtext character set utf8mb4 collate utf8mb4_bin check (json_valid(a)))',
  'checks of columns and of tables':
    "create table t (a int check (a > 0), s varchar(9) check (s in ('x', 'y')), b int, check (b < a), constraint named check (b > 1))",
  'texts in generated columns':
    "create table t (s varchar(9), g varchar(20) as (concat(s, '-', 'é')) stored)",
  'display widths': 'create table t (a int(4), b tinyint(1), c bigint(19) unsigned, d int(5) zerofill)',
  'current time':
    'create table t (a timestamp not null default current_timestamp on update current_timestamp, b datetime(3) default now(3))',
  'expression defaults':
    "create table t (a text default ('x'), b json default ('{}'), c int default (1 + 1))",
  'USING BTREE': 'create table t (a int, key k (a) using btree)',
  'foreign keys and partitions':
    'create table p (id int primary key); create table t (a int, foreign key (a) references p (id)); create table r (a int) partition by hash (a) partitions 3',
} as const;

const DIFFERENT = {
  'longtext is no json': ['create table t (a longtext)', 'create table t (a json)'],
  'a check more': ['create table t (a int check (a > 0))', 'create table t (a int)'],
  'another check': ['create table t (a int check (a > 0))', 'create table t (a int check (a > 1))'],
  'another text': [
    "create table t (s varchar(9), g varchar(9) as (concat(s, 'a')))",
    "create table t (s varchar(9), g varchar(9) as (concat(s, 'b')))",
  ],
  'a boolean is no number': ['create table t (a tinyint(1))', 'create table t (a tinyint)'],
} as const;

describe.skipIf(mariadb === undefined || mysql === undefined)('a live MariaDB against a live MySQL', () => {
  const models = new Map<string, readonly [SchemaModel, SchemaModel]>();

  beforeAll(async () => {
    if (mariadb === undefined || mysql === undefined) return;
    const pairs = [
      ...Object.entries(SAME).map(([name, sql]) => [name, sql, sql] as const),
      ...Object.entries(DIFFERENT).map(([name, [ours, theirs]]) => [name, ours, theirs] as const),
    ];
    for (const [name, ours, theirs] of pairs)
      models.set(name, [await read(mariadb, ours), await read(mysql, theirs)]);
  }, 120_000);

  afterAll(() => {
    models.clear();
  });

  test.each(Object.keys(SAME))('finds no drift in %s', (name) => {
    const [ours, theirs] = models.get(name) ?? [];
    expect(ours).toBeDefined();
    if (ours && theirs) expect(differences(ours, theirs)).toEqual([]);
  });

  test.each(Object.keys(DIFFERENT))('misses no drift: %s', (name) => {
    const [ours, theirs] = models.get(name) ?? [];
    expect(ours).toBeDefined();
    // In the eyes of the one and of the other.
    if (ours && theirs) expect(differences(ours, theirs)).toHaveLength(2);
  });
});
