import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { readMigrations } from '../../../electron/core/migrations/read-migrations';
import {
  buildMigrationGraph,
  compareNaturally,
  orderMigrations,
  readMigrationHeader,
  readMigrationName,
  sqlMigration,
} from '../../../shared/migrations';
import type { EffectAction, Migration, MigrationEffect } from '../../../shared/migrations';
import { orderNodes } from '../../../shared/migrations/order-nodes';

function anEffect(action: EffectAction, name: string, more: Partial<MigrationEffect> = {}): MigrationEffect {
  return {
    action,
    object: 'table',
    schema: '',
    name,
    origin: { kind: 'file', path: 'x.sql', line: 1, column: 1 },
    ...more,
  };
}

function aMigration(path: string, effects: readonly MigrationEffect[] = [], text = ''): Migration {
  return sqlMigration(path, text, effects);
}

function orderOf(migrations: readonly Migration[]): string[] {
  return orderMigrations(migrations).ordered.map((migration) => migration.id);
}

describe('names', () => {
  test.each([
    ['20260120112854_add.sql', { date: '20260120112854' }],
    ['2026_01_26_03_add.sql', { date: '20260126000000', number: 3 }],
    ['2026-01-26.sql', { date: '20260126000000' }],
    ['20260201_000061_add.sql', { date: '20260201000000', number: 61 }],
    ['20260120_consolidation_4.1.19.sql', { date: '20260120000000', version: [4, 1, 19] }],
    ['4.0.46_x.sql', { version: [4, 0, 46] }],
    ['4_0_46_x.sql', { version: [4, 0, 46] }],
    ['schema_4_0_25.sql', { version: [4, 0, 25] }],
    ['test_v4_0_71.sql', { version: [4, 0, 71] }],
    ['0007_x.sql', { number: 7 }],
    ['V12__x.sql', { number: 12 }],
    ['99999999999999_x.sql', {}],
    ['add_users.sql', {}],
  ])('%s', (path, place) => {
    expect(readMigrationName(`folder/${path}`)).toEqual(place);
  });

  test('natural comparison is a total order', () => {
    const name = fc.stringMatching(/^[a-b0-2_]{0,6}$/);
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        expect(Math.sign(compareNaturally(a, b))).toBe(-Math.sign(compareNaturally(b, a)) + 0);
        expect(compareNaturally(a, b) === 0).toBe(a === b);
        if (compareNaturally(a, b) < 0 && compareNaturally(b, c) < 0)
          expect(compareNaturally(a, c)).toBeLessThan(0);
      }),
      { numRuns: 500 },
    );
    expect(['x10', 'x2', 'x1'].toSorted(compareNaturally)).toEqual(['x1', 'x2', 'x10']);
  });
});

describe('headers', () => {
  test('dependencies, explicit and in prose', () => {
    const header = readMigrationHeader(
      `-- depends-on: 001_users, 002_roles\n-- Must run after system_actors.sql.\n-- PREREQUISITE:\n--   - 003_x.sql must be there\n--\n-- Run after: generate_files.py (or equivalent)\n-- Date: 2026-01-18\n-- Version: 4.1.2\nSELECT 1; -- depends-on: not_this_one_9\n`,
      'a.sql',
    );
    expect(header.dependencies.map((each) => [each.reference, each.certain, each.origin.line])).toEqual([
      ['001_users', false, 1],
      ['002_roles', false, 1],
      ['system_actors.sql', true, 2],
      ['003_x.sql', true, 4],
    ]);
    expect(header).toMatchObject({ date: '20260118000000', version: [4, 1, 2] });
  });
});

describe('order', () => {
  test('headers beat what tables say, which beats dates, versions and numbers', () => {
    const migrations = [
      aMigration('20260101_a.sql', [anEffect('alter', 't')]),
      aMigration('20260102_b.sql', [anEffect('create', 't')]),
      aMigration('20260103_c.sql', [], '-- depends-on: 20260104_d.sql'),
      aMigration('20260104_d.sql', [anEffect('use', 't')]),
    ];
    expect(orderOf(migrations)).toEqual([
      '20260102_b.sql',
      '20260101_a.sql',
      '20260104_d.sql',
      '20260103_c.sql',
    ]);
  });

  test('versions with a known date stand among dates', () => {
    const names = [
      '4.1.16_a.sql',
      '4.1.17_b.sql',
      '20260120_x_4.1.17.sql',
      '4.1.18_c.sql',
      '20260121_d.sql',
      '20260101_first.sql',
    ];
    expect(orderOf(names.map((name) => aMigration(name)))).toEqual([
      '4.1.16_a.sql',
      '20260101_first.sql',
      '4.1.17_b.sql',
      '20260120_x_4.1.17.sql',
      '4.1.18_c.sql',
      '20260121_d.sql',
    ]);
  });

  test('a number in the name is not overruled by a date in the header', () => {
    expect(
      orderOf([
        aMigration('0001_a.sql', [], '-- Date: 2026-01-01'),
        aMigration('0002_b.sql', [], '-- Date: 2025-01-01'),
      ]),
    ).toEqual(['0001_a.sql', '0002_b.sql']);
  });

  test('CREATE IF NOT EXISTS does not turn the order of the names around', () => {
    const create = (tolerant: boolean) =>
      aMigration('2_b.sql', [anEffect('create', 't', tolerant ? { tolerant } : {})]);
    const alter = aMigration('1_a.sql', [anEffect('alter', 't')]);
    expect(orderOf([create(true), alter])).toEqual(['1_a.sql', '2_b.sql']);
    expect(orderOf([create(false), alter])).toEqual(['2_b.sql', '1_a.sql']);
  });

  test('SOURCE lists give the order of their files, and run last', () => {
    const list = aMigration('a_list.sql', [], 'SOURCE migrations/z.sql;\nsource `c:/x/m/b.sql`;\n');
    expect(orderOf([aMigration('m/b.sql'), aMigration('m/z.sql'), list])).toEqual([
      'm/z.sql',
      'm/b.sql',
      'a_list.sql',
    ]);
  });

  const table = fc.constantFrom('a', 'b', 'c', 'd');
  const effect = fc
    .tuple(fc.constantFrom<EffectAction>('create', 'alter', 'use', 'drop', 'rename'), table, table)
    .map(([action, name, to]) => anEffect(action, name, action === 'rename' ? { to } : {}));
  const name = fc.oneof(
    fc.nat(40).map((n) => `${String(n)}_x.sql`),
    fc.nat(9).map((n) => `4.0.${String(n)}.sql`),
    fc.nat(9).map((n) => `2026010${String(n + 1)}_x.sql`),
    fc.nat(40).map((n) => `name${String(n)}.sql`),
  );
  const set = fc
    .uniqueArray(fc.tuple(name, fc.array(effect, { maxLength: 4 }), fc.option(name, { nil: undefined })), {
      selector: ([path]) => path,
      maxLength: 14,
    })
    .map((all) =>
      all.map(([path, effects, after]) =>
        aMigration(path, effects, after === undefined ? '' : `-- depends-on: ${after}`),
      ),
    );

  test('does not depend on the order of the input, holds every migration once, and keeps every edge that is not cut', () => {
    fc.assert(
      fc.property(
        set.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          const [one, other] = [orderMigrations(all), orderMigrations(shuffled)];
          expect(other).toEqual(one);
          expect(one.ordered.map((migration) => migration.id).toSorted()).toEqual(
            all.map((migration) => migration.id).toSorted(),
          );
          const place = new Map(one.ordered.map((migration, index) => [migration.id, index]));
          for (const edge of one.edges)
            if (edge.cut !== true) expect(place.get(edge.from)).toBeLessThan(place.get(edge.to) ?? -1);
          if (one.edges.every((edge) => edge.cut !== true)) expect(one.cycles).toEqual([]);
          expect(buildMigrationGraph(shuffled).nodes).toEqual(buildMigrationGraph(all).nodes);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('any graph is ordered, cycles included', () => {
    const graph = fc.integer({ min: 1, max: 12 }).chain((count) =>
      fc.tuple(
        fc.constant(count),
        fc.array(
          fc.record({
            from: fc.nat(count - 1),
            to: fc.nat(count - 1),
            strength: fc.integer({ min: 1, max: 5 }),
          }),
          { maxLength: 40 },
        ),
      ),
    );
    fc.assert(
      fc.property(graph, ([count, edges]) => {
        const { order, cut, cycles } = orderNodes(count, edges);
        expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index));
        edges.forEach((edge, index) => {
          if (!cut.includes(index)) expect(order.indexOf(edge.from)).toBeLessThan(order.indexOf(edge.to));
        });
        expect(cycles.length === 0).toBe(cut.length === 0);
      }),
      { numRuns: 500 },
    );
  });

  test('a cycle is cut at its weakest edge', () => {
    const result = orderMigrations([
      aMigration('1_a.sql', [anEffect('create', 't')], '-- depends-on: 2_b.sql'),
      aMigration('2_b.sql', [anEffect('use', 't')]),
    ]);
    expect(result.cycles).toEqual([['1_a.sql', '2_b.sql']]);
    expect(result.edges.filter((edge) => edge.cut).map((edge) => edge.reason)).toEqual(['creates→uses']);
    expect(result.ordered.map((migration) => migration.id)).toEqual(['2_b.sql', '1_a.sql']);
  });

  test('a long chain and a thousand migrations of one table are no trouble', () => {
    const chain = Array.from({ length: 5_000 }, (_, index) =>
      aMigration(
        `m${String(index)}_x.sql`,
        [anEffect('use', 't')],
        index === 0 ? '' : `-- depends-on: m${String(index - 1)}_x.sql`,
      ),
    );
    expect(orderOf(chain.toReversed()).slice(0, 2)).toEqual(['m0_x.sql', 'm1_x.sql']);
    const ring = [...chain, aMigration('m0_x2.sql', [], '-- depends-on: m4999_x.sql')];
    expect(orderOf(ring)).toHaveLength(5_001);
  });
});

describe('graph', () => {
  test('a rollback that may undo either of two undoes the first by name, in whatever order they come', () => {
    const one = aMigration('one.sql', [anEffect('create', 'a')]);
    const two = aMigration('two.sql', [anEffect('create', 'a')]);
    const drop = aMigration('zero.sql', [anEffect('drop', 'a')]);
    for (const order of [
      [one, two, drop],
      [drop, two, one],
    ])
      expect(buildMigrationGraph(order).rollbacks).toEqual([
        { migration: 'one.sql', rollback: 'zero.sql', evidence: 'inverse' },
      ]);
  });

  test('rollbacks by name and by content', () => {
    const graph = buildMigrationGraph([
      aMigration('1_a.sql', [anEffect('create', 'a')]),
      aMigration('1_a_rollback.sql', [anEffect('drop', 'a')]),
      aMigration('2_b.sql', [anEffect('create', 'b'), anEffect('rename', 'x', { to: 'y' })]),
      aMigration('2_undo_b_things.sql', [anEffect('rename', 'y', { to: 'x' }), anEffect('drop', 'b')]),
      aMigration('3_drop_a_for_good.sql', [anEffect('drop', 'a')]),
      aMigration('old_rollback.sql', []),
    ]);
    expect(graph.rollbacks).toEqual([
      { migration: '1_a.sql', rollback: '1_a_rollback.sql', evidence: 'name' },
      { migration: undefined, rollback: 'old_rollback.sql', evidence: 'name' },
      { migration: '2_b.sql', rollback: '2_undo_b_things.sql', evidence: 'inverse' },
    ]);
    expect(graph.nodes.filter((node) => !node.isRollback).map((node) => node.id)).toEqual([
      '1_a.sql',
      '2_b.sql',
      '3_drop_a_for_good.sql',
    ]);
    expect(graph.conflicts).toEqual([{ kind: 'orphan-rollback', migration: 'old_rollback.sql' }]);
  });

  test('a second creator is a conflict, unless the table was gone in between', () => {
    const graph = buildMigrationGraph([
      aMigration('1.sql', [anEffect('create', 'a'), anEffect('create', 'b')]),
      aMigration('2.sql', [anEffect('drop', 'b')]),
      aMigration('3.sql', [anEffect('create', 'A'), anEffect('create', 'b')]),
      aMigration('4.sql', [anEffect('create', 'c', { tolerant: true })]),
      aMigration('5.sql', [anEffect('create', 'c', { tolerant: true })]),
    ]);
    expect(graph.conflicts).toEqual([
      {
        kind: 'duplicate-creator',
        object: { schema: '', name: 'a' },
        migrations: ['1.sql', '3.sql'],
        tolerant: false,
      },
      {
        kind: 'duplicate-creator',
        object: { schema: '', name: 'c' },
        migrations: ['4.sql', '5.sql'],
        tolerant: true,
      },
    ]);
  });
});

describe('replay', () => {
  const files = [
    { path: '2_b.sql', text: 'ALTER TABLE t ADD COLUMN b int;' },
    { path: '1_a.sql', text: 'USE app; CREATE TABLE u (a int);' },
    { path: '10_c.sql', text: 'ALTER TABLE t DROP COLUMN a; ALTER TABLE gone ADD COLUMN x int;' },
    { path: '0_t.sql', text: 'CREATE TABLE t (a int);' },
    { path: '2_b_rollback.sql', text: 'ALTER TABLE t DROP COLUMN b;' },
    { path: 'all.sql', text: 'SOURCE 0_t.sql;\nSOURCE 2_b.sql;\n' },
  ];

  test('runs in graph order, each file once, each on its own connection, without rollbacks', async () => {
    const { value, diagnostics } = await readMigrations(files);
    expect(value.dialect).toBe('mysql');
    const tables = value.model.schemas.flatMap((schema) =>
      schema.tables.map((table) => [schema.name, table.name, table.columns.map((column) => column.name)]),
    );
    expect(tables.toSorted()).toEqual([
      ['', 't', ['b']],
      ['app', 'u', ['a']],
    ]);
    expect(diagnostics.map((each) => [each.code, each.location?.path])).toEqual([
      ['sql-unknown-table', '10_c.sql'],
    ]);
  });

  test('PostgreSQL folders the same way', async () => {
    const { value } = await readMigrations(
      files.slice(2, 5).map((file) => ({ ...file, text: `COMMENT ON TABLE t IS 'x';${file.text}` })),
    );
    expect(value.dialect).toBe('postgresql');
    expect(value.migrations.map((migration) => migration.path)).toEqual([
      '0_t.sql',
      '10_c.sql',
      '2_b_rollback.sql',
    ]);
  });
});
