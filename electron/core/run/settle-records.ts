import { AppError } from '../../../shared/app-error';
import { isStillborn, isUnfinished, presentState } from '../../../shared/run';
import type { ServerConnection } from '../mysql';
import { statusOfState, TrackingStore } from '../tracking/tracking-store';
import { listRuns, RunJournal } from './run-journal';
import type { KnownRun } from './run-journal';
import type { RunRequest } from './run-request';

/**
 * Brings the records of earlier runs on the schemas up to what is known, before anything else is done. The caller
 * holds the lock on the schemas, so nobody else is at work there, whatever a record says: a run that died before it
 * executed anything is closed, and a row of the tracking tables that says something else is told how its run ended.
 * An unfinished run keeps its row until it is resumed, taken back or given up. Tables that cannot be written are
 * passed over here: the run itself says so when it is to be recorded.
 */
export async function settleRecords(
  request: RunRequest,
  control: ServerConnection,
  server: string,
  schemas: readonly string[],
): Promise<void> {
  const wanted = new Set(schemas);
  const concerned = (await listRuns(request.root)).filter(
    ({ record }) =>
      record.start.server === server && record.start.schemas.some((schema) => wanted.has(schema)),
  );
  let buried = false;
  for (const known of concerned) {
    if (!isStillborn(known.record)) continue;
    const journal = await RunJournal.reopen(known, request.now);
    try {
      await journal.move('failed', 'It was interrupted before anything was executed.');
    } finally {
      await journal.close();
    }
    buried = true;
  }
  const runs = buried ? await listRuns(request.root) : concerned;
  const places = new Set(concerned.flatMap(({ record }) => record.tracked?.schema ?? []));
  const { policy, federation } = request;
  const own =
    policy.tracking?.schema ?? federation?.schemas.find(({ role }) => role === 'orchestration')?.name;
  if (own !== undefined) places.add(own);
  for (const place of places) {
    try {
      const store = await TrackingStore.open(control, place, {
        prefix: policy.tracking?.prefix,
        create: false,
      });
      if (store !== undefined) await settleRows(store, runs, schemas);
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'server-gone') throw error;
    }
  }
}

async function settleRows(
  store: TrackingStore,
  runs: readonly KnownRun[],
  schemas: readonly string[],
): Promise<void> {
  for (const { id, name, status } of await store.listStatuses(schemas)) {
    const record = runs.find(
      ({ record: { tracked, start } }) =>
        tracked?.id === id && tracked.schema === store.schema && start.name.slice(0, 255) === name,
    )?.record;
    if (record === undefined) {
      // Its process died between the row and the journal's line about it, or it belongs to another workspace.
      if (status === 'running') await store.closeInterrupted(id, new Date().toISOString());
      continue;
    }
    const state = presentState(record.track);
    if (isUnfinished(record) || status === statusOfState(state)) continue;
    await store.addStates(id, record.track.visits);
    await store.setStatus(id, statusOfState(state), {
      at: record.lastAt,
      error: state === 'failed' ? (record.failure ?? 'It failed.') : undefined,
    });
  }
}
