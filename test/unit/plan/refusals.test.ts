import { describe, expect, it } from 'vitest';
import type { Flavor } from '../../../shared/model';
import { buildPlan, compareFor, RISK_CLASSES } from '../../../shared/plan';
import type { SchemaModel } from '../../../shared/model';
import type { Plan, Rename } from '../../../shared/plan';
import { readSql } from '../../../shared/sql';

const FLAVOR = { vendor: 'mysql', version: [9, 7, 4] } as const;
const MARIADB = { vendor: 'mariadb', version: [10, 11, 6] } as const;

function plan(current: string, desired: string, flavor: Flavor = FLAVOR): Plan {
  const read = (text: string, path: string): ReturnType<typeof readSql>['value'] =>
    readSql(text, { path, flavor, defaultSchema: 's' }).value;
  const from = read(current, 'current.sql');
  return buildPlan({
    name: 'refusals',
    planVersion: '1',
    flavor,
    style: 'guarded',
    target: { source: 'a', kind: 'sql', fingerprint: '' },
    follow: { source: 'b', kind: 'sql', fingerprint: '' },
    from,
    to: read(desired, 'desired.sql'),
    allow: new Set(RISK_CLASSES),
    renames: [],
    dropMode: 'real',
    date: '20260101',
    comparer: compareFor(flavor, from),
  }).plan;
}

describe('what cannot be done', () => {
  it.each([
    ['CREATE TABLE t (a int);', 'CREATE TABLE t (a int, CONSTRAINT k FOREIGN KEY (a) REFERENCES gone (id));'],
    ['', 'CREATE TABLE t (a int, CONSTRAINT k FOREIGN KEY (a) REFERENCES gone (id));'],
  ])('a foreign key to a table that is nowhere: %s', (current, desired) => {
    const made = plan(current, desired);
    expect(made.refusals).toHaveLength(1);
    expect(made.refusals[0]?.reason).toContain('gone');
    expect(made.statements.map(({ sql }) => sql).join('\n')).not.toContain('REFERENCES');
  });

  it.each([
    ['another engine', 'CREATE TABLE p (id int PRIMARY KEY, n int) ENGINE=MyISAM;', 'MyISAM keeps no'],
    [
      'partitions',
      'CREATE TABLE p (id int PRIMARY KEY, n int) PARTITION BY HASH (id) PARTITIONS 2;',
      'partitioned table',
    ],
  ])('%s under foreign keys of others', (_, parent, why) => {
    const child =
      'CREATE TABLE c (p_id int, CONSTRAINT k FOREIGN KEY (p_id) REFERENCES p (id)) ENGINE=InnoDB;';
    const made = plan(`CREATE TABLE p (id int PRIMARY KEY) ENGINE=InnoDB; ${child}`, `${parent} ${child}`);
    expect(made.refusals.map(({ reason }) => reason)).toEqual([expect.stringContaining(why)]);
    // The rest of the table goes on.
    expect(made.statements.map(({ sql }) => sql)).toEqual([expect.stringContaining('ADD COLUMN `n`')]);
    expect(plan(`CREATE TABLE p (id int PRIMARY KEY) ENGINE=InnoDB; ${child}`, parent).refusals).toEqual([]);
  });

  it('but one to itself, to a new table or to one that stays is no such key', () => {
    const made = plan(
      'CREATE TABLE stays (id int PRIMARY KEY);',
      `CREATE TABLE stays (id int PRIMARY KEY);
CREATE TABLE fresh (id int PRIMARY KEY);
CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int,
  CONSTRAINT k1 FOREIGN KEY (a) REFERENCES t (id),
  CONSTRAINT k2 FOREIGN KEY (b) REFERENCES FRESH (id),
  CONSTRAINT k3 FOREIGN KEY (c) REFERENCES stays (id));`,
    );
    expect(made.refusals).toEqual([]);
  });

  it.each([
    ['n\0ul', 'holds a NUL'],
    ['😀'.repeat(64), 'beyond U+FFFF'],
    ['end ', 'ends with a space'],
    ['x'.repeat(65), 'longer than 64'],
  ])('a name that no server keeps as it is written: %j', (name, why) => {
    const table = (column: string, index: string): string =>
      `CREATE TABLE t (a int, \`${column}\` int, KEY \`${index}\` (a));`;
    for (const desired of [
      `${table('b', 'k')} CREATE TABLE \`${name}\` (id int);`,
      `${table('b', 'k')} CREATE TABLE fresh (id int, \`${name}\` int);`,
      table(name, 'k'),
      table('b', name),
      `${table('b', 'k')} CREATE VIEW \`${name}\` AS SELECT 1 AS one;`,
    ]) {
      const made = plan('CREATE TABLE t (a int);', desired);
      expect(made.refusals.map(({ reason }) => reason)).toEqual([expect.stringContaining(why)]);
      expect(made.statements.map(({ sql }) => sql).join('\n')).not.toContain(name);
    }
    // The most that a name may hold is no reason.
    expect(plan('', `CREATE TABLE \`${'Ü'.repeat(64)}\` (id int);`).refusals).toEqual([]);
  });

  it.each([
    ['the key of the other table goes', 'id int NOT NULL', 'p has no key that begins with id'],
    ['a type becomes another', 'id bigint NOT NULL PRIMARY KEY', 'p_id is int and id is bigint'],
    ['a column goes', 'other int PRIMARY KEY', 'p has no column id'],
  ])('what leaves a foreign key that no server takes: %s', (_, columns, why) => {
    const child = 'CREATE TABLE c (p_id int, CONSTRAINT k FOREIGN KEY (p_id) REFERENCES p (id));';
    const fit = `CREATE TABLE p (id int NOT NULL PRIMARY KEY); ${child}`;
    // Both load with foreign_key_checks = 0 only.
    const unfit = `CREATE TABLE p (${columns}); ${child}`;
    for (const made of [plan(fit, unfit), plan(unfit, fit)]) {
      expect(made.refusals.length).toBeGreaterThan(0);
      expect(made.refusals.map(({ reason }) => reason).join('\n')).toContain(why);
      const sql = [...made.statements, ...made.rollback].map((one) => one.sql).join('\n');
      expect(sql).not.toContain('FOREIGN KEY');
    }
    // What has nothing to do with the key goes on.
    const beside = plan(unfit, unfit.replace('(p_id int', '(more int, p_id int'));
    expect(beside.refusals).toEqual([]);
    expect(beside.statements.map(({ sql }) => sql)).toEqual([expect.stringContaining('ADD COLUMN `more`')]);
  });

  it.each([
    ['int unsigned', 'int unsigned'],
    ['varchar(9) COLLATE utf8mb4_bin', 'char(3) COLLATE utf8mb4_bin'],
    ['datetime', 'datetime(3)'],
    ['varbinary(9)', 'binary(4)'],
  ])('but not a foreign key between columns that servers take: %s and %s', (referred, own) => {
    const made = plan(
      'CREATE TABLE c (a int);',
      `CREATE TABLE p (id ${referred} NOT NULL PRIMARY KEY);
CREATE TABLE c (a int, p_id ${own}, CONSTRAINT k FOREIGN KEY (p_id) REFERENCES p (id));`,
    );
    expect(made.refusals).toEqual([]);
    expect(made.statements.map(({ sql }) => sql).join('\n')).toContain('FOREIGN KEY');
  });

  it.each([
    ['int', 'uuid', true],
    ['point', 'datetime', true],
    ['inet6', 'uuid', true],
    ['varchar(50)', 'uuid', false],
    ['point', 'geometry', false],
    ['int', 'bigint', false],
  ])('a conversion that MariaDB does not make: %s to %s', (from, to, isRefused) => {
    for (const [a, b] of [
      [from, to],
      [to, from],
    ]) {
      const made = plan(`CREATE TABLE t (a ${a ?? ''});`, `CREATE TABLE t (a ${b ?? ''});`, MARIADB);
      expect(made.refusals).toHaveLength(isRefused ? 1 : 0);
      expect(made.statements).toHaveLength(isRefused ? 0 : 1);
    }
    const virtual = 'CREATE TABLE t (a varchar(9), g int GENERATED ALWAYS AS (length(a)) VIRTUAL);';
    expect(plan(virtual, 'CREATE TABLE t (a varchar(9), g int);', MARIADB).refusals).toEqual([]);
  });

  it('another directory, which servers ignore in ALTER TABLE', () => {
    const made = plan('CREATE TABLE t (a int);', "CREATE TABLE t (a int) DATA DIRECTORY='/elsewhere';");
    expect(made.refusals).toHaveLength(1);
    expect(made.statements).toEqual([]);
  });

  it('what MySQL shows with question marks for characters that it keeps', () => {
    const origin = { kind: 'server', server: 'db', readAt: '2026-01-01T00:00:00Z', shown: true } as const;
    const read = (text: string): SchemaModel =>
      readSql(text, { path: 'x.sql', flavor: FLAVOR, defaultSchema: 's' }).value;
    const live = (text: string): SchemaModel => ({
      flavor: FLAVOR,
      schemas: read(text).schemas.map((schema) => ({
        ...schema,
        tables: schema.tables.map((table) => ({ ...table, origin })),
      })),
    });
    const table = (check: string, more = ''): string =>
      `CREATE TABLE t (a varchar(9) CHECK (a <> '${check}')${more});`;
    const make = (from: SchemaModel, renames: readonly Rename[] = []): Plan =>
      buildPlan({
        name: 'hidden',
        planVersion: '1',
        flavor: FLAVOR,
        style: 'guarded',
        target: { source: 'a', kind: 'mysql', fingerprint: '' },
        follow: { source: 'b', kind: 'sql', fingerprint: '' },
        from,
        to: read(`${table('💩', ', b int')} CREATE TABLE u (a int);`),
        allow: new Set(RISK_CLASSES),
        renames,
        dropMode: 'real',
        date: '20260101',
        comparer: compareFor(FLAVOR, from),
      }).plan;
    const hidden = make(live(table('????')));
    expect(hidden.refusals.map(({ reason }) => reason)).toContainEqual(
      expect.stringContaining('question marks'),
    );
    expect(hidden.statements.map(({ object }) => object)).toEqual(['u']);
    const renamed = make(live(table('????')), [
      { kind: 'column', schema: 's', table: 't', from: 'a', to: 'c' },
    ]);
    expect(renamed.statements.map(({ object }) => object)).toEqual(['u']);
    expect(make(live(table('x'))).statements.map(({ object }) => object)).toContain('t');
  });

  it('anything in a schema that is read only, unless that is turned off with it', () => {
    const locked = 'CREATE TABLE t (a int); CREATE VIEW v AS SELECT 1 AS one; ALTER DATABASE READ ONLY = 1;';
    const wanted = 'CREATE TABLE t (a int, b int); CREATE TABLE u (a int);';
    const made = plan(locked, wanted);
    expect(made.statements).toEqual([]);
    expect(made.refusals.map(({ reason }) => reason)).toEqual(Array(3).fill('the schema s is read only'));
    const unlocked = plan(locked, `${wanted} ALTER DATABASE READ ONLY = 0;`);
    expect(unlocked.refusals).toEqual([]);
    expect(unlocked.statements[0]?.sql).toBe('ALTER DATABASE READ ONLY = 0');
    expect(unlocked.statements.length).toBeGreaterThan(2);
    expect(unlocked.rollback.at(-1)?.sql).toBe('ALTER DATABASE READ ONLY = 1');
  });
});

describe('names in options', () => {
  it('are quoted where they are no words, whatever a file holds', () => {
    const made = plan(
      'CREATE TABLE t (a int);',
      "CREATE TABLE t (a int) ENGINE='InnoDB, DROP COLUMN a' CHARSET='x y';",
    );
    const text = made.statements.map(({ sql }) => sql).join('\n');
    expect(text).toContain("ENGINE = 'InnoDB, DROP COLUMN a'");
    expect(text).not.toMatch(/(?:^|\n)\s*DROP COLUMN/);
  });
});
