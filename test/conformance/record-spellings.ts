/**
 * Writes test/golden/drift/stored-spellings.json: what MariaDB and MySQL store of each spelling case, so that the unit tests
 * can hold the drift engine to it without a server.
 *
 *   node scripts/run-ts.mjs --servers test/conformance/record-spellings.ts
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createConnection } from 'mysql2/promise';
import { parseFlavor } from '../../shared/model';
import { SPELLING_CASES } from '../golden/drift/spelling-cases';
import { SPELLING_SETUP, storeSpelling } from '../support/stored-spellings';

const FILE = 'test/golden/drift/stored-spellings.json';
const recorded: Record<string, unknown> = existsSync(FILE)
  ? (JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, unknown>)
  : {};
for (const url of (process.env['TIDEMARK_TEST_SERVERS'] ?? '').split(' ').filter((text) => text !== '')) {
  const connection = await createConnection({ uri: url });
  const [rows] = await connection.query('SELECT VERSION() AS version');
  const version = (rows as { version: string }[])[0]?.version ?? '';
  const flavor = parseFlavor(version);
  if (!flavor) continue;
  await connection.query('DROP DATABASE IF EXISTS tidemark_spellings');
  await connection.query('CREATE DATABASE tidemark_spellings CHARACTER SET utf8mb4');
  await connection.query('USE tidemark_spellings');
  await connection.query(SPELLING_SETUP);
  const stored = [];
  for (const one of SPELLING_CASES) {
    if (one.vendor !== undefined && one.vendor !== flavor.vendor) continue;
    const found = await storeSpelling(connection, one);
    if (found) stored.push({ case: `${one.a} | ${one.b}`, ...found });
  }
  await connection.query('DROP DATABASE tidemark_spellings');
  await connection.end();
  recorded[flavor.vendor] = { version: flavor.version.join('.'), stored };
  console.log(`${flavor.vendor} ${version}: ${String(stored.length)} cases recorded`);
}
writeFileSync(FILE, `${JSON.stringify(recorded, null, 1)}\n`);
