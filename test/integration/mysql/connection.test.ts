import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  introspect,
  openConnection,
  parseAddress,
  testConnection,
  textOf,
} from '../../../electron/core/mysql';
import { AppError } from '../../../shared/app-error';
import { describeEachServer, runSql, withTestDatabase } from '../../support/servers';

/** The code and message of the AppError that the work ends with. */
async function failure(work: Promise<unknown>): Promise<AppError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error(`expected an AppError, got ${String(error)}`);
  return error;
}

const servers: Server[] = [];
const sockets = new Set<Socket>();
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

/** A server on a port of its own that does with each connection what it is told. */
async function listen(onConnection: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

describe('a server that is no help', () => {
  it('and never answers is a timeout within the limit', async () => {
    const port = await listen(() => undefined);
    const started = performance.now();
    const error = await failure(
      openConnection(parseAddress(`mysql://root@127.0.0.1:${String(port)}/`), {
        connectTimeoutMs: 300,
        environment: {},
      }),
    );
    expect(error.code).toBe('timeout');
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('and hangs up, or is not there, cannot be connected to', async () => {
    const port = await listen((socket) => socket.destroy());
    const gone = await failure(
      openConnection(parseAddress(`mysql://root@127.0.0.1:${String(port)}/`), { environment: {} }),
    );
    expect(['server-gone', 'cannot-connect']).toContain(gone.code);
    const absent = await failure(
      openConnection(parseAddress('mysql://root@127.0.0.1:1/'), { environment: {} }),
    );
    expect(absent.code).toBe('cannot-connect');
    expect(absent.more.hint).toBeDefined();
  });

  it('and speaks something else is told so', async () => {
    const port = await listen((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const error = await failure(
      openConnection(parseAddress(`mysql://root@127.0.0.1:${String(port)}/`), {
        connectTimeoutMs: 2000,
        environment: {},
      }),
    );
    expect(['server-gone', 'cannot-connect', 'timeout']).toContain(error.code);
  });
});

describeEachServer('connections', (server) => {
  it('cannot write', async () => {
    const connection = await openConnection(parseAddress(server.url));
    const error = await failure(connection.query('CREATE TABLE mysql.tidemark_x (a INT)'));
    expect(error.code).toBe('read-only');
    await connection.close();
  });

  it('end a query that takes too long, and go on', async () => {
    const connection = await openConnection(parseAddress(server.url));
    const error = await failure(connection.query('SELECT SLEEP(30)', [], { timeoutMs: 200 }));
    expect(error.code).toBe('timeout');
    expect(textOf((await connection.query('SELECT 1 AS x'))[0] ?? {}, 'x')).toBe('1');
    await connection.close();
  });

  it('are cancelled by a signal, on the server too', async () => {
    const connection = await openConnection(parseAddress(server.url));
    const abort = new AbortController();
    setTimeout(() => {
      abort.abort();
    }, 50);
    const error = await failure(connection.query('SELECT SLEEP(31)', [], { signal: abort.signal }));
    expect(error.code).toBe('cancelled');
    const rows = await connection.query(
      "SELECT COUNT(*) AS n FROM information_schema.PROCESSLIST WHERE INFO = 'SELECT SLEEP(31)'",
    );
    expect(Number(rows[0]?.['n'])).toBe(0);
    await connection.close();
  });

  it('say that the server is gone when it vanishes in the middle', async () => {
    const port = Number(new URL(server.url).port);
    let cut = (): void => undefined;
    const proxy = await listen((socket) => {
      const upstream = connect(port, '127.0.0.1');
      sockets.add(upstream);
      upstream.on('error', () => undefined);
      socket.pipe(upstream).pipe(socket);
      cut = () => {
        socket.destroy();
        upstream.destroy();
      };
    });
    const connection = await openConnection(parseAddress(`mysql://root@127.0.0.1:${String(proxy)}/`));
    const running = failure(connection.query('SELECT SLEEP(30)'));
    setTimeout(() => {
      cut();
    }, 50);
    expect((await running).code).toBe('server-gone');
    expect((await failure(introspect(connection))).code).toBe('server-gone');
    expect(connection.open).toBe(false);
    await connection.close();
  });

  it('refuse a wrong password, ask once for one that is not known, and never show it', async () => {
    const user = `tm_${String(process.pid)}_pw`;
    await runSql(
      server,
      `CREATE USER '${user}'@'%' IDENTIFIED BY 'right-secret'; CREATE USER '${user}'@'localhost' IDENTIFIED BY 'right-secret'`,
    );
    try {
      const url = new URL(server.url);
      url.username = user;
      url.password = 'wrong-secret';
      const wrong = await failure(openConnection(parseAddress(url.href), { environment: {} }));
      expect(wrong.code).toBe('access-denied');
      expect(JSON.stringify([wrong.message, wrong.more])).not.toContain('wrong-secret');
      url.password = '';
      const target = { ...parseAddress(url.href), id: 'pr-od', defaultsFile: '' };
      expect((await failure(openConnection(target, { environment: {} }))).code).toBe('password-needed');
      const asked = await openConnection(target, {
        environment: {},
        askPassword: () => Promise.resolve('right-secret'),
      });
      expect(asked.account).toContain(user);
      await asked.close();
      const named = await openConnection(target, {
        environment: { TIDEMARK_PASSWORD_PR_OD: 'right-secret' },
      });
      await named.close();
    } finally {
      await runSql(server, `DROP USER '${user}'@'%'; DROP USER '${user}'@'localhost'`);
    }
  });

  it('show what an account may see, and name what it may not', async () => {
    const user = `tm_${String(process.pid)}_few`;
    const script = `CREATE TABLE seen (id INT PRIMARY KEY, a INT); CREATE TABLE part (id INT, secret INT);
      CREATE TABLE hidden (id INT); CREATE VIEW v AS SELECT id FROM seen;
      CREATE TRIGGER t BEFORE INSERT ON seen FOR EACH ROW SET NEW.a = 1;
      CREATE PROCEDURE p () SELECT 1`;
    await withTestDatabase(server, script, async ({ name }) => {
      await runSql(
        server,
        `CREATE USER '${user}'@'%'; CREATE USER '${user}'@'localhost';
         GRANT SELECT ON \`${name}\`.seen TO '${user}'@'localhost'; GRANT SELECT (id) ON \`${name}\`.part TO '${user}'@'localhost';
         GRANT SELECT ON \`${name}\`.seen TO '${user}'@'%'; GRANT SELECT (id) ON \`${name}\`.part TO '${user}'@'%'`,
      );
      try {
        const url = new URL(server.url);
        url.username = user;
        const target = { ...parseAddress(url.href), defaultsFile: '', schemas: [name] };
        const connection = await openConnection(target, { environment: {} });
        const { value, diagnostics } = await introspect(connection, [name]);
        await connection.close();
        const [schema] = value.schemas;
        expect(schema?.tables.find((table) => table.name === 'seen')?.columns).toHaveLength(2);
        expect(schema?.tables.some((table) => table.name === 'hidden')).toBe(false);
        // MySQL lists the columns that may be used, MariaDB's definition is all or nothing.
        const part = schema?.tables.find((table) => table.name === 'part');
        if (server.flavor.vendor === 'mysql') {
          expect(part?.columns.map((column) => column.name)).toEqual(['id']);
          expect(part?.unread).toHaveLength(1);
        } else expect(part?.facets).toEqual([]);
        for (const facet of ['tables', 'views', 'triggers', 'events', 'routines'] as const) {
          expect(schema?.facets).not.toContain(facet);
        }
        expect(diagnostics.filter(({ code }) => code === 'missing-grant').length).toBeGreaterThanOrEqual(5);
        const test = await testConnection(target, { environment: {} });
        expect(test.ok && test.missingGrants.map(({ privilege }) => privilege)).toContain('TRIGGER');
      } finally {
        await runSql(server, `DROP USER '${user}'@'%'; DROP USER '${user}'@'localhost'`);
      }
    });
  });

  it('say which schemas are not there', async () => {
    const connection = await openConnection(parseAddress(server.url));
    expect((await failure(introspect(connection, ['tm_no_such_schema']))).code).toBe('not-found');
    const { value, diagnostics } = await introspect(connection, ['tm_no_such_schema', 'mysql']);
    expect(value.schemas.map(({ name }) => name)).toEqual(['mysql']);
    expect(diagnostics[0]?.code).toBe('schema-not-found');
    await connection.close();
  });
});
