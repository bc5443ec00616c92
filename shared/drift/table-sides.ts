import type { Table, TableFacet } from '../model';
import type { NormaliseContext, Note } from '../normalise/context';
import { normaliseTable } from '../normalise/normalise-table';
import { reasonOf } from '../normalise/rules';
import type { AttributeDiff, Equivalence } from './difference';

/** One side of a table's comparison. */
export interface TableSide {
  readonly stated: Table;
  readonly normal: Table;
  readonly context: NormaliseContext;
  /** Notes by path; made when first asked for, because most tables are equal as they are spelled. */
  readonly notesAt: (path: string) => readonly Note[];
  readonly states: (facet: TableFacet) => boolean;
}

/** A table with its normal form. */
export function readTableSide(stated: Table, context: NormaliseContext): TableSide {
  const { table: normal, notes } = normaliseTable(stated, context);
  let byPath: Map<string, Note[]> | undefined;
  const facets = facetSet(stated.facets);
  return {
    stated,
    normal,
    context,
    notesAt: (path) => {
      if (!byPath) {
        byPath = new Map();
        for (const note of notes) {
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
  return [...rules].map(toEquivalence);
}

/** A rule as a reason to show. */
export function toEquivalence(rule: string): Equivalence {
  return { rule, reason: reasonOf(rule) };
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
