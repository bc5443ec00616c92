import type { Origin, SchemaFacet, SchemaModel, TableFacet } from '../model';
import type { Snapshot } from './snapshot';
import { SNAPSHOT_VERSION } from './snapshot';

/**
 * Writes a snapshot as JSON text that `decodeSnapshot` turns back into an equal value, Maps included.
 * Origins and facet lists, which repeat in every object, are written once and referred to by number:
 * a server's origin as `n`, a file's as `[path, line, column]` with path a number.
 */
export function encodeSnapshot(snapshot: Snapshot): string {
  const tables = new References();
  const model = encodeValue(snapshot.model, tables);
  return JSON.stringify({
    tidemark: 'snapshot',
    version: SNAPSHOT_VERSION,
    takenAt: snapshot.takenAt,
    ...(snapshot.source === undefined ? {} : { source: snapshot.source }),
    ...(snapshot.fingerprint === undefined ? {} : { fingerprint: snapshot.fingerprint }),
    servers: tables.servers,
    paths: tables.paths,
    facets: tables.facets,
    model,
  });
}

/** The model alone as JSON text, with the epoch as its time: equal models give equal texts. */
export function encodeModel(model: SchemaModel): string {
  return encodeSnapshot({ takenAt: '1970-01-01T00:00:00.000Z', model });
}

/** The lists that repeated values are moved to. */
class References {
  readonly servers: (readonly [string, string] | readonly [string, string, 'shown'])[] = [];
  readonly paths: string[] = [];
  readonly facets: (readonly string[])[] = [];
  readonly #servers = new Map<string, number>();
  readonly #paths = new Map<string, number>();
  readonly #facets = new Map<string, number>();
  /** Most objects share one origin and one facet list: looked up by identity first. */
  #lastOrigin: Origin | undefined;
  #lastServer = 0;

  origin(origin: Origin): number | readonly [number, number, number] {
    if (origin.kind === 'file') return [this.#path(origin.path), origin.line, origin.column];
    if (origin === this.#lastOrigin) return this.#lastServer;
    const { server, readAt, shown } = origin;
    const entry = shown === true ? ([server, readAt, 'shown'] as const) : ([server, readAt] as const);
    const key = JSON.stringify(entry);
    let index = this.#servers.get(key);
    if (index === undefined) {
      index = this.servers.push(entry) - 1;
      this.#servers.set(key, index);
    }
    this.#lastOrigin = origin;
    this.#lastServer = index;
    return index;
  }

  facetList(facets: readonly (TableFacet | SchemaFacet)[]): number {
    const key = facets.join();
    let index = this.#facets.get(key);
    if (index === undefined) {
      index = this.facets.push(facets) - 1;
      this.#facets.set(key, index);
    }
    return index;
  }

  #path(path: string): number {
    let index = this.#paths.get(path);
    if (index === undefined) {
      index = this.paths.push(path) - 1;
      this.#paths.set(path, index);
    }
    return index;
  }
}

/** The model is plain data of known depth: records, arrays, Maps of texts, and values. */
function encodeValue(value: unknown, references: References): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => encodeValue(item, references));
  if (value instanceof Map) return { entries: [...(value as ReadonlyMap<string, string>)] };
  const encoded: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const part = (value as Readonly<Record<string, unknown>>)[key];
    if (part === undefined) continue;
    if (key === 'origin') encoded[key] = references.origin(part as Origin);
    else if (key === 'facets') encoded[key] = references.facetList(part as readonly TableFacet[]);
    else encoded[key] = encodeValue(part, references);
  }
  return encoded;
}
