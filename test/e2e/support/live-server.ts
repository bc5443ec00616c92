import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { startScratchServer } from '../../../electron/core/scratch';

const SCHEMAS = ['lupopedia', 'lupopedia_orchestration', 'lupopedia_ephemeral'];

/** A server of the caller's own that holds what the sample's snapshot remembers of production. */
export interface LiveServer {
  /** Where it listens. */
  readonly socket: string;
  /** Runs statements as root. */
  run(sql: string): Promise<void>;
  /** The first column of each row. */
  ask(sql: string): Promise<readonly string[]>;
}

/**
 * Starts such a server and has the workspace, a copy of the sample, name it as `production`. `dist` is the folder of
 * the built program. The caller stops it.
 */
export async function startLiveServer(
  workspace: string,
  dist: string,
): Promise<LiveServer & { stop(): Promise<void> }> {
  const server = await startScratchServer({ vendor: 'mariadb' });
  const { socket = '', user = 'root' } = server.target;
  const connection = await createConnection({ socketPath: socket, user, multipleStatements: true });
  const dump = join(workspace, '.production.sql');
  await promisify(execFile)(process.execPath, [
    ...[join(dist, 'cli.js'), 'export', 'production', '--as', 'sql', '--out', dump],
    ...['--flavor', 'mariadb:10.11', '--workspace', workspace],
  ]);
  await connection.query(await readFile(dump, 'utf8'));
  await rm(dump);
  const config = join(workspace, 'tidemark.yaml');
  const text = await readFile(config, 'utf8');
  const url = `mysql://${user}@localhost/${SCHEMAS.join(',')}?socket=${socket}`;
  await writeFile(config, text.replace(/kind: snapshot\n\s+path: .*/, `kind: mysql\n    url: ${url}`));
  return {
    socket,
    run: async (sql) => {
      await connection.query(sql);
    },
    ask: async (sql) => {
      const [rows] = await connection.query({ sql, rowsAsArray: true });
      return (rows as unknown[][]).map(([first]) => String(first));
    },
    stop: async () => {
      await connection.end();
      await server.stop();
    },
  };
}
