import { AppError } from '../../../shared/app-error';
import type { Statement } from '../../../shared/plan';
import { quoteIdentifier } from '../../../shared/sql/quote';
import type { ServerConnection } from '../mysql';
import { serverErrorNumber } from '../mysql/driver-error';
import { startScriptSession } from './execute-statements';
import type { RehearsalPlace } from './rehearsal-place';

/** 1845, 1846: not supported, with or without the reason; 4092 and 1850 are MariaDB's and MySQL's kin. */
const NOT_SUPPORTED: ReadonlySet<number> = new Set([
  1845, 1846, 1850, 1851, 1852, 1853, 1854, 1856, 1857, 3152, 4092,
]);

/** What asking the server for the predicted algorithms found. */
export interface PredictionTrial {
  readonly asked: number;
  /** One sentence for each statement that does not go as predicted. */
  readonly wrong: readonly string[];
}

/**
 * Runs the statements once more from the first state, each ALTER with the ALGORITHM and LOCK that were predicted
 * for it. A server that refuses them says so before it does anything, and the plain statement follows.
 */
export async function tryPredictions(
  place: RehearsalPlace,
  statements: readonly Statement[],
): Promise<PredictionTrial> {
  const connection = await place.connect();
  const wrong: string[] = [];
  let asked = 0;
  try {
    await startScriptSession(connection);
    for (const statement of statements) {
      if (statement.schema !== '')
        await connection.query(`USE ${quoteIdentifier(place.nameOf(statement.schema))}`);
      const question = ask(statement);
      if (question === undefined) {
        await runSteps(connection, statement);
        continue;
      }
      asked += 1;
      const answer = await tryOne(connection, question.sql);
      const name = `${String(statement.number)}. ${statement.object}: ${statement.title}`;
      if (answer === 'refused' && question.expect === 'accepted')
        wrong.push(`${name} was predicted ${question.what}, and the server refuses that.`);
      if (answer === 'accepted' && question.expect === 'refused')
        wrong.push(`${name} was predicted to copy the table, and the server does it in place.`);
      if (answer !== 'accepted') await runSteps(connection, statement);
    }
  } finally {
    await connection.close();
  }
  return { asked, wrong };
}

interface Question {
  readonly sql: string;
  readonly expect: 'accepted' | 'refused';
  readonly what: string;
}

function ask(statement: Statement): Question | undefined {
  const { algorithm, lock } = statement.prediction;
  // Partitions and renames take no ALGORITHM clause, and what says one of its own is no prediction.
  if (/,\n {2}ALGORITHM=COPY\b/.test(statement.sql)) return undefined;
  if (!/^ALTER TABLE /i.test(statement.sql) || /\b(?:PARTITION|RENAME TO|RENAME AS)\b/i.test(statement.sql))
    return undefined;
  switch (algorithm) {
    case 'instant':
      return { sql: `${statement.sql}, ALGORITHM=INSTANT`, expect: 'accepted', what: 'INSTANT' };
    case 'inplace': {
      const word = lock === 'none' ? 'NONE' : 'SHARED';
      return {
        sql: `${statement.sql}, ALGORITHM=INPLACE, LOCK=${word}`,
        expect: 'accepted',
        what: `INPLACE with LOCK=${word}`,
      };
    }
    case 'copy':
      return { sql: `${statement.sql}, ALGORITHM=INPLACE`, expect: 'refused', what: 'COPY' };
    case 'metadata':
      return undefined;
  }
}

async function tryOne(
  connection: ServerConnection,
  sql: string,
): Promise<'accepted' | 'refused' | 'unclear'> {
  try {
    await connection.query(sql);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'server-gone') throw error;
    return NOT_SUPPORTED.has(serverErrorNumber(error) ?? 0) ? 'refused' : 'unclear';
  }
}

async function runSteps(connection: ServerConnection, statement: Statement): Promise<void> {
  for (const step of statement.steps) await connection.query(step);
}
