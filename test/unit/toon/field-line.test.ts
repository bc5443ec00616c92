import { describe, expect, test, vi } from 'vitest';
import { readFieldLine } from '../../../toon/field-line';

// Other work may share the machine; no test here is about time.
vi.setConfig({ testTimeout: 60_000 });

function column(text: string) {
  const reading = readFieldLine(text);
  if (!reading.column) throw new Error(`not read: ${JSON.stringify(reading.problems)}`);
  return { ...reading.column, problems: reading.problems.map((problem) => problem.code) };
}

describe('readFieldLine', () => {
  test('reads name, type, nullability, default, extra and comment', () => {
    expect(column("`id` bigint unsigned NOT NULL auto_increment COMMENT 'the key'")).toMatchObject({
      name: 'id',
      type: { name: 'bigint', unsigned: true },
      nullable: false,
      autoIncrement: true,
      comment: 'the key',
      problems: [],
    });
  });

  test.each([
    ['1', { kind: 'number', value: '1' }],
    ["'1'", { kind: 'string', value: '1' }],
    ['-1.50', { kind: 'number', value: '-1.50' }],
    ['NULL', { kind: 'null' }],
    ["''", { kind: 'string', value: '' }],
    ["'it''s'", { kind: 'string', value: "it's" }],
    [String.raw`'it\'s'`, { kind: 'string', value: "it's" }],
    ['active', { kind: 'string', value: 'active' }],
    ['1.0.0', { kind: 'string', value: '1.0.0' }],
    ['2026-01-26 10:00:00', { kind: 'string', value: '2026-01-26 10:00:00' }],
    ["b'01'", { kind: 'bit', value: '01' }],
    ['0xAB', { kind: 'hex', value: 'AB' }],
    ['TRUE', { kind: 'boolean', value: 'true' }],
    ['current_timestamp()', { kind: 'expression', value: 'current_timestamp()' }],
    ['CURRENT_TIMESTAMP', { kind: 'expression', value: 'CURRENT_TIMESTAMP' }],
    ['(uuid())', { kind: 'expression', value: 'uuid()' }],
    ['(1) + (2)', { kind: 'string', value: '(1) + (2)' }],
    ["_utf8mb4'x'", { kind: 'string', value: 'x', introducer: '_utf8mb4' }],
  ])('DEFAULT %s', (text, expected) => {
    expect(column(`\`c\` varchar(20) DEFAULT ${text} COMMENT 'c'`)).toMatchObject({
      default: expected,
      comment: 'c',
      problems: [],
    });
  });

  test('DEFAULT_GENERATED is information_schema’s word, not SQL: it says that the default is an expression', () => {
    expect(
      column(
        '`t` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP DEFAULT_GENERATED on update CURRENT_TIMESTAMP',
      ),
    ).toMatchObject({
      default: { kind: 'expression', value: 'CURRENT_TIMESTAMP' },
      onUpdate: 'CURRENT_TIMESTAMP',
    });
    expect(
      column(String.raw`${'`j`'} json DEFAULT json_array(_utf8mb4\'a\') DEFAULT_GENERATED`).default,
    ).toEqual({
      kind: 'expression',
      value: "json_array(_utf8mb4'a')",
    });
    expect(column('`t` datetime DEFAULT now() DEFAULT_GENERATED').default).toEqual({
      kind: 'expression',
      value: '(now())',
    });
  });

  test('a default that is called like a clause is still a default', () => {
    expect(column('`v` varchar(9) DEFAULT virtual')).toMatchObject({
      default: { kind: 'string', value: 'virtual' },
    });
    expect(column("`v` varchar(9) NOT NULL DEFAULT  COMMENT 'x'")).toMatchObject({
      default: { kind: 'string', value: '' },
      comment: 'x',
      problems: ['toon-default-empty'],
    });
  });

  test('a generated column without its expression is told apart from a plain one', () => {
    const reading = readFieldLine('`g` int VIRTUAL GENERATED');
    expect(reading.column?.generated).toBeUndefined();
    expect(reading.generatedUnknown).toBe(true);
    expect(column('`g` int GENERATED ALWAYS AS (a + 1) STORED')).toMatchObject({
      generated: { expression: 'a + 1', storage: 'stored' },
    });
  });

  test('commas, quotes and words inside quotes are just text', () => {
    expect(
      column("`e` enum('a,b','it''s','NOT NULL DEFAULT') NOT NULL COMMENT 'DEFAULT 1, COMMENT ''x'''"),
    ).toMatchObject({
      type: { values: ['a,b', "it's", 'NOT NULL DEFAULT'] },
      comment: "DEFAULT 1, COMMENT 'x'",
    });
    expect(column('`we``ird name` int').name).toBe('we`ird name');
    expect(column('`__proto__` int').name).toBe('__proto__');
  });

  test('a comment with a quote that nobody escaped is kept whole and told', () => {
    expect(column("`c` int COMMENT 'the user's name'")).toMatchObject({
      comment: "the user's name",
      problems: ['toon-comment-quotes'],
    });
    expect(column("`c` int COMMENT 'cut off")).toMatchObject({
      comment: 'cut off',
      problems: ['toon-comment-quotes'],
    });
    expect(column(String.raw`${'`c`'} int COMMENT 'C:\temp'`).comment).toBe(String.raw`C:\temp`);
  });

  test.each(['', '`x`', '   ', ',,,', '`open int', '`a` int), `b` int', '`a` int; DROP TABLE x', '`a` 5 5'])(
    '%j is no column',
    (text) => {
      const { column: none, problems } = readFieldLine(text);
      expect(none).toBeUndefined();
      expect(problems.map((problem) => problem.code)).toEqual(['toon-field-not-understood']);
    },
  );

  test('is linear on hostile input', () => {
    const started = performance.now();
    for (const piece of ['`', "'", '(', 'DEFAULT ', 'COMMENT ', "''", '\\', '`a` '])
      readFieldLine('`a` int ' + piece.repeat(100_000));
    // Quadratic work would take minutes here, so the limit says nothing about the machine.
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
