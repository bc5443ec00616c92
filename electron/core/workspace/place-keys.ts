import type { Event } from 'js-yaml';
import { EVENT_ID, getScalarValue, parseEvents } from 'js-yaml';

/** Where a key and its value stand, as offsets in the text. */
export interface KeyPlace {
  readonly key: number;
  readonly value: number;
}

/** The places of everything in a YAML document, by the keys and indexes that lead there. */
export type KeyPlaces = ReadonlyMap<string, KeyPlace>;

/** The name under which `placeKeys` keeps the place of a path. */
export function pathKey(path: readonly (string | number)[]): string {
  return JSON.stringify(path.map(String));
}

interface Open {
  readonly kind: 'mapping' | 'sequence';
  readonly path: readonly string[];
  index: number;
  /** In a mapping, the key that waits for its value. */
  key: { readonly name: string; readonly offset: number } | undefined;
  /** Depth inside a key that is itself a collection: such keys lead nowhere. */
}

/**
 * Finds where every key and value of a YAML text stands. js-yaml's events carry offsets, its values none. Of
 * several documents only the first counts. The text must be one that js-yaml accepts.
 */
export function placeKeys(text: string): KeyPlaces {
  const places = new Map<string, KeyPlace>();
  const open: Open[] = [];
  let documents = 0;
  for (const event of parseEvents(text, { maxDepth: 100 })) {
    if (event.type === EVENT_ID.DOCUMENT) {
      documents += 1;
      if (documents > 1) break;
      continue;
    }
    if (event.type === EVENT_ID.POP) {
      open.pop();
      continue;
    }
    const offset = offsetOf(event);
    const parent = open.at(-1);
    if (parent?.kind === 'mapping' && !parent.key) {
      const name = event.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : '';
      parent.key = { name, offset };
      // A collection as a key: its own events follow, up to its POP.
      if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) {
        open.push({ kind: 'sequence', path: [...parent.path, '\0key'], index: 0, key: undefined });
      }
      continue;
    }
    const path = childPath(parent);
    places.set(pathKey(path), { key: parent?.key?.offset ?? offset, value: offset });
    if (parent) {
      parent.index += 1;
      parent.key = undefined;
    }
    if (event.type === EVENT_ID.MAPPING) open.push({ kind: 'mapping', path, index: 0, key: undefined });
    if (event.type === EVENT_ID.SEQUENCE) open.push({ kind: 'sequence', path, index: 0, key: undefined });
  }
  return places;
}

function childPath(parent: Open | undefined): readonly string[] {
  if (!parent) return [];
  return [...parent.path, parent.kind === 'mapping' ? (parent.key?.name ?? '') : String(parent.index)];
}

function offsetOf(event: Event): number {
  if (event.type === EVENT_ID.SCALAR) return Math.max(0, event.valueStart);
  if (event.type === EVENT_ID.ALIAS) return Math.max(0, event.anchorStart);
  return 'start' in event ? Math.max(0, event.start) : 0;
}
