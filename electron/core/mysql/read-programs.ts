import type {
  Diagnostic,
  Origin,
  Routine,
  ScheduledEvent,
  SchemaFacet,
  Sequence,
  Trigger,
  View,
} from '../../../shared/model';
import { serverErrorNumber } from './driver-error';
import { queryBySchema } from './query-by-schema';
import { readProgramDefinition } from './read-definition';
import type { Row } from './row';
import { textOf, textOrNull } from './row';
import type { QueryOptions, ServerConnection } from './server-connection';

/** The views, triggers, routines, events and sequences of one schema, and what of them could not be read. */
export interface Programs {
  readonly views: readonly View[];
  readonly triggers: readonly Trigger[];
  readonly routines: readonly Routine[];
  readonly events: readonly ScheduledEvent[];
  readonly sequences: readonly Sequence[];
  /** Facets that are incomplete, because an object was withheld or not understood. */
  readonly incomplete: ReadonlySet<SchemaFacet>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Which views and sequences a schema has, as the list of its tables said. */
export interface ProgramNames {
  readonly views: readonly string[];
  readonly sequences: readonly string[];
}

type Kind = 'views' | 'triggers' | 'routines' | 'events' | 'sequences';

/** Names of the objects that have a text of their own, in one query each for all schemas. */
interface Lists {
  readonly triggers: readonly Row[];
  readonly routines: readonly Row[];
  readonly events: readonly Row[];
}

/**
 * Reads the programs of many schemas on one connection: triggers, and the names of routines and events, in
 * three set queries; then SHOW CREATE for each view, routine, event and sequence, because only it states
 * them exactly (algorithm, parameters as spelled, schedule).
 */
export async function readPrograms(
  connection: ServerConnection,
  names: ReadonlyMap<string, ProgramNames>,
  origin: Origin,
  options: QueryOptions,
  progress: (phase: string, name: string) => void,
): Promise<ReadonlyMap<string, Programs>> {
  const lists = await readLists(connection, [...names.keys()], options);
  const result = new Map<string, Programs>();
  for (const [schema, named] of names) {
    result.set(schema, await readSchemaPrograms(connection, schema, named, lists, origin, options, progress));
  }
  return result;
}

async function readLists(
  connection: ServerConnection,
  schemas: readonly string[],
  options: QueryOptions,
): Promise<Lists> {
  const read = (query: string, column: string): Promise<readonly Row[]> =>
    queryBySchema(connection, query, column, schemas, options);
  return {
    // A trigger is in its table's schema; asked for by TRIGGER_SCHEMA, MariaDB opens every table of the server.
    triggers: await read(
      `SELECT TRIGGER_SCHEMA, TRIGGER_NAME, EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION, ACTION_ORDER,
              ACTION_STATEMENT, DEFINER, SQL_MODE
         FROM information_schema.TRIGGERS`,
      'EVENT_OBJECT_SCHEMA',
    ),
    routines: await read(
      'SELECT ROUTINE_SCHEMA, ROUTINE_NAME, ROUTINE_TYPE FROM information_schema.ROUTINES',
      'ROUTINE_SCHEMA',
    ),
    events: await read('SELECT EVENT_SCHEMA, EVENT_NAME FROM information_schema.EVENTS', 'EVENT_SCHEMA'),
  };
}

async function readSchemaPrograms(
  connection: ServerConnection,
  schema: string,
  named: ProgramNames,
  lists: Lists,
  origin: Origin,
  options: QueryOptions,
  progress: (phase: string, name: string) => void,
): Promise<Programs> {
  const diagnostics: Diagnostic[] = [];
  const incomplete = new Set<SchemaFacet>();
  const routineRows = lists.routines.filter((row) => textOf(row, 'ROUTINE_SCHEMA') === schema);
  const eventRows = lists.events.filter((row) => textOf(row, 'EVENT_SCHEMA') === schema);
  // information_schema prints what is quoted there wrong (MySQL 9.7.4: `a``b` reads `aa`bb`, 'it''s' reads 'it's'; both
  // vendors: 'x\\y' reads 'x\y'), and MySQL's shows characters beyond the BMP as question marks.
  const isSpoiled = ({ body }: Trigger): boolean => /[`'"\\?]/.test(body);
  const listed = readTriggers(lists.triggers, schema, origin);
  const programs = routineRows.length + eventRows.length + listed.filter(isSpoiled).length;
  const work = named.views.length + named.sequences.length + programs;
  // SHOW CREATE VIEW leaves a view's own schema out of its text only where that schema is the current one.
  if (work > 0) await connection.query(`USE ${quoteName(schema)}`, [], options);

  const show = async (kind: Kind, word: string, name: string, column: string): Promise<Shown | undefined> => {
    progress(kind, `${schema}.${name}`);
    try {
      const row = (await connection.query(`SHOW CREATE ${word} ${quoteName(name)}`, [], options))[0] ?? {};
      const text = textOrNull(row, column);
      if (text !== null)
        return { text, sqlMode: textOf(row, 'sql_mode'), timeZone: textOf(row, 'time_zone') };
      incomplete.add(kind);
      diagnostics.push(withheld(schema, name, word));
    } catch (error) {
      const errno = serverErrorNumber(error);
      // Dropped by someone since the list was read.
      if (errno === 1146 || errno === 1305 || errno === 1539 || errno === 4091) return undefined;
      if (errno === undefined || !TELLING.has(errno)) throw error;
      incomplete.add(kind);
      diagnostics.push(
        errno === 1356
          ? broken(schema, name)
          : errno === 1792
            ? notShown(schema, name)
            : withheld(schema, name, word),
      );
    }
    return undefined;
  };
  const accept = <T extends object>(
    kind: Kind,
    name: string,
    found: T | undefined,
    into: T[],
    more: Partial<T>,
  ): void => {
    if (found === undefined) {
      incomplete.add(kind);
      diagnostics.push({
        severity: 'warning',
        code: 'introspection-not-understood',
        message: `${schema}.${name}: what SHOW CREATE printed was not understood.`,
      });
    } else into.push({ ...found, ...more });
  };
  const { flavor } = connection;
  const views: View[] = [];
  for (const name of named.views) {
    const shown = await show('views', 'VIEW', name, 'Create View');
    if (shown !== undefined)
      accept('views', name, readProgramDefinition(shown.text, 'views', flavor), views, { origin });
  }
  const sequences: Sequence[] = [];
  for (const name of named.sequences) {
    const shown = await show('sequences', 'SEQUENCE', name, 'Create Table');
    if (shown !== undefined) {
      accept('sequences', name, readProgramDefinition(shown.text, 'sequences', flavor), sequences, {
        origin,
      });
    }
  }
  const routines: Routine[] = [];
  for (const row of routineRows) {
    const name = textOf(row, 'ROUTINE_NAME');
    const type = textOf(row, 'ROUTINE_TYPE');
    if (type !== 'PROCEDURE' && type !== 'FUNCTION') {
      incomplete.add('routines');
      diagnostics.push({
        severity: 'info',
        code: 'introspection-unsupported',
        message: `${schema}.${name} is a ${type.toLowerCase()}, which Tidemark does not read.`,
      });
      continue;
    }
    const shown = await show(
      'routines',
      type,
      name,
      type === 'PROCEDURE' ? 'Create Procedure' : 'Create Function',
    );
    if (shown === undefined) continue;
    const routine = readProgramDefinition(shown.text, 'routines', flavor, shown.sqlMode);
    const body = routine === undefined ? {} : { body: withoutTerminator(routine.body) };
    accept('routines', name, routine, routines, { ...body, origin, sqlMode: shown.sqlMode });
  }
  const events: ScheduledEvent[] = [];
  for (const row of eventRows) {
    const name = textOf(row, 'EVENT_NAME');
    const shown = await show('events', 'EVENT', name, 'Create Event');
    if (shown === undefined) continue;
    const event = readProgramDefinition(shown.text, 'events', flavor, shown.sqlMode);
    const body = event === undefined ? {} : { body: withoutTerminator(event.body) };
    accept('events', name, event, events, {
      ...body,
      origin,
      sqlMode: shown.sqlMode,
      timeZone: shown.timeZone,
    });
  }
  const triggers: Trigger[] = [];
  for (const trigger of listed) {
    if (!isSpoiled(trigger)) {
      triggers.push(trigger);
      continue;
    }
    const shown = await show('triggers', 'TRIGGER', trigger.name, 'SQL Original Statement');
    if (shown === undefined) continue;
    const read = readProgramDefinition(shown.text, 'triggers', flavor, shown.sqlMode);
    const body = read === undefined ? {} : { ...trigger, body: withoutTerminator(read.body) };
    accept('triggers', trigger.name, read, triggers, body);
  }
  return { views, triggers, routines, events, sequences, incomplete, diagnostics };
}

interface Shown {
  readonly text: string;
  readonly sqlMode: string;
  readonly timeZone: string;
}

/** 1142, 1143, 1227, 1370, 1044: not granted. 1356: the view refers to something that is gone. */
const TELLING: ReadonlySet<number> = new Set([1044, 1142, 1143, 1227, 1356, 1370, 1792]);

function withheld(schema: string, name: string, word: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'missing-grant',
    message: `The account may not see the text of the ${word.toLowerCase()} ${schema}.${name}.`,
  };
}

function broken(schema: string, name: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'view-broken',
    message: `The view ${schema}.${name} refers to a table, column or function that is gone.`,
  };
}

/** Seen on MariaDB 10.11, of a view over a function that reads the server's own tables. */
function notShown(schema: string, name: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'view-not-shown',
    message: `The server does not show the view ${schema}.${name} to a session that only reads.`,
  };
}

/** In the order in which they fire; it is the array's order that tells it. */
function readTriggers(rows: readonly Row[], schema: string, origin: Origin): readonly Trigger[] {
  return rows
    .filter((row) => textOf(row, 'TRIGGER_SCHEMA') === schema)
    .sort((a, b) => compareTexts(triggerKey(a), triggerKey(b)))
    .map((row) => ({
      kind: 'trigger',
      name: textOf(row, 'TRIGGER_NAME'),
      table: textOf(row, 'EVENT_OBJECT_TABLE'),
      timing: textOf(row, 'ACTION_TIMING') === 'AFTER' ? 'after' : 'before',
      event: readTriggerEvent(textOf(row, 'EVENT_MANIPULATION')),
      body: withoutTerminator(textOf(row, 'ACTION_STATEMENT')),
      definer: textOf(row, 'DEFINER'),
      sqlMode: textOf(row, 'SQL_MODE'),
      origin,
    }));
}

/** MySQL keeps the semicolon that ended the statement where a client sent several at once. */
function withoutTerminator(body: string): string {
  let end = body.length;
  while (end > 0 && /[\s;]/.test(body[end - 1] ?? '')) end -= 1;
  return body.slice(0, end);
}

function readTriggerEvent(event: string): Trigger['event'] {
  return event === 'INSERT' ? 'insert' : event === 'UPDATE' ? 'update' : 'delete';
}

function triggerKey(row: Row): string {
  const order = textOf(row, 'ACTION_ORDER').padStart(6, '0');
  return [
    textOf(row, 'EVENT_OBJECT_TABLE'),
    textOf(row, 'ACTION_TIMING'),
    textOf(row, 'EVENT_MANIPULATION'),
    order,
  ].join('\0');
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function quoteName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}
