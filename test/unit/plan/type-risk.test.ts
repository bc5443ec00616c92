import { describe, expect, it } from 'vitest';
import type { DataType } from '../../../shared/model';
import { assessTypeChange, isCharsetSuperset } from '../../../shared/plan/type-risk';

function aType(text: string): DataType {
  const match = /^(\w+)(?:\((.*)\))?( unsigned)?$/.exec(text);
  const name = match?.[1] ?? '';
  const inside = match?.[2];
  const isValues = name === 'enum' || name === 'set';
  return {
    name,
    parameters: inside === undefined || isValues ? [] : inside.split(','),
    ...(isValues && inside !== undefined
      ? { values: inside.split(',').map((value) => value.slice(1, -1)) }
      : {}),
    unsigned: match?.[3] !== undefined,
    zerofill: false,
  };
}

const SAFE: readonly (readonly [string, string])[] = [
  ['int', 'bigint'],
  ['int unsigned', 'bigint'],
  ['tinyint', 'int'],
  ['varchar(20)', 'varchar(50)'],
  ['char(10)', 'varchar(10)'],
  ['varchar(255)', 'text'],
  ['text', 'mediumtext'],
  ['decimal(10,2)', 'decimal(12,2)'],
  ['decimal(10,2)', 'decimal(12,4)'],
  ['float', 'double'],
  ['int', 'decimal(10)'],
  ['int', 'double'],
  ["enum('a','b')", "enum('a','b','c')"],
  ["enum('a','b')", "enum('c','b','a')"],
  ["enum('a','bcd')", 'varchar(3)'],
  ['datetime', 'datetime(3)'],
  ['date', 'datetime'],
  ['varbinary(10)', 'blob'],
  ['bit(1)', 'bit(8)'],
  ['json', 'longtext'],
];

const HELD: readonly (readonly [string, string])[] = [
  ['bigint', 'int'],
  ['int', 'int unsigned'],
  ['int unsigned', 'int'],
  ['bigint unsigned', 'bigint'],
  ['varchar(50)', 'varchar(20)'],
  ['varchar(10)', 'char(10)'],
  ['text', 'varchar(1000)'],
  ['longtext', 'text'],
  ['varchar(20000)', 'text'],
  ['decimal(10,2)', 'decimal(10,4)'],
  ['decimal(10,4)', 'decimal(12,2)'],
  ['double', 'float'],
  ['bigint', 'double'],
  ['bigint', 'decimal(10)'],
  ["enum('a','b')", "enum('a')"],
  ["enum('a','bcd')", 'varchar(2)'],
  ['datetime(3)', 'datetime'],
  ['datetime', 'date'],
  ['binary(4)', 'binary(8)'],
  ['blob', 'varbinary(100)'],
  ['longtext', 'json'],
  ['varchar(10)', 'int'],
  ['int', 'varchar(11)'],
];

describe('assessTypeChange', () => {
  it.each(SAFE)('%s to %s keeps every value', (from, to) => {
    expect(assessTypeChange(aType(from), aType(to))).toEqual({ kind: 'safe' });
  });

  it.each(HELD)('%s to %s is held back', (from, to) => {
    expect(assessTypeChange(aType(from), aType(to))).toMatchObject({ kind: 'held', class: 'narrow' });
  });
});

describe('isCharsetSuperset', () => {
  it('knows which conversions keep every character', () => {
    expect(isCharsetSuperset('latin1', 'utf8mb4')).toBe(true);
    expect(isCharsetSuperset('utf8mb4', 'utf8mb3')).toBe(false);
    expect(isCharsetSuperset('ascii', 'latin1')).toBe(true);
    expect(isCharsetSuperset('binary', 'utf8mb4')).toBe(false);
  });
});
