import { quoteIdentifier } from '../sql/quote';
import type { Plan, Statement } from './plan';

/** Which way a script goes. */
export type ScriptDirection = 'forward' | 'rollback';

/** The sql_mode that scripts run under: strict, so that nothing is cut without a word, and without zero-date rules, so that what is there can be written again. */
export const SCRIPT_SQL_MODE =
  'STRICT_TRANS_TABLES,STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,NO_AUTO_VALUE_ON_ZERO';

/**
 * What a session must be told before the first statement. Waiting for a lock ends after five seconds
 * instead of a day (MariaDB) or a year (MySQL).
 */
export const SESSION_START: readonly string[] = Object.freeze([
  'SET NAMES utf8mb4',
  'SET @tidemark_old_mode = @@SESSION.sql_mode, @tidemark_old_wait = @@SESSION.lock_wait_timeout',
  `SET @tidemark_plan_mode = '${SCRIPT_SQL_MODE}'`,
  'SET SESSION sql_mode = @tidemark_plan_mode, SESSION lock_wait_timeout = 5',
  "SET @tidemark_mariadb = IF(VERSION() LIKE '%MariaDB%', 1, 0)",
]);

/** What gives the session back what it had. */
export const SESSION_END: readonly string[] = Object.freeze([
  'SET SESSION sql_mode = @tidemark_old_mode, SESSION lock_wait_timeout = @tidemark_old_wait',
]);

/**
 * The script of a plan: plain SQL for any MySQL client, safe to run again from the top whenever it was
 * stopped. DELIMITER is used only around statements that hold semicolons of their own.
 */
export function printScript(plan: Plan, direction: ScriptDirection): string {
  const statements = direction === 'forward' ? plan.statements : plan.rollback;
  const lines: string[] = [...printHeader(plan, direction), '', ...SESSION_START.map((step) => `${step};`)];
  let schema = '';
  for (const statement of statements) {
    lines.push(
      '',
      `-- ${String(statement.number)}. ${oneLine(statement.object)}: ${oneLine(statement.title)}`,
    );
    lines.push(`--    ${describePrediction(statement)}${statement.losesData ? ', may lose data' : ''}`);
    if (statement.schema !== '' && statement.schema !== schema) {
      schema = statement.schema;
      lines.push(`USE ${quoteIdentifier(schema)};`);
    }
    for (const step of statement.steps) lines.push(printStep(step));
  }
  lines.push('', ...SESSION_END.map((step) => `${step};`), '');
  return lines.join('\n');
}

function printHeader(plan: Plan, direction: ScriptDirection): readonly string[] {
  const what =
    direction === 'forward'
      ? `Makes ${oneLine(plan.target.source)} follow ${oneLine(plan.follow.source)}.`
      : `Takes back what ${oneLine(plan.name)} did to ${oneLine(plan.target.source)}.`;
  return [
    `-- Migration: ${oneLine(plan.name)}${plan.planVersion === '' ? '' : ` ${oneLine(plan.planVersion)}`}${direction === 'rollback' ? ' (rollback)' : ''}`,
    `-- ${what}`,
    `-- Printed for ${plan.flavor}; base ${plan.target.fingerprint.slice(0, 16)}.`,
    '-- Safe to run again: each step looks at the database before it acts.',
  ];
}

function describePrediction(statement: Statement): string {
  // An UPDATE has no algorithm: it changes rows, and holds those until it is done.
  if (statement.sql.startsWith('UPDATE ')) return 'changes rows, and locks those it changes';
  return `${statement.prediction.algorithm.toUpperCase()}, ${describeLock(statement)}`;
}

function describeLock(statement: Statement): string {
  switch (statement.prediction.lock) {
    case 'none':
      return 'no lock';
    case 'shared':
      return 'writers wait';
    case 'exclusive':
      return 'brief exclusive lock';
  }
}

/** Comments end at the line's end: whatever comes from names is kept on it. */
function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out
  return text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ');
}

function printStep(step: string): string {
  if (!holdsSemicolon(step)) return `${step};`;
  const delimiter = step.includes('$$') ? '$$TIDEMARK$$' : '$$';
  return `DELIMITER ${delimiter}\n${step}${delimiter}\nDELIMITER ;`;
}

/** Only bodies of triggers, routines and events need a DELIMITER; a semicolon in a quoted string does not. */
function holdsSemicolon(step: string): boolean {
  return (
    step.includes(';') &&
    /^CREATE\b/i.test(step) &&
    !/^CREATE (?:TABLE|DATABASE|SEQUENCE|(?:OR REPLACE )?.*VIEW)/i.test(step)
  );
}
