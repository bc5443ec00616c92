import { randomBytes } from 'node:crypto';
import { createConnection, type Connection } from 'mysql2/promise';
import { describe } from 'vitest';
import { describeFlavor, formatFlavor, parseFlavor, type Flavor } from '../../shared/model/flavor';

/** A server that integration tests may do anything on: create databases and users, kill connections. */
export interface TestServer {
  /** For test names: `MariaDB 10.11`. */
  readonly name: string;
  readonly flavor: Flavor;
  /** As the command line reads it: `mariadb:10.11.19`. */
  readonly flavorText: string;
  /** `mysql://root@127.0.0.1:PORT/`, without a database. */
  readonly url: string;
}

/** A database of its own for one test. */
export interface TestDatabase {
  readonly name: string;
  /** `mysql://root@127.0.0.1:PORT/NAME`: also an address that the command line takes as a source. */
  readonly url: string;
  /** Drops it. Dropping twice is fine. */
  drop(): Promise<void>;
}

const found = await askServers();

/**
 * Every server that this run has, MariaDB first. Empty when there is none; `npm test` then says so and fails.
 * They are started by `npm test` or by vitest's global set-up for the `integration` project, and stopped with it.
 */
export function testServers(): readonly TestServer[] {
  return found;
}

/** One `describe` per server, named after it; a skipped one when there is no server at all. */
export function describeEachServer(name: string, body: (server: TestServer) => void): void {
  if (found.length === 0) {
    describe.skip(`${name} (no database server)`, () => {
      body({
        name: 'none',
        flavor: { vendor: 'mariadb', version: [10, 11, 0] },
        flavorText: 'none',
        url: 'mysql://none',
      });
    });
  }
  for (const server of found) {
    describe(`${name} on ${server.name}`, () => {
      body(server);
    });
  }
}

/** A connection as root that may run several statements at once. The caller ends it. */
export function connectTo(server: { readonly url: string }): Promise<Connection> {
  return createConnection({ uri: server.url, multipleStatements: true });
}

/** Creates an empty database with a name that nobody else uses, then runs `sql` in it. The caller drops it. */
export async function createTestDatabase(
  server: TestServer,
  sql = '',
  options: { readonly charset?: string; readonly collation?: string } = {},
): Promise<TestDatabase> {
  const name = `tm_${randomBytes(6).toString('hex')}`;
  const charset = options.charset === undefined ? '' : ` CHARACTER SET ${options.charset}`;
  const collation = options.collation === undefined ? '' : ` COLLATE ${options.collation}`;
  const database: TestDatabase = {
    name,
    url: new URL(name, server.url).href,
    drop: () => runSql(server, `DROP DATABASE IF EXISTS \`${name}\``),
  };
  await runSql(server, `CREATE DATABASE \`${name}\`${charset}${collation}`);
  if (sql.trim() === '') return database;
  try {
    await runSql(database, sql);
  } catch (error) {
    await database.drop();
    throw error;
  }
  return database;
}

/** Runs `work` with a database of its own and drops it afterwards, whatever happens. */
export async function withTestDatabase<T>(
  server: TestServer,
  sql: string,
  work: (database: TestDatabase) => Promise<T>,
): Promise<T> {
  const database = await createTestDatabase(server, sql);
  try {
    return await work(database);
  } finally {
    await database.drop();
  }
}

/** Runs a script on a connection of its own. */
export async function runSql(where: { readonly url: string }, sql: string): Promise<void> {
  const connection = await connectTo(where);
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
}

async function askServers(): Promise<readonly TestServer[]> {
  const servers: TestServer[] = [];
  for (const url of (process.env['TIDEMARK_TEST_SERVERS'] ?? '').split(' ')) {
    if (url === '') continue;
    const connection = await connectTo({ url });
    try {
      const [rows] = await connection.query('SELECT VERSION() AS version');
      const row: unknown = Array.isArray(rows) ? rows[0] : undefined;
      const version = typeof row === 'object' && row !== null && 'version' in row ? String(row.version) : '';
      const flavor = parseFlavor(version);
      if (flavor === undefined) throw new Error(`${url} says it is ${version}, which is no version we know`);
      servers.push({ name: describeFlavor(flavor), flavor, flavorText: formatFlavor(flavor), url });
    } finally {
      await connection.end();
    }
  }
  return servers.sort((a, b) => a.flavor.vendor.localeCompare(b.flavor.vendor));
}
