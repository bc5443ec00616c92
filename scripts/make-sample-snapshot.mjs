/**
 * `npm run sample:snapshot`: makes the sample's snapshots/production.json again, from a real server.
 * A private MariaDB loads the main SQL file, the migrations that production has had, and what was done to it by
 * hand (sample/production.sql); then Tidemark's own command line takes the snapshot.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findServerPrograms, startServer } from './database-server.mjs';
import { ROOT } from './freshness.mjs';
import { ensurePackages } from './packages.mjs';

const SAMPLE = join(ROOT, 'examples/lupopedia-sync');
const SCHEMAS = ['lupopedia', 'lupopedia_orchestration', 'lupopedia_ephemeral'];
/** In the order in which they were run; batch_labels_4_0_31.sql never was. */
const MIGRATIONS = [
  'migration_orchestrator_schema_4_0_25.sql',
  'ephemeral_schema_4_0_25.sql',
  'session_platform_4_0_44.sql',
  'department_names_4_0_45.sql',
  'schema_sync_4_0_46_missing_tables.sql',
];

ensurePackages();
const found = findServerPrograms().find((program) => program.vendor === 'mariadb');
if (found === undefined) {
  console.error('No MariaDB server program here. On Debian: apt-get install mariadb-server');
  process.exit(2);
}
const server = await startServer(found);
try {
  await load(server.url);
  const out = join(SAMPLE, 'snapshots/production.json');
  mkdirSync(join(SAMPLE, 'snapshots'), { recursive: true });
  const address = server.url + SCHEMAS.join(',');
  const done = spawnSync(
    process.execPath,
    [join(ROOT, 'scripts/tidemark.mjs'), 'snapshot', address, '--out', out],
    { stdio: 'inherit', cwd: ROOT },
  );
  process.exitCode = done.status ?? 1;
  if (done.status === 0) {
    // This server is gone when the sample is opened; in the story it has a name.
    const text = readFileSync(out, 'utf8').replaceAll(new URL(server.url).host, 'production.example.org');
    writeFileSync(out, text);
  }
} finally {
  await server.stop();
}

async function load(uri) {
  const { createConnection } = await import('mysql2/promise');
  const connection = await createConnection({ uri, multipleStatements: true });
  try {
    await connection.query('CREATE DATABASE lupopedia CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci');
    await connection.query('USE lupopedia');
    const files = [
      join(SAMPLE, 'database/lupopedia_mysql.sql'),
      ...MIGRATIONS.map((name) => join(SAMPLE, 'database/migrations', name)),
      join(ROOT, 'scripts/sample/production.sql'),
    ];
    for (const file of files) await connection.query(readFileSync(file, 'utf8'));
  } finally {
    await connection.end();
  }
}
