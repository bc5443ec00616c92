/** The screens of the window. */
export const SCREENS = [
  'welcome',
  'overview',
  'table',
  'drift',
  'graph',
  'sync',
  'review',
  'run',
  'history',
  'doctrine',
  'claims',
  'dialogs',
  'settings',
] as const;

/** A screen's name, as it stands in the address. */
export type Screen = (typeof SCREENS)[number];

/**
 * Where the window is: a screen, what it shows (`path`), and how (`query`). It stands in the address as
 * `#/table/lupopedia/lupo_tickets?row=column:priority`, so back, forward and reload keep it.
 */
export interface Place {
  readonly screen: Screen;
  readonly path: readonly string[];
  readonly query: ReadonlyMap<string, string>;
}

/** An object of a schema by its names. */
export interface ObjectRef {
  readonly object: string;
  readonly schema: string;
  readonly name: string;
}

/** What stands in the address in place of a source's id while a connection is added; no id may hold a colon. */
export const NEW_CONNECTION_ID = ':new';

/** Reads an address's fragment; undefined when it names no screen. */
export function parsePlace(hash: string): Place | undefined {
  const [, route = ''] = hash.split('#', 2);
  const [path, search] = splitOnce(route, '?');
  const [, screen, ...rest] = path.split('/');
  const known = SCREENS.find((one) => one === screen);
  if (known === undefined) return undefined;
  return { screen: known, path: rest.map(decode), query: new Map(new URLSearchParams(search)) };
}

/** Writes a place as an address's fragment; `parsePlace` reads it back. */
export function formatPlace(place: Place): string {
  const path = [place.screen, ...place.path.map(encodeURIComponent)].join('/');
  const search = new URLSearchParams([...place.query]).toString();
  return search === '' ? `#/${path}` : `#/${path}?${search}`;
}

/** A place by its parts; a query value that is undefined or '' is left out. */
export function makePlace(
  screen: Screen,
  path: readonly string[] = [],
  query: Readonly<Record<string, string | undefined>> = {},
): Place {
  const entries = Object.entries(query).flatMap(([key, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[key, value]],
  );
  return { screen, path, query: new Map(entries) };
}

/** The place of an object side by side. */
export function placeOfObject(
  ref: ObjectRef,
  query: Readonly<Record<string, string | undefined>> = {},
): Place {
  const kind = ref.object === 'table' ? undefined : ref.object;
  return makePlace('table', [ref.schema, ref.name], { object: kind, ...query });
}

/** The object that a place shows side by side. */
export function objectOfPlace(place: Place): ObjectRef | undefined {
  const [schema, name] = place.path;
  if (place.screen !== 'table' || schema === undefined || name === undefined) return undefined;
  return { object: place.query.get('object') ?? 'table', schema, name };
}

/** One text for an object: the same for the same object, whatever its names hold. */
export function keyOfObject(ref: ObjectRef): string {
  return JSON.stringify([ref.object, ref.schema, ref.name]);
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that somebody typed by hand.
    return text;
  }
}
