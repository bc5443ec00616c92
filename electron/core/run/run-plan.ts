import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../shared/app-error';
import { presentState } from '../../../shared/run';
import type { RunState } from '../../../shared/run';
import { openConnection } from '../mysql';
import type { ServerConnection } from '../mysql';
import { describeTarget } from '../mysql/connection-target';
import { fingerprintState, readSchemas, readServerId, readTargetState } from '../plan/target-state';
import type { TargetState } from '../plan/target-state';
import { compareStates, firstFew } from '../rehearse/compare-states';
import { schemasOf } from '../rehearse/rehearse-plan';
import { startScriptSession } from '../rehearse/execute-statements';
import { judgePlan } from '../review/review-store';
import { saveSnapshot } from '../snapshot';
import { backupToFile, backupToTables, countRows } from './backup-target';
import { checkBase, checkBetween, checkServer, isReached } from './check-base';
import { checkLongTransactions, checkServerWritable } from './check-server';
import { executeRun } from './execute-run';
import { lookAtStatement, waitForSession } from './look-at-statement';
import { findRunOf, findUnfinishedRun, listRuns, RunJournal } from './run-journal';
import type { KnownRun } from './run-journal';
import { RunLocks } from './run-locks';
import type { RunOutcome, RunRequest } from './run-request';
import { RunSession } from './run-session';
import { settleRecords } from './settle-records';
import { validateRun } from './validate-run';

/**
 * Runs a plan through its states, goes on with an interrupted run, takes one back, or gives one up. Whatever stops it
 * is thrown as an AppError, after the run was recorded as failed: nothing is left in an unknown state that could be
 * looked up. Only one run at a time works on a schema.
 */
export async function runPlan(request: RunRequest): Promise<RunOutcome> {
  const control = await openConnection(
    { ...request.target, schemas: [] },
    { access: 'write', signal: request.signal, askPassword: request.askPassword },
  );
  // The password that was asked for is asked for once.
  const known: RunRequest = { ...request, target: { ...control.target, schemas: request.target.schemas } };
  try {
    await control.query("SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'");
    const server = await readServerId(control);
    const schemas = schemasOf(known.migration);
    const locks = await RunLocks.take(control, schemas);
    await settleRecords(known, control, server, schemas);
    switch (known.mode) {
      case 'start':
        return await start(known, control, locks, server);
      case 'resume':
        return await resume(known, control, locks, server);
      case 'rollback':
        return await rollBack(known, control, locks, server);
      case 'abandon':
        return await abandon(known, control, locks, server);
    }
  } finally {
    await control.close();
  }
}

async function start(
  request: RunRequest,
  control: ServerConnection,
  locks: RunLocks,
  server: string,
): Promise<RunOutcome> {
  const { migration, root } = request;
  const { plan } = migration;
  const schemas = schemasOf(migration);
  const open = await findUnfinishedRun(root, server, schemas);
  if (open !== undefined) throw unfinished(open);
  const present = await readPresent(request, schemas);
  if (await nothingToDo(request, present, control, server)) {
    return {
      state: 'completed',
      message: `Nothing to do: the database is as ${plan.name} wants it.`,
      executed: 0,
      milliseconds: 0,
      backup: [],
      notes: [],
      reached: present.model,
    };
  }
  const journal = await RunJournal.begin(root, startEntry(request, server, schemas), request.now);
  const session = new RunSession(request, journal, locks, server);
  try {
    return await guardFailure(session, () => goForward(session, control, present, 'base'));
  } finally {
    await session.close();
  }
}

async function nothingToDo(
  request: RunRequest,
  present: TargetState,
  control: ServerConnection,
  server: string,
): Promise<boolean> {
  const { migration, root } = request;
  if (migration.plan.target.server !== undefined && migration.plan.target.server !== server) return false;
  if (migration.after !== undefined) return isReached(migration, present, control.flavor);
  // A hand-written migration does not say what it leads to: its journal says whether it was run to the end.
  const last = await findRunOf(root, server, migration.plan.hash);
  return last !== undefined && presentState(last.record.track) === 'completed';
}

/** The way from pre_migration to completed. `expect` says what the database may look like before it. */
async function goForward(
  session: RunSession,
  control: ServerConnection,
  present: TargetState,
  expect: 'base' | 'between',
): Promise<RunOutcome> {
  const { request, schemas } = session;
  const { migration, policy } = request;
  const { plan } = migration;
  session.report('pre_migration');
  await checkServerWritable(control);
  if (expect === 'base') await checkBase(migration, present, control.flavor);
  else {
    checkServer(migration, session.server);
    checkBetween(migration, present.model, control.flavor);
  }
  await requireApproval(request);
  await checkLongTransactions(control, policy.longTransactionSeconds);
  await session.openTracking(() => openWriter(request));
  await checkDependencies(session);
  await session.track();

  await session.move('validation');
  session.report('validation');
  const reader = await openConnection({ ...request.target, schemas: [] }, { signal: request.signal });
  let rowsBefore: ReadonlyMap<string, number>;
  let backup: readonly string[];
  try {
    await validateRun(session, reader);

    await session.move('backup', { place: policy.backup });
    session.report('backup');
    rowsBefore = await countRows(reader, present.model, plan.statements);
    backup = await keepBackup(session, reader, present);
  } finally {
    await reader.close();
  }

  await session.move('execution', { statements: plan.statements.length, backup });
  const executed = await executeRun(session, plan.statements, 'forward');

  await session.move('verification', { executed });
  session.report('verification');
  const reached = await verify(session, rowsBefore);

  await session.move('post_migration');
  session.report('post_migration');
  await recordResult(session, reached);
  const message = `${plan.name} is completed: ${String(executed)} statements, and the database is as planned.`;
  await session.move('completed', { message });
  return outcome(session, message, executed, { backup, reached: reached.model, schemas });
}

async function requireApproval(request: RunRequest): Promise<void> {
  const { verdict } = await judgePlan(request.planPath, request.migration, request.policy);
  if (verdict.approved) return;
  const voided = verdict.voided.map((one) => one.reason);
  throw new AppError(
    'not-approved',
    `${request.migration.plan.name} is not approved. ${[...verdict.reasons, ...voided].join(' ')}`,
    {
      hint: 'Have it reviewed: tidemark review PLAN --approve --as NAME.',
      details: { hash: request.migration.plan.hash },
    },
  );
}

async function checkDependencies(session: RunSession): Promise<void> {
  const { migration, root } = session.request;
  const needed = migration.dependsOn ?? [];
  if (needed.length === 0) return;
  const done = new Set(
    (await listRuns(root))
      .filter(
        ({ record }) => record.start.server === session.server && presentState(record.track) === 'completed',
      )
      .map(({ record }) => record.start.name),
  );
  for (const name of needed) {
    if (done.has(name) || (await session.store?.statusOf(name)) === 'completed') continue;
    throw new AppError(
      'conflict',
      `${migration.plan.name} depends on ${name}, which was not run on this server.`,
      {
        hint: `Run ${name} first.`,
      },
    );
  }
}

async function keepBackup(
  session: RunSession,
  reader: ServerConnection,
  present: TargetState,
): Promise<readonly string[]> {
  const { request, journal } = session;
  const what = {
    present: present.model,
    statements: request.migration.plan.statements,
    signal: request.signal,
  };
  if (request.policy.backup === 'none') return [];
  if (request.policy.backup === 'file') {
    const kept = await backupToFile(reader, freeBackupPath(request.root, journal.run), what);
    await journal.write({
      kind: 'note',
      message: `Backup of ${String(kept.objects)} tables and ${String(kept.rows)} rows: ${kept.where.join(', ')}`,
    });
    return kept.where;
  }
  const writer = await openWriter(request);
  try {
    const kept = await backupToTables(writer, journal.run, what);
    await journal.write({
      kind: 'note',
      message: `Backup of ${String(kept.rows)} rows: ${kept.where.join(', ')}`,
    });
    return kept.where;
  } finally {
    await writer.close();
  }
}

/** A run that goes on keeps the backup of its first start: that is the one with everything in it. */
function freeBackupPath(root: string, run: string): string {
  const path = (end: string): string => join(root, '.tidemark', 'backups', `${run}${end}.sql`);
  let end = '';
  for (let next = 2; existsSync(path(end)); next += 1) end = `-${String(next)}`;
  return path(end);
}

async function verify(session: RunSession, rowsBefore: ReadonlyMap<string, number>): Promise<TargetState> {
  const { request, schemas } = session;
  const { migration } = request;
  const reader = await openConnection({ ...request.target, schemas: [] }, {});
  try {
    const model = withoutBackups(
      await readSchemas(reader, schemas, { tracking: request.policy.tracking }),
      request,
    );
    const reached = { model, fingerprint: fingerprintState(model), server: session.server };
    if (migration.after !== undefined) {
      const { differences, unknown } = await compareStates(migration.after, model, reader.flavor);
      if (differences.length > 0) {
        const message = `All statements ran, but the database is not as planned: ${firstFew(differences)}`;
        await session.validated('drift', 'failed', message, { differences: differences.slice(0, 50) });
        throw new AppError('conflict', message, {
          hint: 'Somebody changed it meanwhile? Compare with tidemark drift.',
        });
      }
      await session.validated('drift', 'passed', 'The database is as planned.', { unknown: unknown.length });
    }
    const rows = await countRows(reader, model, migration.plan.statements);
    for (const [table, count] of rowsBefore) {
      const now = rows.get(table);
      if (now === undefined) continue;
      await session.validated(
        'rows',
        now < count ? 'warning' : 'passed',
        `${table}: ${String(count)} rows before, ${String(now)} after.`,
        { table, before: count, after: now },
      );
    }
    return reached;
  } finally {
    await reader.close();
  }
}

/** Tables that this program itself set up as a backup during the run are no difference. */
function withoutBackups(model: TargetState['model'], request: RunRequest): TargetState['model'] {
  if (request.policy.backup !== 'table') return model;
  return {
    ...model,
    schemas: model.schemas.map((schema) => ({
      ...schema,
      tables: schema.tables.filter((table) => !table.name.startsWith('_tidemark_backup_')),
    })),
  };
}

async function recordResult(session: RunSession, reached: TargetState): Promise<void> {
  const { request, journal } = session;
  const { plan } = request.migration;
  const at = new Date().toISOString();
  await session.record(async (store) => {
    for (const schema of reached.model.schemas) {
      if (plan.planVersion !== '')
        await store.setVersion(schema.name, plan.planVersion, schema.tables.length, plan.name, at);
      const role = request.federation?.schemas.find(({ name }) => name === schema.name)?.role;
      await store.classify(
        schema.tables.map((table) => ({ schema: schema.name, table: table.name, role })),
        at,
      );
    }
  });
  const path = join(request.root, '.tidemark', 'snapshots', `${journal.run}.json`);
  try {
    await saveSnapshot(path, reached.model, { takenAt: at, source: plan.target.source });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    session.notes.push(error.message);
  }
}

async function resume(
  request: RunRequest,
  control: ServerConnection,
  locks: RunLocks,
  server: string,
): Promise<RunOutcome> {
  const known = await requireUnfinished(request, server);
  const skip = doneOnce(request, known);
  const journal = await RunJournal.reopen(known, request.now);
  const session = new RunSession(request, journal, locks, server, known.record.tracked?.id, skip);
  try {
    await session.openTracking(() => openWriter(request));
    await lookAtDoubt(session, known);
    if (session.state !== 'failed')
      await session.move('failed', { message: 'It was interrupted, and is resumed now.' });
    await session.move('pre_migration', { message: `Resumed by ${request.by}.` });
    return await guardFailure(session, async () => {
      const present = await readPresent(request, session.schemas);
      return goForward(session, control, present, 'between');
    });
  } finally {
    await session.close();
  }
}

/**
 * The statements of a hand-written migration that were done and may not be done twice. Throws AppError `conflict` when
 * one of them was under way: then nobody but a person can tell whether it was done.
 */
function doneOnce({ migration }: RunRequest, { record }: KnownRun): ReadonlySet<number> {
  const once = new Set(migration.handwritten?.once);
  const { inDoubt } = record;
  if (inDoubt?.direction === 'forward' && once.has(inDoubt.number)) {
    throw new AppError(
      'conflict',
      `Statement ${String(inDoubt.number)} (${inDoubt.title}) was under way when the run was interrupted, and it may not be run twice.`,
      {
        hint: 'Look whether it was done. Then take the run back with tidemark rollback, or give it up with --abandon.',
      },
    );
  }
  return new Set(
    record.statements
      .filter(
        ({ direction, phase, number }) => direction === 'forward' && phase === 'done' && once.has(number),
      )
      .map(({ number }) => number),
  );
}

/** Waits for what may still run, then lets the database say what became of the statement in doubt. */
async function lookAtDoubt(session: RunSession, known: KnownRun): Promise<void> {
  const { record } = known;
  const { inDoubt } = record;
  const connection = await openWriter(session.request);
  try {
    if (record.session !== undefined) {
      await waitForSession(connection, record.session.thread, {
        signal: session.request.signal,
        onWait: (seconds, info) => {
          session.report('waiting for the statement under way', seconds, seconds, info);
        },
      });
    }
    if (inDoubt === undefined) return;
    const { plan } = session.request.migration;
    const list = inDoubt.direction === 'forward' ? plan.statements : plan.rollback;
    const statement = list.find(({ number }) => number === inDoubt.number);
    if (statement === undefined) return;
    await startScriptSession(connection);
    const found = await lookAtStatement(connection, statement);
    await session.journal.write({
      kind: 'looked',
      direction: inDoubt.direction,
      number: inDoubt.number,
      ...found,
    });
    session.notes.push(
      `Statement ${String(inDoubt.number)} (${inDoubt.title}) was under way when the run was interrupted. ${found.message}`,
    );
  } finally {
    await connection.close();
  }
}

async function rollBack(
  request: RunRequest,
  control: ServerConnection,
  locks: RunLocks,
  server: string,
): Promise<RunOutcome> {
  const { migration, root } = request;
  const { plan } = migration;
  const schemas = schemasOf(migration);
  checkServer(migration, server);
  if (plan.rollback.length === 0 && plan.statements.length > 0) {
    throw new AppError('unsupported', `${plan.name} has no rollback.`, {
      hint: 'Write one, or plan the way back from a snapshot.',
    });
  }
  const open = await findUnfinishedRun(root, server, schemas);
  if (open !== undefined && open.record.start.hash !== plan.hash) throw unfinished(open);
  const last = open ?? (await findRunOf(root, server, plan.hash));
  const state = last === undefined ? undefined : presentState(last.record.track);
  if (state === 'rolled_back') {
    return {
      state: 'rolled_back',
      message: `Nothing to do: ${plan.name} was rolled back already.`,
      executed: 0,
      milliseconds: 0,
      backup: [],
      notes: [],
    };
  }
  const usable = last !== undefined && last.record.statements.length > 0 ? last : undefined;
  if (usable === undefined) {
    const present = await readPresent(request, schemas);
    if (!(await isReached(migration, present, control.flavor))) {
      throw new AppError(
        'stale-plan',
        `${plan.name} was not run here, or the database changed since: there is nothing that its rollback could take back safely.`,
        {
          hint: 'Plan the way back instead: tidemark plan --make TARGET --follow SNAPSHOT.',
        },
      );
    }
  }
  const journal =
    usable === undefined
      ? await RunJournal.begin(
          root,
          { ...startEntry(request, server, schemas), adopted: 'completed' },
          request.now,
        )
      : await RunJournal.reopen(usable, request.now);
  const session = new RunSession(request, journal, locks, server, usable?.record.tracked?.id);
  try {
    await session.openTracking(() => openWriter(request));
    if (usable !== undefined) await lookAtDoubt(session, usable);
    if (session.state !== 'completed' && session.state !== 'failed')
      await session.move('failed', { message: 'It was interrupted, and is rolled back now.' });
    return await guardFailure(session, async () => {
      await checkServerWritable(control);
      await requireApproval(request);
      return takeBack(session);
    });
  } finally {
    await session.close();
  }
}

/** Executes the rollback, compares with the first state, and records it. */
async function takeBack(session: RunSession): Promise<RunOutcome> {
  const { request, schemas } = session;
  const { migration } = request;
  const { plan, before } = migration;
  const executed = await executeRun(session, plan.rollback, 'rollback');
  const reader = await openConnection({ ...request.target, schemas: [] }, {});
  let message = `${plan.name} is rolled back: ${String(executed)} statements.`;
  try {
    const model = withoutBackups(
      await readSchemas(reader, schemas, { tracking: request.policy.tracking }),
      request,
    );
    if (before !== undefined) {
      const { differences } = await compareStates(before, model, reader.flavor);
      if (differences.length > 0) {
        const failure = `The rollback ran, but the database is not as it was: ${firstFew(differences)}`;
        await session.validated('rollback', 'failed', failure);
        throw new AppError('conflict', failure);
      }
      message = `${plan.name} is rolled back: the database is as it was${plan.irreversible.length === 0 ? '' : ', but for rows that cannot come back'}.`;
    }
    await session.validated('rollback', 'passed', message);
    const at = new Date().toISOString();
    await session.record(async (store) => {
      for (const { name } of model.schemas) await store.removeVersion(name, plan.planVersion, plan.name, at);
    });
    await session.move('rolled_back', { message, executed });
    return outcome(session, message, executed, { backup: [], reached: model, schemas });
  } finally {
    await reader.close();
  }
}

async function abandon(
  request: RunRequest,
  _control: ServerConnection,
  locks: RunLocks,
  server: string,
): Promise<RunOutcome> {
  const known = await requireUnfinished(request, server);
  const journal = await RunJournal.reopen(known, request.now);
  const session = new RunSession(request, journal, locks, server, known.record.tracked?.id);
  try {
    await session.openTracking(() => openWriter(request));
    await lookAtDoubt(session, known);
    const done = known.record.statements.filter(
      ({ phase, direction }) => phase === 'done' && direction === 'forward',
    ).length;
    const message = `Given up by ${request.by} after ${String(done)} of ${String(known.record.start.statements)} statements; the database stays as it is.`;
    if (session.state === 'failed') {
      const id = session.tracked?.id;
      await session.record(async (store) => {
        if (id !== undefined)
          await store.setStatus(id, 'failed', { at: new Date().toISOString(), error: message });
      });
    } else await session.move('failed', { message });
    await journal.write({ kind: 'abandoned', by: request.by, message });
    return outcome(session, message, 0, { backup: [], schemas: session.schemas });
  } finally {
    await session.close();
  }
}

/** Records a failure before it is thrown on, and rolls back where the policy asks for it. */
async function guardFailure(session: RunSession, work: () => Promise<RunOutcome>): Promise<RunOutcome> {
  try {
    return await work();
  } catch (error) {
    const expected = error instanceof AppError ? error : undefined;
    const message = expected?.message ?? 'It stopped because of a bug in Tidemark.';
    const executing = session.state === 'execution' || session.state === 'verification';
    try {
      if (session.state !== 'failed' && session.state !== 'rolled_back')
        await session.move('failed', { message });
    } catch (second) {
      // Where the journal cannot be written the first cause is what matters; the next start finds the run open.
      if (!(second instanceof AppError)) throw second;
      throw error;
    }
    if (
      expected !== undefined &&
      executing &&
      session.request.policy.rollbackOnFailure &&
      expected.code !== 'cancelled'
    ) {
      const back = await takeBack(session);
      throw new AppError(expected.code, `${message} ${back.message}`, {
        ...expected.more,
        hint: 'The run was rolled back, as the policy asks.',
      });
    }
    throw error;
  }
}

async function requireUnfinished(request: RunRequest, server: string): Promise<KnownRun> {
  const { migration, root } = request;
  const known = await findUnfinishedRun(root, server, schemasOf(migration));
  if (known === undefined) {
    throw new AppError('not-found', `There is no unfinished run of ${migration.plan.name} on this server.`, {
      hint: 'Start it with tidemark run.',
    });
  }
  if (known.record.start.hash !== migration.plan.hash) throw unfinished(known);
  return known;
}

function unfinished({ record }: KnownRun): AppError {
  const { start, statements } = record;
  const done = statements.filter(({ phase }) => phase === 'done').length;
  return new AppError(
    'conflict',
    `A run of ${start.name} on these schemas stopped at ${record.lastAt} after ${String(done)} of ${String(start.statements)} statements${record.failure === undefined ? '' : `: ${record.failure}`}.`,
    {
      hint: `Go on with tidemark run ${start.file} --resume, take it back with tidemark rollback, or give it up with --abandon.`,
      details: { run: start.run, file: start.file },
    },
  );
}

function startEntry(
  request: RunRequest,
  server: string,
  schemas: readonly string[],
): Omit<Parameters<typeof RunJournal.begin>[1], never> {
  const { plan } = request.migration;
  return {
    name: plan.name,
    planVersion: plan.planVersion,
    hash: plan.hash,
    file: request.planPath,
    server,
    where: describeTarget(request.target),
    schemas,
    by: request.by,
    statements: plan.statements.length,
  };
}

async function readPresent(request: RunRequest, schemas: readonly string[]): Promise<TargetState> {
  return readTargetState(request.target, schemas, {
    signal: request.signal,
    tracking: request.policy.tracking,
    progress: (done, total, current) =>
      request.progress?.({ phase: 'reading the target', done, total, current }),
  });
}

async function openWriter(request: RunRequest): Promise<ServerConnection> {
  const connection = await openConnection({ ...request.target, schemas: [] }, { access: 'write' });
  // The driver's escapes are escapes only without NO_BACKSLASH_ESCAPES, whatever the server's own mode is.
  await connection.query("SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'");
  return connection;
}

function outcome(
  session: RunSession,
  message: string,
  executed: number,
  more: {
    readonly backup: readonly string[];
    readonly reached?: TargetState['model'];
    readonly schemas: readonly string[];
  },
): RunOutcome {
  const state: RunState = session.state;
  return {
    run: session.journal.run,
    state,
    message,
    executed,
    milliseconds: Date.now() - session.started,
    backup: more.backup,
    journal: session.journal.path,
    ...(session.tracked === undefined ? {} : { tracked: session.tracked }),
    notes: session.notes,
    ...(more.reached === undefined ? {} : { reached: more.reached }),
  };
}
