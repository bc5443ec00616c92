import type { WireChange } from '../../../shared/api';

/** Whether what stands below a row is chosen: all, some or none of it. */
export type Choice = 'all' | 'some' | 'none';

/** A row of the tree of changes. `level` is 0 for a schema, 1 for an object, 2 for a part. */
export type ChangeRow =
  | {
      readonly kind: 'group';
      readonly key: string;
      readonly level: 0 | 1;
      readonly label: string;
      /** What kind of object it is; '' for a schema. */
      readonly object: string;
      readonly open: boolean;
      readonly choice: Choice;
      /** Changes below that can be chosen, and those that are. */
      readonly total: number;
      readonly chosen: number;
      /** Held changes below that are off. */
      readonly held: number;
      /** Ids of the changes below that can be chosen. */
      readonly ids: readonly string[];
      /** Of those, the safe ones: what ticking a group turns on. */
      readonly safeIds: readonly string[];
    }
  | {
      readonly kind: 'change';
      readonly key: string;
      readonly level: 1 | 2;
      readonly change: WireChange;
      readonly chosen: boolean;
    };

/** Which changes the tree shows. */
export type ChangeView = 'all' | 'chosen' | 'held';

/** What a person has folded, typed and asked for. */
export interface TreeOptions {
  readonly folded: ReadonlySet<string>;
  readonly view: ChangeView;
  /** Names, parts or sentences that hold this text, in any case. */
  readonly text: string;
  readonly isChosen: (change: WireChange) => boolean;
}

/** True for a change that is off until somebody chooses it. */
export function isHeld(change: WireChange): boolean {
  return change.risk.kind === 'held' || change.ignored !== undefined;
}

/** The tree of changes as the rows that are in sight: schema, object, part. An object with one change is one row. */
export function changeRows(changes: readonly WireChange[], options: TreeOptions): readonly ChangeRow[] {
  const rows: ChangeRow[] = [];
  for (const [schema, inSchema] of groupBy(select(changes, options), (change) => change.schema)) {
    const key = JSON.stringify([schema]);
    const open = !options.folded.has(key);
    rows.push(group(key, 0, schema === '' ? 'no schema' : schema, '', inSchema, open, options));
    if (!open) continue;
    for (const [, inObject] of groupBy(inSchema, (change) => JSON.stringify([change.object, change.name]))) {
      const [first] = inObject;
      if (first === undefined) continue;
      if (inObject.length === 1) {
        rows.push(single(first, 1, options));
        continue;
      }
      const objectKey = JSON.stringify([schema, first.object, first.name]);
      const objectOpen = !options.folded.has(objectKey);
      rows.push(group(objectKey, 1, first.name, first.object, inObject, objectOpen, options));
      if (objectOpen) for (const change of inObject) rows.push(single(change, 2, options));
    }
  }
  return rows;
}

function select(
  changes: readonly WireChange[],
  { view, text, isChosen }: TreeOptions,
): readonly WireChange[] {
  const wanted = text.trim().toLowerCase();
  return changes.filter((change) => {
    if (view === 'chosen' && !isChosen(change)) return false;
    if (view === 'held' && !isHeld(change) && change.refusal === undefined) return false;
    return (
      wanted === '' || `${change.name}\n${change.partName}\n${change.sentence}`.toLowerCase().includes(wanted)
    );
  });
}

function single(change: WireChange, level: 1 | 2, options: TreeOptions): ChangeRow {
  return { kind: 'change', key: change.id, level, change, chosen: options.isChosen(change) };
}

function group(
  key: string,
  level: 0 | 1,
  label: string,
  object: string,
  changes: readonly WireChange[],
  open: boolean,
  options: TreeOptions,
): ChangeRow {
  const able = changes.filter((change) => change.refusal === undefined);
  const chosen = able.filter(options.isChosen).length;
  return {
    kind: 'group',
    key,
    level,
    label,
    object,
    open,
    choice: chosen === 0 ? 'none' : chosen === able.length ? 'all' : 'some',
    total: able.length,
    chosen,
    held: able.filter((change) => isHeld(change) && !options.isChosen(change)).length,
    ids: able.map(({ id }) => id),
    safeIds: able.filter((change) => !isHeld(change)).map(({ id }) => id),
  };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [item]);
    else known.push(item);
  }
  return groups;
}
