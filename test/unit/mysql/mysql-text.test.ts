import { describe, expect, it } from 'vitest';
import { parseColumnType } from '../../../electron/core/mysql/column-type';
import { readMysqlColumn } from '../../../electron/core/mysql/mysql-column';
import {
  mayBeSpoiled,
  parseCreateOptions,
  unescapeExpression,
} from '../../../electron/core/mysql/mysql-text';
import type { ServerOrigin } from '../../../shared/model';

const origin: ServerOrigin = { kind: 'server', server: 's', readAt: '2026-01-01T00:00:00Z' };

describe('what MySQL’s information_schema prints', () => {
  it('is unescaped once (as seen on 9.7)', () => {
    expect(
      unescapeExpression("(`a` <> _utf8mb4\\'it\\\\\\'s\\') and (`a` <> _utf8mb4\\'\\\\\\\\x\\\\n\\')"),
    ).toBe("(`a` <> _utf8mb4'it\\'s') and (`a` <> _utf8mb4'\\\\x\\n')");
  });

  it('is not trusted with other than ASCII letters', () => {
    expect(['(`a` > 0)', 'concat(_utf8mb4Ã©)', "'?'"].map(mayBeSpoiled)).toEqual([false, true, true]);
  });

  it('holds options with and without values, quoted and of two words', () => {
    expect([
      ...parseCreateOptions(
        `row_format=COMPRESSED KEY_BLOCK_SIZE=4 ENCRYPTION='Y' COMPRESSION="zlib" partitioned DATA DIRECTORY='/a b/' x='it''s'`,
      ),
    ]).toEqual([
      ['row_format', 'COMPRESSED'],
      ['key_block_size', '4'],
      ['encryption', 'Y'],
      ['compression', 'zlib'],
      ['partitioned', ''],
      ['data directory', '/a b/'],
      ['x', "it's"],
    ]);
    expect([...parseCreateOptions('partitioned')]).toEqual([['partitioned', '']]);
    expect(parseCreateOptions('').size).toBe(0);
  });
});

describe('parseColumnType', () => {
  it.each([
    ['int unsigned zerofill', { name: 'int', parameters: [], unsigned: true, zerofill: true }],
    ['decimal(10,2) unsigned', { name: 'decimal', parameters: ['10', '2'], unsigned: true, zerofill: false }],
    ['double precision', { name: 'double precision', parameters: [], unsigned: false, zerofill: false }],
    [
      "enum('a','b''c','d\\\\e','x,y','(')",
      {
        name: 'enum',
        parameters: [],
        values: ['a', "b'c", 'd\\e', 'x,y', '('],
        unsigned: false,
        zerofill: false,
      },
    ],
  ])('reads %s', (text, type) => {
    expect(parseColumnType(text)).toEqual(type);
  });
});

describe('readMysqlColumn', () => {
  const row = (more: Record<string, string | null>) => ({
    COLUMN_NAME: 'c',
    ORDINAL_POSITION: 1,
    COLUMN_DEFAULT: null,
    IS_NULLABLE: 'YES',
    COLUMN_TYPE: 'int',
    CHARACTER_SET_NAME: null,
    COLLATION_NAME: null,
    EXTRA: '',
    COLUMN_COMMENT: '',
    GENERATION_EXPRESSION: '',
    SRS_ID: null,
    ...more,
  });

  it('states DEFAULT NULL where SHOW CREATE TABLE does', () => {
    expect(readMysqlColumn(row({}), '', origin).default).toEqual({ kind: 'null' });
    expect(readMysqlColumn(row({ COLUMN_TYPE: 'text' }), '', origin).default).toBeUndefined();
    expect(readMysqlColumn(row({ IS_NULLABLE: 'NO' }), '', origin).default).toBeUndefined();
  });

  it('tells text, expressions, times and bits apart', () => {
    const of = (more: Record<string, string | null>) => readMysqlColumn(row(more), '', origin).default;
    expect(of({ COLUMN_DEFAULT: 'CURRENT_TIMESTAMP' })).toEqual({
      kind: 'string',
      value: 'CURRENT_TIMESTAMP',
    });
    expect(
      of({ COLUMN_DEFAULT: 'CURRENT_TIMESTAMP(3)', COLUMN_TYPE: 'datetime(3)', EXTRA: 'DEFAULT_GENERATED' }),
    ).toEqual({
      kind: 'expression',
      value: 'CURRENT_TIMESTAMP(3)',
    });
    expect(of({ COLUMN_DEFAULT: "concat(_utf8mb4\\'x\\')", EXTRA: 'DEFAULT_GENERATED' })).toEqual({
      kind: 'expression',
      value: "concat(_utf8mb4'x')",
    });
    expect(of({ COLUMN_DEFAULT: "b'101'", COLUMN_TYPE: 'bit(4)' })).toEqual({ kind: 'bit', value: '101' });
    expect(of({ COLUMN_DEFAULT: "b'101'", COLUMN_TYPE: 'varchar(9)' })).toEqual({
      kind: 'string',
      value: "b'101'",
    });
  });

  it('leaves an inherited collation unsaid and states another', () => {
    const text = { COLUMN_TYPE: 'varchar(9)', CHARACTER_SET_NAME: 'utf8mb4', COLLATION_NAME: 'utf8mb4_bin' };
    expect(readMysqlColumn(row(text), 'utf8mb4_bin', origin).type.collation).toBeUndefined();
    expect(readMysqlColumn(row(text), 'utf8mb4_0900_ai_ci', origin).type).toMatchObject({
      charset: 'utf8mb4',
      collation: 'utf8mb4_bin',
    });
  });

  it('reads generated, invisible and self-updating columns', () => {
    expect(
      readMysqlColumn(
        row({ EXTRA: 'STORED GENERATED INVISIBLE', GENERATION_EXPRESSION: '(`a` + 1)' }),
        '',
        origin,
      ),
    ).toMatchObject({ generated: { expression: '(`a` + 1)', storage: 'stored' }, invisible: true });
    expect(
      readMysqlColumn(
        row({
          COLUMN_TYPE: 'timestamp',
          EXTRA: 'DEFAULT_GENERATED on update CURRENT_TIMESTAMP',
          COLUMN_DEFAULT: 'CURRENT_TIMESTAMP',
        }),
        '',
        origin,
      ).onUpdate,
    ).toBe('CURRENT_TIMESTAMP');
  });
});
