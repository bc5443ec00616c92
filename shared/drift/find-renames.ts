import type { Column, Table } from '../model';
import { describeParts, describeType } from './describe-value';
import type { ModelDiff, ObjectDiff, PartDiff } from './difference';
import { nameLikeness, sharedPrefix } from './name-distance';

/** Two things that may be one under another name. Nothing is renamed without a yes. */
export interface RenameCandidate {
  readonly kind: 'table' | 'column' | 'index';
  readonly schema: string;
  /** The table of a column or index, by its name at `from`. */
  readonly table?: string;
  /** The name in `from` and in `to`. */
  readonly from: string;
  readonly to: string;
  /** 0 to 1; 1 for a rename that a source declares. */
  readonly score: number;
  readonly declared: boolean;
  /** Why, in plain phrases: `9 of 10 columns in common`, `the names differ by little`. */
  readonly evidence: readonly string[];
}

/** Below this, two things are not proposed. */
const LEAST_SCORE = 0.5;
/** More pairs than these are not weighed one by one: only those that share an unusual column. */
const MOST_PAIRS = 20_000;

/**
 * Proposes renames among what a diff found missing and extra: tables, and columns and indexes of tables that both have. Each thing
 * is in one candidate at most; the best come first.
 */
export function findRenames(diff: ModelDiff): RenameCandidate[] {
  const found: RenameCandidate[] = [];
  const bySchema = new Map<string, { missing: Table[]; extra: Table[] }>();
  for (const object of diff.objects) {
    if (object.object !== 'table') continue;
    if (object.parts.length > 0) found.push(...findColumnRenames(object), ...findIndexRenames(object));
    const group = bySchema.get(object.schema) ?? { missing: [], extra: [] };
    bySchema.set(object.schema, group);
    if (object.status === 'missing' && object.from?.kind === 'table') group.missing.push(object.from);
    if (object.status === 'extra' && object.to?.kind === 'table') group.extra.push(object.to);
  }
  for (const [schema, { missing, extra }] of bySchema)
    found.push(...findTableRenames(schema, missing, extra));
  return found.sort((a, b) => b.score - a.score || compareText(a.from, b.from));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

interface Weighed<T> {
  readonly from: T;
  readonly to: T;
  readonly score: number;
  readonly declared: boolean;
  readonly evidence: readonly string[];
}

/** The best pairs, each thing once. */
function choosePairs<T>(weighed: readonly Weighed<T>[]): readonly Weighed<T>[] {
  const usedFrom = new Set<T>();
  const usedTo = new Set<T>();
  return [...weighed]
    .filter(({ score }) => score >= LEAST_SCORE)
    .sort((a, b) => b.score - a.score)
    .filter(({ from, to }) => {
      if (usedFrom.has(from) || usedTo.has(to)) return false;
      usedFrom.add(from);
      usedTo.add(to);
      return true;
    });
}

function findTableRenames(
  schema: string,
  missing: readonly Table[],
  extra: readonly Table[],
): readonly RenameCandidate[] {
  if (missing.length === 0 || extra.length === 0) return [];
  const pairs =
    missing.length * extra.length <= MOST_PAIRS ? allPairs(missing, extra) : likelyPairs(missing, extra);
  return choosePairs(pairs.map(([from, to]) => weighTables(from, to))).map(({ from, to, ...rest }) => ({
    kind: 'table',
    schema,
    from: from.name,
    to: to.name,
    ...rest,
  }));
}

function allPairs<T>(from: readonly T[], to: readonly T[]): readonly (readonly [T, T])[] {
  return from.flatMap((a) => to.map((b) => [a, b] as const));
}

/** Pairs that share a column which few tables have, or whose source declares the rename. */
function likelyPairs(
  missing: readonly Table[],
  extra: readonly Table[],
): readonly (readonly [Table, Table])[] {
  const withColumn = new Map<string, Table[]>();
  const byName = new Map<string, Table>();
  for (const table of missing) {
    byName.set(table.name.toLowerCase(), table);
    for (const { name } of table.columns) {
      const known = withColumn.get(name.toLowerCase());
      if (known) known.push(table);
      else withColumn.set(name.toLowerCase(), [table]);
    }
  }
  const pairs: (readonly [Table, Table])[] = [];
  for (const to of extra) {
    const counts = new Map<Table, number>();
    const declared = to.renamedFrom === undefined ? undefined : byName.get(to.renamedFrom.toLowerCase());
    if (declared) counts.set(declared, Infinity);
    for (const { name } of to.columns) {
      const tables = withColumn.get(name.toLowerCase()) ?? [];
      if (tables.length > 20) continue;
      for (const from of tables) counts.set(from, (counts.get(from) ?? 0) + 1);
    }
    const best = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 5);
    pairs.push(...best.map(([from]) => [from, to] as const));
  }
  return pairs;
}

function weighTables(from: Table, to: Table): Weighed<Table> {
  if (isDeclared(from.name, to.renamedFrom) || isDeclared(to.name, from.renamedFrom)) {
    return { from, to, score: 1, declared: true, evidence: ['a source declares the rename'] };
  }
  const ours = new Map(from.columns.map((column) => [column.name.toLowerCase(), describeType(column.type)]));
  let common = 0;
  let sameType = 0;
  for (const column of to.columns) {
    const type = ours.get(column.name.toLowerCase());
    if (type === undefined) continue;
    common += 1;
    if (type === describeType(column.type)) sameType += 1;
  }
  const all = from.columns.length + to.columns.length - common;
  const overlap = all === 0 ? 0 : (common + sameType) / (2 * all);
  const likeness = nameLikeness(from.name, to.name);
  const prefix = sharedPrefix(from.name, to.name);
  const evidence = [`${String(common)} of ${String(all)} columns in common`];
  if (likeness >= 0.6) evidence.push('the names are alike');
  if (prefix.length >= 3) evidence.push(`both names start with ${prefix}`);
  // Columns that every table has (id, created_at) prove little: a table must share most, or much and its name.
  const score = Math.min(0.99, overlap * 0.75 + likeness * 0.25);
  return { from, to, score: common < 2 && likeness < 0.8 ? 0 : score, declared: false, evidence };
}

function isDeclared(name: string, declared: string | undefined): boolean {
  return declared !== undefined && declared.toLowerCase() === name.toLowerCase();
}

type ColumnPart = Extract<PartDiff, { part: 'column' }>;

function findColumnRenames(object: ObjectDiff): readonly RenameCandidate[] {
  const parts = object.parts.filter((part): part is ColumnPart => part.part === 'column');
  const missing = parts.flatMap((part) => (part.status === 'missing' && part.from ? [part.from] : []));
  const extra = parts.flatMap((part) => (part.status === 'extra' && part.to ? [part.to] : []));
  if (missing.length === 0 || extra.length === 0 || missing.length * extra.length > MOST_PAIRS) return [];
  const placesFrom = placesOf(object.from?.kind === 'table' ? object.from : undefined);
  const placesTo = placesOf(object.to?.kind === 'table' ? object.to : undefined);
  const weighed = allPairs(missing, extra).map(([from, to]) =>
    weighColumns(from, to, placesFrom.get(from), placesTo.get(to)),
  );
  return choosePairs(weighed).map(({ from, to, ...rest }) => ({
    kind: 'column',
    schema: object.schema,
    table: object.name,
    from: from.name,
    to: to.name,
    ...rest,
  }));
}

function placesOf(table: Table | undefined): ReadonlyMap<Column, number> {
  return new Map(table?.columns.map((column, i) => [column, i]));
}

function weighColumns(
  from: Column,
  to: Column,
  placeFrom: number | undefined,
  placeTo: number | undefined,
): Weighed<Column> {
  if (isDeclared(from.name, to.renamedFrom) || isDeclared(to.name, from.renamedFrom)) {
    return { from, to, score: 1, declared: true, evidence: ['a source declares the rename'] };
  }
  const evidence: string[] = [];
  const sameName = from.type.name === to.type.name;
  const sameType = describeType(from.type) === describeType(to.type);
  const likeness = nameLikeness(from.name, to.name);
  const sameComment = from.comment !== undefined && from.comment !== '' && from.comment === to.comment;
  if (sameType) evidence.push('the same type');
  if (placeFrom === placeTo) evidence.push('the same place');
  if (likeness >= 0.5) evidence.push('the names are alike');
  if (sameComment) evidence.push('the same comment');
  const score =
    (sameType ? 0.35 : sameName ? 0.15 : 0) +
    (placeFrom === placeTo ? 0.2 : 0) +
    likeness * 0.35 +
    (sameComment ? 0.2 : 0);
  return { from, to, score: Math.min(score, 0.99), declared: false, evidence };
}

function findIndexRenames(object: ObjectDiff): readonly RenameCandidate[] {
  const missing = new Map<string, string[]>();
  for (const part of object.parts) {
    if (part.part !== 'index' || part.status !== 'missing' || !part.from) continue;
    const shape = `${part.from.kind} ${describeParts(part.from)}`.toLowerCase();
    const known = missing.get(shape);
    if (known) known.push(part.name);
    else missing.set(shape, [part.name]);
  }
  if (missing.size === 0) return [];
  const found: RenameCandidate[] = [];
  for (const part of object.parts) {
    if (part.part !== 'index' || part.status !== 'extra' || !part.to) continue;
    const from = missing.get(`${part.to.kind} ${describeParts(part.to)}`.toLowerCase())?.shift();
    if (from === undefined) continue;
    const declared = isDeclared(from, part.to.renamedFrom);
    found.push({
      kind: 'index',
      schema: object.schema,
      table: object.name,
      from,
      to: part.name,
      score: declared ? 1 : 0.95,
      declared,
      evidence: [declared ? 'a source declares the rename' : 'the same columns in the same order'],
    });
  }
  return found;
}
