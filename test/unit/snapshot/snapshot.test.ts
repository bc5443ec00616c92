import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_SCHEMA_FACETS, ALL_TABLE_FACETS } from '../../../shared/model';
import type { FileOrigin, SchemaModel, ServerOrigin, Table } from '../../../shared/model';
import { readSql } from '../../../shared/sql';
import { decodeModel, decodeSnapshot, encodeModel, encodeSnapshot } from '../../../shared/snapshot';

const server: ServerOrigin = { kind: 'server', server: 'prod', readAt: '2026-01-01T00:00:00Z' };
const file: FileOrigin = { kind: 'file', path: 'a.sql', line: 3, column: 7 };

function aTable(name: string, more: Partial<Table> = {}): Table {
  return {
    kind: 'table',
    name,
    columns: [],
    indexes: [],
    foreignKeys: [],
    checks: [],
    options: {},
    systemVersioned: false,
    facets: ALL_TABLE_FACETS,
    origin: server,
    ...more,
  };
}

function aModel(tables: readonly Table[]): SchemaModel {
  const none = { views: [], triggers: [], routines: [], events: [], sequences: [] };
  return { schemas: [{ name: 's', tables, ...none, facets: ALL_SCHEMA_FACETS, origin: server }] };
}

describe('encodeSnapshot and decodeSnapshot', () => {
  it('keep everything that SQL can say, Maps and origins included', () => {
    const { value } = readSql(
      `CREATE TABLE t (id int unsigned NOT NULL AUTO_INCREMENT, e enum('a','b'), v varchar(9) AS (concat('x', e)) STORED,
         d timestamp DEFAULT now() ON UPDATE now(), p point NOT NULL SRID 4326, PRIMARY KEY (id), KEY k ((lower(e)) DESC) COMMENT 'c',
         CONSTRAINT f FOREIGN KEY (id) REFERENCES o.x (y) ON DELETE CASCADE, CHECK (id > 0) NOT ENFORCED)
         ENGINE=InnoDB STATS_PERSISTENT=1 AUTO_INCREMENT=99999999999999999999
         PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10) COMMENT 'x');
       CREATE VIEW v AS SELECT 1; CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1;`,
      { path: 'a.sql' },
    );
    const snapshot = { takenAt: '2026-01-02T03:04:05Z', source: 'prod', fingerprint: 'f', model: value };
    expect(decodeSnapshot(encodeSnapshot(snapshot), 'x')).toEqual({ value: snapshot, diagnostics: [] });
  });

  it('keep any names and options, and share what was shared', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('__proto__', 'constructor', 'entries', 'origin', 'facets'),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(text, { maxLength: 6 }),
        fc.dictionary(text, text, { maxKeys: 4 }),
        (names, options) => {
          const rest = new Map(Object.entries(options));
          const model = aModel(
            names.map((name, at) =>
              aTable(name, { options: { comment: name, rest }, origin: at % 2 === 0 ? server : file }),
            ),
          );
          const { value } = decodeModel(encodeModel(model), 'x');
          expect(value).toEqual(model);
          for (const table of value?.schemas[0]?.tables ?? []) expect(table.facets).toBe(ALL_TABLE_FACETS);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keep which origin is to the letter, and read the older form that could not say it', () => {
    const origin = { kind: 'server', server: 's', readAt: '2026-01-01T00:00:00Z' } as const;
    const model = aModel([aTable('a', { origin }), aTable('b', { origin: { ...origin, shown: true } })]);
    const text = encodeModel(model);
    expect(decodeModel(text, 'x').value).toEqual(model);
    const older = encodeModel(aModel([aTable('a', { origin })])).replace('"version":3', '"version":1');
    expect(decodeModel(older, 'x').value?.schemas[0]?.tables[0]?.origin).toEqual(origin);
    const wrong = text.replace('"shown"', '"guessed"');
    expect(decodeModel(wrong, 'x').diagnostics[0]?.code).toBe('snapshot-invalid');
  });

  it('write a server’s origin once, however many objects have it', () => {
    const encoded = encodeModel(aModel(Array.from({ length: 500 }, (_, at) => aTable(`t${String(at)}`))));
    expect(encoded.split('2026-01-01T00:00:00Z')).toHaveLength(2);
  });
});

describe('a text that is no snapshot', () => {
  const good = encodeModel(aModel([aTable('t', { options: { rest: new Map([['a', 'b']]) } })]));

  it.each([
    ['empty', ''],
    ['cut off', good.slice(0, -9)],
    ['another JSON', '{"a":1}'],
    ['a list', '[]'],
    ['without version', good.replace('"version":3', '"version":"3"')],
    ['with an origin that is not there', good.replace('"origin":0', '"origin":7')],
    ['with facets that are not there', good.replace('"facets":0', '"facets":-1')],
    ['with an unknown key', good.replace('"systemVersioned":false', '"systemVersioned":false,"x":1')],
    [
      'with a prototype',
      good.replace('"systemVersioned":false', '"systemVersioned":false,"__proto__":{"x":1}'),
    ],
    ['with options that are none', good.replace('[["a","b"]]', '[["a",1]]')],
    ['too deep', good.replace('"columns":[]', `"columns":${'['.repeat(5000)}${']'.repeat(5000)}`)],
    ['with a counter that is no number', good.replace('"options":{', '"options":{"autoIncrement":"x",')],
  ])('%s is a diagnostic and no value', (_, text) => {
    expect(text).not.toBe(good);
    const { value, diagnostics } = decodeSnapshot(text, 'snap.json');
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([
      { severity: 'error', code: 'snapshot-invalid', location: { path: 'snap.json' } },
    ]);
  });

  it('but a newer one is told so', () => {
    const { diagnostics } = decodeSnapshot(good.replace('"version":3', '"version":4'), 'x');
    expect(diagnostics[0]?.code).toBe('snapshot-too-new');
  });

  it('never makes the decoder throw', () => {
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.string({ maxLength: 3 }), (at, text) => {
        decodeSnapshot(good.slice(0, at) + text + good.slice(at + 1), 'x');
      }),
      { numRuns: 500 },
    );
  });
});
