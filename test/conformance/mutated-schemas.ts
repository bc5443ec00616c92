/**
 * `node scripts/run-ts.mjs --servers test/conformance/mutated-schemas.ts PATH… [--count=20] [--seed=1] [--tables=N] [--only=mariadb|mysql] [--case=NAME]`:
 * loads each script as a schema, draws changed copies of it (`mutate-schema.ts`), and proves the plans between the two,
 * in both directions and with rows in the tables, as `plan-conformance.ts` does. Prints each refusal and failure, then counts. With `--tables` each copy
 * is of some N tables, with those that they refer to and without views. `--case` proves one pair again and prints it with its script. Ends with 1 when a plan failed.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { introspect, openConnection, parseAddress } from '../../electron/core/mysql';
import { parseFlavor, type Flavor, type Schema, type Table } from '../../shared/model';
import { printModel } from '../../shared/sql';
import { mutateSchema } from './mutate-schema';
import { provePlan, splitStatements } from './plan-cases';
import { Dice } from './random-schema';

const paths = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const option = (name: string): string | undefined =>
  process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const count = Number(option('count') ?? '20');
const seed = Number(option('seed') ?? '1');
const size = option('tables') === undefined ? undefined : Number(option('tables'));
const wantedCase = option('case');
/** Texts that servers store name the schema that they were made in. */
const SOURCE = `tm_mutated_${String(process.pid)}`;

/** The schema that a script makes, as the server stores it; undefined when the server takes nothing of it. */
async function readSchema(url: string, path: string, flavor: Flavor): Promise<Schema | undefined> {
  const connection = await createConnection({ uri: url, charset: 'utf8mb4' });
  try {
    await connection.query(`DROP DATABASE IF EXISTS ${SOURCE}`);
    await connection.query(`CREATE DATABASE ${SOURCE} CHARACTER SET utf8mb4`);
    await connection.query(`USE ${SOURCE}`);
    await connection.query('SET foreign_key_checks = 0');
    for (const text of splitStatements(readFileSync(path, 'utf8'), flavor)) {
      if (!/^\s*(?:\/\*.*?\*\/\s*)*(?:create|alter|set)\s/is.test(text)) continue;
      if (/^\s*(?:create|drop|alter)\s+(?:database|schema)\s/i.test(text)) continue;
      await connection.query(text).catch(() => undefined);
    }
    const reader = await openConnection(parseAddress(url));
    try {
      const { value } = await introspect(reader, [SOURCE]);
      const [schema] = value.schemas;
      return schema === undefined || schema.tables.length === 0 ? undefined : { ...schema, name: '' };
    } finally {
      await reader.close();
    }
  } finally {
    await connection.query(`DROP DATABASE IF EXISTS ${SOURCE}`).catch(() => undefined);
    await connection.end();
  }
}

/** A part of a large schema: some tables, those that they refer to, and what is theirs. */
function pickPart(schema: Schema, dice: Dice, size: number): Schema {
  const byName = new Map(schema.tables.map((table) => [table.name.toLowerCase(), table]));
  const chosen = new Set<Table>();
  const choose = (table: Table | undefined): void => {
    if (table === undefined || chosen.has(table)) return;
    chosen.add(table);
    for (const key of table.foreignKeys) choose(byName.get(key.referencedTable.toLowerCase()));
  };
  for (let n = 0; n < size; n += 1) choose(dice.pick(schema.tables));
  const names = new Set([...chosen].map(({ name }) => name));
  return {
    ...schema,
    tables: schema.tables.filter((table) => chosen.has(table)),
    views: [],
    triggers: schema.triggers.filter(({ table }) => names.has(table)),
  };
}

interface Pair {
  readonly name: string;
  readonly seed: number;
  readonly current: string;
  readonly desired: string;
}

function* drawPairs(schema: Schema, file: string, flavor: Flavor): Generator<Pair> {
  for (let own = seed; own < seed + count; own += 1) {
    const name = `${file}#${String(own)}`;
    if (wantedCase !== undefined && wantedCase !== name) continue;
    const dice = new Dice(own);
    const part = size === undefined ? schema : pickPart(schema, dice, size);
    const current = printModel({ schemas: [part] }, flavor);
    const changed = mutateSchema(part, dice, flavor, dice.pick([1, 1, 2, 3, 5, 8, 12]));
    const desired = printModel({ schemas: [changed] }, flavor);
    if (desired !== current) yield { name, seed: own, current, desired };
  }
}

for (const url of (process.env['TIDEMARK_TEST_SERVERS'] ?? '').split(' ').filter((text) => text !== '')) {
  const connection = await createConnection(url);
  const [[row]] = await connection.query<RowDataPacket[]>('SELECT VERSION() AS v');
  await connection.end();
  const flavor = parseFlavor(String(row?.['v']));
  if (flavor === undefined || (option('only') ?? flavor.vendor) !== flavor.vendor) continue;
  const server = `${flavor.vendor} ${flavor.version.join('.')}`;
  const tally = new Map<string, number>();
  for (const path of paths) {
    const schema = await readSchema(url, path, flavor);
    if (schema === undefined) continue;
    const pairs = drawPairs(schema, basename(path, '.sql'), flavor);
    const work = async (): Promise<void> => {
      for (let next = pairs.next(); next.done !== true; next = pairs.next()) {
        const pair = next.value;
        for (const direction of ['forward', 'backward'] as const) {
          const outcome = await provePlan(
            url,
            { ...pair, schema: SOURCE },
            direction,
            flavor,
            'to the letter',
            'guarded',
            new Dice(pair.seed),
          );
          const result =
            outcome.result === 'passed' && outcome.message.startsWith('stopped')
              ? 'stopped by rows'
              : outcome.result;
          tally.set(result, (tally.get(result) ?? 0) + 1);
          if (result === 'failed' || result === 'refused' || wantedCase !== undefined)
            console.log(
              `-- ${result} on ${server}: ${pair.name} ${direction}: ${outcome.message.slice(0, 1500)}`,
            );
          if (wantedCase !== undefined)
            console.log(
              `${direction === 'forward' ? `${pair.current}\n-- wanted\n${pair.desired}\n` : ''}${outcome.script ?? ''}`,
            );
        }
      }
    };
    await Promise.all(Array.from({ length: 4 }, work));
  }
  console.log(`== ${server}: ${[...tally].map(([key, n]) => `${String(n)} ${key}`).join(', ')}`);
  if (tally.has('failed')) process.exitCode = 1;
}
