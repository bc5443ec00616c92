/**
 * Runs peer cases against live servers: for each case and server that loads it,
 *
 * - `file`: what is desired, read from its file, shows no drift against the schema read from the server
 * - `show`: what SHOW CREATE prints of each object shows none either
 * - `drift`: current against desired shows drift exactly when the server stores them differently, and the same
 *   items whether files or live schemas are compared, or one of each
 * - `round`: the schema printed as SQL, loaded and read again, is equal, and SHOW CREATE prints the same
 *
 * `npm run conformance`, or `node scripts/run-ts.mjs --servers test/conformance/live-drift.ts [CASES.json [NAME]]`.
 * Ends with 1 when one of them fails.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { Connection } from 'mysql2/promise';
import { createConnection } from 'mysql2/promise';
import { introspect, openConnection, parseAddress } from '../../electron/core/mysql';
import { isPerFlavor } from '../../electron/core/source/read-sql-source';
import type { ServerConnection } from '../../electron/core/mysql';
import { oracleAt, settleDiff } from '../../electron/core/settle';
import { diffModels } from '../../shared/drift/diff-models';
import type { ModelDiff } from '../../shared/drift/difference';
import { explainDifference } from '../../shared/drift/explain-difference';
import type { SchemaModel } from '../../shared/model';
import { describeFlavor } from '../../shared/model';
import { printModel, readSql } from '../../shared/sql';

interface Case {
  readonly name: string;
  readonly current?: string;
  readonly desired: string;
}

const path = process.argv[2] ?? '../shared/cases/mysqldef.json';
const only = process.argv[3];
const urls = (process.env['TIDEMARK_TEST_SERVERS'] ?? '').split(' ').filter((url) => url !== '');
const KINDS = ['file', 'show', 'drift', 'round'] as const;
type Kind = (typeof KINDS)[number];

async function runServer(url: string, cases: readonly Case[]): Promise<number> {
  const target = { ...parseAddress(url), schemas: [] };
  const reader = await openConnection(target);
  const writer = await createConnection({ uri: url, multipleStatements: true });
  const passed = new Map<Kind, number>();
  const failures: { readonly name: string; readonly kind: Kind; readonly why: string }[] = [];
  let loaded = 0;
  const refused: string[] = [];
  try {
    for (const one of cases) {
      if (only !== undefined && one.name !== only) continue;
      const check = (kind: Kind, why: string | undefined): void => {
        if (why === undefined) passed.set(kind, (passed.get(kind) ?? 0) + 1);
        else failures.push({ name: one.name, kind, why });
      };
      const desired = await load(writer, reader, 'a', one.desired);
      const current = await load(writer, reader, 'b', one.current ?? '');
      if (desired === undefined || current === undefined) {
        refused.push(one.name);
        continue;
      }
      loaded += 1;
      const stated = read(one.desired, reader);
      check('file', await drift(desired.model, stated, reader));
      check(
        'show',
        await drift(desired.model, read(desired.shown.replaceAll(nameOf('a'), SCHEMA), reader), reader),
      );
      const before = read(one.current ?? '', reader);
      check('drift', await sameDrift({ current, desired, before, stated }, reader));
      check('round', await roundTrip(writer, reader, desired));
    }
  } finally {
    await drop(writer);
    await writer.end();
    await reader.close();
  }
  const name = `${describeFlavor(reader.flavor)} (${reader.version})`;
  for (const { name: which, kind, why } of failures)
    console.log(`${describeFlavor(reader.flavor)}  ${kind}  ${which}\n${why}`);
  console.log(
    `\n${name}: ${String(loaded)} of ${String(cases.length)} cases load (${String(refused.length)} do not)`,
  );
  if (only === undefined) console.log(`  refused: ${refused.join(', ')}`);
  for (const kind of KINDS)
    console.log(`  ${kind.padEnd(6)} ${String(passed.get(kind) ?? 0)} of ${String(loaded)}`);
  return failures.length;
}

interface Live {
  readonly model: SchemaModel;
  /** What SHOW CREATE prints of every object, in the order of the model. */
  readonly shown: string;
}

const SCHEMA = 'tm_conformance';
/** What the peer's tests call the schema that they run in; some views say it. */
const OWN = 'mysqldef_test';

function nameOf(which: string): string {
  return `${SCHEMA}_${String(process.pid)}_${which}`;
}

async function drop(writer: Connection): Promise<void> {
  for (const which of ['a', 'b', 'c']) await writer.query(`DROP DATABASE IF EXISTS ${nameOf(which)}`);
}

/** The schema as the server stores a script; undefined when it refuses the script. */
async function load(
  writer: Connection,
  reader: ServerConnection,
  which: string,
  script: string,
): Promise<Live | undefined> {
  const schema = nameOf(which);
  const collation = reader.flavor.vendor === 'mariadb' ? ' COLLATE utf8mb4_general_ci' : '';
  await writer.query(
    `DROP DATABASE IF EXISTS ${schema}; CREATE DATABASE ${schema} CHARACTER SET utf8mb4${collation}; USE ${schema}`,
  );
  // Events that name no start begin when they are made: at one time, so that they compare.
  await writer.query('SET timestamp = 1900000000');
  try {
    for (const text of splitScript(script.replaceAll(OWN, schema))) await writer.query(text);
  } catch (error) {
    if (only !== undefined) console.log(error);
    return undefined;
  }
  const { value, diagnostics } = await introspect(reader, [schema]);
  for (const { message } of diagnostics) console.log(`introspection: ${message}`);
  return { model: renamed(value), shown: await showAll(writer, value) };
}

/** The mysql client's DELIMITER is not the server's; everything between two delimiters is one text. */
function splitScript(script: string): readonly string[] {
  if (!/^\s*delimiter\s/im.test(script)) return script.trim() === '' ? [] : [script];
  const texts: string[] = [];
  let delimiter = ';';
  let text = '';
  for (const line of script.split('\n')) {
    const change = /^\s*delimiter\s+(\S+)/i.exec(line);
    if (change) {
      if (text.trim() !== '') texts.push(text);
      text = '';
      delimiter = change[1] ?? ';';
    } else if (delimiter !== ';' && line.trimEnd().endsWith(delimiter)) {
      texts.push(text + line.trimEnd().slice(0, -delimiter.length));
      text = '';
    } else text += `${line}\n`;
  }
  return text.trim() === '' ? texts : [...texts, text];
}

async function showAll(writer: Connection, model: SchemaModel): Promise<string> {
  const schema = model.schemas[0];
  const texts: string[] = [];
  const show = async (word: string, name: string, column: string): Promise<void> => {
    const [rows] = await writer.query(`SHOW CREATE ${word} \`${name.replaceAll('`', '``')}\``);
    texts.push(String((rows as readonly Record<string, unknown>[])[0]?.[column]));
  };
  for (const { name } of schema?.sequences ?? []) await show('SEQUENCE', name, 'Create Table');
  for (const { name } of schema?.tables ?? []) await show('TABLE', name, 'Create Table');
  // MariaDB lists views in no order.
  const views = (schema?.views ?? []).map(({ name }) => name).sort();
  for (const name of views) await show('VIEW', name, 'Create View');
  // SHOW CREATE TRIGGER repeats how the header was typed; what is stored is what SHOW TRIGGERS says.
  for (const { name, table, timing, event } of schema?.triggers ?? []) {
    const [rows] = await writer.query('SHOW TRIGGERS WHERE `Trigger` = ?', [name]);
    const body = String((rows as readonly Record<string, unknown>[])[0]?.['Statement']).replace(
      /[\s;]+$/,
      '',
    );
    texts.push(`CREATE TRIGGER \`${name}\` ${timing} ${event} ON \`${table}\` FOR EACH ROW ${body}`);
  }
  for (const { kind, name } of schema?.routines ?? []) {
    await show(kind, name, kind === 'procedure' ? 'Create Procedure' : 'Create Function');
  }
  for (const { name } of schema?.events ?? []) await show('EVENT', name, 'Create Event');
  return texts.map((text) => `DELIMITER $$$\n${text}\n$$$\nDELIMITER ;\n`).join('');
}

/** All schemas of a case go by one name, so that they compare as one. */
function renamed(model: SchemaModel): SchemaModel {
  return { ...model, schemas: model.schemas.map((schema) => ({ ...schema, name: SCHEMA })) };
}

/** As sources are read: for no server, unless the two vendors read the text differently. */
function read(text: string, reader: ServerConnection): SchemaModel {
  const { value } = readSql(text.replaceAll(OWN, SCHEMA), {
    path: 'case.sql',
    ...(isPerFlavor(text) && { flavor: reader.flavor }),
    defaultSchema: SCHEMA,
  });
  if (value.schemas.length > 0) return value;
  const empty = { tables: [], views: [], triggers: [], routines: [], events: [], sequences: [] };
  return {
    ...value,
    schemas: [{ name: SCHEMA, ...empty, facets: ['tables', 'views', 'triggers', 'routines', 'events'] }],
  };
}

async function settled(from: SchemaModel, to: SchemaModel, reader: ServerConnection): Promise<ModelDiff> {
  const diff = diffModels(from, to, { flavor: reader.flavor });
  return await settleDiff(from, to, diff, oracleAt(reader.target, reader.flavor), { cacheFolder: null });
}

function notSame(diff: ModelDiff): ModelDiff['objects'] {
  return diff.objects.filter(({ status }) => status !== 'equal' && status !== 'equivalent');
}

/** What is not the same, in sentences; undefined when all is. */
async function drift(
  from: SchemaModel,
  to: SchemaModel,
  reader: ServerConnection,
): Promise<string | undefined> {
  const objects = notSame(await settled(from, to, reader));
  if (objects.length === 0) return undefined;
  return objects.map((object) => `    [${object.status}] ${explainDifference(object)}`).join('\n');
}

interface Sides {
  readonly current: Live;
  readonly desired: Live;
  readonly before: SchemaModel;
  readonly stated: SchemaModel;
}

async function sameDrift(sides: Sides, reader: ServerConnection): Promise<string | undefined> {
  const { current, desired, before, stated } = sides;
  const liveDiff = await settled(current.model, desired.model, reader);
  const live = items(liveDiff);
  const files = items(await settled(before, stated, reader));
  const mixed = items(await settled(current.model, stated, reader));
  const stores = withoutCounters(current.shown) !== withoutCounters(desired.shown);
  // What servers keep apart though it means nothing (a default row format that was said) is shown, but no drift.
  const onlySpelling = live.size === 0 && liveDiff.objects.some(({ status }) => status === 'equivalent');
  if (stores !== live.size > 0 && !onlySpelling) {
    return `    the server stores them ${stores ? 'differently' : 'the same'}, but ${String(live.size)} items drift: ${[...live].join('; ')}`;
  }
  const complaints = [
    ...compareItems('two files', files, live),
    ...compareItems('the live schema and a file', mixed, live),
  ];
  return complaints.length === 0 ? undefined : complaints.join('\n');
}

function compareItems(
  what: string,
  found: ReadonlySet<string>,
  live: ReadonlySet<string>,
): readonly string[] {
  const more = [...found].filter((item) => !live.has(item));
  const fewer = [...live].filter((item) => !found.has(item));
  return [
    ...(more.length > 0 ? [`    ${what} show what two live schemas do not: ${more.join('; ')}`] : []),
    ...(fewer.length > 0 ? [`    ${what} do not show: ${fewer.join('; ')}`] : []),
  ];
}

/** Every difference as one text: object, part, attribute, status. */
function items(diff: ModelDiff): ReadonlySet<string> {
  const found = new Set<string>();
  const counts = (status: string): boolean => status !== 'equal' && status !== 'equivalent';
  for (const object of notSame(diff)) {
    const where = `${object.object} ${object.name}`;
    if (object.parts.length === 0 && object.attributes.length === 0) found.add(`${where} ${object.status}`);
    for (const { attribute, status } of object.attributes)
      if (counts(status)) found.add(`${where} ${attribute} ${status}`);
    for (const part of object.parts) {
      if (!counts(part.status)) continue;
      const attributes = part.attributes.filter(({ status }) => counts(status));
      if (attributes.length === 0) found.add(`${where} ${part.part} ${part.name} ${part.status}`);
      for (const { attribute, status } of attributes)
        found.add(`${where} ${part.part} ${part.name} ${attribute} ${status}`);
    }
  }
  return found;
}

function withoutCounters(shown: string): string {
  return (
    shown
      .replace(/ AUTO_INCREMENT=\d+/g, '')
      .replace(/^CREATE DEFINER=\S+/gm, 'CREATE')
      // The names of the test schemas differ.
      .replaceAll(nameOf('a'), SCHEMA)
      .replaceAll(nameOf('b'), SCHEMA)
      .replaceAll(nameOf('c'), SCHEMA)
  );
}

async function roundTrip(
  writer: Connection,
  reader: ServerConnection,
  live: Live,
): Promise<string | undefined> {
  const nameless = { ...live.model, schemas: live.model.schemas.map((schema) => ({ ...schema, name: '' })) };
  const printed = printModel(nameless, reader.flavor);
  const again = await load(writer, reader, 'c', printed);
  if (again === undefined)
    return `    the server refuses what was printed:\n${printed.replace(/^/gm, '      ')}`;
  const objects = notSame(diffModels(live.model, again.model, { flavor: reader.flavor }));
  if (objects.length > 0) return objects.map((object) => `    ${explainDifference(object)}`).join('\n');
  const [before, after] = [withoutCounters(live.shown), withoutCounters(again.shown)];
  return before === after ? undefined : `    SHOW CREATE differs:\n${firstDifference(before, after)}`;
}

function firstDifference(a: string, b: string): string {
  const theirs = b.split('\n');
  const at = a.split('\n').findIndex((line, index) => line !== theirs[index]);
  return `      ${a.split('\n')[at] ?? ''}\n      ${theirs[at] ?? ''}`;
}

if (!existsSync(path)) {
  console.log(`skipped: ${path} is not there`);
  process.exit(0);
}
if (urls.length === 0) {
  console.log('skipped: no database server was found');
  process.exit(0);
}
const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { cases: readonly Case[] };
let failed = 0;
for (const url of urls) failed += await runServer(url, cases);
process.exit(failed === 0 ? 0 : 1);
