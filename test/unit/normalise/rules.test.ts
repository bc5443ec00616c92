import { describe, expect, test } from 'vitest';
import { parseFlavor } from '../../../shared/model';
import type { Flavor, Table } from '../../../shared/model';
import type { NormaliseContext } from '../../../shared/normalise/context';
import { normaliseTable } from '../../../shared/normalise/normalise-table';
import { reasonOf, RULES } from '../../../shared/normalise/rules';
import { SPELLING_CASES } from '../../golden/drift/spelling-cases';
import { readTable } from '../../support/stored-spellings';

const MARIADB = parseFlavor('mariadb:10.11.19') as Flavor;
const MYSQL = parseFlavor('mysql:9.7.4') as Flavor;
const OLD_MARIADB = parseFlavor('mariadb:10.6.20') as Flavor;

function aTable(definition: string, flavor: Flavor): Table {
  const table = readTable(`CREATE TABLE t ${definition}`, flavor).schemas[0]?.tables[0];
  if (!table) throw new Error(`not read: ${definition}`);
  return table;
}

function aContext(flavor: Flavor, more: Partial<NormaliseContext> = {}): NormaliseContext {
  return { flavor, schema: { name: 'test', charset: 'utf8mb4' }, ...more };
}

/** Tables that no pair of spellings can show: their servers are older, or the SQL reader has done the work already. */
const ALONE: ReadonlyMap<string, readonly [table: Table, flavor: Flavor]> = new Map([
  ['timestamp-default', [aTable('(c timestamp)', OLD_MARIADB), OLD_MARIADB]],
  ['auto-increment-counter', [aTable('(c int auto_increment primary key) auto_increment=7', MYSQL), MYSQL]],
  ['column-option-default', [aTable('(c int column_format default)', MYSQL), MYSQL]],
  ['foreign-key-schema', [aTable('(a int, foreign key (a) references test.p (id))', MYSQL), MYSQL]],
  ['serial', [withType(aTable('(c int)', MYSQL), 'serial'), MYSQL]],
  ['primary-key-name', [withKeyName(aTable('(c int primary key)', MYSQL)), MYSQL]],
]);

function withType(table: Table, name: string): Table {
  return {
    ...table,
    columns: table.columns.map((column) => ({ ...column, type: { ...column.type, name } })),
  };
}

function withKeyName(table: Table): Table {
  return table.primaryKey ? { ...table, primaryKey: { ...table.primaryKey, name: 'pk' } } : table;
}

function notesOf(rule: string, off?: ReadonlySet<string>): number {
  const alone = ALONE.get(rule);
  const tried = alone
    ? [{ table: alone[0], flavor: alone[1] }]
    : SPELLING_CASES.filter((one) => one.rule === rule).flatMap((one) =>
        [one.a, one.b].flatMap((definition) =>
          [MARIADB, MYSQL]
            .filter(({ vendor }) => one.vendor === undefined || one.vendor === vendor)
            .map((flavor) => ({ table: aTable(definition, flavor), flavor })),
        ),
      );
  return tried
    .flatMap(({ table, flavor }) => normaliseTable(table, aContext(flavor, { off })).notes)
    .filter((note) => note.rule === rule).length;
}

describe('the table of rules', () => {
  test('ids are unique and reasons are sentences', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
    for (const rule of RULES) expect(rule.reason).toMatch(/^[A-Z].*\.$/);
    expect(reasonOf('int-width')).toContain('width');
    expect(reasonOf('no-such-rule')).toBe('no-such-rule');
  });

  // default-zone needs more than a table: default-zone.test.ts holds it to the same.
  test.each(RULES.filter(({ on, id }) => on !== 'comparison' && id !== 'default-zone').map(({ id }) => id))(
    '%s does something, and can be switched off',
    (id) => {
      expect(notesOf(id)).toBeGreaterThan(0);
      expect(notesOf(id, new Set([id]))).toBe(0);
    },
  );
});

describe('normaliseTable', () => {
  test.each([MARIADB, MYSQL])('is idempotent: a normal form is its own', (flavor) => {
    for (const one of SPELLING_CASES) {
      if (one.vendor !== undefined && one.vendor !== flavor.vendor) continue;
      const context = aContext(flavor);
      const once = normaliseTable(aTable(one.a, flavor), context).table;
      expect(normaliseTable(once, context).table, one.a).toEqual(once);
    }
  });

  test('answers the same object for the same question, and leaves its input alone', () => {
    const table = Object.freeze(aTable('(c integer(11) default 1)', MYSQL));
    const context = aContext(MYSQL);
    expect(normaliseTable(table, context)).toBe(normaliseTable(table, context));
    expect(table.columns[0]?.type.name).toBe('integer');
  });

  test('TIMESTAMP columns of an old server get what it gives them', () => {
    const { columns } = normaliseTable(
      aTable('(a timestamp, b timestamp, c timestamp null)', OLD_MARIADB),
      aContext(OLD_MARIADB),
    ).table;
    expect(columns.map(({ nullable }) => nullable)).toEqual([false, false, true]);
    expect(columns.map((column) => column.default)).toEqual([
      { kind: 'expression', value: 'current_timestamp' },
      { kind: 'string', value: '0000-00-00 00:00:00' },
      { kind: 'null' },
    ]);
    expect(columns[0]?.onUpdate).toBe('current_timestamp');
    const plain = normaliseTable(aTable('(a timestamp)', MARIADB), aContext(MARIADB)).table;
    expect(plain.columns[0]).toMatchObject({ nullable: true, default: { kind: 'null' } });
  });

  test.each([
    ['mysql:9.7', {}, 'utf8mb4_0900_ai_ci'],
    ['mysql:5.7.44', {}, 'utf8mb4_general_ci'],
    ['mariadb:10.11', {}, 'utf8mb4_general_ci'],
    ['mariadb:11.8', {}, 'utf8mb4_uca1400_ai_ci'],
    ['mariadb:11.8', { characterSetCollations: 'utf8mb4=utf8mb4_unicode_ci' }, 'utf8mb4_unicode_ci'],
    ['mariadb:11.8', { characterSetCollations: '' }, 'utf8mb4_general_ci'],
  ] as const)('the default collation of utf8mb4 on %s %j is %s', (name, server, collation) => {
    const flavor = parseFlavor(name) as Flavor;
    expect(
      normaliseTable(aTable('(c int) charset utf8mb4', flavor), aContext(flavor, { server })).table.options
        .collation,
    ).toBe(collation);
  });

  test('what a table does not say comes from its schema, then from its server', () => {
    const of = (context: NormaliseContext): string | undefined =>
      normaliseTable(aTable('(c varchar(5))', MYSQL), context).table.columns[0]?.type.collation;
    expect(of(aContext(MYSQL, { schema: { name: 's', collation: 'latin1_bin' } }))).toBe('latin1_bin');
    expect(of(aContext(MYSQL, { schema: { name: 's' }, server: { collation: 'utf8mb4_bin' } }))).toBe(
      'utf8mb4_bin',
    );
    expect(of(aContext(MYSQL, { schema: { name: 's', charset: 'latin1' } }))).toBe('latin1_swedish_ci');
  });

  test('a new table is encrypted when its schema says so, and one that a server shows is as it says', () => {
    const of = (text: string, context: NormaliseContext): string | undefined =>
      normaliseTable(aTable(text, context.flavor), context).table.options.rest?.get('encryption');
    const schema = { name: 's', encryption: true };
    expect(of('(c int)', aContext(MYSQL, { schema }))).toBe('Y');
    expect(of("(c int) encryption='N'", aContext(MYSQL, { schema }))).toBeUndefined();
    expect(of('(c int)', aContext(MYSQL, { schema, stored: true }))).toBeUndefined();
    expect(of("(c int) encryption='Y'", aContext(MYSQL, { schema, stored: true }))).toBe('Y');
    expect(of('(c int)', aContext(MARIADB, { schema }))).toBeUndefined();
  });

  test('hostile names are names', () => {
    const table = aTable(
      '(`__proto__` int unique, `constructor` int, key (`toString`), `toString` int)',
      MYSQL,
    );
    const { indexes } = normaliseTable(table, aContext(MYSQL)).table;
    expect(indexes.map(({ name }) => name)).toEqual(['__proto__', 'toString']);
  });
});
