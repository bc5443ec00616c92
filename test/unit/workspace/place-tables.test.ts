import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Schema, SchemaModel, Table } from '../../../shared/model';
import { matchPattern, placeTable, placeTables, suggestName } from '../../../shared/workspace';
import type { FederationConfig } from '../../../shared/workspace';

// Other work may share the machine; no test here is about time.
vi.setConfig({ testTimeout: 60_000 });

const ORIGIN = { kind: 'file', path: 'x', line: 1, column: 1 } as const;

function aTable(name: string): Table {
  return {
    kind: 'table',
    name,
    columns: [],
    indexes: [],
    foreignKeys: [],
    checks: [],
    options: {},
    systemVersioned: false,
    facets: [],
    origin: ORIGIN,
  };
}

function aSchema(name: string, tables: readonly string[], more: Partial<Schema> = {}): Schema {
  return {
    name,
    tables: tables.map(aTable),
    views: [],
    triggers: [],
    routines: [],
    events: [],
    sequences: [],
    facets: ['tables'],
    ...more,
  };
}

const FEDERATION: FederationConfig = {
  default: 'harbour',
  schemas: [
    { name: 'harbour', tables: ['migration_guide'] },
    { name: 'harbour_orchestration', patterns: ['migration_*', 'system_?'] },
    { name: 'harbour_ephemeral', tables: ['Sessions'], patterns: ['*'].slice(1) },
  ],
};

describe('placeTables', () => {
  test('a list goes before a pattern, a pattern before the default', () => {
    expect(placeTable('migration_guide', { federation: FEDERATION })).toMatchObject({
      schema: 'harbour',
      rule: 'list',
    });
    expect(placeTable('migration_batches', { federation: FEDERATION })).toMatchObject({
      schema: 'harbour_orchestration',
      rule: 'pattern',
      reason: 'Its name matches migration_* of harbour_orchestration.',
    });
    expect(placeTable('sessions', { federation: FEDERATION })).toMatchObject({
      schema: 'harbour_ephemeral',
      rule: 'list',
    });
    expect(placeTable('boats', { federation: FEDERATION })).toMatchObject({
      schema: 'harbour',
      rule: 'default',
    });
    expect(placeTable('boats', { defaultSchema: 'db' })).toMatchObject({ schema: 'db', rule: 'default' });
    expect(placeTable('boats', {})).toMatchObject({
      schema: '',
      reason: 'Nothing says in which schema it lives.',
    });
    expect(placeTable('migration_batches', { federation: FEDERATION, sourceSchema: 'mine' })).toMatchObject({
      schema: 'mine',
      rule: 'source',
    });
  });

  test('what the source names stays; the rest comes to it', () => {
    const trigger = {
      kind: 'trigger',
      name: 't',
      table: 'migration_x',
      timing: 'before',
      event: 'insert',
      body: '',
      origin: ORIGIN,
    } as const;
    const routine = { kind: 'procedure', name: 'p', parameters: '', body: '', origin: ORIGIN } as const;
    const model: SchemaModel = {
      schemas: [
        aSchema('', ['boats', 'migration_x', '__proto__'], { triggers: [trigger], routines: [routine] }),
        aSchema('harbour', ['piers']),
      ],
    };
    const { model: placed, placements } = placeTables(model, { federation: FEDERATION });
    expect(placed.schemas.map((schema) => [schema.name, schema.tables.map((table) => table.name)])).toEqual([
      ['harbour', ['piers', 'boats', '__proto__']],
      ['harbour_orchestration', ['migration_x']],
    ]);
    expect(placed.schemas[1]?.triggers).toEqual([trigger]);
    expect(placed.schemas[0]?.routines).toEqual([routine]);
    expect(placements.map(({ table, rule }) => [table, rule])).toEqual([
      ['piers', 'stated'],
      ['boats', 'default'],
      ['migration_x', 'pattern'],
      ['__proto__', 'default'],
    ]);
  });

  test('no table is lost, and the one and the many agree', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^(?:migration_|system_|sess)?[a-z_]{1,5}$/)), (names) => {
        const { model, placements } = placeTables(
          { schemas: [aSchema('', names)] },
          { federation: FEDERATION },
        );
        expect(
          model.schemas.flatMap((schema) => schema.tables.map((table) => table.name)).toSorted(),
        ).toEqual([...names].toSorted());
        expect(placements).toEqual(names.map((name) => placeTable(name, { federation: FEDERATION })));
      }),
    );
  });
});

describe('matchPattern', () => {
  test.each([
    ['*', '', true],
    ['a*', 'abc', true],
    ['*_daily', 'paths_daily', true],
    ['*_daily', 'paths_daily_x', false],
    ['A?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a*b*c', 'a1b2b3c', true],
    ['', 'a', false],
    ['a.c', 'abc', false],
  ])('%s on %s', (pattern, name, expected) => {
    expect(matchPattern(pattern, name)).toBe(expected);
  });

  test('takes stars without end in stride', () => {
    expect(matchPattern(`${'*a'.repeat(2000)}b`, 'a'.repeat(4000))).toBe(false);
  });

  test('agrees with a regular expression', () => {
    const text = fc.stringMatching(/^[ab?*]{0,6}$/);
    fc.assert(
      fc.property(text, fc.stringMatching(/^[ab]{0,8}$/), (pattern, name) => {
        const expression = new RegExp(`^${pattern.replaceAll('*', '[^]*').replaceAll('?', '[^]')}$`);
        expect(matchPattern(pattern, name)).toBe(expression.test(name));
      }),
      { numRuns: 1000 },
    );
  });
});

test('suggestName finds what was meant, and nothing where nothing is near', () => {
  const known = ['reference', 'sources', 'federation', 'path'];
  expect(suggestName('refrence', known)).toBe('reference');
  expect(suggestName('pth', known)).toBe('path');
  expect(suggestName('apth', known)).toBe('path');
  expect(suggestName('source', known)).toBe('sources');
  expect(suggestName('xyz', known)).toBeUndefined();
  expect(suggestName('a'.repeat(100_000), known)).toBeUndefined();
});
