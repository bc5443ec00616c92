import { describe, expect, it } from 'vitest';
import type { SchemaModel } from '../../../shared/model';
import { readSql } from '../../../shared/sql';

/** Reads statements as a file with a DELIMITER, and answers what became of table t and what was told. */
function after(...statements: readonly string[]): {
  t: string;
  model: SchemaModel;
  codes: readonly string[];
} {
  const text = `DELIMITER $$\n${['CREATE TABLE t (a INT)', ...statements].map((one) => `${one}\n$$\n`).join('')}`;
  const { value, diagnostics } = readSql(text, { path: 'a.sql', defaultSchema: 's' });
  const table = value.schemas[0]?.tables.find(({ name }) => name === 't');
  return {
    t: table?.columns.map(({ name }) => name).join(',') ?? '',
    model: value,
    codes: diagnostics.map(({ code }) => code),
  };
}
const procedure = (body: string): string => `CREATE PROCEDURE p() BEGIN ${body} END`;

describe('a procedure that a script calls', () => {
  it('leaves what depends on rows to be unknown, and tells it once', () => {
    const { t, model, codes } = after(
      procedure(
        'IF (SELECT COUNT(*) FROM t) > 0 THEN ALTER TABLE t ADD x INT; CREATE TABLE u (b INT); ELSE DROP TABLE t; END IF;',
      ),
      'CALL p()',
    );
    expect(t).toBe('a');
    expect(codes).toEqual(['sql-program-unknown']);
    // ADD and DROP.
    expect(model.schemas[0]?.tables[0]?.unread?.map(({ extent }) => extent)).toEqual(['any', 'any']);
    expect(model.unread).toEqual([expect.objectContaining({ makes: 'table', name: 'u' })]);
  });

  it('leaves what loops and CASE change to be unknown, and what they set', () => {
    for (const flow of [
      'WHILE @n < 3 DO SET @n = @n + 1; ALTER TABLE t ADD x INT; END WHILE;',
      'REPEAT ALTER TABLE t ADD x INT; UNTIL 1 END REPEAT;',
      'l: LOOP ALTER TABLE t ADD x INT; LEAVE l; END LOOP l;',
      'FOR i IN 1..2 DO ALTER TABLE t ADD x INT; END FOR;',
      'CASE @n WHEN 1 THEN ALTER TABLE t ADD x INT; ELSE BEGIN END; END CASE;',
      'l: LOOP SET @n = 2; LEAVE l; END LOOP; IF @n = 2 THEN ALTER TABLE t ADD x INT; END IF;',
      "l: LOOP PREPARE q FROM 'ALTER TABLE t ADD x INT'; LEAVE l; END LOOP; EXECUTE q;",
      'l: LOOP IF RAND() > 0.5 THEN RETURN; END IF; END LOOP; ALTER TABLE t ADD x INT;',
    ]) {
      const { t, codes } = after('SET @n = 1', "PREPARE q FROM 'DO 0'", procedure(flow), 'CALL p()');
      expect([flow, t, codes]).toEqual([
        flow,
        'a',
        [expect.stringMatching(/^sql-(?:program|dynamic)-unknown$/)],
      ]);
    }
  });

  it('does not run what stands behind the end', () => {
    for (const exit of ["SIGNAL SQLSTATE '45000';", 'RETURN 1;', 'LEAVE whole;'])
      expect(
        after(`CREATE PROCEDURE p() whole: BEGIN ${exit} ALTER TABLE t ADD x INT; END`, 'CALL p()').t,
      ).toBe('a');
  });

  it('is told of when it is in no file', () => {
    const { t, codes } = after('CALL elsewhere.tidy(1, 2)');
    expect([t, codes]).toEqual(['a', ['sql-call-unknown']]);
  });

  it('leaves a condition unknown that hangs on a function which only a server could follow', () => {
    for (const body of [
      'RETURN RAND() > 0.5',
      'RETURN (SELECT COUNT(*) FROM t) > 0',
      'BEGIN IF RAND() > 0.5 THEN RETURN 1; END IF; RETURN 0; END',
      'BEGIN DECLARE x INT; SELECT MAX(a) INTO x FROM t; RETURN x IS NULL; END',
      'RETURN f()',
      'BEGIN END',
    ]) {
      const { t, codes } = after(
        `CREATE FUNCTION f() RETURNS INT ${body}`,
        procedure('IF f() THEN ALTER TABLE t ADD x INT; ELSE ALTER TABLE t ADD y INT; END IF;'),
        'CALL p()',
      );
      expect([body, t, codes]).toEqual([body, 'a', ['sql-program-unknown']]);
    }
  });

  it('ends, however programs call each other', () => {
    const twice = after(
      procedure('SET @n = IFNULL(@n, 0) + 1; CALL p(); CALL p();'),
      'CALL p()',
      'ALTER TABLE t ADD x INT',
    );
    expect(twice.t).toBe('a,x');
    expect(twice.codes).toContain('sql-program-unknown');
    const deep = after(
      procedure('BEGIN '.repeat(500) + 'ALTER TABLE t ADD x INT; ' + 'END; '.repeat(500)),
      'CALL p()',
    );
    expect(deep.codes).toEqual(['sql-program-unknown']);
    expect(deep.t).toBe('a');
  });

  it('is read to its end, whatever is missing in it', () => {
    for (const body of [
      'IF',
      'IF 1 THEN',
      'CASE WHEN',
      'DECLARE',
      'DECLARE EXIT HANDLER FOR',
      'l:',
      'WHILE',
      'END END',
      'REPEAT UNTIL',
      'BEGIN NOT ATOMIC',
      'LEAVE',
      'SET',
      'CALL',
      'CALL p(',
      'EXECUTE',
      'PREPARE',
    ])
      expect(
        after(`CREATE PROCEDURE p() BEGIN ${body}`, 'CALL p()', 'CALL p(1, (2)', 'ALTER TABLE t ADD x INT').t,
      ).toBe('a,x');
  });
});
