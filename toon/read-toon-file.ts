import type { Diagnostic, FileOrigin, Read, Table, TableFacet, UnreadPlace } from '../shared/model';
import { fileNameOf } from './file-name';
import { readLineDialect } from './line-dialect';
import type { PlacedReading, PlacedValue, TextProblem } from './placed-value';
import { readJson } from './read-json';
import { readTokenNotation } from './read-token-notation';
import type { ToonDialect } from './sniff-dialect';
import { sniffDialect } from './sniff-dialect';
import { ROW_KEYS, readTableObject } from './table-object';

/** What one TOON file states. `table` is undefined when it states no table. */
export interface ToonReading {
  readonly dialect: ToonDialect;
  readonly table: Table | undefined;
  /** The schema that the file names, when it names one. */
  readonly schema: string | undefined;
  /** Set where the file states a table, or may state one, that could not be read. */
  readonly unread?: UnreadPlace;
}

/** Extensions that are taken off a file's name to get the table's: `lupo_actors.toon.json`. */
const EXTENSIONS = /(?:\.(?:toon|txt|json))+$/i;

/** The table that a file's name promises: `docs/toons/lupo_actors.toon.json` promises `lupo_actors`. */
export function tableNameOfPath(path: string): string {
  return (path.split(/[/\\]/).at(-1) ?? path).replace(EXTENSIONS, '');
}

/**
 * Reads one TOON file of any dialect, found by its content. Never throws: what is wrong is a diagnostic
 * with its place, and a file that breaks off yields what could be read, with the facets that may be
 * incomplete taken away. `path` is relative to the workspace and only used for origins and its name.
 */
export function readToonFile(text: string, path: string): Read<ToonReading> {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const dialect = sniffDialect(content);
  switch (dialect) {
    case 'table-json':
      return finish(dialect, readObject(readJson(content, ROW_KEYS), path, 'toon-json'), path);
    case 'token-notation':
      return finish(dialect, readObject(readTokenNotation(content, ROW_KEYS), path, 'toon-notation'), path);
    case 'lines':
      return finish(dialect, { ...readLineDialect(content, path), schema: undefined }, path);
    default:
      return {
        value: {
          dialect,
          table: undefined,
          schema: undefined,
          ...(dialect === 'other' && { unread: unreadTable(startOf(path)) }),
          // An empty file is one whose writing was cut off: of the table that it is named after it says nothing.
          ...(dialect === 'empty' && { unread: unreadTable(startOf(path), tableNameOfPath(path)) }),
        },
        diagnostics: [describeOther(dialect, path)],
      };
  }
}

function startOf(path: string): FileOrigin {
  return { kind: 'file', path, line: 1, column: 1 };
}

function unreadTable(origin: FileOrigin, name?: string): UnreadPlace {
  return { origin, kind: 'text', makes: 'table', ...(name !== undefined && { name }) };
}

interface ObjectReading {
  readonly unread?: UnreadPlace;
  readonly table: Table | undefined;
  readonly schema: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

function readObject(reading: PlacedReading, path: string, code: string): ObjectReading {
  const { value, problems } = reading;
  const object = value ? readTableObject(value, path) : undefined;
  const ending = problems.find((problem) => problem.ending);
  // Where a text breaks off, everything after the first problem follows from it.
  const shown = ending ? problems.slice(0, problems.indexOf(ending) + 1) : problems;
  const diagnostics = shown.map((problem) => describeProblem(problem, code, path, object?.table));
  // "Names no table" says nothing new of a text that could not be read in the first place.
  const found = object?.diagnostics ?? [];
  const rest =
    problems.length === 0
      ? found
      : object?.table
        ? found.filter(({ code: told }) => told !== 'toon-no-columns')
        : [];
  const table = object?.table && ending ? withoutIncomplete(object.table, value) : object?.table;
  const isLost = problems.length > 0 || object?.named !== undefined;
  return {
    table,
    schema: object?.schema,
    diagnostics: [...diagnostics, ...rest],
    ...(table === undefined && isLost && { unread: unreadTable(startOf(path), object?.named) }),
  };
}

function describeProblem(
  problem: TextProblem,
  code: string,
  path: string,
  table: Table | undefined,
): Diagnostic {
  const read = table
    ? `${String(table.columns.length)} columns and ${String(table.indexes.length)} indexes of ${table.name} could be read`
    : 'no table could be read';
  return {
    severity: 'error',
    code: problem.ending ? `${code}-truncated` : `${code}-invalid`,
    message: problem.ending
      ? `The file ends too early (${problem.message}); ${read}`
      : `The file is malformed: ${problem.message}; ${read}`,
    location: { kind: 'file', path, line: problem.place.line, column: problem.place.column },
    hint: problem.ending
      ? 'Restore the file from version control or generate it again.'
      : 'Mend this place; what could be read around it was read.',
  };
}

/** What a key leaves unsaid when the text breaks off inside its value. */
const FACETS_OF_KEY: ReadonlyMap<string, readonly TableFacet[]> = new Map([
  ['fields', ['columns', 'columnOrder', 'columnComments', 'columnCharsets', 'columnVisibility', 'generated']],
  ['indexes', ['indexes']],
  ['primary_key', ['primaryKey']],
  ['notes', ['tableComment']],
]);

function withoutIncomplete(table: Table, root: PlacedValue | undefined): Table {
  const lastKey = root?.kind === 'object' ? [...root.entries.keys()].at(-1) : undefined;
  const incomplete = FACETS_OF_KEY.get(lastKey ?? '') ?? [];
  return { ...table, facets: table.facets.filter((facet) => !incomplete.includes(facet)) };
}

/** Diagnostics of what was left out of a table. */
const LEAVES_OUT =
  /^toon-(?:no-columns|(?:field|key|index)-not-understood|(?:json|notation)-(?:invalid|truncated))$/;

function finish(dialect: ToonDialect, reading: ObjectReading, path: string): Read<ToonReading> {
  const { schema, unread } = reading;
  const diagnostics = [...reading.diagnostics];
  const parts = diagnostics.flatMap(({ code, location }) =>
    location !== undefined && LEAVES_OUT.test(code) ? [{ origin: location, extent: 'part' as const }] : [],
  );
  const table = reading.table && parts.length > 0 ? { ...reading.table, unread: parts } : reading.table;
  const promised = tableNameOfPath(path);
  // What no file may be called is written otherwise, and a number is behind a name that is taken but for its case.
  const isNamedAfter = table && [table.name, fileNameOf(table.name)].includes(promised.replace(/~\d+$/, ''));
  if (table && promised !== table.name && !isNamedAfter && table.origin.kind === 'file') {
    diagnostics.push({
      severity: 'warning',
      code: 'toon-file-name',
      message: `The file is named after ${promised}, but it states the table ${table.name}`,
      location: table.origin,
      hint: `Rename the file to ${table.name}, or correct the name of the table in it.`,
    });
  }
  return { value: { dialect, table, schema, ...(unread && { unread }) }, diagnostics };
}

function describeOther(dialect: ToonDialect, path: string): Diagnostic {
  const location = { kind: 'file', path, line: 1, column: 1 } as const;
  if (dialect === 'empty') {
    return {
      severity: 'warning',
      code: 'toon-empty',
      message: 'The file is empty',
      location,
      hint: 'Generate it again, or remove it.',
    };
  }
  return {
    severity: 'warning',
    code: 'toon-not-a-table',
    message:
      dialect === 'ini'
        ? 'This is an INI-like file, not a table'
        : 'This is none of the TOON dialects that describe a table',
    location,
    hint: 'Add the file to `ignore` in tidemark.yaml if it is something else.',
  };
}
