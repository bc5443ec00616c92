import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Column, Index, Table, TableFacet } from '../../../shared/model';
import { readToonFile } from '../../../toon/read-toon-file';
import { writeToonTable } from '../../../toon/write-table';
import { writeTokenObject } from '../../../toon/write-token-object';

// Other work may share the machine; no test here is about time.
vi.setConfig({ testTimeout: 60_000 });

const ORIGIN = { kind: 'file', path: 'x', line: 1, column: 1 } as const;
const FACETS: readonly TableFacet[] = [
  'columns',
  'columnOrder',
  'columnComments',
  'primaryKey',
  'indexes',
  'tableComment',
];

/** A name as servers take them: no NUL, no space at the end, not empty. */
const aName = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .map((text) => text.replaceAll('\0', '').trim())
  .filter((text) => text !== '');
const aText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replaceAll('\0', '')),
  fc.constantFrom(
    "it's",
    'a\\b',
    "\\'",
    'C:\\temp\\',
    '"',
    '`',
    '\n',
    "''",
    "COMMENT 'x'",
    ') DEFAULT 1',
    '🚨',
    '\\\\',
  ),
);

const aType = fc.oneof(
  fc
    .constantFrom('int', 'bigint', 'text', 'json', 'datetime', 'double precision')
    .map((name) => ({ name, parameters: [] as string[] })),
  fc.integer({ min: 1, max: 255 }).map((length) => ({ name: 'varchar', parameters: [String(length)] })),
  fc.constant({ name: 'decimal', parameters: ['10', '2'] }),
  fc
    .uniqueArray(aText, { minLength: 1, maxLength: 4 })
    .map((values) => ({ name: 'enum', parameters: [], values })),
);

const aDefault: fc.Arbitrary<Column['default']> = fc.oneof(
  fc.constant(undefined),
  fc.constant({ kind: 'null' } as const),
  aText.map((value) => ({ kind: 'string', value }) as const),
  fc.constantFrom('0', '-1', '1.50', '1e3').map((value) => ({ kind: 'number', value }) as const),
  fc.constantFrom('true', 'false').map((value) => ({ kind: 'boolean', value }) as const),
  fc.constantFrom('0101', '1').map((value) => ({ kind: 'bit', value }) as const),
  fc.constantFrom('AB', '00ff').map((value) => ({ kind: 'hex', value }) as const),
  fc
    .constantFrom(
      'CURRENT_TIMESTAMP',
      'current_timestamp(3)',
      'uuid()',
      '(now())',
      'concat("a", \'b)\')',
      '1 + (2 * 3)',
      '(1) + (2)',
    )
    .map((value) => ({ kind: 'expression', value }) as const),
  aText.map((value) => ({ kind: 'string', value, introducer: '_utf8mb4' }) as const),
);

const aColumn: fc.Arbitrary<Column> = fc
  .record({
    name: aName,
    type: fc
      .record({ base: aType, unsigned: fc.boolean(), zerofill: fc.boolean() })
      .map(({ base, ...rest }) => ({ ...base, ...rest })),
    nullable: fc.constantFrom(true, false),
    default: aDefault,
    onUpdate: fc.constantFrom(undefined, 'CURRENT_TIMESTAMP', 'current_timestamp(3)'),
    comment: fc.option(
      aText.filter((text) => text !== ''),
      { nil: undefined },
    ),
  })
  .map(({ default: value, onUpdate, comment, ...rest }) => ({
    ...rest,
    ...(value && { default: value }),
    ...(onUpdate !== undefined && { onUpdate }),
    ...(comment !== undefined && { comment }),
    autoIncrement: false,
    invisible: false,
    origin: ORIGIN,
  }));

const aTable: fc.Arbitrary<Table> = fc
  .record({
    name: aName,
    columns: fc.uniqueArray(aColumn, {
      minLength: 1,
      maxLength: 8,
      selector: (column) => column.name.toLowerCase(),
    }),
    indexes: fc.uniqueArray(
      fc.record({
        name: aName,
        kind: fc.constantFrom('unique', 'index', 'fulltext', 'spatial'),
        picks: fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 3 }),
        length: fc.option(fc.integer({ min: 1, max: 99 })),
      }),
      { maxLength: 4, selector: (index) => index.name.toLowerCase() },
    ),
    key: fc.uniqueArray(fc.nat(7), { maxLength: 3 }),
    comment: aText,
  })
  .map(({ name, columns, indexes, key, comment }) => {
    const keyNames = [...new Set(key.map((at) => columns[at % columns.length]?.name ?? ''))];
    const partsOf = (picks: readonly number[], length?: number | null): Index['parts'] =>
      [...new Set(picks.map((at) => columns[at % columns.length]?.name ?? ''))].map((column, at) => ({
        kind: 'column',
        column,
        ...(at === 0 && typeof length === 'number' && { length }),
      }));
    return {
      kind: 'table',
      name,
      // In a key, nothing can be NULL; the file does not say it.
      columns: columns.map((column) =>
        keyNames.includes(column.name) ? { ...column, nullable: false } : column,
      ),
      ...(keyNames.length > 0 && {
        primaryKey: {
          kind: 'primary',
          parts: keyNames.map((column) => ({ kind: 'column', column })),
          visible: true,
          complete: true,
          origin: ORIGIN,
        } satisfies Index,
      }),
      indexes: indexes
        .filter((index) => index.name.toUpperCase() !== 'PRIMARY')
        .map((index): Index => ({
          kind: index.kind,
          name: index.name,
          parts: partsOf(index.picks, index.length),
          visible: true,
          complete: true,
          origin: ORIGIN,
        })),
      foreignKeys: [],
      checks: [],
      options: { comment },
      systemVersioned: false,
      facets: FACETS,
      origin: ORIGIN,
    } satisfies Table;
  });

/** All that TOON can state, without places, and without what it adds (rows, USING). */
function meaning(table: Table | undefined): unknown {
  return JSON.parse(
    JSON.stringify(table, (key, value: unknown) =>
      key === 'origin' || key === 'using' || key === 'rowsInFile' ? undefined : value,
    ),
  );
}

describe('model → TOON → model', () => {
  test('table JSON', () => {
    fc.assert(
      fc.property(aTable, (table) => {
        const { value, diagnostics } = readToonFile(writeToonTable(table), `${table.name}.toon`);
        expect(diagnostics.filter((diagnostic) => diagnostic.code !== 'toon-file-name')).toEqual([]);
        expect(meaning(value.table)).toEqual(meaning(table));
      }),
      { numRuns: 400 },
    );
  });

  test('Token-Oriented Object Notation', () => {
    fc.assert(
      fc.property(aTable, (table) => {
        const { value, diagnostics } = readToonFile(writeTokenObject(table), `${table.name}.toon`);
        expect(diagnostics.filter((diagnostic) => diagnostic.code !== 'toon-file-name')).toEqual([]);
        expect(meaning(value.table)).toEqual(meaning(table));
      }),
      { numRuns: 400 },
    );
  });

  test('writing what was read changes no byte', () => {
    fc.assert(
      fc.property(aTable, fc.constantFrom('', '  ', '    ', '\t'), (table, indent) => {
        const text = JSON.stringify(JSON.parse(writeToonTable(table)), null, indent);
        const read = readToonFile(text, 'x.toon').value.table;
        if (!read) throw new Error('not read');
        expect(writeToonTable(read, text)).toBe(text);
        expect(writeToonTable(table, text)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  test('writing one table over another gives the one', () => {
    fc.assert(
      fc.property(aTable, aTable, (before, after) => {
        const text = writeToonTable(before);
        const { value } = readToonFile(
          writeToonTable(after, text, { sameColumn: (a, b) => a === b }),
          'x.toon',
        );
        // Indexes keep the file's order, which means nothing.
        const sorted = (table: Table | undefined): Table | undefined =>
          table && {
            ...table,
            indexes: table.indexes.toSorted((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1)),
          };
        expect(meaning(sorted(value.table))).toEqual(meaning(sorted(after)));
      }),
      { numRuns: 200 },
    );
  });
});

const FILE = `{
    "table_name": "harbour",
    "fields": [
        "\`harbour_id\` bigint NOT NULL auto_increment",
        "\`name\`   varchar(80)  NOT NULL  DEFAULT ''",
        "\`depth\` int DEFAULT '0'"
    ],
    "data": [
        { "harbour_id": 12345678901234567890, "name": "kept \\u00e9" }
    ],
    "primary_key": {
        "column_name": "harbour_id",
        "expected_name": "harbour_id",
        "is_correct": true,
        "needs_rename": false
    },
    "unique_constraints": [],
    "doctrine_metadata": {"no_foreign_keys": true}
}`;

function tableOf(text: string): Table {
  const { table } = readToonFile(text, 'harbour.toon').value;
  if (!table) throw new Error('not read');
  return table;
}

describe('writeToonTable over a file', () => {
  test('changes only what differs', () => {
    const table = tableOf(FILE);
    const depth = table.columns[2];
    if (!depth) throw new Error('no depth');
    const changed: Table = {
      ...table,
      columns: [...table.columns.slice(0, 2), { ...depth, type: { ...depth.type, name: 'bigint' } }],
      facets: [...table.facets, 'indexes'],
      indexes: [
        {
          kind: 'unique',
          name: 'uq_name',
          parts: [{ kind: 'column', column: 'name' }],
          visible: true,
          complete: true,
          origin: ORIGIN,
        },
      ],
    };
    const text = writeToonTable(changed, FILE);
    expect(text).toContain('12345678901234567890, "name": "kept \\u00e9"');
    expect(text).toContain("`name`   varchar(80)  NOT NULL  DEFAULT ''");
    expect(text).toContain("`depth` bigint DEFAULT '0'");
    expect(JSON.parse(text)).toMatchObject({ doctrine_metadata: { no_foreign_keys: true } });
    expect(text).toContain('"expected_name": "harbour_id"');
    expect(tableOf(text).indexes).toMatchObject([{ name: 'uq_name', kind: 'unique' }]);
    expect((JSON.parse(text) as { unique_constraints: unknown }).unique_constraints).toEqual([
      { constraint_name: 'uq_name', columns: ['name'] },
    ]);
    expect(text).toContain('\n    "indexes"');
  });

  test('what the file does not state is no reason to change it', () => {
    const table: Table = { ...tableOf(FILE), facets: FACETS, options: { comment: 'A place for boats' } };
    expect(writeToonTable(table, FILE)).toBe(FILE);
  });

  test('another spelling of the same is no reason to change a line, unless somebody says so', () => {
    const table = tableOf(FILE);
    const respelled: Table = {
      ...table,
      columns: table.columns.map((column) => ({
        ...column,
        ...(column.name === 'depth' && {
          default: { kind: 'number', value: '0' } as const,
          type: { ...column.type, name: 'integer', parameters: ['11'] },
        }),
      })),
    };
    expect(writeToonTable(respelled, FILE)).toBe(FILE);
    expect(writeToonTable(respelled, FILE, { sameColumn: (a, b) => a === b })).toContain(
      '`depth` integer(11) DEFAULT 0',
    );
  });

  test('a broken file is written anew, a BOM and CRLF are kept', () => {
    const table = tableOf(FILE);
    expect(tableOf(writeToonTable(table, FILE.slice(0, 100))).columns).toHaveLength(3);
    const windows = `\uFEFF${FILE.replaceAll('\n', '\r\n')}`;
    const renamed = writeToonTable({ ...table, name: 'port' }, windows);
    expect(renamed).toBe(windows.replace('"harbour"', '"port"'));
  });
});
