import type { DriftItem } from '../../../shared/api';
import { isDrift, STATUS_WORDS } from '../../primitives/drift-words';
import type { TextTable } from '../../primitives/table-text';
import { keyOfObject } from '../../state/place';
import { keyOfItem, objectOfItem, sourcesOfItem, type Grouping } from './drift-query';

/** A line of the list: the heading of a group, or an item. */
export type DriftLine =
  | {
      readonly kind: 'group';
      readonly key: string;
      readonly title: string;
      readonly first: DriftItem;
      readonly items: readonly DriftItem[];
      readonly open: boolean;
      /** How the object stands; of other groups the worst of what is in them. */
      readonly status: DriftItem['status'];
    }
  | { readonly kind: 'item'; readonly key: string; readonly item: DriftItem };

/** The lines of a list of items: in groups, in the order in which their first item comes; folded groups are one line. */
export function listDriftLines(
  items: readonly DriftItem[],
  grouping: Grouping,
  folded: ReadonlySet<string>,
): readonly DriftLine[] {
  const lineOf = (item: DriftItem): DriftLine => ({ kind: 'item', key: keyOfItem(item), item });
  if (grouping === 'none') return items.map(lineOf);
  const groups = new Map<string, DriftItem[]>();
  for (const item of items) {
    const key = groupOf(item, grouping);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  const lines: DriftLine[] = [];
  for (const [key, group] of groups) {
    const [first] = group;
    if (first === undefined) continue;
    const open = !folded.has(key);
    const status = worstOf(group.map(grouping === 'object' ? statusOfObject : ({ status: own }) => own));
    lines.push({ kind: 'group', key, title: titleOf(first, grouping), first, items: group, open, status });
    if (open) for (const item of group) lines.push(lineOf(item));
  }
  return lines;
}

function groupOf(item: DriftItem, grouping: Grouping): string {
  switch (grouping) {
    case 'object':
      return keyOfObject(objectOfItem(item));
    case 'status':
      return item.status;
    case 'facet':
      return item.facet;
    case 'schema':
      return item.schema;
    case 'none':
      return '';
  }
}

function titleOf(item: DriftItem, grouping: Grouping): string {
  if (grouping === 'object') return item.table;
  if (grouping === 'status') return STATUS_WORDS[item.status];
  return groupOf(item, grouping);
}

/** How an object stands by one of its differences: a column that is missing makes it different, and not missing. */
function statusOfObject({ part, attribute, status }: DriftItem): DriftItem['status'] {
  return isDrift(status) && (part !== 'object' || attribute !== undefined) ? 'different' : status;
}

/** The worst of some states, in the order in which the core finds the worst of an object's. */
function worstOf(states: readonly DriftItem['status'][]): DriftItem['status'] {
  const order = ['different', 'missing', 'extra', 'unknown', 'equivalent', 'equal'] as const;
  return order.find((status) => states.includes(status)) ?? 'equal';
}

/** Items as a table of words. */
export function itemsToTable(items: readonly DriftItem[]): TextTable {
  return {
    head: ['status', 'object', 'part', 'sources', 'reason'],
    rows: items.map((item) => [
      STATUS_WORDS[item.status],
      `${item.schema}.${item.table}`,
      item.part === 'object' ? '' : item.name,
      sourcesOfItem(item).join(' '),
      item.reason,
    ]),
    code: new Set([1, 2]),
  };
}
