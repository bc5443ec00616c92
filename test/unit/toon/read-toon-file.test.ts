import { describe, expect, test, vi } from 'vitest';
import { readToonFile } from '../../../toon/read-toon-file';
import { writeTokenObject } from '../../../toon/write-token-object';

// Other work may share the machine; no test here is about time.
vi.setConfig({ testTimeout: 60_000 });

const TABLE = {
  table_name: 'harbour',
  fields: [
    '`harbour_id` bigint NOT NULL auto_increment',
    "`name` varchar(80) NOT NULL COMMENT 'as on charts'",
    '`depth` decimal(5,2) DEFAULT 0',
  ],
  data: [
    { harbour_id: 1, name: 'a' },
    { harbour_id: 2, name: '}]' },
  ],
  primary_key: {
    column_name: 'harbour_id',
    expected_name: 'harbour_id',
    is_correct: true,
    needs_rename: false,
  },
  indexes: [{ index_name: 'idx_name', columns: ['name'], is_unique: true, index_type: 'BTREE' }],
  unique_constraints: [{ constraint_name: 'idx_name', columns: ['name'] }],
};

function read(value: unknown, path = 'toons/harbour.toon') {
  return readToonFile(typeof value === 'string' ? value : JSON.stringify(value, null, 2), path);
}

function codes(value: unknown, path?: string): readonly string[] {
  return read(value, path).diagnostics.map((diagnostic) => diagnostic.code);
}

describe('table JSON', () => {
  test('reads a table with the place of every part', () => {
    const { value, diagnostics } = read(TABLE);
    expect(diagnostics).toEqual([]);
    const table = value.table;
    expect(value.dialect).toBe('table-json');
    expect(table?.columns.map((column) => column.name)).toEqual(['harbour_id', 'name', 'depth']);
    expect(table?.columns[1]?.origin).toEqual({
      kind: 'file',
      path: 'toons/harbour.toon',
      line: 5,
      column: 6,
    });
    expect(table?.origin).toMatchObject({ line: 2, column: 18 });
    expect(table?.indexes).toMatchObject([
      { kind: 'unique', name: 'idx_name', parts: [{ kind: 'column', column: 'name' }] },
    ]);
    expect(table?.rowsInFile).toBe(2);
  });

  test('a primary_key names one column only, so the rest of the key is unknown', () => {
    expect(read(TABLE).value.table?.primaryKey).toMatchObject({
      complete: false,
      parts: [{ column: 'harbour_id' }],
    });
    const listed = { ...TABLE, primary_key: { column_name: 'harbour_id', columns: ['harbour_id', 'name'] } };
    expect(read(listed).value.table?.primaryKey).toMatchObject({
      complete: true,
      parts: [{ column: 'harbour_id' }, { column: 'name' }],
    });
    const asIndex = {
      ...TABLE,
      indexes: [{ index_name: 'PRIMARY', columns: ['name', 'depth'], is_unique: true }],
    };
    expect(read(asIndex).value.table?.primaryKey).toMatchObject({
      complete: true,
      parts: [{ column: 'name' }, { column: 'depth' }],
    });
    expect(read(asIndex).value.table?.indexes.map((index) => index.name)).not.toContain('PRIMARY');
  });

  test('an absent key says nothing; an empty one says that there is none', () => {
    const bare = { table_name: 'harbour', fields: TABLE.fields };
    expect(read(bare).value.table?.facets).toEqual(['columns', 'columnOrder', 'columnComments']);
    expect(read({ ...bare, indexes: [], primary_key: null, notes: '' }).value.table?.facets).toEqual([
      'columns',
      'columnOrder',
      'columnComments',
      'primaryKey',
      'indexes',
      'tableComment',
    ]);
    expect(read(bare).value.table?.rowsInFile).toBeUndefined();
    expect(
      read({ ...bare, fields: [...TABLE.fields, '`g` int VIRTUAL GENERATED', '`h` int AS (1) STORED'] }).value
        .table?.facets,
    ).not.toContain('generated');
    expect(
      read({ ...bare, fields: [...TABLE.fields, '`h` int AS (1) STORED'] }).value.table?.facets,
    ).toContain('generated');
  });

  test('a field without NOT NULL is nullable, but not in a key', () => {
    const table = read({
      table_name: 'harbour',
      fields: ['`a` bigint', '`b` bigint', '`c` bigint auto_increment'],
      primary_key: { column_name: 'a' },
    }).value.table;
    expect(table?.columns.map((column) => column.nullable)).toEqual([undefined, true, undefined]);
  });

  test('what contradicts itself is told at both places', () => {
    const unsigned = read({
      ...TABLE,
      unsigned_columns: [
        { column_name: 'depth', current_type: 'decimal unsigned' },
        { column_name: 'ghost' },
      ],
    });
    expect(
      unsigned.diagnostics.map(({ code, location, related }) => [code, location?.line, related?.line]),
    ).toEqual([
      ['toon-unsigned-contradicts', 44, 6],
      ['toon-unknown-column', 48, undefined],
    ]);
    expect(
      codes({ ...TABLE, unique_constraints: [{ constraint_name: 'idx_name', columns: ['depth'] }] }),
    ).toEqual(['toon-unique-contradicts']);
    expect(codes({ ...TABLE, unique_constraints: [{ constraint_name: 'uq', columns: ['depth'] }] })).toEqual([
      'toon-unique-not-indexed',
    ]);
    expect(codes({ ...TABLE, fields: [...TABLE.fields, '`name` int'] })).toEqual(['toon-duplicate-column']);
    expect(codes({ ...TABLE, primary_key: { column_name: 'gone' } })).toEqual(['toon-unknown-column']);
    expect(codes(TABLE, 'toons/port.toon.json')).toEqual(['toon-file-name']);
    expect(codes(TABLE, 'toons/harbour.toon.json')).toEqual([]);
  });

  test('one bad field loses only itself', () => {
    const reading = read({ ...TABLE, fields: [...TABLE.fields, 'not a column at all,,', 7] });
    expect(reading.value.table?.columns).toHaveLength(3);
    expect(reading.diagnostics.map((diagnostic) => diagnostic.code)).toEqual([
      'toon-field-not-understood',
      'toon-field-not-understood',
    ]);
  });

  test('text that breaks off gives what could be read, and takes away the facets that may be incomplete', () => {
    const text = JSON.stringify(TABLE, null, 2);
    const inFields = read(text.slice(0, text.indexOf('as on charts')));
    expect(inFields.diagnostics.map(({ code, location }) => [code, location?.line])).toEqual([
      ['toon-json-truncated', 5],
    ]);
    expect(inFields.diagnostics[0]?.message).toContain('1 columns');
    expect(inFields.value.table?.columns.map((column) => column.name)).toEqual(['harbour_id']);
    expect(inFields.value.table?.facets).toEqual([]);
    const inIndexes = read(text.slice(0, text.indexOf('"is_unique"')));
    expect(inIndexes.value.table?.facets).toEqual(['columns', 'columnOrder', 'columnComments', 'primaryKey']);
  });

  test('never throws, wherever the text is cut', () => {
    const text = JSON.stringify(TABLE, null, 1);
    for (let length = 0; length < text.length; length += 1) {
      const { diagnostics } = read(text.slice(0, length));
      expect(diagnostics.length).toBeGreaterThan(0);
    }
  });

  test('malformed JSON is told where it is, and the rest is read', () => {
    const text = JSON.stringify(TABLE, null, 2).replace('"data"', 'oops "data"');
    const { value, diagnostics } = read(text);
    expect(value.table?.columns).toHaveLength(3);
    expect(diagnostics[0]).toMatchObject({ code: 'toon-json-invalid', location: { line: 8 } });
  });

  test('names are only names', () => {
    const hostile = ['__proto__', 'constructor', "a'b", 'a`b', 'a\nb', '🚨', 'toString'];
    const table = read(
      { table_name: '__proto__', fields: hostile.map((name) => `\`${name.replaceAll('`', '``')}\` int`) },
      '__proto__.toon',
    ).value.table;
    expect(table?.name).toBe('__proto__');
    expect(table?.columns.map((column) => column.name)).toEqual(hostile);
    expect(({} as Record<string, unknown>)['type']).toBeUndefined();
  });

  test('nesting without end is refused, not followed', () => {
    expect(
      codes(`{"table_name":"t","fields":["\`a\` int"],"notes":${'['.repeat(50_000)}`, 't.toon').length,
    ).toBeGreaterThan(0);
    expect(codes('[{"a":'.repeat(50_000), 't.toon').length).toBeGreaterThan(0);
  });
});

describe('the line dialect', () => {
  const TEXT = [
    'table: berth',
    '  columns:',
    '    berth_id: bigint, primary, auto_increment',
    '    code: varchar(20), unique, not null, comment: "Short, unique; the \\"sign\\" on the quay"',
    "    kind: enum('fuel, water', 'rest'), default: rest, comment: \"What, it's for\"",
    '    comment: text, nullable',
    '    price: decimal(6,2), unsigned, default: 1.50',
    '    seen: datetime, default: CURRENT_TIMESTAMP',
    '  indexes:',
    '    idx_code, unique, code',
    '    idx_kind, kind, price',
    '    unique, code',
    '  engine: InnoDB',
    '  charset: utf8mb4',
    '  collate: utf8mb4_unicode_ci',
    '  comment: "Where boats lie"',
  ].join('\r\n');

  test('reads columns, keys, indexes and options', () => {
    const { value, diagnostics } = readToonFile(TEXT, 'schema/berth.toon');
    expect(diagnostics).toEqual([]);
    expect(value.dialect).toBe('lines');
    const table = value.table;
    expect(table?.columns).toMatchObject([
      { name: 'berth_id', autoIncrement: true, origin: { line: 3, column: 5 } },
      { name: 'code', nullable: false, comment: 'Short, unique; the "sign" on the quay' },
      {
        name: 'kind',
        type: { values: ['fuel, water', 'rest'] },
        default: { kind: 'string', value: 'rest' },
        comment: "What, it's for",
      },
      { name: 'comment', nullable: true },
      {
        name: 'price',
        type: { unsigned: true, parameters: ['6', '2'] },
        default: { kind: 'number', value: '1.50' },
      },
      { name: 'seen', default: { kind: 'expression', value: 'CURRENT_TIMESTAMP' } },
    ]);
    expect(table?.primaryKey).toMatchObject({ complete: true, parts: [{ column: 'berth_id' }] });
    // `unique` at the column and idx_code are one key; an index may be called `unique`.
    expect(table?.indexes).toMatchObject([
      { kind: 'unique', name: 'idx_code' },
      { kind: 'index', name: 'idx_kind', parts: [{ column: 'kind' }, { column: 'price' }] },
      { kind: 'index', name: 'unique', parts: [{ column: 'code' }] },
    ]);
    expect(table?.options).toEqual({
      engine: 'InnoDB',
      charset: 'utf8mb4',
      collation: 'utf8mb4_unicode_ci',
      comment: 'Where boats lie',
    });
    expect(table?.facets).toEqual([
      'columns',
      'columnOrder',
      'columnComments',
      'indexes',
      'engine',
      'charset',
      'tableComment',
      'primaryKey',
    ]);
  });

  test('a no-break space is room between words, as in what was copied from a document', () => {
    const text = 'table: t\ncolumns:\n  a: bigint\u00a0unsigned, not\u00a0null\n  b: b\u00a0int';
    const { value, diagnostics } = readToonFile(text, 't.toon');
    expect(value.table?.columns).toMatchObject([
      { name: 'a', type: { name: 'bigint', unsigned: true }, nullable: false },
    ]);
    expect(diagnostics.map(({ code, location }) => [code, location?.line])).toEqual([
      ['toon-field-not-understood', 4],
    ]);
  });

  test('what is not understood is told with its place', () => {
    const text =
      'table: t\ncolumns:\n  a: int, wobbly\n  b\n  c: ???\nindexes:\n  i\n  j, ghost\nwhat is this';
    expect(
      readToonFile(text, 't.toon').diagnostics.map(({ code, location }) => [code, location?.line]),
    ).toEqual([
      ['toon-field-partly-understood', 3],
      ['toon-field-not-understood', 4],
      ['toon-field-not-understood', 5],
      ['toon-index-not-understood', 7],
      ['toon-unknown-column', 8],
      ['toon-index-not-understood', 9],
    ]);
  });
});

describe('Token-Oriented Object Notation', () => {
  test('carries the same table, with places', () => {
    const original = read(TABLE).value.table;
    if (!original) throw new Error('not read');
    const text = writeTokenObject(original, JSON.stringify({}));
    const { value, diagnostics } = readToonFile(text, 'toons/harbour.toon');
    expect(diagnostics).toEqual([]);
    expect(value.dialect).toBe('token-notation');
    expect(value.table?.columns.map(({ origin: _, ...column }) => column)).toEqual(
      original.columns.map(({ origin: _, ...column }) => column),
    );
    const second = value.table?.columns[1]?.origin;
    const line = text.split('\n')[(second?.kind === 'file' ? second.line : 0) - 1] ?? '';
    expect(line.slice((second?.kind === 'file' ? second.column : 1) - 1)).toMatch(/^`name` varchar/);
  });

  test('a broken text gives what could be read', () => {
    const { value, diagnostics } = readToonFile('table_name: t\nfields[3]: "`a` int","`b` int"\n', 't.toon');
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual(['toon-notation-truncated']);
    expect(value.table?.facets ?? []).not.toContain('columns');
  });
});

describe('what is no table', () => {
  test.each([
    ['', 'empty', 'toon-empty'],
    [' \n\t\n', 'empty', 'toon-empty'],
    ['[globals]\nname = "x"\n', 'ini', 'toon-not-a-table'],
    ['# a comment\n[section]\n', 'ini', 'toon-not-a-table'],
    ['{"table_name": "x", "channel_metadata": {}}', 'table-json', 'toon-not-a-table'],
    ['{"fields": ["`a` int"]}', 'table-json', 'toon-not-a-table'],
    ['[]', 'table-json', 'toon-not-a-table'],
    ['Once upon a time', 'other', 'toon-not-a-table'],
  ])('%j is reported', (text, dialect, code) => {
    const { value, diagnostics } = readToonFile(text, 'x.toon');
    expect([value.dialect, value.table, diagnostics.map((diagnostic) => diagnostic.code)]).toEqual([
      dialect,
      undefined,
      [code],
    ]);
  });
});

test('a file that is named after a table that no file can be called is named right', () => {
  const codes = (path: string, name: string): readonly string[] =>
    readToonFile(JSON.stringify({ table_name: name, fields: ['`a` int'] }), path).diagnostics.map(
      ({ code }) => code,
    );
  expect(codes('toons/a%2fb.toon', 'a/b')).toEqual([]);
  expect(codes('toons/Boats~2.toon', 'Boats')).toEqual([]);
  expect(codes('toons/a%2fb.toon', 'a-b')).toEqual(['toon-file-name']);
});
