import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { driftReportSchema } from '../../../shared/api/drift-report';
import { buildMatrix } from '../../../shared/drift/build-matrix';
import { longestRise } from '../../../shared/drift/column-order';
import { compareSchedules } from '../../../shared/drift/compare-schedules';
import type { DriftStatus, ModelDiff, ObjectDiff } from '../../../shared/drift/difference';
import { diffModels } from '../../../shared/drift/diff-models';
import { explainDifference } from '../../../shared/drift/explain-difference';
import { findRenames } from '../../../shared/drift/find-renames';
import { nameLikeness, sharedPrefix } from '../../../shared/drift/name-distance';
import { toDriftReport } from '../../../shared/drift/to-drift-report';
import { parseFlavor } from '../../../shared/model';
import type { Flavor, SchemaModel, Table, TableFacet } from '../../../shared/model';
import { readSql } from '../../../shared/sql/read-sql';
import { SPELLING_CASES } from '../../golden/drift/spelling-cases';

const MYSQL = parseFlavor('mysql:9.7.4') as Flavor;
const MARIADB = parseFlavor('mariadb:10.11.19') as Flavor;

function read(sql: string, flavor = MYSQL): SchemaModel {
  return readSql(sql, { path: 'a.sql', flavor }).value;
}

function diff(from: string, to: string, flavor = MYSQL): ModelDiff {
  return diffModels(read(from, flavor), read(to, flavor), { flavor });
}

/** Every table of a model changed. */
function mapTables(model: SchemaModel, change: (table: Table) => Table): SchemaModel {
  return {
    ...model,
    schemas: model.schemas.map((schema) => ({ ...schema, tables: schema.tables.map(change) })),
  };
}

function without(model: SchemaModel, ...gone: readonly TableFacet[]): SchemaModel {
  return mapTables(model, (table) => ({
    ...table,
    facets: table.facets.filter((facet) => !gone.includes(facet)),
  }));
}

function onlyObject({ objects }: ModelDiff): ObjectDiff {
  const [object] = objects;
  if (!object || objects.length !== 1) throw new Error(`${String(objects.length)} objects`);
  return object;
}

describe('diffModels', () => {
  test('counts what is equal and lists what is not', () => {
    const found = diff(
      'create table a (id int); create table b (id int); create table c (id int); create table e (id int)',
      'create table a (id int); create table b (id bigint); create table d (id int); create table e (id integer)',
    );
    expect(found.counts).toEqual({ equal: 1, equivalent: 1, different: 1, missing: 1, extra: 1, unknown: 0 });
    expect(found.objects.map(({ name, status }) => [name, status])).toEqual([
      ['b', 'different'],
      ['c', 'missing'],
      ['e', 'equivalent'],
      ['d', 'extra'],
    ]);
  });

  test('says why two spellings are equal', () => {
    const object = onlyObject(diff('create table t (c integer(11) null)', 'create table t (c int)'));
    expect(object.status).toBe('equivalent');
    const rules = object.parts.flatMap((part) =>
      part.attributes.flatMap(({ equivalences }) => equivalences.map(({ rule }) => rule)),
    );
    expect(rules).toContain('type-alias');
    expect(rules).toContain('int-width');
    expect(explainDifference(object)).toMatch(
      /^Table t is the same in another spelling: .*Both are names of one type\./,
    );
  });

  test('a rule that is off makes its spellings different', () => {
    const [a, b] = [read('create table t (c integer)'), read('create table t (c int)')];
    expect(diffModels(a, b, { flavor: MYSQL, off: new Set(['type-alias']) }).counts.different).toBe(1);
    expect(diffModels(a, b, { flavor: MYSQL }).counts.different).toBe(0);
  });

  test('a file without a schema is compared with the only one there is', () => {
    const named = readSql('create table t (id int)', {
      path: 'b.sql',
      flavor: MYSQL,
      defaultSchema: 'shop',
    }).value;
    expect(diffModels(read('create table t (id int)'), named).counts.equal).toBe(1);
  });

  test('table names have case, unless the server says otherwise', () => {
    const [a, b] = [read('create table T (id int)'), read('create table t (id int)')];
    expect(diffModels(a, b).counts).toMatchObject({ missing: 1, extra: 1 });
    expect(diffModels(a, { ...b, lowerCaseTableNames: 1 }).counts).toMatchObject({ missing: 0, extra: 0 });
  });

  test('names that JavaScript knows are just names', () => {
    const sql =
      'create table `__proto__` (`constructor` int, `hasOwnProperty` int, key `toString` (`constructor`))';
    expect(diff(sql, sql).counts).toMatchObject({ equal: 1, different: 0 });
    expect(diff(sql, sql.replace('int,', 'bigint,')).counts.different).toBe(1);
    expect(diff(sql, '').counts.missing).toBe(1);
  });

  test('AUTO_INCREMENT counters are never listed', () => {
    expect(
      diff(
        'create table t (id int primary key) auto_increment=5',
        'create table t (id int primary key) auto_increment=9',
      ).objects,
    ).toEqual([]);
  });
});

describe('what a source cannot state is unknown', () => {
  const full =
    'create table t (id int primary key, a varchar(9) collate utf8mb4_bin comment "x", key k (a), check (id > 0))';
  const bare = 'create table t (id int primary key, a varchar(9))';

  test.each(['indexes', 'checks', 'columnComments', 'columnCharsets'] as const)('%s', (facet) => {
    const found = diffModels(read(full), without(read(bare), facet), { flavor: MYSQL });
    const touched = onlyObject(found).parts.flatMap<{
      readonly facet: string;
      readonly status: string;
    }>((part) =>
      part.attributes.length > 0 ? part.attributes : [{ facet: part.facet, status: part.status }],
    );
    const ofFacet = touched.filter((one) => one.facet === facet);
    expect(ofFacet.length).toBeGreaterThan(0);
    expect(ofFacet.every(({ status }) => status === 'unknown')).toBe(true);
  });

  test('and leaves the table equal', () => {
    const partial = without(
      read(bare),
      'indexes',
      'indexDetails',
      'checks',
      'columnComments',
      'columnCharsets',
      'charset',
      'engine',
    );
    const found = diffModels(read(full), partial, { flavor: MYSQL });
    expect(found.counts.equal).toBe(1);
    expect(onlyObject(found).parts.length).toBeGreaterThan(0);
  });

  test('a primary key that names one column only agrees with a longer one', () => {
    const whole = read('create table t (a int, b int, primary key (a, b))');
    const part = mapTables(read('create table t (a int, b int not null, primary key (a))'), (table) =>
      table.primaryKey ? { ...table, primaryKey: { ...table.primaryKey, complete: false } } : table,
    );
    const key = onlyObject(diffModels(whole, part, { flavor: MYSQL })).parts.find(
      ({ part: kind }) => kind === 'primaryKey',
    );
    expect(key?.status).toBe('unknown');
    const other = mapTables(part, (table) => ({
      ...table,
      ...(table.primaryKey
        ? { primaryKey: { ...table.primaryKey, parts: [{ kind: 'column', column: 'c' } as const] } }
        : {}),
    }));
    expect(diffModels(whole, other, { flavor: MYSQL }).counts.different).toBe(1);
  });

  test('a kind of object that a source never states', () => {
    const tablesOnly = (model: SchemaModel): SchemaModel => ({
      ...model,
      schemas: model.schemas.map((schema) => ({ ...schema, facets: ['tables'] })),
    });
    const found = diffModels(
      read('create table t (id int); create view v as select 1 as a'),
      tablesOnly(read('create table t (id int)')),
    );
    expect(found.counts).toMatchObject({ unknown: 1, missing: 0 });
  });
});

describe('parts', () => {
  test('the fewest moved columns are named', () => {
    const object = onlyObject(
      diff('create table t (a int, b int, c int, d int)', 'create table t (a int, c int, d int, b int)'),
    );
    expect(object.parts).toHaveLength(1);
    expect(object.parts[0]).toMatchObject({
      part: 'columnOrder',
      attributes: [{ attribute: 'b', from: 'after a', to: 'after d' }],
    });
  });

  test('a column in the middle is no change of order', () => {
    const object = onlyObject(diff('create table t (a int, b int)', 'create table t (a int, x int, b int)'));
    expect(object.parts.map(({ part, status }) => [part, status])).toEqual([['column', 'extra']]);
  });

  test('unnamed keys are found again under the names that servers give', () => {
    const file =
      'create table p (id int primary key); create table t (a int, key (a), check (a > 0), check (a < 9), foreign key (a) references p (id))';
    const server =
      'create table p (id int primary key); create table t (a int, key a (a), constraint t_chk_3 check ((`a` < 9)), constraint t_chk_4 check ((`a` > 0)), constraint t_ibfk_7 foreign key (a) references p (id))';
    expect(diff(file, server).counts).toMatchObject({ different: 0 });
    expect(diff(file, server.replace('t_ibfk_7', 'mine')).counts).toMatchObject({ different: 1 });
  });

  test('longestRise', () => {
    expect([...longestRise([0, 3, 1, 2])].sort()).toEqual([0, 2, 3]);
    expect(longestRise([]).size).toBe(0);
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(200)), (values) => {
        const chosen = [...longestRise(values)].sort((a, b) => a - b).map((i) => values[i] ?? 0);
        expect(chosen.every((value, i) => i === 0 || value > (chosen[i - 1] ?? 0))).toBe(true);
      }),
    );
  });
});

describe('other objects', () => {
  test('views: defaults, spelling, and what only a server can tell', () => {
    const view = (text: string): string => `create table t (a int); create ${text}`;
    const status = (from: string, to: string): string =>
      diff(view(from), view(to)).objects[0]?.status ?? 'equal';
    expect(status('view v as select a from t', 'sql security definer view v as SELECT `a`\n FROM t')).toBe(
      'equivalent',
    );
    expect(status('view v as select a from t', 'view v as select * from t')).toBe('unknown');
    expect(status('view v as select a from t', 'sql security invoker view v as select a from t')).toBe(
      'different',
    );
  });

  test('triggers, routines and events keep their bodies', () => {
    const trigger = (body: string): string =>
      `create table t (a int); create trigger g before insert on t for each row ${body}`;
    expect(diff(trigger('set new.a = 1'), trigger('SET  new.a = 1 ;')).counts).toMatchObject({
      different: 0,
    });
    expect(diff(trigger('set new.a = 1'), trigger('set new.a = 2')).counts).toMatchObject({ different: 1 });
    expect(
      diff(
        'create function f() returns int return 1',
        'create function f() returns integer not deterministic return 1',
      ).counts,
    ).toMatchObject({ different: 0 });
    expect(
      diff('create function f() returns int return 1', 'create function f() returns bigint return 1').counts,
    ).toMatchObject({ different: 1 });
    expect(
      diff(
        'create event e on schedule every 1 day do select 1',
        "create event e on schedule every '1' DAY enable do select 1",
      ).counts,
    ).toMatchObject({ different: 0 });
  });

  test.each([
    ['every 1 day', "every 1 day starts '2026-01-01 00:00:00'", 'equivalent'],
    ["every 1 day starts '2026-01-01'", "every 1 day starts '2026-01-02'", 'different'],
    ['every 1 day', 'every 2 day', 'different'],
    ['at current_timestamp + interval 1 day', "at '2026-01-01 00:00:00'", 'of its moment'],
    ["at '2026-01-01' + interval 1 day", "at '2026-01-02 00:00:00'", 'unknown'],
    ['every 1 day starts now ( )', "every 1 day starts '2026-01-01 00:00:00'", 'equivalent'],
    ["every 1 day starts '2026-01-01' + interval 1 day", "every 1 day starts '2026-01-01'", 'unknown'],
    ["every 1 day ends '2027-01-01'", 'every 1 day', 'different'],
  ] as const)('%s against %s: %s', (a, b, verdict) => {
    expect(compareSchedules(a, b)).toBe(verdict);
    expect(compareSchedules(b, a)).toBe(verdict);
  });

  test('sequences say what holds anyway', () => {
    expect(
      diff(
        'create sequence s',
        'create sequence s start with 1 increment by 1 minvalue 1 cache 1000 nocycle',
        MARIADB,
      ).counts,
    ).toMatchObject({ different: 0 });
    expect(diff('create sequence s', 'create sequence s cache 10', MARIADB).counts).toMatchObject({
      different: 1,
    });
  });
});

const MIRRORED: Readonly<Record<DriftStatus, DriftStatus>> = {
  equal: 'equal',
  equivalent: 'equivalent',
  different: 'different',
  unknown: 'unknown',
  missing: 'extra',
  extra: 'missing',
};

describe('drift(a, b) mirrors drift(b, a)', () => {
  const describeDiff = (found: ModelDiff, mirrored: boolean): readonly string[] =>
    found.objects
      .flatMap((object) => [
        `${object.object} ${object.name} ${mirrored ? MIRRORED[object.status] : object.status}`,
        ...object.parts.map(
          (part) =>
            `${object.name} ${part.part} ${part.part === 'index' || part.part === 'check' || part.part === 'foreignKey' ? '' : part.name.toLowerCase()} ${mirrored ? MIRRORED[part.status] : part.status}`,
        ),
        ...object.parts
          .filter(({ part }) => part !== 'columnOrder')
          .flatMap((part) =>
            part.attributes.map(
              ({ attribute, status, from, to }) =>
                `${object.name} ${part.part} ${attribute} ${status} ${mirrored ? `${to ?? ''}|${from ?? ''}` : `${from ?? ''}|${to ?? ''}`}`,
            ),
          ),
      ])
      .sort();

  test.each([MARIADB, MYSQL])('for any two spellings of any two tables', (flavor) => {
    const definitions = SPELLING_CASES.filter(
      ({ vendor }) => vendor === undefined || vendor === flavor.vendor,
    ).flatMap(({ a, b }) => [a, b]);
    fc.assert(
      fc.property(fc.constantFrom(...definitions), fc.constantFrom(...definitions), (a, b) => {
        const from = read(`create table t ${a}`, flavor);
        const to = read(`create table t ${b}`, flavor);
        expect(describeDiff(diffModels(to, from, { flavor }), true)).toEqual(
          describeDiff(diffModels(from, to, { flavor }), false),
        );
      }),
      { numRuns: 400 },
    );
  });
});

describe('findRenames', () => {
  const columns = 'id int primary key, name varchar(40), email varchar(90), created_at datetime, role int';

  test('a table under another name, with its evidence', () => {
    const found = findRenames(
      diff(
        `create table lupo_users (${columns}); create table x (a int)`,
        `create table lupo_members (${columns}); create table y (b text)`,
      ),
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      kind: 'table',
      from: 'lupo_users',
      to: 'lupo_members',
      declared: false,
    });
    expect(found[0]?.evidence).toEqual([
      '5 of 5 columns in common',
      'the names are alike',
      'both names start with lupo_',
    ]);
  });

  test('columns and indexes', () => {
    const found = findRenames(
      diff(
        'create table t (id int, user_name varchar(40), key k1 (id))',
        'create table t (id int, username varchar(40), key k2 (id))',
      ),
    );
    expect(found.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['index', 'k1', 'k2'],
      ['column', 'user_name', 'username'],
    ]);
  });

  test('what a source declares comes first', () => {
    const found = findRenames(
      diff('create table t (id int, a text)', 'create table t (id int, zzz int -- @renamed from=a\n)'),
    );
    expect(found).toMatchObject([{ kind: 'column', from: 'a', to: 'zzz', score: 1, declared: true }]);
  });

  test('nothing is made up', () => {
    expect(findRenames(diff('create table a (x int)', 'create table b (y text, z blob)'))).toEqual([]);
    expect(findRenames(diff('create table t (a int)', 'create table t (b text)'))).toEqual([]);
  });

  test('names', () => {
    expect(nameLikeness('users', 'USERS')).toBe(1);
    expect(nameLikeness('abc', 'xyz')).toBe(0);
    expect(sharedPrefix('lupo_actors', 'lupo_roles')).toBe('lupo_');
    expect(sharedPrefix('abc', 'xyz')).toBe('');
  });
});

describe('buildMatrix', () => {
  const sources = [
    { id: 'toon', model: read('create table a (id int); create table b (id int)') },
    {
      id: 'sql',
      model: read('create table a (id int); create table b (id bigint); create table c (id int)'),
    },
    { id: 'live', model: read('create table a (id integer); create table b (id int)') },
  ];
  const cellsOf = (matrix: ReturnType<typeof buildMatrix>): Readonly<Record<string, readonly string[]>> =>
    Object.fromEntries(matrix.rows.map((row) => [row.name, row.cells.map(({ status }) => status)]));

  test('with a reference as the measure', () => {
    const matrix = buildMatrix(sources, { reference: 'sql' });
    expect(cellsOf(matrix)).toEqual({
      a: ['equal', 'equal', 'equivalent'],
      b: ['different', 'equal', 'different'],
      c: ['missing', 'equal', 'missing'],
    });
    expect(matrix.counts).toEqual({
      equal: 0,
      equivalent: 1,
      different: 1,
      missing: 1,
      extra: 0,
      unknown: 0,
    });
    expect(matrix.bySource.get('live')).toMatchObject({ equivalent: 1, different: 1, missing: 1 });
  });

  test('with the majority as the measure, and its outliers', () => {
    expect(cellsOf(buildMatrix(sources))).toEqual({
      a: ['equal', 'equal', 'equivalent'],
      b: ['equal', 'different', 'equal'],
      c: ['equal', 'extra', 'equal'],
    });
  });

  test('the report keeps its contract', () => {
    const matrix = buildMatrix(sources, { reference: 'toon' });
    const report = toDriftReport(
      matrix,
      sources.map(({ id }) => ({ id, kind: 'sql', fingerprint: 'f' })),
    );
    expect(driftReportSchema.parse(report)).toEqual(report);
    expect(report.summary).toMatchObject({ objects: 3, different: 1, extra: 1, equivalent: 1 });
    const type = report.items.find((item) => item.table === 'b');
    expect(type).toEqual({
      schema: '',
      table: 'b',
      object: 'column',
      name: 'id',
      facet: 'type',
      status: 'different',
      values: { toon: { text: 'int', at: 'a.sql:1' }, sql: { text: 'bigint', at: 'a.sql:1' } },
      reason: 'The type of column id is int in toon and bigint in sql.',
    });
    expect(report.items.find((item) => item.table === 'c')).toMatchObject({
      object: 'table',
      status: 'extra',
    });
  });

  test('no sources, and one', () => {
    expect(buildMatrix([]).rows).toEqual([]);
    expect(buildMatrix(sources.slice(0, 1)).counts).toMatchObject({ equal: 2, different: 0 });
  });
});
