import { AppError } from '../../../shared/app-error';
import { ALL_SCHEMA_FACETS, ALL_TABLE_FACETS, isAtLeast } from '../../../shared/model';
import type {
  Diagnostic,
  Flavor,
  Read,
  Schema,
  SchemaFacet,
  SchemaModel,
  ServerOrigin,
  Table,
} from '../../../shared/model';
import { readGrants } from './grants';
import { describeMissingGrant, findMissingGrants } from './missing-grants';
import { queryBySchema } from './query-by-schema';
import { readMysqlTables } from './read-mysql-tables';
import { readPrograms } from './read-programs';
import type { ProgramNames, Programs } from './read-programs';
import { readReferenceSystems } from './read-reference-systems';
import { readShownTables } from './read-shown-tables';
import type { Row } from './row';
import { textOf, textOrNull } from './row';
import { readServerDefaults } from './server-defaults';
import type { QueryOptions, ServerConnection } from './server-connection';

/** What an introspection reports while it runs. `total` grows until the lists are read. */
export interface IntrospectProgress {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
  readonly current?: string;
}

/** How an introspection is limited and watched. */
export interface IntrospectOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for each query; the connection's own when left out. */
  readonly timeoutMs?: number | undefined;
  readonly progress?: ((progress: IntrospectProgress) => void) | undefined;
}

/** Schemas of the server itself: never read unless asked for by name. */
const SYSTEM_SCHEMAS: ReadonlySet<string> = new Set([
  'information_schema',
  'performance_schema',
  'mysql',
  'sys',
]);
/** Below this number of tables a second session costs more than it saves. */
const TABLES_PER_SESSION = 150;
/** One reads while the other's answer is parsed; more bring nothing (measured at 1,000 and 10,000 tables). */
const MAXIMUM_SESSIONS = 2;

/**
 * Reads schemas from a server: all that it lets this account see. Tables are read by SHOW CREATE TABLE, each by itself,
 * and again when the list of tables changed meanwhile; the rest is one snapshot on MySQL. With no names, all
 * schemas but the server's own and Tidemark's scratch schemas. What the account may not see is missing from
 * the facets, so that it is unknown and not drift, and is named in the diagnostics.
 * Throws AppError: `not-found` when none of the named schemas exists, `timeout`, `cancelled`, `server-gone`.
 */
export async function introspect(
  connection: ServerConnection,
  names: readonly string[] = [],
  options: IntrospectOptions = {},
): Promise<Read<SchemaModel>> {
  const query: QueryOptions = { signal: options.signal, timeoutMs: options.timeoutMs };
  const mysql = connection.flavor.vendor === 'mysql';
  const origin: ServerOrigin = {
    kind: 'server',
    server: connection.label,
    readAt: new Date().toISOString(),
    ...(mysql && { shown: true }),
  };
  // MySQL's data dictionary is in InnoDB: one snapshot covers every information_schema query.
  if (mysql) await connection.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY', [], query);
  try {
    const server = await readServerDefaults(connection, query);
    const diagnostics: Diagnostic[] = [];
    const rows = await findSchemas(connection, names, server.lowerCaseTableNames, query, diagnostics);
    const schemaNames = rows.map((row) => textOf(row, 'SCHEMA_NAME'));
    const read =
      schemaNames.length === 0
        ? undefined
        : await readSchemas(connection, schemaNames, origin, query, options, diagnostics);
    const withheld = await readWithheld(connection, schemaNames, query, diagnostics);
    const schemas = rows.map((row) => assemble(row, read, withheld.get(textOf(row, 'SCHEMA_NAME')), origin));
    const covers = names.length === 0 ? 'all' : names;
    return { value: { flavor: connection.flavor, ...server, covers, schemas }, diagnostics };
  } finally {
    if (mysql && connection.open) await connection.query('COMMIT').catch(() => undefined);
  }
}

/** Whether a schema is read only stands in a table of its own, which older servers do not have. */
function selectSchemas({ vendor, version }: Flavor): string {
  return vendor === 'mysql' && isAtLeast({ vendor, version }, 8, 0, 22)
    ? 'SELECT * FROM information_schema.SCHEMATA LEFT JOIN information_schema.SCHEMATA_EXTENSIONS USING (SCHEMA_NAME)'
    : 'SELECT * FROM information_schema.SCHEMATA';
}

async function findSchemas(
  connection: ServerConnection,
  names: readonly string[],
  lowerCase: number | undefined,
  query: QueryOptions,
  diagnostics: Diagnostic[],
): Promise<readonly Row[]> {
  const all = await connection.query(selectSchemas(connection.flavor), [], query);
  if (names.length === 0) {
    const own = all.filter((row) => {
      const name = textOf(row, 'SCHEMA_NAME');
      return !SYSTEM_SCHEMAS.has(name.toLowerCase()) && !name.startsWith('_tidemark_rehearsal_');
    });
    if (own.length === 0) {
      diagnostics.push({
        severity: 'warning',
        code: 'no-schema',
        message: `${connection.label} has no schema that ${connection.account} may see.`,
        hint: 'Where there should be some, check the account’s grants.',
      });
    }
    return own;
  }
  const key = (name: string): string =>
    lowerCase === 0 || lowerCase === undefined ? name : name.toLowerCase();
  const byName = new Map(all.map((row) => [key(textOf(row, 'SCHEMA_NAME')), row]));
  const found = new Map<string, Row>();
  for (const name of names) {
    const row = byName.get(key(name));
    if (row === undefined) {
      diagnostics.push({
        severity: 'error',
        code: 'schema-not-found',
        message: `${connection.label} has no schema ${name}, or ${connection.account} may not see it.`,
        hint: 'Check the name in the address, and the account’s grants.',
      });
    } else found.set(key(name), row);
  }
  if (found.size === 0) {
    throw new AppError(
      'not-found',
      `${connection.label} has no schema ${names.join(', ')} that ${connection.account} may see.`,
      {
        hint: 'Check the name in the address, and the account’s grants.',
      },
    );
  }
  return [...found.values()];
}

interface ReadSchemas {
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, Table>>;
  readonly programs: ReadonlyMap<string, Programs>;
}

interface Listing extends ProgramNames {
  readonly tables: readonly string[];
}

async function readSchemas(
  connection: ServerConnection,
  schemas: readonly string[],
  origin: ServerOrigin,
  query: QueryOptions,
  { progress }: IntrospectOptions,
  diagnostics: Diagnostic[],
): Promise<ReadSchemas> {
  let listing = await listObjects(connection, schemas, query);
  const count = (): number =>
    [...listing.values()].reduce((sum, { tables, views }) => sum + tables.length + views.length, 0);
  let total = count();
  let done = 0;
  progress?.({ phase: 'tables', done, total });
  const step =
    (phase: string) =>
    (schema: string, name: string): void => {
      done += 1;
      progress?.({ phase, done, total, current: `${schema}.${name}` });
    };
  let shown = await readTables(connection, listing, origin, query, step('tables'));
  diagnostics.push(...shown.diagnostics);
  // Each table is read by itself, so a list that changed meanwhile is read once more.
  const again = await listObjects(connection, schemas, query);
  if (shown.changed || !sameListing(listing, again)) {
    listing = again;
    total = count();
    done = 0;
    shown = await readTables(connection, listing, origin, query, step('tables'));
    diagnostics.push(
      ...shown.diagnostics.filter((item) => !diagnostics.some(({ message }) => message === item.message)),
    );
    if (shown.changed) {
      diagnostics.push({
        severity: 'warning',
        code: 'changed-while-reading',
        message: `Tables of ${connection.label} were dropped or renamed while they were read.`,
        hint: 'Read again when the other work is done.',
      });
    }
  }
  const tables = hasFullInformationSchema(connection)
    ? await addGlimpses(connection, shown.tables, origin, query, (phase) =>
        progress?.({ phase, done, total }),
      )
    : connection.flavor.vendor === 'mariadb'
      ? await readReferenceSystems(connection, shown.tables, query)
      : shown.tables;
  const programs = await readPrograms(connection, listing, origin, query, (phase, name) => {
    progress?.({ phase, done, total, current: name });
  });
  for (const { diagnostics: found } of programs.values()) diagnostics.push(...found);
  return { tables, programs };
}

async function listObjects(
  connection: ServerConnection,
  schemas: readonly string[],
  query: QueryOptions,
): Promise<ReadonlyMap<string, Listing>> {
  const rows = await queryBySchema(
    connection,
    'SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE FROM information_schema.TABLES',
    'TABLE_SCHEMA',
    schemas,
    query,
  );
  const listing = new Map(
    schemas.map((name) => [
      name,
      { tables: [] as string[], views: [] as string[], sequences: [] as string[] },
    ]),
  );
  for (const row of rows) {
    const into = listing.get(textOf(row, 'TABLE_SCHEMA'));
    const name = textOf(row, 'TABLE_NAME');
    const type = textOf(row, 'TABLE_TYPE');
    if (type === 'VIEW') into?.views.push(name);
    else if (type === 'SEQUENCE') into?.sequences.push(name);
    else if (type === 'BASE TABLE' || type === 'SYSTEM VERSIONED') into?.tables.push(name);
  }
  return listing;
}

function sameListing(a: ReadonlyMap<string, Listing>, b: ReadonlyMap<string, Listing>): boolean {
  const flat = (listing: ReadonlyMap<string, Listing>): string =>
    JSON.stringify(
      [...listing].map(([schema, { tables, views, sequences }]) => [
        schema,
        [...tables].sort(),
        [...views].sort(),
        [...sequences].sort(),
      ]),
    );
  return flat(a) === flat(b);
}

/** Checks are listed from MySQL 8.0.16 on; before that, and on MariaDB, only SHOW CREATE TABLE tells all. */
function hasFullInformationSchema({ flavor }: ServerConnection): boolean {
  return flavor.vendor === 'mysql' && isAtLeast(flavor, 8, 0, 16);
}

/**
 * Without the right to see a table's definition, what MySQL's information_schema shows of it is the better half. Most
 * reads have no such table, and then nothing is asked.
 */
async function addGlimpses(
  connection: ServerConnection,
  shown: ReadonlyMap<string, ReadonlyMap<string, Table>>,
  { shown: _, ...origin }: ServerOrigin,
  query: QueryOptions,
  phase: (phase: string) => void,
): Promise<ReadonlyMap<string, ReadonlyMap<string, Table>>> {
  const isWithheld = (table: Table): boolean => table.facets.length === 0;
  const schemas = [...shown].filter(([, tables]) => [...tables.values()].some(isWithheld));
  if (schemas.length === 0) return shown;
  const names = schemas.map(([name]) => name);
  const read = await readMysqlTables(connection, names, origin, query, phase);
  const seen = (schema: string, table: Table): Table => {
    const glimpse = isWithheld(table) ? read.get(schema)?.tables.get(table.name) : undefined;
    if (glimpse === undefined || glimpse.columns.length === 0) return table;
    // It shows the columns that the account may use, so what is not among them may be there.
    return { ...glimpse, unread: [{ origin, extent: 'part' }] };
  };
  return new Map(
    [...shown].map(([schema, tables]) => [
      schema,
      new Map([...tables].map(([name, table]) => [name, seen(schema, table)])),
    ]),
  );
}

async function readTables(
  connection: ServerConnection,
  listing: ReadonlyMap<string, Listing>,
  origin: ServerOrigin,
  query: QueryOptions,
  step: (schema: string, name: string) => void,
): ReturnType<typeof readShownTables> {
  const wanted = new Map([...listing].map(([schema, { tables }]) => [schema, tables]));
  const count = [...wanted.values()].reduce((sum, { length }) => sum + length, 0);
  const sessions = count < 3 ? 0 : Math.min(MAXIMUM_SESSIONS, Math.ceil(count / TABLES_PER_SESSION));
  const extra: ServerConnection[] = [];
  // A server without a free connection is read over the one we have, table by table.
  const opening = Array.from({ length: sessions }, () =>
    connection.openAnother(query.signal, true).then(
      (opened) => extra.push(opened),
      () => undefined,
    ),
  );
  try {
    await Promise.all(opening);
    return await readShownTables(extra.length > 0 ? extra : [connection], wanted, origin, query, step);
  } finally {
    await Promise.all(extra.map((opened) => opened.close()));
  }
}

async function readWithheld(
  connection: ServerConnection,
  schemas: readonly string[],
  query: QueryOptions,
  diagnostics: Diagnostic[],
): Promise<ReadonlyMap<string, ReadonlySet<SchemaFacet>>> {
  const grants = readGrants(await connection.query('SHOW GRANTS', [], query));
  const withheld = new Map<string, Set<SchemaFacet>>();
  for (const missing of findMissingGrants(grants, schemas, connection.flavor, connection.account)) {
    const facets = withheld.get(missing.schema) ?? new Set();
    for (const facet of missing.facets) facets.add(facet);
    withheld.set(missing.schema, facets);
    diagnostics.push({
      severity: 'warning',
      code: 'missing-grant',
      message: describeMissingGrant(missing, connection.flavor, connection.account),
      hint: missing.remedy,
    });
  }
  return withheld;
}

function assemble(
  row: Row,
  read: ReadSchemas | undefined,
  withheld: ReadonlySet<SchemaFacet> | undefined,
  origin: ServerOrigin,
): Schema {
  const name = textOf(row, 'SCHEMA_NAME');
  const programs = read?.programs.get(name);
  const hidden = new Set([...(withheld ?? []), ...(programs?.incomplete ?? [])]);
  const tableFacets = ALL_TABLE_FACETS.filter((facet) => facet !== 'triggers');
  const tables = [...(read?.tables.get(name)?.values() ?? [])]
    .map((table) =>
      hidden.has('triggers') && table.facets.length > 0 ? { ...table, facets: tableFacets } : table,
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const comment = textOrNull(row, 'SCHEMA_COMMENT');
  const encryption = textOrNull(row, 'DEFAULT_ENCRYPTION');
  const options = textOrNull(row, 'OPTIONS');
  return {
    name,
    charset: textOf(row, 'DEFAULT_CHARACTER_SET_NAME'),
    collation: textOf(row, 'DEFAULT_COLLATION_NAME'),
    ...(comment === null || comment === '' ? {} : { comment }),
    ...(encryption === null ? {} : { encryption: encryption === 'YES' }),
    ...(options === null ? {} : { readOnly: options.includes('READ ONLY=1') }),
    tables,
    views: programs?.views ?? [],
    triggers: programs?.triggers ?? [],
    routines: programs?.routines ?? [],
    events: programs?.events ?? [],
    sequences: programs?.sequences ?? [],
    facets: hidden.size === 0 ? ALL_SCHEMA_FACETS : ALL_SCHEMA_FACETS.filter((facet) => !hidden.has(facet)),
    origin,
  };
}
