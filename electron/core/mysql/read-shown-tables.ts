import type { Diagnostic, Origin, Table } from '../../../shared/model';
import { serverErrorNumber } from './driver-error';
import { DefinitionReader } from './read-definition';
import type { Definition } from './read-definition';
import { textOf } from './row';
import { spellBytes } from './spell-bytes';
import type { QueryOptions, ServerConnection } from './server-connection';

/** Tables by schema and name, what was withheld (tables that are seen but not readable), and complaints. */
export interface ShownTables {
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, Table>>;
  readonly diagnostics: readonly Diagnostic[];
  /** True when a table was gone when its turn came. */
  readonly changed: boolean;
}

/** How many definitions are read together: large enough to spread the reader's start, small enough to stay lively. */
const BATCH = 64;

/**
 * Reads tables by SHOW CREATE TABLE, which states them exactly, over one or more connections. On MariaDB this
 * is also the fastest way (0.12 s for 1,000 tables against 0.86 s of information_schema, cold).
 */
export async function readShownTables(
  connections: readonly ServerConnection[],
  wanted: ReadonlyMap<string, readonly string[]>,
  origin: Origin,
  options: QueryOptions,
  progress: (schema: string, name: string) => void,
): Promise<ShownTables> {
  const tables = new Map<string, Map<string, Table>>();
  const diagnostics: Diagnostic[] = [];
  const batches: { readonly schema: string; readonly names: readonly string[] }[] = [];
  for (const [schema, names] of wanted) {
    tables.set(schema, new Map());
    for (let at = 0; at < names.length; at += BATCH)
      batches.push({ schema, names: names.slice(at, at + BATCH) });
  }
  let changed = false;
  let next = 0;
  let failed = false;
  let reader: DefinitionReader | undefined;
  const work = async (connection: ServerConnection): Promise<void> => {
    // All connections are to one server.
    reader ??= new DefinitionReader(connection.flavor, origin);
    let current: string | undefined;
    for (let batch = batches[next++]; batch !== undefined && !failed; batch = batches[next++]) {
      const { schema } = batch;
      // Foreign keys within the current schema are printed without it.
      if (current !== schema) await connection.query(`USE ${quoteName(schema)}`, [], options);
      current = schema;
      const into = tables.get(schema);
      const definitions: Definition[] = [];
      const together = await showTogether(connection, batch.names, options);
      for (const name of batch.names) {
        progress(schema, name);
        const text = together?.get(name);
        const shown: Shown =
          text === undefined
            ? await showTable(connection, schema, name, origin, options)
            : { kind: 'text', text };
        if (shown.kind === 'text')
          definitions.push({ name, text: await readBytes(connection, name, shown.text, options) });
        else if (shown.kind === 'gone') changed = true;
        else {
          into?.set(name, shown.table);
          diagnostics.push(shown.diagnostic);
        }
      }
      const reading = reader.read(definitions, schema);
      for (const [name, table] of reading.tables) into?.set(name, table);
      diagnostics.push(...reading.diagnostics);
    }
  };
  await Promise.all(
    connections.map((connection) =>
      work(connection).catch((error: unknown) => {
        failed = true;
        throw error;
      }),
    ),
  );
  return { tables, diagnostics, changed };
}

type Shown =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'gone' }
  | { readonly kind: 'withheld'; readonly table: Table; readonly diagnostic: Diagnostic };

/** One round trip for all; undefined when one of them failed, so that each must be asked by itself. */
async function showTogether(
  connection: ServerConnection,
  names: readonly string[],
  options: QueryOptions,
): Promise<ReadonlyMap<string, string> | undefined> {
  if (!connection.batches) return undefined;
  try {
    const statements = names.map((name) => `SHOW CREATE TABLE ${quoteName(name)}`);
    const results = await connection.queryBatch(statements, options);
    return new Map(names.map((name, at) => [name, textOf(results[at]?.[0] ?? {}, 'Create Table')]));
  } catch (error) {
    if (serverErrorNumber(error) === undefined) throw error;
    return undefined;
  }
}

async function showTable(
  connection: ServerConnection,
  schema: string,
  name: string,
  origin: Origin,
  options: QueryOptions,
): Promise<Shown> {
  try {
    const rows = await connection.query(`SHOW CREATE TABLE ${quoteName(name)}`, [], options);
    return { kind: 'text', text: textOf(rows[0] ?? {}, 'Create Table') };
  } catch (error) {
    const errno = serverErrorNumber(error);
    if (errno === 1146 || errno === 1051) return { kind: 'gone' };
    if (errno === undefined || errno === 1317 || errno === 3024 || errno === 1969) throw error;
    const reason = error instanceof Error ? error.message : '';
    return {
      kind: 'withheld',
      table: tableOfUnknownParts(name, origin),
      diagnostic: {
        severity: 'warning',
        code: errno === 1142 || errno === 1143 ? 'missing-grant' : 'table-not-readable',
        message: `${schema}.${name} is there but cannot be read: ${reason}`,
      },
    };
  }
}

/**
 * The definition once more, where it holds bytes that are no text and were lost on the way: MariaDB prints a default of a
 * binary column as it is. MySQL prints none such.
 */
async function readBytes(
  connection: ServerConnection,
  name: string,
  text: string,
  options: QueryOptions,
): Promise<string> {
  if (connection.flavor.vendor !== 'mariadb' || !text.includes('\uFFFD')) return text;
  await connection.query('SET character_set_results = binary', [], options);
  try {
    const rows = await connection.query(`SHOW CREATE TABLE ${quoteName(name)}`, [], options);
    const shown = rows[0]?.['Create Table'];
    return Buffer.isBuffer(shown) ? spellBytes(shown) : text;
  } finally {
    await connection.query('SET character_set_results = utf8mb4', [], options);
  }
}

/** A table of which only its name is known: it states no facet, so nothing about it can drift. */
export function tableOfUnknownParts(name: string, origin: Origin): Table {
  return {
    kind: 'table',
    name,
    columns: [],
    indexes: [],
    foreignKeys: [],
    checks: [],
    options: {},
    systemVersioned: false,
    facets: [],
    origin,
  };
}

function quoteName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}
