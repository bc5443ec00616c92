/** A 1-based line and column (UTF-16 units) in the text that was read. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * A JSON-like value that knows where it stood. Objects are Maps, because their keys come from files
 * and may be `__proto__`.
 */
export type PlacedValue =
  | { readonly kind: 'object'; readonly place: Place; readonly entries: ReadonlyMap<string, PlacedEntry> }
  | { readonly kind: 'array'; readonly place: Place; readonly items: readonly PlacedValue[] }
  /** An array whose items were counted but not kept. */
  | { readonly kind: 'counted'; readonly place: Place; readonly length: number }
  | { readonly kind: 'string'; readonly place: Place; readonly value: string }
  | { readonly kind: 'number'; readonly place: Place; readonly value: number }
  | { readonly kind: 'boolean'; readonly place: Place; readonly value: boolean }
  | { readonly kind: 'null'; readonly place: Place };

/** A key with the place of its first character, and its value. */
export interface PlacedEntry {
  readonly place: Place;
  readonly value: PlacedValue;
}

/** Something wrong with the text itself, at a place. `ending` is true when the text stops too early. */
export interface TextProblem {
  readonly place: Place;
  readonly message: string;
  readonly ending: boolean;
}

/** What could be read of a text, and what was wrong with it, in order. */
export interface PlacedReading {
  readonly value: PlacedValue | undefined;
  readonly problems: readonly TextProblem[];
}

/** Collections nested deeper than this are not table descriptions and are left out with a problem. */
export const MAXIMUM_DEPTH = 100;

/** No more problems than this are kept of one text: the first ones tell, the rest follow from them. */
export const MAXIMUM_PROBLEMS = 20;
