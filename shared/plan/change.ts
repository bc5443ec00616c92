import type { Origin } from '../model';
import type { ObjectKind } from '../drift/difference';

/**
 * Kinds of danger that are off until somebody allows them.
 * - `drop`: an object, column, partition or their rows go away
 * - `narrow`: values may be cut, refused or changed (type, length, NOT NULL, enum values, precision)
 * - `convert`: every row is rewritten for another charset, collation or engine
 * - `unique`: existing rows may collide under a new unique key, or break a new check or foreign key
 * - `rename`: only as confirmed
 */
export type RiskClass = 'drop' | 'narrow' | 'convert' | 'unique' | 'rename';

/** Every risk class, in the order in which they are shown. */
export const RISK_CLASSES: readonly RiskClass[] = Object.freeze([
  'drop',
  'narrow',
  'convert',
  'unique',
  'rename',
]);

/** Why a change is held back, and whether rows or values can be lost by it. `safe` changes are on by default. */
export type Risk =
  | { readonly kind: 'safe' }
  | {
      readonly kind: 'held';
      readonly class: RiskClass;
      /** A sentence: what may be lost, and when. */
      readonly reason: string;
      readonly losesData: boolean;
    };

/** What a change does to the thing it names. */
export type ChangeKind = 'create' | 'drop' | 'modify' | 'rename' | 'move';

/** The thing within an object that a change is about. */
export type ChangePart =
  | 'object'
  | 'column'
  | 'columnOrder'
  | 'primaryKey'
  | 'index'
  | 'foreignKey'
  | 'check'
  | 'option'
  | 'partitioning';

/**
 * How many rows stand in a change's way: a SELECT that answers one row with one number, for a database
 * that is at hand. `sentence` has `{n}` where the number goes.
 */
export interface Probe {
  readonly sql: string;
  readonly sentence: string;
}

/**
 * One step from → to, chosen or not. Small values: they say what would happen and why; SQL is printed
 * last, from the state that the chosen changes lead to.
 */
export interface Change {
  /** Stable for the same two models: `core.lupo_actors/column/slug/type`. */
  readonly id: string;
  readonly kind: ChangeKind;
  readonly schema: string;
  readonly object: ObjectKind;
  readonly name: string;
  readonly part: ChangePart;
  /** Name of the column, index, key, check or option; '' for the object itself. */
  readonly partName: string;
  /** The attribute of a modified part (`type`, `comment`…); '' when the whole part comes or goes. */
  readonly attribute: string;
  /** A sentence for people: "widen slug from varchar(20) to varchar(50)". */
  readonly sentence: string;
  readonly from?: string;
  readonly to?: string;
  /** The new name, for a rename. */
  readonly newName?: string;
  readonly risk: Risk;
  readonly probe?: Probe;
  /** On: part of the plan. */
  readonly chosen: boolean;
  /** Somebody decided to live with the difference, for this reason: off unless it is asked for by name. */
  readonly ignored?: string;
  /** What the target's flavor cannot do about it; such a change is never chosen. */
  readonly refusal?: Refusal;
  /** Ids of changes without which this one cannot stand: an index needs its column. */
  readonly requires?: readonly string[];
  /** Those of them that are off, for which this one waits. */
  readonly waitsFor?: readonly string[];
  /** Where the wanted state, or for a drop its absence, was read. */
  readonly cause: readonly Origin[];
}

/** True for a change that waits for somebody to allow it; what is ignored was decided already. */
export function isHeldBack({ chosen, risk, ignored }: Pick<Change, 'chosen' | 'risk' | 'ignored'>): boolean {
  return !chosen && risk.kind === 'held' && ignored === undefined;
}

/** Why something cannot be done on a flavor, and what to do instead. */
export interface Refusal {
  readonly reason: string;
  readonly alternative: string;
}
