import type { Check, ForeignKey, Index, Vendor } from '../model';

/**
 * The name each index has on a server, in order: its own, or the one that the server makes from the
 * first column (`a`, `a_2`, `a_3`; `functional_index` for an expression). Names are compared without
 * case. Source: make_unique_key_name of both servers.
 */
export function implicitIndexNames(indexes: readonly Index[]): readonly string[] {
  const taken = new Set<string>();
  for (const index of indexes) if (index.name !== undefined) taken.add(index.name.toLowerCase());
  const next = new Map<string, number>();
  return indexes.map((index) => {
    if (index.name !== undefined) return index.name;
    const name = freeName(implicitIndexBase(index), taken, next);
    taken.add(name.toLowerCase());
    return name;
  });
}

/** The name that a server gives an unnamed index beside the names that are taken (in lower case). */
export function implicitIndexName(index: Index, taken: ReadonlySet<string>): string {
  return freeName(implicitIndexBase(index), taken, new Map());
}

function implicitIndexBase(index: Index): string {
  const first = index.parts[0];
  return first?.kind === 'column' ? first.column : 'functional_index';
}

function freeName(base: string, taken: ReadonlySet<string>, next: Map<string, number>): string {
  const key = base.toLowerCase();
  if (key !== 'primary' && !taken.has(key)) return base;
  let number = next.get(key) ?? 2;
  while (taken.has(key + '_' + String(number))) number += 1;
  next.set(key, number + 1);
  return base + '_' + String(number);
}

/**
 * The name each foreign key has on a server, in order: its own, or `<table>_ibfk_<n>`, counted from 1 whatever numbers the named
 * ones have, as CREATE TABLE does on both vendors (where the two meet it refuses; here the count goes on). ALTER TABLE counts
 * otherwise: see `highestNumber`.
 */
export function implicitForeignKeyNames(
  table: string,
  foreignKeys: readonly ForeignKey[],
): readonly string[] {
  return numberedNames(`${table}_ibfk_`, foreignKeys);
}

/**
 * The highest number among names of this prefix; 0 for none. What ALTER TABLE adds without a name is counted on from there, over
 * what the table had before that statement. The prefix is looked for as it is written: `w_ibfk_3` counts for nothing in `W`.
 */
export function highestNumber(prefix: string, names: readonly (string | undefined)[]): number {
  let highest = 0;
  for (const name of names) {
    const digits = name?.startsWith(prefix) === true ? name.slice(prefix.length) : '';
    if (/^[1-9]\d{0,8}$/.test(digits)) highest = Math.max(highest, Number(digits));
  }
  return highest;
}

/**
 * The name each check has on a server, in order: its own; on MySQL `<table>_chk_<n>`; on MariaDB
 * `CONSTRAINT_<n>`, and none (undefined) for a check that was written inside a column.
 */
export function implicitCheckNames(
  table: string,
  checks: readonly Check[],
  vendor: Vendor,
): readonly (string | undefined)[] {
  if (vendor === 'mysql') return numberedNames(table + '_chk_', checks);
  const taken = new Set(
    checks.flatMap((check) => (check.name === undefined ? [] : [check.name.toLowerCase()])),
  );
  let number = 1;
  return checks.map((check) => {
    if (check.name !== undefined) return check.name;
    if (check.column !== undefined) return undefined;
    while (taken.has('constraint_' + String(number))) number += 1;
    const name = 'CONSTRAINT_' + String(number);
    number += 1;
    return name;
  });
}

function numberedNames(prefix: string, named: readonly { readonly name?: string }[]): string[] {
  const taken = new Set(named.flatMap(({ name }) => (name === undefined ? [] : [name.toLowerCase()])));
  let number = 0;
  return named.map(({ name }) => {
    if (name !== undefined) return name;
    do number += 1;
    while (taken.has((prefix + String(number)).toLowerCase()));
    return prefix + String(number);
  });
}
