import type { Prediction } from './plan';

/**
 * One clause of an ALTER TABLE, with the guard that says whether it is still needed. Clauses of one ALTER
 * are judged one by one, so a half-done or hand-made state is completed instead of tripped over.
 */
export interface Clause {
  /** `ADD COLUMN `a` int AFTER `b``. */
  readonly text: string;
  /** SQL condition that answers 1 while the clause is needed; '1' where it is always harmless to repeat. */
  readonly needed: string;
  /**
   * The same for the script style that only MariaDB runs, made safe to repeat by IF [NOT] EXISTS. Absent where
   * a name does not tell enough (a part that is replaced): such a statement is guarded in both styles.
   */
  readonly mariadb?: string;
  /** A few words: "add column a". */
  readonly title: string;
  /** The part it is about: `column/a`, `index/idx_a`, as in the ids of changes. */
  readonly about: readonly string[];
  readonly prediction: Prediction;
  readonly losesData: boolean;
  /** Ends an ALTER TABLE, after a blank instead of a comma: PARTITION BY and REMOVE PARTITIONING. */
  readonly joined?: true;
}

const ALGORITHM_WEIGHT = { metadata: 0, instant: 1, inplace: 2, copy: 3 } as const;
const LOCK_WEIGHT = { none: 0, shared: 1, exclusive: 2 } as const;

/** What an ALTER of several clauses does: the heaviest algorithm and the strongest lock of its parts. */
export function combinePredictions(predictions: readonly Prediction[]): Prediction {
  let algorithm: Prediction['algorithm'] = 'metadata';
  let lock: Prediction['lock'] = 'none';
  let rebuildsTable = false;
  for (const one of predictions) {
    if (ALGORITHM_WEIGHT[one.algorithm] > ALGORITHM_WEIGHT[algorithm]) algorithm = one.algorithm;
    if (LOCK_WEIGHT[one.lock] > LOCK_WEIGHT[lock]) lock = one.lock;
    rebuildsTable ||= one.rebuildsTable;
  }
  return { algorithm, lock, rebuildsTable };
}

/**
 * Clauses of one ALTER of which several say the same (an index built anew for two foreign keys) become one, needed while
 * any of them is: servers refuse to drop a thing twice.
 */
export function mergeRepeated(clauses: readonly Clause[]): readonly Clause[] {
  const merged = new Map<string, Clause>();
  for (const clause of clauses) {
    const same = merged.get(clause.text);
    if (same === undefined) {
      merged.set(clause.text, clause);
      continue;
    }
    const { mariadb: _, ...first } = same;
    const needs = [...new Set([same.needed, clause.needed])];
    merged.set(clause.text, {
      ...first,
      needed: needs.includes('1')
        ? '1'
        : needs.map((one) => (needs.length > 1 ? `(${one})` : one)).join(' OR '),
      about: [...new Set([...same.about, ...clause.about])],
      prediction: combinePredictions([same.prediction, clause.prediction]),
      losesData: same.losesData || clause.losesData,
    });
  }
  return [...merged.values()];
}

/** Metadata only, no lock that anybody notices. */
export const INSTANT: Prediction = { algorithm: 'instant', lock: 'none', rebuildsTable: false };
/** In place, readers and writers go on. */
export const IN_PLACE: Prediction = { algorithm: 'inplace', lock: 'none', rebuildsTable: false };
/** In place with the table rebuilt; readers and writers go on. */
export const IN_PLACE_REBUILD: Prediction = { algorithm: 'inplace', lock: 'none', rebuildsTable: true };
/** In place, writers wait: FULLTEXT and SPATIAL indexes. */
export const IN_PLACE_SHARED: Prediction = { algorithm: 'inplace', lock: 'shared', rebuildsTable: false };
/** The table is copied; writers wait. */
export const COPY: Prediction = { algorithm: 'copy', lock: 'shared', rebuildsTable: true };
/** CREATE and DROP of whole objects. */
export const METADATA: Prediction = { algorithm: 'metadata', lock: 'exclusive', rebuildsTable: false };
