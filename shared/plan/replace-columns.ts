import type { Column, Table } from '../model';
import { quoteIdentifier } from '../sql/quote';
import type { Clause } from './clause';
import { COPY, IN_PLACE } from './clause';
import { printDefinition, type ColumnAlteration } from './column-alteration';
import { foldName } from './fold-name';
import { generatedState } from './generated-state';
import { columnThere, not } from './guard';
import { namesIn } from './order-views';

/**
 * Neither server changes a generated column between VIRTUAL and STORED, nor a plain column into a VIRTUAL
 * one or back, by MODIFY (MySQL error 3106, MariaDB error 1907): it is dropped and added. (One that was virtual and
 * becomes plain is stored by then, see storeVirtual.)
 */
function mustReplace(before: Column, after: Column): boolean {
  const [from, to] = [before.generated?.storage, after.generated?.storage];
  if (from === to) return false;
  return !(from === 'stored' && to === undefined) && !(from === undefined && to === 'stored');
}

/**
 * Columns that are dropped and added anew, lower case, each with the condition under which that is needed: its own, or
 * that of another one which it is computed from.
 */
export function replacedColumns(input: ColumnAlteration): ReadonlyMap<string, string> {
  const befores = new Map(input.normalFrom.columns.map((column) => [foldName(column.name), column]));
  const normals = new Map(input.normalAfter.columns.map((column) => [foldName(column.name), column]));
  const own = new Map<string, string>();
  for (const { name } of input.after.columns) {
    const [before, normal] = [befores.get(foldName(name)), normals.get(foldName(name))];
    if (before === undefined || normal === undefined || !input.modified.has(name)) continue;
    if (!mustReplace(before, normal)) continue;
    const state = generatedState(input, normal);
    own.set(foldName(name), state === undefined ? '1' : not(columnThere(input.after.name, name, state)));
  }
  const bases = findBases(input.normalFrom.columns, new Set(own.keys()));
  return new Map(
    [...own].map(([name, needed]) => {
      const others = [...(bases.get(name) ?? [])].flatMap((base) => own.get(base) ?? []);
      return [name, anyNeeded([needed, ...others])];
    }),
  );
}

/** One of the conditions holds. */
function anyNeeded(conditions: readonly string[]): string {
  const distinct = [...new Set(conditions)];
  if (distinct.includes('1')) return '1';
  return distinct.length === 1 ? (distinct[0] ?? '1') : `(${distinct.join(' OR ')})`;
}

/**
 * Which of the `sought` columns each column is computed from, directly or through others; names are lower case. A column
 * is not its own base.
 */
export function findBases(
  columns: readonly Column[],
  sought: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const mentioned = new Map(
    columns.map((column) => {
      const byDefault = column.default?.kind === 'expression' ? column.default.value : '';
      return [foldName(column.name), namesIn(column.generated?.expression ?? byDefault)];
    }),
  );
  return new Map(
    [...mentioned.keys()].map((name) => {
      const seen = new Set<string>();
      const queue = [name];
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
        for (const base of mentioned.get(next) ?? [])
          if (base !== name && mentioned.has(base) && !seen.has(base)) {
            seen.add(base);
            queue.push(base);
          }
      }
      return [name, new Set([...seen].filter((base) => sought.has(base)))];
    }),
  );
}

/**
 * Columns, lower case, that MySQL wants to be said again in the ALTER which drops and adds what they are computed from, or
 * what their default speaks of (errors 3108 and 3766 otherwise, through other columns too), each with the condition under
 * which that is needed. So are those that are computed so only in the wanted state: a rollback from half way finds them so.
 * Of MariaDB only a column's own check is such a reason (error 1054).
 */
export function restatedColumns(
  input: Pick<ColumnAlteration, 'flavor' | 'from'> & { readonly after?: Table },
  replaced: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  if (replaced.size === 0) return replaced;
  const found = new Map<string, readonly string[]>();
  const add = (name: string, bases: Iterable<string>): void => {
    const needs = [...bases].flatMap((base) => replaced.get(base) ?? []);
    if (needs.length > 0 && !replaced.has(name)) found.set(name, [...(found.get(name) ?? []), ...needs]);
  };
  if (input.flavor.vendor === 'mysql') {
    for (const table of [input.from, ...(input.after === undefined ? [] : [input.after])])
      for (const [name, bases] of findBases(table.columns, new Set(replaced.keys()))) add(name, bases);
  } else {
    for (const { column, expression } of input.from.checks)
      if (column !== undefined) add(foldName(column), namesIn(expression));
  }
  return new Map([...found].map(([name, needs]) => [name, anyNeeded(needs)]));
}

/** The clauses that drop a column and add it anew, while `needed` holds. */
export function replaceColumn(
  input: ColumnAlteration,
  before: Column,
  column: Column,
  needed: string,
  place: string,
): readonly Clause[] {
  const about = [`column/${column.name}`];
  const prediction = column.generated?.storage === 'virtual' ? IN_PLACE : COPY;
  const there = columnThere(input.after.name, column.name);
  return [
    {
      text: `DROP COLUMN ${quoteIdentifier(column.name)}`,
      needed: needed === '1' ? there : `${there} AND ${needed}`,
      title: `drop ${column.name} to add it anew`,
      about,
      prediction,
      losesData: before.generated === undefined,
    },
    {
      text: `ADD COLUMN ${printDefinition(input, column)}${place}`,
      needed,
      title: `add ${column.name} anew`,
      about,
      prediction,
      losesData: false,
    },
  ];
}
