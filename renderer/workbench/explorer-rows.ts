import type { DriftRow, Preferences } from '../../shared/api';
import type { Matrix } from '../api/use-matrix';
import { keyOfObject } from '../state/place';
import { groupByPrefix } from './name-groups';

/** What objects stand together by. */
export type ExplorerGrouping = Preferences['explorerGrouping'];

/** What a group is: a schema, a class of the federation, objects of one kind, or names that begin alike. */
export type GroupKind = 'schema' | 'class' | 'kind' | 'prefix';

/** A line of the explorer. */
export type ExplorerRow =
  | {
      readonly kind: 'group';
      readonly key: string;
      readonly level: 1 | 2;
      readonly of: GroupKind;
      readonly title: string;
      /** The role that the federation gives a schema. */
      readonly role?: string;
      readonly open: boolean;
      /** Objects that the filter leaves, and all of them. */
      readonly shown: number;
      readonly total: number;
    }
  | { readonly kind: 'object'; readonly key: string; readonly level: 2 | 3; readonly row: DriftRow };

interface IndexedObject {
  readonly row: DriftRow;
  readonly text: string;
}

interface IndexedPart {
  readonly key: string;
  readonly of: GroupKind;
  /** '' for objects that stand directly below the group above. */
  readonly title: string;
  readonly objects: readonly IndexedObject[];
}

/** The objects of a matrix in groups, made once for each reading: typing in the filter only walks it. */
export interface ExplorerIndex {
  readonly groups: readonly {
    readonly key: string;
    readonly of: 'schema' | 'class';
    readonly title: string;
    readonly role?: string;
    readonly parts: readonly IndexedPart[];
  }[];
  readonly total: number;
}

/** '' for what stands directly below its schema: the schema's own options. */
const KIND_TITLES: Readonly<Record<DriftRow['object'], string>> = {
  schema: '',
  table: 'tables',
  view: 'views',
  trigger: 'triggers',
  procedure: 'procedures',
  function: 'functions',
  event: 'events',
  sequence: 'sequences',
};

const NO_CLASS = 'no class';

/** A schema of the federation, with its role. */
export interface FederatedSchema {
  readonly name: string;
  readonly role?: string;
}

/** Sorts a matrix into groups, schemas and classes in the federation's order where it names them. */
export function indexMatrix(
  matrix: Matrix,
  federation: readonly FederatedSchema[],
  grouping: ExplorerGrouping,
): ExplorerIndex {
  const roles = new Map(federation.map(({ name, role }) => [name, role]));
  const byClass = grouping === 'class';
  const titleOf = (schema: string): string => (byClass ? (roles.get(schema) ?? NO_CLASS) : schema);
  const groups = new Map<string, DriftRow[]>();
  for (const { name } of federation) groups.set(titleOf(name), []);
  for (const row of matrix.rows) {
    const title = titleOf(row.schema);
    const list = groups.get(title);
    if (list) list.push(row);
    else groups.set(title, [row]);
  }
  return {
    total: matrix.rows.length,
    groups: [...groups].map(([title, rows]) => {
      const role = byClass ? undefined : roles.get(title);
      return {
        key: JSON.stringify([title]),
        of: byClass ? 'class' : 'schema',
        title,
        ...(role === undefined ? {} : { role }),
        parts: grouping === 'prefix' ? partsByPrefix(title, rows) : partsByKind(title, rows),
      };
    }),
  };
}

/** Where all are of one kind, a line that says so would tell nothing. */
function partsByKind(group: string, rows: readonly DriftRow[]): readonly IndexedPart[] {
  const kinds = new Map<string, DriftRow[]>(Object.keys(KIND_TITLES).map((kind) => [kind, []]));
  for (const row of rows) kinds.get(row.object)?.push(row);
  const filled = [...kinds].filter(([, list]) => list.length > 0);
  const several = filled.filter(([kind]) => kind !== 'schema').length > 1;
  return filled.map(([kind, list]) => ({
    key: JSON.stringify([group, 'kind', kind]),
    of: 'kind',
    title: several ? KIND_TITLES[kind as DriftRow['object']] : '',
    objects: indexRows(list),
  }));
}

function partsByPrefix(group: string, rows: readonly DriftRow[]): readonly IndexedPart[] {
  const own = rows.filter(({ object }) => object === 'schema');
  const found = groupByPrefix(
    rows.filter(({ object }) => object !== 'schema'),
    ({ name }) => name,
  );
  const parts = found.map(({ prefix, members }) => ({
    key: JSON.stringify([group, 'prefix', prefix]),
    of: 'prefix' as const,
    title: prefix !== '' ? `${prefix}…` : found.length > 1 ? 'other names' : '',
    objects: indexRows(members),
  }));
  return own.length === 0
    ? parts
    : [{ key: JSON.stringify([group, 'own']), of: 'kind', title: '', objects: indexRows(own) }, ...parts];
}

function indexRows(rows: readonly DriftRow[]): readonly IndexedObject[] {
  return rows.map((row) => ({ row, text: row.name.toLowerCase() }));
}

/**
 * The explorer's lines for a filter. A schema whose objects are all filtered away stays as a line that says so, a
 * group within it goes; while there is a filter, every group with a hit is open.
 */
export function listExplorerRows(
  index: ExplorerIndex,
  filter: string,
  folded: ReadonlySet<string>,
): readonly ExplorerRow[] {
  const wanted = filter.trim().toLowerCase();
  const isOpen = (key: string, shown: number): boolean => shown > 0 && (wanted !== '' || !folded.has(key));
  const lines: ExplorerRow[] = [];
  for (const { parts, ...group } of index.groups) {
    const found = parts.map(({ objects, ...part }) => ({
      ...part,
      total: objects.length,
      objects: wanted === '' ? objects : objects.filter(({ text }) => text.includes(wanted)),
    }));
    const shown = found.reduce((sum, { objects }) => sum + objects.length, 0);
    const total = found.reduce((sum, part) => sum + part.total, 0);
    const open = isOpen(group.key, shown);
    lines.push({ ...group, kind: 'group', level: 1, open, shown, total });
    if (!open) continue;
    for (const part of found) {
      const { key, of, title, objects } = part;
      if (objects.length === 0) continue;
      const partOpen = title === '' || isOpen(key, objects.length);
      if (title !== '') {
        const counts = { shown: objects.length, total: part.total };
        lines.push({ kind: 'group', key, level: 2, of, title, open: partOpen, ...counts });
      }
      if (!partOpen) continue;
      const level = title === '' ? 2 : 3;
      for (const { row } of objects) lines.push({ kind: 'object', key: keyOfObject(row), level, row });
    }
  }
  return lines;
}

/** The keys of every group, to fold them all. */
export function listGroupKeys(index: ExplorerIndex): readonly string[] {
  return index.groups.flatMap(({ key, parts }) => [
    key,
    ...parts.flatMap((part) => (part.title === '' ? [] : [part.key])),
  ]);
}
