import { compareValues } from './compare-values';
import type { Evaluated } from './compare-values';
import type { ModelDraft } from './model-draft';

/** Functions that make one value of the rows of a SELECT, which then answers one row even where it finds none. */
const AGGREGATES: ReadonlySet<string> = new Set(
  (
    'COUNT MIN MAX SUM AVG GROUP_CONCAT JSON_ARRAYAGG JSON_OBJECTAGG BIT_AND BIT_OR BIT_XOR ' +
    'STD STDDEV STDDEV_POP STDDEV_SAMP VARIANCE VAR_POP VAR_SAMP ANY_VALUE'
  ).split(' '),
);

/** What answers something else than NULL where there are no rows, and is not COUNT (manuals, Bit Functions). */
const BITS: ReadonlySet<string> = new Set(['BIT_AND', 'BIT_OR', 'BIT_XOR']);

/** True for the upper-case name of an aggregate function. */
export function isAggregate(name: string): boolean {
  return AGGREGATES.has(name);
}

/**
 * What an aggregate function answers, given its argument's value in each row. Only what depends on no collation and no
 * order: COUNT, the smallest and largest of numbers, NULL of no rows. Undefined otherwise.
 */
export function aggregateValues(
  name: string,
  values: readonly Evaluated[],
  distinct: boolean,
  model: ModelDraft,
): Evaluated {
  if (values.includes(undefined)) return undefined;
  const known = values.filter((value) => value !== undefined && value !== null);
  if (name === 'COUNT') return distinct ? countDistinct(known) : known.length;
  if (known.length === 0) return BITS.has(name) ? undefined : null;
  const [first] = known;
  const areAlike = known.every((value) => compareValues(model, '=', value, first) === 1);
  if (name === 'MIN' || name === 'MAX') {
    if (areAlike) return first;
    const numbers = known.filter((value) => typeof value === 'number');
    if (numbers.length < known.length) return undefined;
    // Not spread into Math.min: a schema may have more columns than a call takes arguments.
    return numbers.reduce((one, other) => ((name === 'MIN') === one < other ? one : other));
  }
  return undefined;
}

function countDistinct(values: readonly Evaluated[]): Evaluated {
  const kinds = new Set(values.map((value) => typeof value));
  // 1 and '1' are one value or two, as the types of the columns are.
  if (kinds.size > 1) return undefined;
  return new Set(values.map((value) => (typeof value === 'string' ? value.toLowerCase() : value))).size;
}
