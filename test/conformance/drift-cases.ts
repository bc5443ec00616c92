/**
 * Runs the drift engine over a file of peer cases, each with what two real servers stored, without a server.
 *
 *   npx rolldown test/conformance/drift-cases.ts --platform node --format esm -o .cache/drift-cases.mjs
 *   node .cache/drift-cases.mjs ../shared/cases/mysqldef.json [name]
 *
 * For each case and server that loaded it: what is desired must equal what the server shows of it; cases that the server
 * stores alike must show no drift, and those that it stores differently must show some. Ends with 1 when one fails.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { Flavor, SchemaModel } from '../../shared/model';
import { parseFlavor } from '../../shared/model';
import { diffModels } from '../../shared/drift/diff-models';
import type { ModelDiff, ObjectDiff } from '../../shared/drift/difference';
import { explainDifference } from '../../shared/drift/explain-difference';
import { readSql } from '../../shared/sql/read-sql';

interface Loaded {
  readonly ok: boolean;
  readonly show?: Readonly<Record<string, string>>;
}
interface Case {
  readonly name: string;
  readonly current?: string;
  readonly desired?: string;
  readonly must_be_empty_diff: Readonly<Record<string, boolean>>;
  readonly [engine: string]: unknown;
}

const ENGINES: readonly (readonly [key: string, flavor: string])[] = [
  ['mariadb_10_11', 'mariadb:10.11.19'],
  ['mysql_9_7', 'mysql:9.7.4'],
];

const path = process.argv[2] ?? '../shared/cases/mysqldef.json';
const only = process.argv[3];
if (!existsSync(path)) {
  console.log(`skipped: ${path} is not there`);
  process.exit(0);
}
const cases = (JSON.parse(readFileSync(path, 'utf8')) as { cases: readonly Case[] }).cases;
let passed = 0;
let settled = 0;
let equivalent = 0;
const failures: string[] = [];

/** What a script leaves, where the test schema has the charset that the cases were loaded with. */
function read(text: string, name: string, flavor: Flavor): SchemaModel {
  const { value } = readSql(text, { path: name, flavor, defaultSchema: 'mysqldef_test' });
  return { ...value, schemas: value.schemas.map((schema) => ({ charset: 'utf8mb4', ...schema })) };
}

function isDrift({ status }: ObjectDiff): boolean {
  return status === 'different' || status === 'missing' || status === 'extra';
}

function describe(diff: ModelDiff): string {
  return diff.objects
    .filter((object) => isDrift(object))
    .map((object) => `      ${explainDifference(object)}`)
    .join('\n');
}

for (const one of cases) {
  if (only !== undefined && one.name !== only) continue;
  for (const [engine, version] of ENGINES) {
    const flavor = parseFlavor(version);
    const result = one[engine] as { current: Loaded; desired: Loaded; server_identical?: boolean | null };
    if (!flavor) continue;
    const shown = (loaded: Loaded): string => Object.values(loaded.show ?? {}).join(';\n');
    for (const side of ['current', 'desired'] as const) {
      const loaded = result[side];
      if (!loaded.ok) continue;
      const stated = read(one[side] ?? '', `${side}.sql`, flavor);
      const stored = read(shown(loaded), 'show.sql', flavor);
      const diff = diffModels(stated, onlyShown(stated, stored), { flavor });
      for (const object of diff.objects.filter(({ status }) => status === 'unknown')) {
        settled += 1;
        if (object.object !== 'view')
          console.log(`${one.name} ${engine} ${side}: ${explainDifference(object)}`);
      }
      if (diff.objects.some(isDrift))
        failures.push(`${one.name} ${engine} ${side} against the server:\n${describe(diff)}`);
      else passed += 1;
    }
    if (!result.current.ok || !result.desired.ok) continue;
    const current = read(one.current ?? '', 'current.sql', flavor);
    const desired = read(one.desired ?? '', 'desired.sql', flavor);
    const drift = diffModels(current, desired, { flavor });
    const isDifferent = drift.objects.some(isDrift);
    const isUnknown = drift.objects.some((object) => object.status === 'unknown');
    if (one.must_be_empty_diff[engine] === true && isDifferent)
      failures.push(`${one.name} ${engine} is no drift:\n${describe(drift)}`);
    else if (result.server_identical === false && !isDifferent && !isUnknown && drift.objects.length > 0) {
      // Kept apart by the servers though it means nothing: shown, but no drift.
      equivalent += 1;
    } else if (result.server_identical === false && !isDifferent && !isUnknown) {
      failures.push(`${one.name} ${engine}: the server stores these differently, but no drift was found`);
    } else passed += 1;
  }
}

/** SHOW CREATE was recorded of tables and views only. */
function onlyShown(stated: SchemaModel, stored: SchemaModel): SchemaModel {
  const source = stated.schemas[0];
  if (!source) return stored;
  const { triggers, routines, events, sequences } = source;
  const [schema] = stored.schemas;
  return {
    ...stored,
    schemas: [{ ...(schema ?? { ...source, tables: [], views: [] }), triggers, routines, events, sequences }],
  };
}

for (const failure of failures) console.log(failure);
console.log(
  `${String(passed)} passed, ${String(failures.length)} failed; ${String(settled)} would ask a server, ${String(equivalent)} are stored apart but mean the same`,
);
process.exit(failures.length === 0 ? 0 : 1);
