import type { SchemaModel } from '../../../shared/model';
import type { RunPolicy, RunState } from '../../../shared/run';
import type { FederationConfig } from '../../../shared/workspace';
import type { AskPassword, ConnectionTarget } from '../mysql';
import type { PlannedMigration } from '../plan/plan-file';

/** What is done with a plan and a database. */
export type RunMode = 'start' | 'resume' | 'rollback' | 'abandon';

/** A plan that is to be run, and where. */
export interface RunRequest {
  readonly migration: PlannedMigration;
  /** The plan's file, absolute: its review lies beside it. */
  readonly planPath: string;
  /** The workspace, which holds the journals. */
  readonly root: string;
  readonly target: ConnectionTarget;
  readonly mode: RunMode;
  /** Who runs it. */
  readonly by: string;
  readonly policy: RunPolicy;
  /** Nobody has confirmed yet that data may be lost: a plan that can lose some is refused if there is something to do. */
  readonly unconfirmed?: boolean;
  /** The name that must have been typed where people depend on the target; undefined where nobody does. */
  readonly production?: string | undefined;
  /** The names of targets that somebody typed. */
  readonly typed?: readonly string[];
  /** Consent to making the tracking tables, beside the policy's. */
  readonly createTracking?: boolean;
  readonly federation?: FederationConfig | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly askPassword?: AskPassword | undefined;
  readonly progress?: ((progress: RunProgress) => void) | undefined;
  /** For tests: the clock. */
  readonly now?: () => Date;
}

/** How far a run has come. */
export interface RunProgress {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
  readonly current: string;
}

/** How a run ended, in one sentence and in parts. */
export interface RunOutcome {
  /** Absent when there was nothing to do. */
  readonly run?: string;
  readonly state: RunState;
  readonly message: string;
  /** Statements that were sent now. */
  readonly executed: number;
  readonly milliseconds: number;
  /** Where what could be lost was kept. */
  readonly backup: readonly string[];
  readonly journal?: string;
  /** Where the run was recorded in the database. */
  readonly tracked?: { readonly schema: string; readonly id: string };
  readonly notes: readonly string[];
  /** The state that was found at the end. */
  readonly reached?: SchemaModel;
}
