import type { DriftItem, InputOf } from '../../../shared/api';
import { isDrift, STATUSES, type Status } from '../../primitives/drift-words';
import { makePlace, type ObjectRef, type Place } from '../../state/place';

/** What the list is filtered by, as it stands in the address. */
export interface DriftQuery {
  readonly statuses: readonly Status[];
  readonly schemas: readonly string[];
  readonly kinds: readonly string[];
  readonly facets: readonly string[];
  readonly source: string | undefined;
  readonly text: string;
  readonly group: Grouping;
  /** True shows what is ignored among the others. */
  readonly withIgnored: boolean;
}

/** What items stand together by. */
export type Grouping = 'object' | 'status' | 'facet' | 'schema' | 'none';

/** Every grouping with its words. */
export const GROUPINGS: readonly { readonly value: Grouping; readonly label: string }[] = [
  { value: 'object', label: 'Group by object' },
  { value: 'status', label: 'Group by status' },
  { value: 'facet', label: 'Group by kind of fact' },
  { value: 'schema', label: 'Group by schema' },
  { value: 'none', label: 'No groups' },
];

const DEFAULT_STATUSES: readonly Status[] = ['missing', 'different', 'extra'];

/** Reads the filters of a place; without any, what is drift is shown. */
export function readDriftQuery(place: Place): DriftQuery {
  const list = (key: string): string[] =>
    (place.query.get(key) ?? '').split('|').filter((part) => part !== '');
  const statuses = STATUSES.filter((status) => list('status').includes(status));
  return {
    statuses: statuses.length === 0 ? DEFAULT_STATUSES : statuses,
    schemas: list('schema'),
    kinds: list('kind'),
    facets: list('facet'),
    source: place.query.get('source'),
    text: place.query.get('text') ?? '',
    group: GROUPINGS.find(({ value }) => value === place.query.get('group'))?.value ?? 'object',
    withIgnored: place.query.get('ignored') === 'yes',
  };
}

/** How a list of choices stands in the address; '' for none. */
export function joinChoices(choices: readonly string[]): string {
  return choices.join('|');
}

/** How statuses stand in the address; '' for those that are shown anyway. */
export function joinStatuses(statuses: readonly Status[]): string {
  return statuses.length === DEFAULT_STATUSES.length &&
    DEFAULT_STATUSES.every((one) => statuses.includes(one))
    ? ''
    : statuses.join('|');
}

/** The filter as the core takes it. */
export function toFilter(query: DriftQuery): NonNullable<InputOf<'drift.items'>['filter']> {
  return {
    statuses: query.statuses,
    ...(query.schemas.length === 0 ? {} : { schemas: query.schemas }),
    ...(query.kinds.length === 0 ? {} : { objects: query.kinds as DriftItem['object'][] }),
    ...(query.facets.length === 0 ? {} : { facets: query.facets }),
    ...(query.source === undefined ? {} : { source: query.source }),
    ...(query.text === '' ? {} : { text: query.text }),
  };
}

/** One text for an item, the same whenever it is the same thing that differs. */
export function keyOfItem(item: DriftItem): string {
  return JSON.stringify([item.object, item.schema, item.table, item.part, item.name, item.attribute ?? '']);
}

/** The object that an item is of. */
export function objectOfItem(item: DriftItem): ObjectRef {
  return { object: item.object, schema: item.schema, name: item.table };
}

/** The row of the side-by-side view that an item stands in. */
export function factOfItem(item: DriftItem): string {
  return `${item.part}:${item.part === 'object' ? (item.attribute ?? '') : item.name}`;
}

/** The sources that an item drifts in. */
export function sourcesOfItem(item: DriftItem): readonly string[] {
  return item.values.flatMap(({ source, status }) =>
    status !== undefined && isDrift(status) ? [source] : [],
  );
}

/** The place of a saved view. */
export function placeOfView(query: string): Place {
  return { ...makePlace('drift'), query: new Map(new URLSearchParams(query)) };
}
