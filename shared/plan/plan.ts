import type { Change, Refusal } from './change';

/** What the server will do with a statement, as predicted from the manual's tables for the flavor. */
export interface Prediction {
  readonly algorithm: 'instant' | 'inplace' | 'copy' | 'metadata';
  /** What other sessions cannot do meanwhile: nothing, writes, or reads and writes. */
  readonly lock: 'none' | 'shared' | 'exclusive';
  readonly rebuildsTable: boolean;
}

/** One SQL text with its cause, reverse, risk and lock. */
export interface Statement {
  /** 1-based position in the script. */
  readonly number: number;
  readonly schema: string;
  /** The table, view… that it touches. */
  readonly object: string;
  /** A few words: "add index idx_actor_type". */
  readonly title: string;
  /** Ids of the changes that it carries. */
  readonly changes: readonly string[];
  /** The statement by itself, as the server would run it were nothing done yet; unqualified, for `schema`. */
  readonly sql: string;
  /**
   * The same, safe to run again, as single statements to be sent one by one on one connection that uses
   * `schema`. What the script holds.
   */
  readonly steps: readonly string[];
  readonly prediction: Prediction;
  readonly losesData: boolean;
  /** The schemas that its text names in qualified form, its own not counted. */
  readonly otherSchemas: readonly string[];
}

/** The form of the script: guards that run on every server, or MariaDB's own IF [NOT] EXISTS. */
export type ScriptStyle = 'guarded' | 'mariadb';

/** What a plan was made from. Fingerprints are hex SHA-256 of the source's canonical snapshot. */
export interface PlanBase {
  readonly source: string;
  readonly kind: string;
  readonly fingerprint: string;
  /** Where a run is only allowed to go: the server's own id (uuid or host:port), when the target is a server. */
  readonly server?: string;
}

/** One rehearsal step: what was done, how long it took in ms, and what it found. */
export interface ProofStep {
  readonly step: 'build' | 'forward' | 'again' | 'rollback' | 'forward-again' | 'prediction' | 'crash';
  readonly passed: boolean;
  readonly milliseconds: number;
  readonly statements: number;
  readonly message: string;
}

/** The record of a rehearsal. It belongs to the plan with that hash and to no other. */
export interface Proof {
  readonly planHash: string;
  /** `mariadb:10.11.19` */
  readonly flavor: string;
  /** `scratch server`, or the server's name. */
  readonly where: string;
  readonly at: string;
  readonly passed: boolean;
  readonly steps: readonly ProofStep[];
}

/** Ordered statements for chosen changes, with their reverse. Plain JSON data; immutable once made. */
export interface Plan {
  readonly version: 1;
  readonly name: string;
  /** The migration's version, such as `4.0.46`. */
  readonly planVersion: string;
  /** `mariadb:10.11.19`: what it was printed for. */
  readonly flavor: string;
  readonly style: ScriptStyle;
  readonly target: PlanBase;
  readonly follow: PlanBase;
  readonly changes: readonly Change[];
  readonly statements: readonly Statement[];
  readonly rollback: readonly Statement[];
  /** Changes whose rollback restores the structure but cannot restore the rows. */
  readonly irreversible: readonly string[];
  readonly refusals: readonly (Refusal & { readonly change: string })[];
  /** Hex SHA-256 over the canonical JSON of everything above. Empty until the core has filled it. */
  readonly hash: string;
}
