import { describe, expect, it } from 'vitest';
import { losesParts, mayLoseData } from '../../../electron/core/handwritten/find-losses';
import type { Flavor, SchemaModel } from '../../../shared/model';
import { readSql } from '../../../shared/sql';
import { tokenize } from '../../../shared/sql/tokenize';

const flavor: Flavor = { vendor: 'mysql', version: [9, 0, 0] };
const model = (sql: string): SchemaModel => readSql(sql, { path: 'a.sql', flavor }).value;

function loses(sql: string, more: { bodies?: Record<string, string>; losesParts?: boolean } = {}): boolean {
  return mayLoseData(tokenize(sql), {
    flavor,
    bodyOf: (name) => more.bodies?.[name],
    losesParts: more.losesParts ?? false,
  });
}

describe('what a statement of one’s own may lose', () => {
  it('is seen in its text', () => {
    for (const sql of [
      'DELETE FROM t',
      'UPDATE t SET a = 1',
      'REPLACE INTO t VALUES (1)',
      'TRUNCATE t',
      'DROP TABLE t',
      'DROP TEMPORARY TABLE t',
      'DROP DATABASE d',
      'ALTER TABLE t DROP c',
      'ALTER TABLE t MODIFY c INT',
    ])
      expect([sql, loses(sql)]).toEqual([sql, true]);
    for (const sql of [
      'ALTER TABLE t DROP INDEX i',
      'ALTER TABLE t ADD c INT',
      'DROP VIEW v',
      'SELECT REPLACE(a, b, c)',
    ])
      expect([sql, loses(sql)]).toEqual([sql, false]);
  });

  it('is found behind EXECUTE by what becomes of tables', () => {
    expect(loses('EXECUTE s')).toBe(false);
    expect(loses('EXECUTE s', { losesParts: true })).toBe(true);
  });

  it('is found in procedures, however they are written and whomever they call', () => {
    const bodies = {
      p: 'BEGIN DECLARE x INT; IF x THEN SET @a = REPLACE(@b, 1, 2); ELSE l: LOOP DELETE FROM t; END LOOP; END IF; END',
      plain: 'ALTER TABLE t DROP c',
      calm: 'BEGIN SET @a = 1; CALL calm(); ALTER TABLE t ADD c INT; END',
      through: 'BEGIN CALL calm(); CALL p(); END',
    };
    expect(loses('CALL p()', { bodies })).toBe(true);
    expect(loses('CALL s.P', { bodies })).toBe(true);
    expect(loses('CALL plain()', { bodies })).toBe(true);
    expect(loses('CALL through()', { bodies })).toBe(true);
    expect(loses('CALL calm()', { bodies })).toBe(false);
    expect(loses('CALL nobody_knows()', { bodies })).toBe(true);
    expect(loses('BEGIN NOT ATOMIC DELETE FROM t; END')).toBe(true);
    expect(loses('BEGIN')).toBe(false);
  });

  it('is what one state has and the other has not', () => {
    const before = model('CREATE TABLE t (a INT, b VARCHAR(10))');
    expect(
      losesParts(before, model('CREATE TABLE t (x INT, b VARCHAR(10), a INT); CREATE TABLE u (a INT)')),
    ).toBe(false);
    expect(losesParts(before, model('CREATE TABLE t (a INT)'))).toBe(true);
    expect(losesParts(before, model('CREATE TABLE t (a INT, b VARCHAR(9))'))).toBe(true);
    expect(losesParts(before, model('CREATE TABLE u (a INT, b VARCHAR(10))'))).toBe(true);
    expect(losesParts(before, undefined)).toBe(true);
  });
});
