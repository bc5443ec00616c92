import { isDeepStrictEqual } from 'node:util';
import { dump, load } from 'js-yaml';
import { AppError } from '../../../shared/app-error';
import type { SourceConfig, WorkspaceConfig } from '../../../shared/workspace';
import { CONFIG_FILE } from './read-config';
import { pathKey, placeKeys } from './place-keys';
import type { KeyPlaces } from './place-keys';

type Document = Readonly<Record<string, unknown>>;

/**
 * Puts a source into the text of a tidemark.yaml: in place of the one with the id `replaces`, else at the end. What
 * people wrote around it, comments included, stays as it is. Throws AppError `unsupported` for a text that cannot be
 * edited so (a list on one line, anchors), with the lines to add by hand; `not-found` when nothing has that id.
 */
export function putSource(text: string, source: SourceConfig, replaces?: string): string {
  const document = readDocument(text);
  const sources = listOf(document);
  const { id, kind, ...rest } = source;
  const entry = { id, kind, ...withoutUndefined(rest) };
  const at = replaces === undefined ? sources.length : sources.findIndex((one) => idOf(one) === replaces);
  if (at < 0) throw new AppError('not-found', `${CONFIG_FILE} has no source “${String(replaces)}”.`);
  const wanted = { ...document, sources: [...sources.slice(0, at), entry, ...sources.slice(at + 1)] };
  const lines = yamlLines([entry]);
  return prove(editItem(text, sources.length, at, lines), wanted, lines);
}

/** Takes a source out of the text of a tidemark.yaml; its reference too, when it was that. Throws like `putSource`. */
export function dropSource(text: string, id: string): string {
  const document = readDocument(text);
  const sources = listOf(document);
  const at = sources.findIndex((one) => idOf(one) === id);
  if (at < 0) throw new AppError('not-found', `${CONFIG_FILE} has no source “${id}”.`);
  const { reference, ...others } = document;
  const left = sources.filter((_source, index) => index !== at);
  const wanted = { ...(reference === id ? others : document), sources: left };
  const edited = left.length === 0 ? putKey(text, 'sources', []) : editItem(text, sources.length, at, []);
  const isReference = edited !== undefined && reference === id;
  return prove(isReference ? putKey(edited, 'reference', undefined) : edited, wanted, []);
}

/** Puts a part of the config at its key, in place of what stands there; undefined takes it out. Throws like `putSource`. */
export function putPart<K extends Exclude<keyof WorkspaceConfig, 'sources'>>(
  text: string,
  key: K,
  value: WorkspaceConfig[K] | undefined,
): string {
  const { [key]: _old, ...others } = readDocument(text);
  const plain = value === undefined ? undefined : withoutUndefined(value);
  const wanted = plain === undefined ? others : { ...others, [key]: plain };
  return prove(putKey(text, key, plain), wanted, plain === undefined ? [] : yamlLines({ [key]: plain }));
}

function readDocument(text: string): Document {
  if (text.split('\n').every((line) => /^\s*(?:#.*|---|\.\.\.)?\s*$/.test(line))) return {};
  const value = load(text, { maxDepth: 50, maxAliases: 100 });
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Document;
  throw new AppError('invalid-config', `${CONFIG_FILE} is not a list of keys and values.`);
}

function listOf(document: Document): readonly unknown[] {
  const { sources } = document;
  if (sources === undefined || sources === null) return [];
  if (Array.isArray(sources)) return sources as readonly unknown[];
  throw new AppError('invalid-config', `“sources” in ${CONFIG_FILE} is not a list.`);
}

function idOf(source: unknown): unknown {
  return typeof source === 'object' && source !== null && 'id' in source ? source.id : undefined;
}

/** As JSON has it: what is undefined is not there. */
function withoutUndefined<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

function yamlLines(value: unknown): readonly string[] {
  return dump(value, { lineWidth: 110 }).trimEnd().split('\n');
}

/** The edited text when it says exactly what is wanted; every edit is judged by reading it again. */
function prove(edited: string | undefined, wanted: Document, lines: readonly string[]): string {
  if (edited !== undefined) {
    try {
      if (isDeepStrictEqual(withoutUndefined(readDocument(edited)), withoutUndefined(wanted))) return edited;
    } catch {
      // Not even YAML any more: the same refusal.
    }
  }
  throw new AppError(
    'unsupported',
    `${CONFIG_FILE} is written in a way that Tidemark cannot change without changing what else is in it.`,
    {
      hint:
        lines.length === 0
          ? 'Change it by hand; Tidemark follows the file.'
          : `Change it by hand; Tidemark follows the file. It should say:\n${lines.join('\n')}`,
    },
  );
}

/** Replaces the item at `at` of the sources by lines (none: takes it out), or adds them as the last item. */
function editItem(text: string, count: number, at: number, lines: readonly string[]): string | undefined {
  const rows = text.split('\n');
  if (count === 0) return putKey(text, 'sources', load(lines.join('\n')));
  const places = placeKeys(text);
  const starts = Array.from({ length: count }, (_, index) => rowOf(text, places, ['sources', index]));
  const first = starts[0];
  if (first === undefined || starts.includes(undefined)) return undefined;
  const indent = /^(\s*)-/.exec(rows[first] ?? '')?.[1];
  if (indent === undefined) return undefined;
  const begin =
    at < count ? starts[at] : endOfBlock(rows, starts.at(-1) ?? 0, blockEnd(text, places, 'sources'));
  if (begin === undefined) return undefined;
  const limit = starts[at + 1] ?? blockEnd(text, places, 'sources');
  const end = at < count ? endOfBlock(rows, begin, limit) : begin;
  const shown = lines.map((line) => `${indent}${line}`);
  return [...rows.slice(0, begin), ...shown, ...rows.slice(end)].join('\n');
}

/** Replaces what stands at a key of the top, or adds it at the end; undefined takes it out. */
function putKey(text: string, key: string, value: unknown): string | undefined {
  const rows = text.split('\n');
  const places = placeKeys(text);
  const lines = value === undefined ? [] : yamlLines({ [key]: value });
  const place = places.get(pathKey([key]));
  if (place === undefined) {
    if (value === undefined) return text;
    while (rows.at(-1)?.trim() === '') rows.pop();
    return [...rows, ...(rows.length === 0 ? [] : ['']), ...lines, ''].join('\n');
  }
  const begin = rowAt(text, place.key);
  const end = endOfBlock(rows, begin, blockEnd(text, places, key));
  return [...rows.slice(0, begin), ...lines, ...rows.slice(end)].join('\n');
}

/** The row after a key's block: that of the next key of the top, or of the end. */
function blockEnd(text: string, places: KeyPlaces, key: string): number {
  const own = places.get(pathKey([key]))?.key ?? 0;
  const next = [...places]
    .filter(([path, place]) => (JSON.parse(path) as unknown[]).length === 1 && place.key > own)
    .map(([, place]) => place.key);
  return next.length === 0 ? text.split('\n').length : rowAt(text, Math.min(...next));
}

/** The row after the last one of a block that says something: comments and space before the next one are the next's. */
function endOfBlock(rows: readonly string[], begin: number, limit: number): number {
  let end = limit;
  while (end > begin + 1 && /^\s*(?:#.*)?$/.test(rows[end - 1] ?? '')) end -= 1;
  return end;
}

function rowOf(text: string, places: KeyPlaces, path: readonly (string | number)[]): number | undefined {
  const place = places.get(pathKey(path));
  return place === undefined ? undefined : rowAt(text, place.value);
}

function rowAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length - 1;
}
