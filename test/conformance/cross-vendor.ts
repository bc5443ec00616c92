/**
 * Loads the same texts on a MariaDB and on a MySQL, in schemas of one charset and collation and under one sql_mode, and
 * compares the two live schemas in both directions, each time in the eyes of the server that would follow. What is
 * found must truly differ; it is counted by kind and shown.
 *
 *   node scripts/run-ts.mjs --servers test/conformance/cross-vendor.ts CASES.json [NAME]
 *
 * The cases are those of live-drift.ts. Ends with 1 when something differs.
 */
import { readFileSync } from 'node:fs';
import { createConnection } from 'mysql2/promise';
import { introspect, openConnection, parseAddress } from '../../electron/core/mysql';
import type { ServerConnection } from '../../electron/core/mysql';
import { oracleAt, settleDiff } from '../../electron/core/settle';
import { diffModels } from '../../shared/drift/diff-models';
import { explainDifference } from '../../shared/drift/explain-difference';
import type { SchemaModel } from '../../shared/model';
import { describeFlavor } from '../../shared/model';
import { driftItems } from './drift-items';

const SCHEMA = `tm_cross_${String(process.pid)}`;
/** Modes that both vendors have. */
const SQL_MODE = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION';

interface Server {
  readonly url: string;
  readonly reader: ServerConnection;
}

/** The schema as the server stores a script; undefined when it refuses the script. */
async function load({ url, reader }: Server, script: string): Promise<SchemaModel | undefined> {
  const writer = await createConnection({ uri: url, multipleStatements: true });
  try {
    await writer.query(
      `DROP DATABASE IF EXISTS ${SCHEMA}; CREATE DATABASE ${SCHEMA} CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci; USE ${SCHEMA}`,
    );
    await writer.query(`SET sql_mode = '${SQL_MODE}', timestamp = 1900000000`);
    if (script.trim() !== '') await writer.query(script);
    const { value } = await introspect(reader, [SCHEMA]);
    return value;
  } catch {
    return undefined;
  } finally {
    await writer.query(`DROP DATABASE IF EXISTS ${SCHEMA}`);
    writer.destroy();
  }
}

const [path = '../shared/cases/mysqldef.json', only] = process.argv.slice(2);
const { cases } = JSON.parse(readFileSync(path, 'utf8')) as {
  cases: readonly { readonly name: string; readonly desired: string }[];
};
const servers: Server[] = [];
for (const url of (process.env['TIDEMARK_TEST_SERVERS'] ?? '').split(' ').filter((text) => text !== ''))
  servers.push({ url, reader: await openConnection({ ...parseAddress(url), schemas: [] }) });
const mariadb = servers.find(({ reader }) => reader.flavor.vendor === 'mariadb');
const mysql = servers.find(({ reader }) => reader.flavor.vendor === 'mysql');
if (mariadb === undefined || mysql === undefined) {
  console.log('skipped: a MariaDB and a MySQL are needed');
  process.exit(0);
}
let loaded = 0;
let same = 0;
for (const one of cases) {
  if (only !== undefined && one.name !== only) continue;
  const ours = await load(mariadb, one.desired);
  const theirs = ours && (await load(mysql, one.desired));
  if (ours === undefined || theirs === undefined) continue;
  loaded += 1;
  let isSame = true;
  for (const [from, to, target] of [
    [ours, theirs, mysql],
    [theirs, ours, mariadb],
  ] as const) {
    const { flavor } = target.reader;
    const diff = await settleDiff(
      from,
      to,
      diffModels(from, to, { flavor }),
      oracleAt(target.reader.target, flavor),
      { cacheFolder: null },
    );
    const items = driftItems(diff);
    if (items.size === 0) continue;
    isSame = false;
    console.log(`${one.name}, in the eyes of ${describeFlavor(flavor)}:`);
    for (const object of diff.objects)
      if (object.status !== 'equal' && object.status !== 'equivalent')
        console.log(`  [${object.status}] ${explainDifference(object)}`);
  }
  if (isSame) same += 1;
}
console.log(`\n${String(same)} of ${String(loaded)} that load on both are the same`);
for (const { reader } of servers) await reader.close();
process.exit(same === loaded ? 0 : 1);
