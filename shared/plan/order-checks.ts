import { rebuildCheck } from './alter-keys';
import type { Clause } from './clause';
import { foldName } from './fold-name';
import type { TablePair } from './table-pair';

/**
 * MariaDB shows checks in the order in which they were added. Where a check is added to a table that shall have others
 * behind it, those are made anew in the same ALTER, which checks every row anyway; what is added comes in the wanted order.
 * MySQL shows them by name.
 */
export function orderChecks(pair: TablePair, clauses: readonly Clause[]): readonly Clause[] {
  if (pair.flavor.vendor !== 'mariadb') return clauses;
  const { normalFrom, after, normalAfter, flavor } = pair;
  const places = new Map(normalAfter.checks.map(({ name }, at) => [`check/${foldName(name)}`, at]));
  const placeOf = ({ text, about }: Clause): number | undefined =>
    text.startsWith('ADD ') ? places.get(foldName(about[0])) : undefined;
  const added = clauses.filter((clause) => placeOf(clause) !== undefined);
  if (added.length === 0) return clauses;
  const moved = new Set(added.map(placeOf));
  const waits = added.map(({ needed }) => needed);
  // Those that stay are the first ones, as long as they are the first of the wanted ones too.
  const staying = normalFrom.checks.flatMap(({ name }) => {
    const place = name === undefined ? undefined : places.get(`check/${foldName(name)}`);
    return place === undefined || moved.has(place) ? [] : [place];
  });
  const wanted = normalAfter.checks.flatMap(({ name }, at) => (name === undefined ? [] : [at]));
  const first = wanted.findIndex((place, at) => staying[at] !== place);
  const anew = first < 0 ? [] : wanted.slice(first).filter((place) => !moved.has(place));
  const rebuilt = anew.flatMap((place) => {
    const check = normalAfter.checks[place];
    return check?.name === undefined
      ? []
      : rebuildCheck(after.name, check.name, after.checks[place] ?? check, waits, flavor);
  });
  const adds = [...added, ...rebuilt].filter((clause) => placeOf(clause) !== undefined);
  return [
    ...[...clauses, ...rebuilt].filter((clause) => placeOf(clause) === undefined),
    ...adds.sort((a, b) => (placeOf(a) ?? 0) - (placeOf(b) ?? 0)),
  ];
}
