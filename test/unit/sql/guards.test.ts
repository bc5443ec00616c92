import { describe, expect, it, test } from 'vitest';
import { parseFlavor } from '../../../shared/model';
import type { Flavor } from '../../../shared/model';
import { readSql } from '../../../shared/sql';

const START = `
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (id INT, a INT, KEY ia (a), CONSTRAINT fk1 FOREIGN KEY (a) REFERENCES p (id));
`;
/** The columns with their types, indexes and foreign keys of table t after a script, and the codes of what was told. */
function after(script: string): { columns: string; keys: string; codes: string } {
  const { value, diagnostics } = readSql(START + script, {
    path: 'a.sql',
    flavor: parseFlavor('mysql:9.0') as Flavor,
    defaultSchema: 's',
  });
  const table = value.schemas[0]?.tables.find(({ name }) => name === 't');
  return {
    columns: (table?.columns ?? []).map(({ name, type }) => `${name} ${type.name}`).join(', '),
    keys: [...(table?.indexes ?? []), ...(table?.foreignKeys ?? [])].map(({ name }) => name).join(', '),
    codes: diagnostics.map(({ code }) => code).join(', '),
  };
}
const AS_IT_WAS = { columns: 'id int, a int', keys: 'ia, fk1', codes: '' };
const WITH_X = { columns: 'id int, a int, x int', keys: 'ia, fk1', codes: '' };

const ADD = "'ALTER TABLE t ADD x INT'";
const FIND_X =
  "FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't' AND COLUMN_NAME = 'x'";
const RUN = 'PREPARE q FROM @s; EXECUTE q; DEALLOCATE PREPARE q;';

describe('a guard around DDL in a string', () => {
  // Each as people write it: the column is added where it is not there, and not again where it is.
  test.each([
    ['COUNT in IF, of no rows', `SELECT IF(COUNT(*) = 0, ${ADD}, 'DO 0') INTO @s ${FIND_X}; ${RUN}`],
    [
      'COUNT in CASE',
      `SELECT CASE WHEN COUNT(COLUMN_NAME) > 0 THEN 'DO 0' ELSE ${ADD} END INTO @s ${FIND_X}; ${RUN}`,
    ],
    [
      'COUNT(DISTINCT)',
      `SET @s = (SELECT IF(COUNT(DISTINCT COLUMN_NAME) < 1, ${ADD}, 'DO 0') ${FIND_X}); ${RUN}`,
    ],
    [
      'COUNT given to a variable',
      `SELECT @n := COUNT(*) ${FIND_X}; SET @s = IF(@n = 0, ${ADD}, 'DO 0'); ${RUN}`,
    ],
    ['MAX of no rows', `SELECT IF(MAX(ORDINAL_POSITION) IS NULL, ${ADD}, 'DO 0') INTO @s ${FIND_X}; ${RUN}`],
    [
      'ISNULL',
      `SET @n = (SELECT DISTINCT COLUMN_NAME ${FIND_X}); SET @s = IF(ISNULL(@n), ${ADD}, 'DO 0'); ${RUN}`,
    ],
    ['EXISTS', `SET @s = IF(EXISTS (SELECT 1 ${FIND_X}), 'DO 0', ${ADD}); ${RUN}`],
    [
      'quoted names, an alias, IN',
      `SET @s = (SELECT IF(COUNT(*) = 0, ${ADD}, 'DO 0') AS q FROM \`information_schema\`.\`COLUMNS\` c
       WHERE c.\`TABLE_SCHEMA\` = DATABASE() AND c.\`TABLE_NAME\` = 't' AND c.COLUMN_NAME IN ('x', 'y')); ${RUN}`,
    ],
  ])('is followed: %s', (_name, script) => {
    expect(after(script)).toEqual(WITH_X);
    expect(after(script + script)).toEqual(WITH_X);
  });

  it('is followed by what a column is', () => {
    const script = `SET @t = (SELECT DATA_TYPE FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()
      AND TABLE_NAME = 't' AND COLUMN_NAME = 'a');
      SET @s = IF(@t <> 'bigint', 'ALTER TABLE t MODIFY a BIGINT', 'ALTER TABLE t DROP a'); ${RUN}`;
    expect(after(script).columns).toBe('id int, a bigint');
    expect(after(script + script).columns).toBe('id int');
  });

  it('is followed through LIKE', () => {
    const guard = (pattern: string): string =>
      `SET @s = IF(EXISTS (SELECT 1 FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE()
       AND TABLE_NAME = 't' AND INDEX_NAME LIKE '${pattern}'), 'DO 0', ${ADD}); ${RUN}`;
    for (const pattern of ['ia', 'I_', 'i%', '%a', '%', 'i%a%'])
      expect(after(guard(pattern))).toEqual(AS_IT_WAS);
    for (const pattern of ['ib', 'i__', 'a%', '', 'i\\\\_', '%b%'])
      expect(after(guard(pattern))).toEqual(WITH_X);
  });

  it('is no guess where only a server could tell', () => {
    const left = { ...AS_IT_WAS, codes: 'sql-dynamic-unknown' };
    const of = (list: string): string => `SELECT ${list} INTO @s FROM information_schema.COLUMNS
      WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't'; ${RUN}`;
    // The order of rows, a collation, and what is not kept.
    expect(after(of(`IF(GROUP_CONCAT(COLUMN_NAME) = 'id,a', ${ADD}, 'DO 0')`))).toEqual(left);
    expect(after(of(`IF(MAX(COLUMN_NAME) = 'id', ${ADD}, 'DO 0')`))).toEqual(left);
    expect(after(of(`IF(COUNT(PRIVILEGES) > 0, ${ADD}, 'DO 0')`))).toEqual(left);
    expect(after(`SET @s = IF((SELECT 1 LIKE '!%' ESCAPE '!'), ${ADD}, 'DO 0'); ${RUN}`)).toEqual(left);
  });

  it('does not take the table of another condition for the one that is asked for', () => {
    const count = (where: string): string =>
      `SET @s = IF((SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND ${where}) > 0,
       ${ADD}, 'DO 0'); ${RUN}`;
    expect(after(count("TABLE_NAME = 'p'"))).toEqual(WITH_X);
    expect(after(count("NOT (TABLE_NAME = 'none')"))).toEqual(WITH_X);
    expect(after(count("NOT TABLE_NAME = 'none'"))).toEqual(WITH_X);
    expect(
      after(
        count(
          "TABLE_NAME = (SELECT TABLE_NAME FROM information_schema.COLUMNS WHERE TABLE_NAME = 't' LIMIT 1)",
        ),
      ),
    ).toEqual(WITH_X);
    expect(after(count("TABLE_NAME = 'none'"))).toEqual(AS_IT_WAS);
  });
});
