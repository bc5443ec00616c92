import type { PartDiff } from './difference';
import type { TableSide } from './table-sides';
import { differentAttribute } from './table-sides';

/**
 * Compares the order of the columns that both tables have. The fewest columns whose move explains the
 * difference are named, each with the column that it follows.
 */
export function diffColumnOrder(from: TableSide, to: TableSide): readonly PartDiff[] {
  if (!from.states('columnOrder') || !to.states('columnOrder')) return [];
  const place = new Map(to.normal.columns.map((column, i) => [column.name.toLowerCase(), i]));
  const common = from.normal.columns.filter((column) => place.has(column.name.toLowerCase()));
  const places = common.map((column) => place.get(column.name.toLowerCase()) ?? 0);
  if (places.every((at, i) => i === 0 || at > (places[i - 1] ?? -1))) return [];
  const stay = longestRise(places);
  const names = common.map((column) => column.name);
  const target = places
    .map((at, i) => ({ at, i }))
    .sort((a, b) => a.at - b.at)
    .map(({ i }) => names[i] ?? '');
  const follows = (list: readonly string[], name: string): string => {
    const at = list.indexOf(name);
    return at <= 0 ? 'first' : `after ${list[at - 1] ?? ''}`;
  };
  const moved = names.filter((_, i) => !stay.has(i)).slice(0, 200);
  return [
    {
      part: 'columnOrder',
      name: 'column order',
      facet: 'columnOrder',
      status: 'different',
      attributes: moved.map((name) =>
        differentAttribute(name, 'columnOrder', follows(names, name), follows(target, name)),
      ),
      from: names,
      to: target,
    },
  ];
}

/** The positions of a longest rising subsequence of distinct numbers, in n log n. */
export function longestRise(values: readonly number[]): ReadonlySet<number> {
  const tails: number[] = [];
  const before: number[] = [];
  values.forEach((value, i) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before[i] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = i;
  });
  const chosen = new Set<number>();
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) chosen.add(at);
  return chosen;
}
