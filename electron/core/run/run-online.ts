import { spawn } from 'node:child_process';
import { AppError } from '../../../shared/app-error';
import type { Statement } from '../../../shared/plan';
import type { RunPolicy } from '../../../shared/run';
import { quoteIdentifier } from '../../../shared/sql/quote';
import { numberOf, textOf } from '../mysql';
import type { ConnectionTarget, ServerConnection } from '../mysql';
import { lookAtStatement } from './look-at-statement';
import type { RunSession } from './run-session';

const EXECUTES = /^(?:PREPARE|EXECUTE|DEALLOCATE)\s/i;

/**
 * Hands an ALTER of a large table to the online-schema-change program of the policy; false when the statement is not
 * one, or the table is small. The statement's guards are asked first: what is done already is not done again. The
 * program runs without a shell; its arguments are the policy's with the names filled in, each one argument.
 */
export async function runOnline(
  session: RunSession,
  connection: ServerConnection,
  statement: Statement,
  online: NonNullable<RunPolicy['onlineSchemaChange']>,
): Promise<boolean> {
  if (!/^ALTER TABLE /i.test(statement.sql) || !statement.prediction.rebuildsTable) return false;
  const head = `ALTER TABLE ${quoteIdentifier(statement.object)}`;
  const [size] = await connection.query(
    'SELECT DATA_LENGTH + INDEX_LENGTH AS bytes FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?',
    [statement.object],
  );
  if (size === undefined || (numberOf(size, 'bytes') ?? 0) < online.aboveBytes) return false;
  const alters = await neededAlters(connection, statement);
  for (const alter of alters) if (!alter.startsWith(head)) return false;
  for (const alter of alters) {
    session.report('online schema change', 0, 1, statement.object);
    await runProgram(
      online.command,
      fillIn(session.request.target, statement, alter, alter.slice(head.length).trim()),
      session,
    );
  }
  if (alters.length > 0) await requireDone(connection, statement);
  return true;
}

/** What the program says is one thing; what the database shows is another. */
async function requireDone(connection: ServerConnection, statement: Statement): Promise<void> {
  const { finding, message } = await lookAtStatement(connection, statement);
  if (finding === 'done' || finding === 'unknown') return;
  throw new AppError(
    'statement-failed',
    `The online schema change of ${statement.object} ended without an error, but it is not done. ${message}`,
  );
}

async function neededAlters(connection: ServerConnection, statement: Statement): Promise<readonly string[]> {
  const alters: string[] = [];
  for (const step of statement.steps) {
    if (/^SET\s+@/i.test(step)) await connection.query(step);
    else if (/^EXECUTE\s/i.test(step)) {
      const [row] = await connection.query('SELECT @tidemark_sql AS statement');
      const text = row === undefined ? '' : textOf(row, 'statement');
      if (text !== '' && text !== 'DO 0') alters.push(text);
    } else if (!EXECUTES.test(step)) alters.push(step);
  }
  return alters;
}

function fillIn(
  target: ConnectionTarget,
  statement: Statement,
  alter: string,
  clauses: string,
): ReadonlyMap<string, string> {
  return new Map([
    ['schema', statement.schema],
    ['table', statement.object],
    ['alter', alter],
    ['clauses', clauses],
    ['host', target.host ?? '127.0.0.1'],
    ['port', String(target.port ?? 3306)],
    ['socket', target.socket ?? ''],
    ['user', target.user ?? ''],
  ]);
}

function runProgram(
  command: readonly string[],
  values: ReadonlyMap<string, string>,
  session: RunSession,
): Promise<void> {
  const [program = '', ...args] = command.map((part) =>
    part.replace(/\{(\w+)\}/g, (whole, name: string) => values.get(name) ?? whole),
  );
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      shell: false,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, MYSQL_PWD: session.request.target.password ?? '' },
    });
    // It outlives us: whoever starts again must know of it. A journal that cannot be written ends it.
    const noted =
      child.pid === undefined
        ? Promise.resolve()
        : session.journal.write({ kind: 'program', process: child.pid, name: program });
    noted.catch(() => child.kill());
    let words = '';
    const listen = (chunk: Buffer): void => {
      words = (words + chunk.toString('utf8')).slice(-4000);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('error', (cause) => {
      reject(
        new AppError('statement-failed', `The online schema change could not be started: ${cause.message}`, {
          cause,
        }),
      );
    });
    child.on('close', (code, signal) => {
      if (code === 0) noted.then(resolve, reject);
      else
        reject(
          new AppError(
            'statement-failed',
            `The online schema change ended with ${signal ?? String(code)}: ${words.trim().split('\n').slice(-3).join(' ')}`,
          ),
        );
    });
  });
}
