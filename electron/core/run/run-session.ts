import { AppError } from '../../../shared/app-error';
import { moveTo, presentState } from '../../../shared/run';
import type { RunState } from '../../../shared/run';
import { openConnection } from '../mysql';
import type { ServerConnection } from '../mysql';
import { schemasOf } from '../rehearse/rehearse-plan';
import { trackingSchemaOf } from '../tracking/own-tables';
import { statusOfState, TrackingStore } from '../tracking/tracking-store';
import type { RunJournal } from './run-journal';
import type { RunLocks } from './run-locks';
import type { RunRequest } from './run-request';

/** Waits of a week are as good as none; Node's timers cannot do more than 24 days. Milliseconds. */
export const NO_LIMIT_MS = 604_800_000;

/**
 * What one run holds while it is under way: its locks, its journal, its row in the tracking tables. A move to another
 * state is recorded in the journal first, and then in the database, where failing to record is a note: the journal
 * and the database itself tell the truth then.
 */
export class RunSession {
  readonly schemas: readonly string[];
  readonly #notes = new Set<string>();
  readonly started = Date.now();
  /** True once the run was cut off somewhere: then a server may have lost what no statement touches. */
  interrupted = false;
  #tracking: TrackingStore | undefined;
  #trackedId: string | undefined;

  constructor(
    readonly request: RunRequest,
    readonly journal: RunJournal,
    readonly locks: RunLocks,
    readonly server: string,
    tracked?: string,
    /** Forward statements of a hand-written migration that ran before and may not be run twice. */
    readonly skip: ReadonlySet<number> = new Set(),
  ) {
    this.schemas = schemasOf(request.migration);
    this.#trackedId = tracked;
  }

  /** What whoever asked for the run should know besides how it ended; each is said once. */
  get notes(): readonly string[] {
    return [...this.#notes];
  }

  /** Adds to the notes. */
  note(message: string): void {
    this.#notes.add(message);
  }

  /** The state that the run is in. */
  get state(): RunState {
    return presentState(this.journal.track);
  }

  /** Where the run is recorded in the database, if it is. */
  get tracked(): { readonly schema: string; readonly id: string } | undefined {
    if (this.#tracking === undefined || this.#trackedId === undefined) return undefined;
    return { schema: this.#tracking.schema, id: this.#trackedId };
  }

  /** Opens the tracking tables where there are some, or where somebody consented to making them. */
  async openTracking(connect: () => Promise<ServerConnection>): Promise<void> {
    if (this.#tracking !== undefined) return;
    const { policy, federation, createTracking } = this.request;
    const schema = trackingSchemaOf(policy.tracking, federation);
    if (schema === undefined) {
      this.note('The run is recorded in its journal only: no schema is named for tracking tables.');
      return;
    }
    const connection = await connect();
    try {
      this.#tracking = await TrackingStore.open(connection, schema, {
        prefix: policy.tracking?.prefix,
        create: policy.tracking?.create === true || createTracking === true,
      });
    } catch (error) {
      await connection.close();
      throw error;
    }
    if (this.#tracking === undefined) {
      await connection.close();
      this.note(
        `The run is recorded in its journal only: ${schema} has no tracking tables. --create-tracking makes them.`,
      );
    }
  }

  /** The tracking tables, if they are open. */
  get store(): TrackingStore | undefined {
    return this.#tracking;
  }

  /** Records the beginning of the run in the database. */
  async track(): Promise<void> {
    const store = this.#tracking;
    if (store === undefined) return;
    const { migration, policy } = this.request;
    const { plan } = migration;
    const first = this.journal.track.visits[0]?.at ?? new Date().toISOString();
    if (this.#trackedId === undefined) {
      this.#trackedId = await store.begin({
        name: plan.name,
        version: plan.planVersion,
        type: 'schema',
        schemas: this.schemas,
        tables: [...new Set(plan.statements.map(({ schema, object }) => `${schema}.${object}`))],
        rollbackName: plan.rollback.length > 0 ? `${plan.name}_rollback` : undefined,
        actorId: policy.tracking?.actorId,
        startedAt: first,
      });
      await this.journal.write({ kind: 'tracked', schema: store.schema, id: this.#trackedId });
      await store.addStates(this.#trackedId, this.journal.track.visits, {
        by: this.request.by,
        plan: plan.hash,
        run: this.journal.run,
      });
    } else {
      await store.setStatus(this.#trackedId, 'running', { at: new Date().toISOString() });
      await store.addStates(this.#trackedId, this.journal.track.visits);
    }
  }

  /** Moves to another state and records it. */
  async move(
    state: RunState,
    data?: {
      readonly message?: string | undefined;
      readonly fingerprint?: string | undefined;
    } & Readonly<Record<string, unknown>>,
  ): Promise<void> {
    // Asked first, so that a move that is not legal is recorded nowhere.
    moveTo(this.journal.track, state, new Date().toISOString());
    await this.journal.move(state, data?.message, data?.fingerprint);
    const id = this.#trackedId;
    await this.record(async (store) => {
      if (id === undefined) return;
      await store.addStates(id, this.journal.track.visits, data);
      const status = statusOfState(state);
      if (status !== 'running') {
        await store.setStatus(id, status, {
          at: this.journal.track.visits.at(-1)?.at ?? new Date().toISOString(),
          milliseconds: Date.now() - this.started,
          error: state === 'failed' ? (data?.message ?? 'It failed.') : undefined,
        });
      }
    });
  }

  /** Records what a check found. */
  async validated(
    type: string,
    status: 'passed' | 'failed' | 'warning',
    message: string,
    data?: unknown,
  ): Promise<void> {
    const id = this.#trackedId;
    if (id !== undefined) await this.record((store) => store.addValidation(id, type, status, message, data));
    if (status === 'warning') this.note(message);
  }

  /** Writes to the tracking tables, if there are any; what fails is a note, after one more try on a new session. */
  async record(work: (store: TrackingStore) => Promise<void>): Promise<void> {
    if (this.#tracking === undefined) return;
    try {
      await work(this.#tracking);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'server-gone' && (await this.reconnectTracking())) {
        await work(this.#tracking).catch((again: unknown) => {
          this.cannotRecord(again);
        });
      } else {
        this.cannotRecord(error);
      }
    }
  }

  /** Tells how far the run has come. */
  report(phase: string, done = 0, total = 1, current = ''): void {
    this.request.progress?.({ phase, done, total, current });
  }

  /** Frees what the run holds; never throws. */
  async close(): Promise<void> {
    await this.#tracking?.close();
    await this.locks.release();
    await this.journal.close();
  }

  private cannotRecord(error: unknown): void {
    if (!(error instanceof AppError)) throw error;
    this.note(`The tracking tables could not be written: ${error.message}`);
  }

  private async reconnectTracking(): Promise<boolean> {
    const schema = this.#tracking?.schema;
    if (schema === undefined) return false;
    try {
      const connection = await openConnection({ ...this.request.target, schemas: [] }, { access: 'write' });
      await this.#tracking?.close();
      const store = await TrackingStore.open(connection, schema, {
        prefix: this.request.policy.tracking?.prefix,
        create: false,
      });
      if (store === undefined) await connection.close();
      this.#tracking = store;
      return store !== undefined;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return false;
    }
  }
}
