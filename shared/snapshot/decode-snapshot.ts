import type { Diagnostic, FileOrigin, Origin, Read, SchemaModel } from '../model';
import { ALL_SCHEMA_FACETS, ALL_TABLE_FACETS } from '../model';
import { schemaModelSchema } from './model-schema';
import type { Snapshot } from './snapshot';
import { SNAPSHOT_VERSION } from './snapshot';

/** The model's own nesting is eight deep; what goes far beyond was not written by us. */
const MAXIMUM_DEPTH = 20;

/** Thrown inside this file only, and caught at its border. */
class NotASnapshot extends Error {}

/**
 * Reads what `encodeSnapshot` wrote. The text is not trusted: anything that is not a snapshot, or not a whole
 * one, is a `snapshot-invalid` or `snapshot-too-new` diagnostic and no value. Never throws.
 */
export function decodeSnapshot(text: string, path: string): Read<Snapshot | undefined> {
  try {
    return { value: decode(text), diagnostics: [] };
  } catch (error) {
    if (!(error instanceof NotASnapshot) && !(error instanceof SyntaxError)) throw error;
    const location: FileOrigin = { kind: 'file', path, line: 1, column: 1 };
    const message = error instanceof NotASnapshot ? error.message : 'The file is not JSON, or cut off.';
    const tooNew = message.startsWith('It was written');
    const diagnostic: Diagnostic = {
      severity: 'error',
      code: tooNew ? 'snapshot-too-new' : 'snapshot-invalid',
      message: `This snapshot cannot be read. ${message}`,
      location,
      hint: tooNew ? 'Use a newer Tidemark.' : 'Take the snapshot again.',
    };
    return { value: undefined, diagnostics: [diagnostic] };
  }
}

/** The model alone of what `encodeSnapshot` or `encodeModel` wrote. */
export function decodeModel(text: string, path: string): Read<SchemaModel | undefined> {
  const { value, diagnostics } = decodeSnapshot(text, path);
  return { value: value?.model, diagnostics };
}

function decode(text: string): Snapshot {
  const head: unknown = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  if (!isRecord(head) || head['tidemark'] !== 'snapshot')
    throw new NotASnapshot('It does not say that it is one.');
  const { version, takenAt, source, fingerprint } = head;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    throw new NotASnapshot('It names no version of the format.');
  }
  if (version > SNAPSHOT_VERSION) {
    throw new NotASnapshot(
      `It was written by a newer Tidemark, in version ${String(version)} of the format.`,
    );
  }
  if (typeof takenAt !== 'string' || Number.isNaN(Date.parse(takenAt)))
    throw new NotASnapshot('It does not say when it was taken.');
  const references = readReferences(head);
  const decoded = schemaModelSchema.safeParse(decodeValue(head['model'], references, 0));
  if (!decoded.success) {
    const issue = decoded.error.issues[0];
    throw new NotASnapshot(
      `At model.${(issue?.path ?? []).map(String).join('.')}: ${issue?.message ?? 'not valid'}.`,
    );
  }
  return {
    takenAt,
    ...(typeof source === 'string' ? { source } : {}),
    ...(typeof fingerprint === 'string' ? { fingerprint } : {}),
    model: decoded.data,
  };
}

interface References {
  readonly servers: readonly Origin[];
  readonly paths: readonly string[];
  readonly facets: readonly (readonly string[])[];
}

function readReferences(head: Readonly<Record<string, unknown>>): References {
  const { servers, paths, facets } = head;
  if (!Array.isArray(servers) || !Array.isArray(paths) || !Array.isArray(facets)) {
    throw new NotASnapshot('Its lists of origins are missing.');
  }
  return {
    servers: servers.map((pair: unknown) => {
      const [server, readAt, shown, ...more] = isTexts(pair) ? pair : [];
      if (server === undefined || readAt === undefined || (shown ?? 'shown') !== 'shown' || more.length > 0)
        throw new NotASnapshot('A server in its list of origins is not one.');
      return { kind: 'server', server, readAt, ...(shown !== undefined && { shown: true }) };
    }),
    paths: paths.map((path: unknown) => {
      if (typeof path !== 'string') throw new NotASnapshot('A path in its list of origins is not one.');
      return path;
    }),
    facets: facets.map((list: unknown) => {
      if (!isTexts(list)) throw new NotASnapshot('A list of facets is not one.');
      return shareFacets(list);
    }),
  };
}

/** Whole lists become the model's own frozen arrays, as every other reader shares them. */
function shareFacets(list: readonly string[]): readonly string[] {
  const key = list.join();
  if (key === ALL_TABLE_FACETS.join()) return ALL_TABLE_FACETS;
  if (key === ALL_SCHEMA_FACETS.join()) return ALL_SCHEMA_FACETS;
  return list;
}

function decodeValue(value: unknown, references: References, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAXIMUM_DEPTH) throw new NotASnapshot('It is nested too deeply.');
  if (Array.isArray(value)) return value.map((item) => decodeValue(item, references, depth + 1));
  const record = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(record);
  if (keys.length === 1 && keys[0] === 'entries') return decodeMap(record['entries']);
  const decoded: Record<string, unknown> = {};
  for (const key of keys) {
    // Assigning it would change the object's prototype; no field of the model has this name.
    if (key === '__proto__') throw new NotASnapshot('It holds a key that no snapshot has.');
    const part = record[key];
    if (key === 'origin') decoded[key] = decodeOrigin(part, references);
    else if (key === 'facets') decoded[key] = decodeFacets(part, references);
    else decoded[key] = decodeValue(part, references, depth + 1);
  }
  return decoded;
}

function decodeMap(entries: unknown): ReadonlyMap<string, string> {
  if (!Array.isArray(entries)) throw new NotASnapshot('A list of options is not one.');
  const map = new Map<string, string>();
  for (const entry of entries as readonly unknown[]) {
    if (!isTexts(entry) || entry.length !== 2)
      throw new NotASnapshot('An option is not a name with a value.');
    map.set(entry[0] ?? '', entry[1] ?? '');
  }
  return map;
}

function decodeOrigin(value: unknown, references: References): Origin {
  if (typeof value === 'number') {
    const origin = references.servers[value];
    if (origin !== undefined) return origin;
  } else if (Array.isArray(value) && value.length === 3) {
    const [path, line, column] = value as readonly unknown[];
    const name = typeof path === 'number' ? references.paths[path] : undefined;
    if (name !== undefined && typeof line === 'number' && typeof column === 'number') {
      return { kind: 'file', path: name, line, column };
    }
  }
  throw new NotASnapshot('An origin refers to nothing in its list.');
}

function decodeFacets(value: unknown, references: References): readonly string[] {
  const list = typeof value === 'number' ? references.facets[value] : undefined;
  if (list === undefined) throw new NotASnapshot('A list of facets refers to nothing.');
  return list;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
