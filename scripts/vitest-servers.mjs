/**
 * Vitest's global set-up for integration tests. Under `npm test` the servers are running already and their addresses
 * are in TIDEMARK_TEST_SERVERS; under a bare `npx vitest run --project integration` they are started here.
 */
import { startTestServers } from './database-server.mjs';

let stop = async () => {};

export async function setup() {
  if (process.env['TIDEMARK_TEST_SERVERS'] !== undefined) return;
  const started = await startTestServers();
  stop = started.stop;
  process.env['TIDEMARK_TEST_SERVERS'] = started.servers.map((server) => server.url).join(' ');
  for (const { reason } of started.missing) console.warn(`not tested: ${reason}`);
}

export async function teardown() {
  await stop();
}
