import { quoteIdentifier } from '../sql/quote';
import { rebuildCheck } from './alter-keys';
import type { Clause } from './clause';
import { foldName } from './fold-name';
import { checkThere } from './guard';
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
  const adds = [...added, ...rebuilt]
    .filter((clause) => placeOf(clause) !== undefined)
    .sort((a, b) => (placeOf(a) ?? 0) - (placeOf(b) ?? 0));
  return [
    ...[...clauses, ...rebuilt].filter((clause) => placeOf(clause) === undefined),
    ...followRepeated(pair, adds),
  ];
}

/**
 * Where nobody can tell whether the server spells a check as it did before, a script that runs again may make it anew. Then
 * the new ones behind it are made anew too, or it would stand behind them. `adds` stand in the wanted order.
 */
function followRepeated(pair: TablePair, adds: readonly Clause[]): readonly Clause[] {
  const untold = new Set(
    pair.parts.flatMap((part) =>
      part.part === 'check' &&
      part.from !== undefined &&
      part.attributes.some(({ needsServer }) => needsServer === true)
        ? [`check/${foldName(part.name)}`]
        : [],
    ),
  );
  const before = new Set(pair.normalFrom.checks.map(({ name }) => `check/${foldName(name)}`));
  const repeated: string[] = [];
  return adds.flatMap((clause) => {
    const about = foldName(clause.about[0]);
    if (untold.has(about)) repeated.push(clause.needed);
    const name = pair.normalAfter.checks.find((check) => `check/${foldName(check.name)}` === about)?.name;
    if (repeated.length === 0 || before.has(about) || name === undefined) return [clause];
    const any = repeated.join(' OR ');
    return [
      {
        ...clause,
        text: `DROP CONSTRAINT IF EXISTS ${quoteIdentifier(name)}`,
        needed: `${checkThere(pair.after.name, name)} AND (${any})`,
        title: `make check ${name} anew`,
      },
      { ...clause, needed: `(${clause.needed} OR ${any})` },
    ];
  });
}
