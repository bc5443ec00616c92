import type { Table, TableFacet } from '../model';
import type { NormaliseContext, Note } from '../normalise/context';
import type { NormalTable } from '../normalise/normalise-table';
import { normaliseTable } from '../normalise/normalise-table';
import { reasonOf } from '../normalise/rules';
import { translateStored } from '../normalise/translate-stored';
import type { AttributeDiff, Equivalence } from './difference';

/** One side of a table's comparison. */
export interface TableSide {
  readonly stated: Table;
  readonly normal: Table;
  readonly context: NormaliseContext;
  /** Notes by path; made when first asked for, because most tables are equal as they are spelled. */
  readonly notesAt: (path: string) => readonly Note[];
  /** What was done to each column, in the columns' order. */
  readonly columnNotes: NormalTable['columnNotes'];
  readonly states: (facet: TableFacet) => boolean;
}

/** A table with its normal form. What another vendor's server stored is read in the words of the context's flavor. */
export function readTableSide(read: Table, context: NormaliseContext): TableSide {
  const stated = translateStored(read, context);
  const result = normaliseTable(stated, context);
  let byPath: Map<string, Note[]> | undefined;
  const facets = facetSet(stated.facets);
  return {
    stated,
    normal: result.table,
    columnNotes: result.columnNotes,
    context,
    notesAt: (path) => {
      if (!byPath) {
        byPath = new Map();
        for (const note of result.notes) {
          const known = byPath.get(note.path);
          if (known) known.push(note);
          else byPath.set(note.path, [note]);
        }
      }
      return byPath.get(path) ?? [];
    },
    states: (facet) => facets.has(facet),
  };
}

const facetSets = new WeakMap<readonly TableFacet[], ReadonlySet<TableFacet>>();

function facetSet(facets: readonly TableFacet[]): ReadonlySet<TableFacet> {
  let set = facetSets.get(facets);
  if (!set) {
    set = new Set(facets);
    facetSets.set(facets, set);
  }
  return set;
}

/** The rules that made two spellings equal, by the paths that they left notes at. */
export function collectEquivalences(
  from: TableSide,
  to: TableSide,
  ...paths: readonly string[]
): readonly Equivalence[] {
  const rules = new Set<string>();
  for (const path of paths) {
    for (const note of from.notesAt(path)) rules.add(note.rule);
    for (const note of to.notesAt(path)) rules.add(note.rule);
  }
  return internEquivalences([...rules]);
}

const known = new Map<string, Equivalence>();
const knownLists = new Map<string, readonly Equivalence[]>();

/** A rule as a reason to show; one object for each rule, because there may be a hundred thousand of them. */
export function toEquivalence(rule: string): Equivalence {
  let equivalence = known.get(rule);
  if (!equivalence) {
    equivalence = Object.freeze({ rule, reason: reasonOf(rule) });
    known.set(rule, equivalence);
  }
  return equivalence;
}

/** Rules as reasons to show; one list for each combination. */
export function internEquivalences(rules: readonly string[]): readonly Equivalence[] {
  const key = rules.join(' ');
  let list = knownLists.get(key);
  if (!list) {
    list = Object.freeze(rules.map(toEquivalence));
    knownLists.set(key, list);
  }
  return list;
}

/** A difference in one attribute, with both spellings. */
export function differentAttribute(
  attribute: string,
  facet: AttributeDiff['facet'],
  from: string | undefined,
  to: string | undefined,
): AttributeDiff {
  return { attribute, facet, status: 'different', from, to, equivalences: [] };
}

/** An attribute that one side cannot state, or that only a server can settle. */
export function unknownAttribute(
  attribute: string,
  facet: AttributeDiff['facet'],
  from: string | undefined,
  to: string | undefined,
  reason: string,
  needsServer = false,
): AttributeDiff {
  const base = { attribute, facet, status: 'unknown', from, to, equivalences: [], reason } as const;
  return needsServer ? { ...base, needsServer } : base;
}

/** Two spellings of one value. */
export function equivalentAttribute(
  attribute: string,
  facet: AttributeDiff['facet'],
  from: string | undefined,
  to: string | undefined,
  equivalences: readonly Equivalence[],
): AttributeDiff {
  return { attribute, facet, status: 'equivalent', from, to, equivalences };
}

/** What is said where only a server can tell. */
export const NEEDS_SERVER = 'Only a server can tell whether these mean the same.';
