import { quoteIdentifier, quoteString } from '../sql/quote';
import type { Clause } from './clause';
import type { ScriptStyle } from './plan';

/** The three statements that run what `@tidemark_sql` holds. */
const EXECUTE_STEPS: readonly string[] = Object.freeze([
  'PREPARE tidemark_statement FROM @tidemark_sql',
  'EXECUTE tidemark_statement',
  'DEALLOCATE PREPARE tidemark_statement',
]);

/**
 * A statement that runs only while `needed` answers 1, else DO 0. Three of its steps are the same for
 * every guarded statement, so a client shows what happened in the first.
 */
export function guardStatement(sql: string, needed: string): readonly string[] {
  return runText(`IF(${needed},\n  ${quoteString(sql)},\n  'DO 0')`);
}

/** Runs the statement that an SQL expression answers as text. */
export function runText(expression: string): readonly string[] {
  return [`SET @tidemark_sql = ${expression}`, ...EXECUTE_STEPS];
}

/** `ALTER TABLE t a, b, c`: what is run when nothing has been done yet. */
export function printAlter(table: string, clauses: readonly Clause[]): string {
  const listed = clauses.filter((clause) => clause.joined !== true).map((clause) => clause.text);
  const ends = clauses.filter((clause) => clause.joined === true).map((clause) => `\n  ${clause.text}`);
  const list = listed.length === 0 ? '' : `\n  ${listed.join(',\n  ')}`;
  return `ALTER TABLE ${quoteIdentifier(table)}${list}${ends.join('')}`;
}

/** One ALTER TABLE that is safe to run again, in the style of the script. */
export function printSteps(table: string, clauses: readonly Clause[], style: ScriptStyle): readonly string[] {
  if (style !== 'mariadb') return guardAlter(table, clauses);
  const texts = clauses.flatMap((clause) => (clause.mariadb === undefined ? [] : [clause.mariadb]));
  if (texts.length < clauses.length || clauses.some((clause) => clause.joined === true))
    return guardAlter(table, clauses);
  return [`ALTER TABLE ${quoteIdentifier(table)}\n  ${texts.join(',\n  ')}`];
}

/** One ALTER TABLE whose clauses are each guarded; nothing runs when none is needed. */
function guardAlter(table: string, clauses: readonly Clause[]): readonly string[] {
  const [only] = clauses;
  if (clauses.length === 1 && only !== undefined) {
    return only.needed === '1'
      ? [printAlter(table, clauses)]
      : guardStatement(printAlter(table, clauses), only.needed);
  }
  const guard = (clause: Clause): string =>
    clause.needed === '1'
      ? quoteString(clause.text)
      : `IF(${clause.needed},\n    ${quoteString(clause.text)}, NULL)`;
  const list = clauses.filter((clause) => clause.joined !== true).map(guard);
  const ends = clauses.filter((clause) => clause.joined === true).map(guard);
  const listed = `CONCAT_WS(', ',\n  ${list.join(',\n  ')})`;
  return [
    ends.length === 0
      ? `SET @tidemark_clauses = ${listed}`
      : `SET @tidemark_clauses = CONCAT_WS(' ', NULLIF(${listed}, ''),\n  ${ends.join(',\n  ')})`,
    `SET @tidemark_sql = IF(CHAR_LENGTH(@tidemark_clauses) = 0, 'DO 0', CONCAT(${quoteString(`ALTER TABLE ${quoteIdentifier(table)} `)}, @tidemark_clauses))`,
    ...EXECUTE_STEPS,
  ];
}
