import { createConnection as connectSocket, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { AppError } from '../../shared/app-error';
import type { PrivateServer } from '../support/private-server';
import type { Child, CrashTrial } from './crash-trial';
import { mendAfterCrash } from './mend-after-crash';
import type { Dice } from './random-schema';

/** What a scenario tells the table: where it crashed, which way it went afterwards, and what was wrong. */
export interface CrashResult {
  readonly scenario: string;
  readonly to: 'wanted' | 'first';
  readonly wrong?: string | undefined;
  /** It ended before the crash came: the recovery had nothing to recover, and is judged all the same. */
  readonly early?: boolean;
  /** The server's own files were broken, and it went on after what the runner says to do about it had been done. */
  readonly mended?: boolean;
}

/** What the scenarios of one plan have at hand. */
export interface CrashStage {
  readonly trial: CrashTrial;
  readonly dice: Dice;
  /** Absent where the server is somebody else's: it is not killed then. */
  readonly server?: PrivateServer;
}

type Goal = CrashResult['to'];

/** Kill -9 of our process after each statement and before the first. */
export async function* killAfterStatements({ trial, dice }: CrashStage): AsyncGenerator<CrashResult> {
  for (let done = 0; done <= trial.statements; done += 1) {
    await trial.reset();
    await trial.start('start', { kind: 'done', statements: done }).answer;
    yield await settle({ trial }, 'process, after a statement', goal(trial, dice));
  }
}

/** Kill -9 of our process before, during and after any question to the server and any line of the journal. */
export async function* killAtEvents(
  { trial, dice }: CrashStage,
  points: number,
): AsyncGenerator<CrashResult> {
  for (let point = 0; point < points; point += 1) {
    await trial.reset();
    const when = dice.pick(['before', 'sent', 'after'] as const);
    const event = 1 + dice.below(trial.events);
    const answer = await trial.start('start', { kind: 'event', event, when }).answer;
    const result = await settle({ trial }, 'process, between any two steps', goal(trial, dice));
    yield {
      ...result,
      ...(result.wrong === undefined ? {} : { wrong: `${when} event ${String(event)}: ${result.wrong}` }),
      early: answer !== undefined,
    };
  }
}

/** Kill -9 in the middle of a resume and of a rollback, and then again. */
export async function* killRecoveries({ trial, dice }: CrashStage): AsyncGenerator<CrashResult> {
  await trial.reset();
  const first = 1 + dice.below(trial.statements);
  const mode = trial.back !== undefined && dice.chance(50) ? 'rollback' : 'resume';
  const whole = mode === 'rollback' && dice.chance(40);
  // A rollback asks and writes less than a whole run.
  const event = 1 + dice.below(mode === 'rollback' ? Math.ceil(trial.events / 2) : trial.events);
  const when = dice.pick(['before', 'sent', 'after'] as const);
  await trial.start('start', whole ? { kind: 'never' } : { kind: 'done', statements: first }).answer;
  const answer = await patiently(() => trial.start(mode, { kind: 'event', event, when }).answer);
  const result = await settle({ trial }, `process, during a ${mode}`, goal(trial, dice));
  yield {
    ...result,
    ...(result.wrong === undefined
      ? {}
      : {
          wrong: `after ${whole ? 'all' : String(first)} statements, then ${mode} ${when} event ${String(event)}: ${result.wrong}`,
        }),
    early: answer !== undefined,
  };
}

/** How an ALTER is met in its middle, while somebody's open transaction holds it up. */
export const MEETINGS = ['connection', 'process', 'network', 'server'] as const;

/** Meets the first ALTER of a table in its middle. Nothing, when the plan alters no table that was there. */
export async function* meetAlter(
  { trial, dice, server }: CrashStage,
  meeting: (typeof MEETINGS)[number],
): AsyncGenerator<CrashResult> {
  const table = alteredTable(trial);
  if (table === undefined || (meeting === 'server' && server === undefined)) return;
  await trial.reset();
  const to = goal(trial, dice);
  const holder = await createConnection({ uri: trial.url, database: trial.schema });
  holder.on('error', () => undefined);
  const detour = meeting === 'network' ? await openDetour(trial.url) : undefined;
  try {
    await holder.query('START TRANSACTION');
    await holder.query(`SELECT 1 FROM \`${table.replaceAll('`', '``')}\` LIMIT 1`);
    const child = trial.start('start', { kind: 'never' }, detour?.url);
    const thread = await waitingThread(trial, child);
    if (thread === undefined) {
      await holder.query('COMMIT');
      await child.answer;
      yield {
        ...(await settle({ trial, server }, `${meeting}, in the middle of an ALTER`, to)),
        early: true,
      };
      return;
    }
    yield await meetSecondRunner(trial);
    const release = async (): Promise<void> => {
      await holder.query('COMMIT').catch(() => undefined);
    };
    switch (meeting) {
      case 'connection':
        await trial.use(async (connection) => {
          for (const id of await threadsOf(
            connection,
            trial,
            server !== undefined && dice.chance(50) ? undefined : thread,
            holder.threadId,
          ))
            await connection.query(`KILL ${String(id)}`).catch(() => undefined);
        });
        await release();
        break;
      case 'process':
        child.kill();
        void sleep(150 + dice.below(200)).then(release);
        break;
      case 'network':
        detour?.cut();
        void sleep(150 + dice.below(200)).then(release);
        break;
      case 'server':
        await server?.kill();
        await sleep(dice.below(300));
        await server?.restart();
        break;
    }
    const answer = await child.answer;
    const result = await settle({ trial, server }, `${meeting}, in the middle of an ALTER`, to);
    yield {
      ...result,
      ...(result.wrong === undefined
        ? {}
        : { wrong: `(child: ${answer?.message ?? 'killed'}) ${result.wrong}` }),
    };
  } finally {
    holder.destroy();
    detour?.close();
  }
}

/** Kill -9 of the server some milliseconds after a statement was sent: anywhere in an ALTER, or in its commit. */
export async function* killServer({ trial, dice, server }: CrashStage): AsyncGenerator<CrashResult> {
  if (server === undefined) return;
  await trial.reset();
  const child = trial.start('start', { kind: 'never' });
  await child.at(dice.below(trial.statements));
  await sleep(dice.below(25));
  await server.kill();
  await sleep(dice.below(300));
  await server.restart();
  const answer = await child.answer;
  const result = await settle({ trial, server }, 'server, at any time', goal(trial, dice));
  yield {
    ...result,
    ...(result.wrong === undefined
      ? {}
      : { wrong: `(child: ${answer?.message ?? 'killed'}) ${result.wrong}` }),
    early: answer?.state === 'completed',
  };
}

function goal(trial: CrashTrial, dice: Dice): Goal {
  return trial.back !== undefined && dice.chance(50) ? 'first' : 'wanted';
}

/** Recovers and judges. Where the server has broken files of its own, the way out that the runner names is gone first. */
async function settle(
  { trial, server }: { readonly trial: CrashTrial; readonly server?: PrivateServer | undefined },
  scenario: string,
  to: Goal,
): Promise<CrashResult> {
  const result = await recoverAndJudge(trial, scenario, to);
  if (result.wrong === undefined || server === undefined) return result;
  if (!(await mendAfterCrash(trial, server, result.wrong))) return result;
  return { ...(await recoverAndJudge(trial, scenario, to)), mended: true };
}

async function recoverAndJudge(trial: CrashTrial, scenario: string, to: Goal): Promise<CrashResult> {
  try {
    await trial.recover(to);
    return { scenario, to, wrong: await trial.judge(to) };
  } catch (error) {
    const wrong =
      error instanceof AppError
        ? `${error.code}: ${error.message}`
        : error instanceof Error
          ? (error.stack ?? error.message)
          : String(error);
    return { scenario, to, wrong };
  }
}

/** A process that was killed holds its lock until the server notices; a child that met it is started again. */
async function patiently(
  start: () => ReturnType<CrashTrial['start']>['answer'],
): ReturnType<CrashTrial['start']>['answer'] {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await start();
    if (answer?.error !== 'locked' || attempt === 5) return answer;
    await sleep(100);
  }
}

/** Another runner that comes now must be told who holds the lock. */
async function meetSecondRunner(trial: CrashTrial): Promise<CrashResult> {
  const scenario = 'two runners at once';
  try {
    await trial.runOnce('start');
    return { scenario, to: 'wanted', wrong: 'the second one ran' };
  } catch (error) {
    const told = error instanceof AppError && error.code === 'locked' && /connection \d+/.test(error.message);
    return { scenario, to: 'wanted', wrong: told ? undefined : String(error) };
  }
}

function alteredTable(trial: CrashTrial): string | undefined {
  const tables =
    trial.migration.before?.schemas.flatMap((schema) => schema.tables.map(({ name }) => name)) ?? [];
  return trial.migration.plan.statements.find(
    ({ sql, object }) => /^(?:ALTER|DROP|RENAME) TABLE /i.test(sql) && tables.includes(object),
  )?.object;
}

async function waitingThread(trial: CrashTrial, child: Child): Promise<number | undefined> {
  let over = false;
  void child.answer.then(() => (over = true));
  return trial.use(async (connection) => {
    while (!over) {
      const [[row]] = await connection.query<RowDataPacket[]>(
        "SELECT ID AS id FROM information_schema.PROCESSLIST WHERE DB = ? AND STATE LIKE 'Waiting for table metadata lock%'",
        [trial.schema],
      );
      if (row !== undefined) return Number(row['id']);
      await sleep(5);
    }
    return undefined;
  });
}

/** The executing thread, or with none given every session there is but ours. */
async function threadsOf(
  connection: Connection,
  trial: CrashTrial,
  thread: number | undefined,
  spared: number,
): Promise<readonly number[]> {
  if (thread !== undefined) return [thread];
  const [rows] = await connection.query<RowDataPacket[]>(
    "SELECT ID AS id FROM information_schema.PROCESSLIST WHERE USER = 'root' AND ID <> CONNECTION_ID()",
  );
  return rows.map((row) => Number(row['id'])).filter((id) => id !== spared);
}

interface Detour {
  readonly url: string;
  /** Breaks every connection that goes through it now; later ones go through. */
  cut(): void;
  close(): void;
}

async function openDetour(url: string): Promise<Detour> {
  const { port, hostname } = new URL(url);
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connectSocket(Number(port), hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const own = new URL(url);
  own.port = String(typeof address === 'object' ? (address?.port ?? 0) : 0);
  const cut = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: own.href,
    cut,
    close: () => {
      cut();
      server.close();
    },
  };
}
