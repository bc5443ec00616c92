/**
 * Runs scripts of plain SQL statement by statement on real servers and, beside them, on the model, and compares after each
 * statement that the server takes. A statement that it refuses is not run on the model either.
 *
 * - `file`: the model after the statements shows no drift against the schema read from the server
 * - `show`: what SHOW CREATE prints of what changed shows none either
 * - `drift`: what a statement changed drifts exactly when SHOW CREATE changed, and the same items whether two
 *   states of the model or two readings of the server are compared
 * - `round`: what changed, printed as SQL and loaded into another schema, is shown as before
 *
 *   node scripts/run-ts.mjs --servers test/conformance/lockstep.ts PATH… [--only=mariadb|mysql] [--step=N/M] [--out=FAULTS.jsonl] [--quick]
 *
 * PATH is an .sql file or a folder of them. `--step=0/4` takes every fourth file, from the first. Statements that have
 * been seen with the same outcome are not judged again. Counts what the reader understood of what the server took,
 * by kind. `--quick` judges drops together with what follows them. Ends with 1 when something is wrong.
 */
import { appendFileSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Connection } from 'mysql2/promise';
import { createConnection } from 'mysql2/promise';
import { introspect, openConnection, parseAddress } from '../../electron/core/mysql';
import type { ServerConnection } from '../../electron/core/mysql';
import { oracleAt, settleDiff } from '../../electron/core/settle';
import type { ModelDiff, ObjectDiff } from '../../shared/drift/difference';
import { diffModels } from '../../shared/drift/diff-models';
import { explainDifference } from '../../shared/drift/explain-difference';
import type { Schema, SchemaModel } from '../../shared/model';
import { describeFlavor } from '../../shared/model';
import type { StatementSummary } from '../../shared/sql';
import { printModel, quoteIdentifier, readSql, SqlSession } from '../../shared/sql';
import { ScriptScanner } from '../../shared/sql/script-scanner';
import { driftItems } from './drift-items';
import { showObject, withoutOwnNames } from './shown-objects';
import type { ShownObject } from './shown-objects';

type Kind = 'reader' | 'introspection' | 'file' | 'show' | 'drift' | 'round';

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const option = (name: string): string | undefined =>
  process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const urls = (process.env['TIDEMARK_TEST_SERVERS'] ?? '').split(' ').filter((url) => url !== '');
const SCHEMA = `tm_lockstep_${String(process.pid)}`;
const COPY = `tm_lockstep_${String(process.pid)}_copy`;
/** A statement that a server thinks about for longer is given up with its script. */
const STATEMENT_LIMIT_MS = 20_000;

/** What is about the server, its accounts or other schemas, and no business of a schema: such statements are left out. */
const OF_THE_SERVER =
  /^(?:\s|\/\*.*?\*\/|(?:--|#).*\n)*(?:shutdown|restart|kill|flush|reset|purge|change|start|stop|install|uninstall|select\b[^;]*\binto\s+(?:outfile|dumpfile)|set\s+(?:@@)?(?:global|persist)|lock|unlock|grant|revoke|clone|load|import|xa|use|binlog|backup|(?:create|drop|alter|rename)\s+(?:or\s+replace\s+)?(?:user|role|instance|server|database|schema|tablespace|logfile|undo|resource|spatial\s+reference))\b/i;

const TEMPORARY =
  /^\s*create\s+(?:or\s+replace\s+)?temporary\s+table\s+(?:if\s+not\s+exists\s+)?`?([^\s`(]+)/i;

interface Script {
  readonly name: string;
  readonly statements: readonly string[];
}

function findFiles(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => join(path, name));
}

function readScript(path: string): Script {
  const text = readFileSync(path, 'utf8');
  const scanner = new ScriptScanner(text);
  const statements: string[] = [];
  for (let found = scanner.next(); found !== undefined; found = scanner.next())
    if (found.kind === 'sql' && !OF_THE_SERVER.test(text.slice(found.start, found.end)))
      statements.push(text.slice(found.start, found.end));
  return { name: basename(path), statements };
}

/** One server's run over all scripts. */
class Lockstep {
  readonly counts = new Map<Kind, { passed: number; failed: number }>();
  /** How many statements of each kind the server took, and how many of those the reader understood. */
  readonly kinds = new Map<string, { taken: number; understood: number }>();
  taken = 0;
  refused = 0;
  private readonly seen = new Set<string>();
  private readonly copies = new Set<string>();

  constructor(
    private readonly url: string,
    private readonly reader: ServerConnection,
  ) {}

  async run(script: Script): Promise<void> {
    const writer = await createConnection({ uri: this.url });
    const shower = await createConnection({ uri: this.url });
    try {
      await this.prepare(writer, SCHEMA);
      await shower.query(`USE ${SCHEMA}`);
      await new ScriptRun(this, script, writer, shower, this.reader).run();
    } finally {
      writer.destroy();
      shower.destroy();
    }
  }

  async prepare(writer: Connection, schema: string): Promise<void> {
    const collation = this.reader.flavor.vendor === 'mariadb' ? ' COLLATE utf8mb4_general_ci' : '';
    await writer.query(`DROP DATABASE IF EXISTS ${schema}`);
    await writer.query(`CREATE DATABASE ${schema} CHARACTER SET utf8mb4${collation}`);
    await writer.query(`USE ${schema}`);
    await writer.query('SET timestamp = 1900000000');
  }

  count({ kind, understood }: StatementSummary): void {
    const count = this.kinds.get(kind) ?? { taken: 0, understood: 0 };
    this.kinds.set(kind, count);
    count.taken += 1;
    if (understood) count.understood += 1;
  }

  /** False when the same was judged before. */
  isNew(key: string): boolean {
    if (this.seen.has(key)) return false;
    this.seen.add(key);
    return true;
  }

  isNewCopy(key: string): boolean {
    if (this.copies.has(key)) return false;
    this.copies.add(key);
    return true;
  }

  judge(kind: Kind, why: string | undefined, script: Script, statement: string): boolean {
    const count = this.counts.get(kind) ?? { passed: 0, failed: 0 };
    this.counts.set(kind, count);
    if (why === undefined) {
      count.passed += 1;
      return true;
    }
    count.failed += 1;
    const flavor = describeFlavor(this.reader.flavor);
    const out = option('out');
    if (out === undefined) console.log(`${flavor}  ${kind}  ${script.name}\n${statement}\n${why}\n`);
    else appendFileSync(out, `${JSON.stringify({ flavor, kind, script: script.name, statement, why })}\n`);
    return false;
  }
}

interface Shown {
  readonly text: string;
  readonly object: ShownObject;
}

class ScriptRun {
  private session: SqlSession;
  /** What was set and made for the connection alone, for a session that starts anew. */
  private readonly settings: string[] = [];
  private readonly temporaries = new Map<string, string>();
  private live: SchemaModel | undefined;
  private stated: SchemaModel | undefined;
  private shown = new Map<string, Shown>();
  private reported = 0;

  constructor(
    private readonly all: Lockstep,
    private readonly script: Script,
    private readonly writer: Connection,
    /** Shows with the server's own sql_mode, whatever the script set. */
    private readonly shower: Connection,
    private readonly reader: ServerConnection,
  ) {
    this.session = this.newSession();
  }

  private newSession(): SqlSession {
    return new SqlSession({ flavor: this.reader.flavor, defaultSchema: SCHEMA });
  }

  /** What the model got wrong, or cannot know, must not spoil what follows: it goes on from what the server shows. */
  private startAnew(): void {
    this.session = this.newSession();
    for (const { text } of this.shown.values()) this.session.run(this.closed(text), 'script.sql');
    for (const statement of [...this.settings, ...this.temporaries.values()])
      this.session.run(this.closed(statement), 'script.sql');
    this.stated = this.session.model();
    this.reported = this.session.diagnostics.length;
  }

  async run(): Promise<void> {
    for (const statement of this.script.statements) {
      const drops = /^\s*drop\b/i.test(statement);
      if (drops)
        for (const word of statement.match(/[^\s`,]+/g) ?? []) this.temporaries.delete(word.toLowerCase());
      try {
        await this.writer.query({ sql: statement, timeout: STATEMENT_LIMIT_MS });
      } catch (error) {
        this.all.refused += 1;
        // The connection is gone, or the server is still busy.
        if (!(error instanceof Error) || !('errno' in error) || Number(error.errno) < 1000) return;
        // MariaDB drops what is there, and then complains of what is not, or of what should come instead.
        if (/^\s*(?:drop|create\s+or\s+replace)\b/i.test(statement)) await this.look(statement, true);
        continue;
      }
      this.all.taken += 1;
      const known = this.session.statements.length;
      this.session.run(this.closed(statement), 'script.sql');
      for (const summary of this.session.statements.slice(known)) this.all.count(summary);
      const temporary = TEMPORARY.exec(statement)?.[1]?.toLowerCase();
      if (temporary !== undefined) this.temporaries.set(temporary, statement);
      else if (/^\s*(?:set|prepare|deallocate)\b/i.test(statement)) this.settings.push(statement);
      else {
        if (!drops || !process.argv.includes('--quick')) await this.look(statement);
      }
    }
  }

  /** With a delimiter that no body holds, as the mysql client would be given it. */
  private closed(statement: string): string {
    return `DELIMITER $$$$\n${statement}\n$$$$\nDELIMITER ;\n`;
  }

  private async look(statement: string, wasRefused = false): Promise<void> {
    const { all, script } = this;
    const before = { live: this.live, stated: this.stated, shown: this.shown };
    const { value, diagnostics } = await introspect(this.reader, [SCHEMA]);
    this.live = value;
    this.stated = this.session.model();
    this.shown = await this.showAll(value);
    if (wasRefused) {
      this.startAnew();
      return;
    }
    const key = `${statement}\0${[...this.shown.values()].map(({ text }) => text).join('\0')}`;
    if (!all.isNew(key)) {
      this.reported = this.session.diagnostics.length;
      return;
    }
    const fresh = this.session.diagnostics.slice(this.reported);
    this.reported = this.session.diagnostics.length;
    if (fresh.some(({ code }) => code === 'sql-columns-from-select')) {
      this.startAnew();
    }
    const bad = fresh
      .filter(({ severity, code }) => severity !== 'info' && code !== 'sql-columns-from-select')
      .map(({ message }) => message);
    all.judge('reader', bad.length === 0 ? undefined : bad.join('\n'), script, statement);
    all.judge(
      'introspection',
      diagnostics.length === 0 ? undefined : diagnostics.map(({ message }) => message).join('\n'),
      script,
      statement,
    );
    const fileDiff = await this.settled(value, this.stated);
    const isRight = all.judge('file', this.explain(fileDiff), script, statement);
    const shownModel = readSql([...this.shown.values()].map(({ text }) => this.closed(text)).join(''), {
      path: 'show.sql',
      flavor: this.reader.flavor,
      defaultSchema: SCHEMA,
    }).value;
    const showDiff = diffModels(value, shownModel, { flavor: this.reader.flavor });
    all.judge('show', this.explain(showDiff), script, statement);
    if (before.live !== undefined && before.stated !== undefined)
      await this.judgeDrift(before.live, before.stated, before.shown, statement, isRight);
    if (!isRight) this.startAnew();
    for (const [name, { text, object }] of this.shown) {
      if (before.shown.get(name)?.text === text || !all.isNewCopy(text)) continue;
      if (object.kind === 'table' || object.kind === 'sequence')
        await this.judgeCopy(object, text, statement);
    }
  }

  private async judgeDrift(
    live: SchemaModel,
    stated: SchemaModel,
    shown: ReadonlyMap<string, Shown>,
    statement: string,
    isRight: boolean,
  ): Promise<void> {
    if (this.live === undefined || this.stated === undefined) return;
    const { all, script } = this;
    const liveDiff = await this.settled(live, this.live);
    const items = driftItems(liveDiff);
    const changed = new Set<string>();
    for (const [name, { text }] of this.shown) if (shown.get(name)?.text !== text) changed.add(name);
    for (const name of shown.keys()) if (!this.shown.has(name)) changed.add(name);
    const drifting = new Set(
      liveDiff.objects
        .filter(({ status }) => status !== 'equal')
        .map(({ object, name }) => `${object} ${name}`),
    );
    const missed = [...changed].filter((name) => !drifting.has(name));
    const invented = [...drifting].filter((name) => !changed.has(name));
    const complaints = [
      ...missed.map(
        (name) =>
          `the server shows ${name} otherwise, but no drift was found:\n${shown.get(name)?.text ?? ''}\n${this.shown.get(name)?.text ?? ''}`,
      ),
      ...invented.map(
        (name) =>
          `the server shows ${name} as before, but: ${[...items].filter((item) => item.startsWith(name)).join('; ')}`,
      ),
    ];
    if (isRight) {
      const files = driftItems(await this.settled(stated, this.stated));
      const more = [...files].filter((item) => !items.has(item));
      const fewer = [...items].filter((item) => !files.has(item));
      if (more.length > 0) complaints.push(`two files show what two live schemas do not: ${more.join('; ')}`);
      if (fewer.length > 0) complaints.push(`two files do not show: ${fewer.join('; ')}`);
    }
    all.judge('drift', complaints.length === 0 ? undefined : complaints.join('\n'), script, statement);
  }

  /** One table or sequence, printed, loaded elsewhere and shown. */
  private async judgeCopy(object: ShownObject, text: string, statement: string): Promise<void> {
    const { all, script } = this;
    const [schema] = this.live?.schemas ?? [];
    if (schema === undefined || this.live === undefined) return;
    const alone: Schema = {
      ...schema,
      name: '',
      tables: object.kind === 'table' ? [object] : [],
      sequences: object.kind === 'sequence' ? [object] : [],
      views: [],
      triggers: [],
      routines: [],
      events: [],
    };
    const printed = printModel({ ...this.live, schemas: [alone] }, this.reader.flavor);
    const other = await createConnection({ uri: this.url, multipleStatements: true });
    let why: string | undefined;
    try {
      await all.prepare(other, COPY);
      await other.query("SET foreign_key_checks = 0, sql_mode = 'NO_ENGINE_SUBSTITUTION'");
      await other.query(printed);
      const again = await showObject(other, object);
      if (text !== withoutOwnNames(again.replaceAll(COPY, SCHEMA)))
        why = `SHOW CREATE differs:\n${text}\n${again}`;
    } catch (error) {
      why = `the server refuses what was printed: ${error instanceof Error ? error.message : ''}\n${printed}`;
    } finally {
      other.destroy();
    }
    all.judge('round', why, script, statement);
  }

  private get url(): string {
    return this.all['url'];
  }

  private async showAll(model: SchemaModel): Promise<Map<string, Shown>> {
    const shown = new Map<string, Shown>();
    const [schema] = model.schemas;
    if (schema === undefined) return shown;
    const objects: readonly ShownObject[] = [
      ...schema.sequences,
      ...schema.tables,
      ...schema.views,
      ...schema.triggers,
      ...schema.routines,
      ...schema.events,
    ];
    for (const object of objects) {
      try {
        const text = await showObject(this.shower, object);
        shown.set(`${object.kind} ${object.name}`, { text: withoutOwnNames(text), object });
      } catch {
        // A view whose tables are gone cannot be shown.
      }
    }
    return shown;
  }

  private async settled(from: SchemaModel, to: SchemaModel): Promise<ModelDiff> {
    const diff = diffModels(from, to, { flavor: this.reader.flavor });
    return await settleDiff(from, to, diff, oracleAt(this.reader.target, this.reader.flavor), {
      cacheFolder: null,
    });
  }

  private explain(diff: ModelDiff): string | undefined {
    const objects = notSame(diff).filter(
      ({ status, object, name }) =>
        // A view whose tables are gone cannot be shown, and no server can say what it means.
        !(
          object === 'view' &&
          (status === 'unknown' || (status === 'missing' && !this.shown.has(`view ${name}`)))
        ) &&
        // One that is over, which the server dropped.
        !(object === 'event' && status === 'unknown' && !this.shown.has(`event ${name}`)),
    );
    if (objects.length === 0) return undefined;
    return objects
      .map(
        (object) =>
          `[${object.status}] ${explainDifference(object)}\n${this.shown.get(`${object.object} ${object.name}`)?.text ?? ''}`,
      )
      .join('\n');
  }
}

function notSame(diff: ModelDiff): readonly ObjectDiff[] {
  return diff.objects.filter(({ status }) => status !== 'equal' && status !== 'equivalent');
}

const [step = 0, of = 1] = (option('step') ?? '0/1').split('/').map(Number);
const files = words.flatMap(findFiles).filter((_, at) => at % of === step);
if (files.length === 0 || urls.length === 0) {
  console.log(`skipped: ${files.length === 0 ? 'no file was named' : 'no database server was found'}`);
  process.exit(0);
}
let failed = 0;
for (const url of urls) {
  const reader = await openConnection({ ...parseAddress(url), schemas: [] });
  if (option('only') === undefined || option('only') === reader.flavor.vendor) {
    const all = new Lockstep(url, reader);
    for (const path of files) {
      try {
        await all.run(readScript(path));
      } catch (error) {
        failed += 1;
        console.log(`${basename(path)}: ${error instanceof Error ? (error.stack ?? error.message) : ''}`);
      }
    }
    console.log(
      `\n${describeFlavor(reader.flavor)}: ${String(files.length)} scripts, ${String(all.taken)} statements taken, ${String(all.refused)} refused`,
    );
    for (const [kind, count] of all.counts) {
      failed += count.failed;
      console.log(`  ${kind.padEnd(14)}${String(count.passed)} right, ${String(count.failed)} wrong`);
    }
    for (const [kind, { taken, understood }] of [...all.kinds].toSorted(([, a], [, b]) => b.taken - a.taken))
      console.log(`  ${kind.padEnd(32)}${String(understood)} of ${String(taken)} understood`);
    for (const schema of [SCHEMA, COPY]) {
      const writer = await createConnection({ uri: url });
      await writer.query(`DROP DATABASE IF EXISTS ${quoteIdentifier(schema)}`);
      await writer.end();
    }
  }
  await reader.close();
}
process.exit(failed === 0 ? 0 : 1);
