import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import type { Flavor, SchemaModel } from '../../shared/model';
import { diffModels } from '../../shared/drift/diff-models';
import { makePlan } from '../../electron/core/plan/make-plan';
import { SESSION_START } from '../../shared/plan';
import type { Plan, RiskClass, ScriptStyle, Statement } from '../../shared/plan';
import { RISK_CLASSES } from '../../shared/plan';
import { readSql } from '../../shared/sql';
import { ScriptScanner } from '../../shared/sql/script-scanner';
import { fillSchema, readUntouched } from './fill-rows';
import type { Dice } from './random-schema';
import { introspect, openConnection, parseAddress } from '../../electron/core/mysql';

/** One case: two states of one schema, as SQL. */
export interface PlanCase {
  readonly name: string;
  readonly current: string;
  readonly desired: string;
  /** The name by which the texts call their own schema, if they do; the case runs under another. */
  readonly schema?: string;
}

/** What became of a case on a server. `refused` names the reasons; `failed` what went wrong and where. */
export interface PlanOutcome {
  readonly name: string;
  readonly direction: 'forward' | 'backward';
  readonly result: 'passed' | 'refused' | 'failed' | 'not loaded';
  readonly message: string;
  readonly script?: string;
}

const ALLOW: ReadonlySet<RiskClass> = new Set(RISK_CLASSES);

/** Loads a script the way the server's own client would: statement by statement, DELIMITER understood. */
async function load(connection: Connection, sql: string, flavor: Flavor): Promise<void> {
  for (const text of splitStatements(sql, flavor)) await connection.query(text);
}

/** The statements of a script, cut as the product does. */
export function splitStatements(sql: string, flavor: Flavor): readonly string[] {
  const scanner = new ScriptScanner(sql, { flavor });
  const statements: string[] = [];
  for (let statement = scanner.next(); statement !== undefined; statement = scanner.next()) {
    if (statement.kind !== 'client') statements.push(sql.slice(statement.start, statement.end));
  }
  return statements;
}

/** Everything that the server says of a schema, as text by object: SHOW CREATE without counters. */
export async function showSchema(
  connection: Connection,
  schema: string,
): Promise<ReadonlyMap<string, string>> {
  const shown = new Map<string, string>();
  const [[created]] = await connection.query<RowDataPacket[]>(`SHOW CREATE DATABASE \`${schema}\``);
  shown.set('SCHEMA', String(created?.['Create Database'] ?? '').replace(`\`${schema}\``, ''));
  const [tables] = await connection.query<RowDataPacket[]>(
    'SELECT TABLE_NAME AS n, TABLE_TYPE AS t FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? ORDER BY 1',
    [schema],
  );
  for (const row of tables) {
    const name = String(row['n']);
    const [[created]] = await connection.query<RowDataPacket[]>(
      `SHOW CREATE ${row['t'] === 'SEQUENCE' ? 'SEQUENCE' : 'TABLE'} \`${schema}\`.\`${name.replaceAll('`', '``')}\``,
    );
    const text = String(created?.['Create Table'] ?? created?.['Create View'] ?? '');
    shown.set(
      `${String(row['t'])} ${name}`,
      text.replace(/ AUTO_INCREMENT=\d+/g, '').replaceAll(`\`${schema}\`.`, ''),
    );
  }
  const [triggers] = await connection.query<RowDataPacket[]>(
    'SELECT TRIGGER_NAME AS n, ACTION_TIMING AS t, EVENT_MANIPULATION AS e, EVENT_OBJECT_TABLE AS o, ACTION_STATEMENT AS s FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = ? ORDER BY 1',
    [schema],
  );
  for (const row of triggers)
    shown.set(`TRIGGER ${String(row['n'])}`, [row['t'], row['e'], row['o'], row['s']].join(' '));
  const [routines] = await connection.query<RowDataPacket[]>(
    'SELECT ROUTINE_NAME AS n, ROUTINE_TYPE AS t, ROUTINE_DEFINITION AS d, DTD_IDENTIFIER AS r, SECURITY_TYPE AS s, ROUTINE_COMMENT AS c FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = ? ORDER BY 1',
    [schema],
  );
  for (const row of routines)
    shown.set(`${String(row['t'])} ${String(row['n'])}`, [row['d'], row['r'], row['s'], row['c']].join(' '));
  const [events] = await connection.query<RowDataPacket[]>(
    'SELECT EVENT_NAME AS n, EVENT_TYPE AS t, EXECUTE_AT AS a, INTERVAL_VALUE AS v, INTERVAL_FIELD AS f, STATUS AS s, ON_COMPLETION AS o, EVENT_COMMENT AS c, EVENT_DEFINITION AS d FROM information_schema.EVENTS WHERE EVENT_SCHEMA = ? ORDER BY 1',
    [schema],
  );
  for (const row of events) {
    shown.set(
      `EVENT ${String(row['n'])}`,
      [row['t'], row['v'], row['f'], row['s'], row['o'], row['c'], row['d']].join(' '),
    );
  }
  return shown;
}

function differingLines(is: string, wanted: string): string {
  const [ours, theirs] = [is.split('\n'), wanted.split('\n')];
  const lines = [
    ...ours.filter((line) => !theirs.includes(line)).map((line) => `  is     ${line}`),
    ...theirs.filter((line) => !ours.includes(line)).map((line) => `  wanted ${line}`),
  ];
  return lines.length > 0 ? lines.join('\n') : `the order differs: ${is}\n${wanted}`;
}

function differs(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): string | undefined {
  for (const [key, text] of a) {
    const other = b.get(key);
    if (other === undefined) return `${key} is not wanted:\n${text}`;
    if (other !== text) return `${key}:\n${differingLines(text, other)}`;
  }
  for (const [key, text] of b) if (!a.has(key)) return `${key} is missing:\n${text}`;
  return undefined;
}

/**
 * The order of indexes means nothing, and MySQL's information_schema does not tell it: a table that is
 * made again may list them in another.
 */
function sortKeys(shown: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const sort = (text: string): string => {
    const lines = text.split('\n').map((line) => line.replace(/,$/, ''));
    const isKey = (line: string): boolean => /^ {2}(?:UNIQUE |FULLTEXT |SPATIAL )?KEY /.test(line);
    return [...lines.filter((line) => !isKey(line)), ...lines.filter(isKey).sort()].join('\n');
  };
  return new Map([...shown].map(([key, text]) => [key, sort(text)]));
}

async function runSteps(
  connection: Connection,
  schema: string,
  statements: readonly Statement[],
): Promise<string | undefined> {
  for (const step of SESSION_START) await connection.query(step);
  await connection.query(`USE \`${schema}\``);
  for (const statement of statements) {
    for (const step of statement.steps) {
      try {
        await connection.query(step);
      } catch (error) {
        return `${statement.title}: ${(error as Error).message}\n${step}`;
      }
    }
  }
  return undefined;
}

/** A server's address, which may end with a slash, and a schema. */
function addressOf(url: string, schema: string): string {
  return `${url.replace(/\/$/, '')}/${schema}`;
}

/** Reads the live schema under the name that the file model uses too. */
async function readLive(url: string, schema: string): Promise<SchemaModel> {
  const opened = await openConnection(parseAddress(addressOf(url, schema)));
  try {
    return (await introspect(opened, [schema])).value;
  } finally {
    await opened.close();
  }
}

let counter = 0;

/** What servers say of values that a change has no place for: the statement is refused, and they stay. */
const BY_ROWS =
  /Data truncated|Incorrect .* value|Data too long|Out of range|Invalid use of NULL|Duplicate entry|foreign key constraint fails|CONSTRAINT .* failed|Check constraint .* is violated|has no partition for value|no default value|Truncated incorrect|Invalid JSON text|cannot be null|Data cannot be converted|Invalid default value|would be NULL|Cannot convert|Cannot get geometry object|JSON text in argument|The SRID of the geometry does not match|Cannot create a JSON value from|cannot be converted to 'vector'|Cannot delete rows from table which is parent/i;

/**
 * Proves one case in one direction: plan, run, compare, run again, roll back. With `rows`, tables are filled first, and
 * each value in a column that both states have alike must be there after the run and after the rollback; a run that is
 * stopped by values that have no place in the wanted state is taken back. At last the script is stopped somewhere and taken back.
 */
export async function provePlan(
  url: string,
  one: PlanCase,
  direction: 'forward' | 'backward',
  flavor: Flavor,
  likeness: 'to the letter' | 'in meaning' = 'to the letter',
  style: ScriptStyle = 'guarded',
  rows?: Dice,
): Promise<PlanOutcome> {
  counter += 1;
  const schema = `td_plan_${String(process.pid)}_${String(counter)}`;
  const oracle = `${schema}_w`;
  const named = (text: string, name: string): string =>
    one.schema === undefined ? text : text.replaceAll(one.schema, name);
  const [first, last] = direction === 'forward' ? [one.current, one.desired] : [one.desired, one.current];
  const [current, desired] = [named(first, schema), named(last, schema)];
  const outcome = (result: PlanOutcome['result'], message: string, plan?: Plan): PlanOutcome => ({
    name: one.name,
    direction,
    result,
    message,
    ...(plan === undefined
      ? {}
      : {
          script:
            plan.statements.flatMap((statement) => statement.steps).join(';\n') +
            '\n-- rollback\n' +
            plan.rollback.flatMap((statement) => statement.steps).join(';\n'),
        }),
  });
  const connection = await createConnection({ uri: url, charset: 'utf8mb4' });
  try {
    for (const name of [schema, oracle])
      await connection.query(`CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4`);
    try {
      await connection.query(`USE \`${oracle}\``);
      await load(connection, named(last, oracle), flavor);
      await connection.query(`USE \`${schema}\``);
      await load(connection, current, flavor);
    } catch (error) {
      return outcome('not loaded', (error as Error).message);
    }
    /** What differs, if anything; spellings that the product judges equal (a default said or not) may differ. */
    const meansTheSame = (
      is: SchemaModel,
      wantedModel: SchemaModel,
      wantedText: ReadonlyMap<string, string>,
      text: ReadonlyMap<string, string>,
    ): string | undefined => {
      const wrong = differs(sortKeys(text), sortKeys(wantedText));
      if (likeness === 'to the letter') return wrong;
      const named = {
        ...wantedModel,
        schemas: wantedModel.schemas.map((found) => ({ ...found, name: schema })),
      };
      // Views hold the schema's name in their text; those, and programs, are compared as text.
      const withoutTables = (shown: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
        new Map([...shown].filter(([key]) => !key.startsWith('BASE TABLE ')));
      const others = differs(withoutTables(text), withoutTables(wantedText));
      const objects = diffModels(is, named, { flavor }).objects.filter(
        (object) => object.object === 'table' && ['different', 'missing', 'extra'].includes(object.status),
      );
      return objects.length === 0 && others === undefined
        ? undefined
        : `${others ?? wrong ?? ''}\n${JSON.stringify(objects.map((object) => object.parts))}`;
    };
    const differsFrom = async (
      text: ReadonlyMap<string, string>,
      name: string,
      wantedText: ReadonlyMap<string, string>,
      wantedName: string,
    ): Promise<string | undefined> =>
      differs(sortKeys(text), sortKeys(wantedText)) === undefined
        ? undefined
        : meansTheSame(await readLive(url, name), await readLive(url, wantedName), wantedText, text);
    const before = await showSchema(connection, schema);
    const wanted = await showSchema(connection, oracle);
    const byRows = (failed: string): boolean =>
      rows !== undefined && BY_ROWS.test(failed.split('\n', 1)[0] ?? '');
    const untouched = async (): Promise<ReadonlyMap<string, string>> =>
      rows === undefined ? new Map() : readUntouched(connection, before, wanted);
    if (rows !== undefined) await fillSchema(connection, schema, rows);
    const had = await untouched();
    const from = await readLive(url, schema);
    // As the command line has them: the file is read without a schema's name, the target by its address.
    const make = async (): Promise<Plan> => {
      const { migration } = await makePlan(
        { id: 'target', kind: 'mysql', model: from, target: parseAddress(addressOf(url, schema)) },
        { id: 'desired.sql', kind: 'sql', model: readSql(desired, { path: 'desired.sql', flavor }).value },
        {
          name: one.name,
          planVersion: '1',
          author: 'conformance',
          flavor,
          style,
          allow: ALLOW,
          renames: [],
          dropMode: 'real',
          date: '20260101',
        },
      );
      return migration.plan;
    };
    const plan = await make();
    if (JSON.stringify(plan) !== JSON.stringify(await make()))
      return outcome('failed', 'two plans differ', plan);
    if (plan.refusals.length > 0)
      return outcome('refused', plan.refusals.map((refusal) => refusal.reason).join('; '), plan);
    const failed = await runSteps(connection, schema, plan.statements);
    if (failed !== undefined) {
      if (!byRows(failed)) return outcome('failed', `forward: ${failed}`, plan);
      const back = await runSteps(connection, schema, plan.rollback);
      if (back !== undefined && byRows(back))
        return outcome('passed', `stopped by rows both ways: ${back}`, plan);
      if (back !== undefined) return outcome('failed', `stopped by rows, rollback: ${back}`, plan);
      const left =
        differs(sortKeys(await showSchema(connection, schema)), sortKeys(before)) ??
        differs(await untouched(), had);
      if (left !== undefined) return outcome('failed', `stopped by rows, rollback left ${left}`, plan);
      return outcome('passed', `stopped by rows, and taken back: ${failed.split('\n', 1)[0] ?? ''}`, plan);
    }
    const kept = differs(await untouched(), had);
    if (kept !== undefined) return outcome('failed', `rows were lost: ${kept}`, plan);
    const second = await showSchema(connection, schema);
    // Only a key that is built anew could stand elsewhere in the list: nobody would want that.
    const wrong = await differsFrom(second, schema, wanted, oracle);
    if (wrong !== undefined) return outcome('failed', `not as wanted: ${wrong}`, plan);
    const again = await runSteps(connection, schema, plan.statements);
    if (again !== undefined) return outcome('failed', `again: ${again}`, plan);
    // An index whose type or block size no server tells is built anew, and then stands at the end.
    const changed = differs(sortKeys(await showSchema(connection, schema)), sortKeys(second));
    if (changed !== undefined) return outcome('failed', `the second run changed ${changed}`, plan);
    const back = await runSteps(connection, schema, plan.rollback);
    if (back !== undefined && byRows(back))
      return outcome('passed', `stopped by rows on the way back: ${back}`, plan);
    if (back !== undefined) return outcome('failed', `rollback: ${back}`, plan);
    const lost =
      differs(sortKeys(await showSchema(connection, schema)), sortKeys(before)) === undefined
        ? undefined
        : meansTheSame(await readLive(url, schema), from, before, await showSchema(connection, schema));
    if (lost !== undefined) return outcome('failed', `rollback left ${lost}`, plan);
    const keptBack = differs(await untouched(), had);
    if (keptBack !== undefined) return outcome('failed', `the rollback lost rows: ${keptBack}`, plan);
    const backAgain = await runSteps(connection, schema, plan.rollback);
    if (backAgain !== undefined) return outcome('failed', `rollback again: ${backAgain}`, plan);
    if (rows !== undefined && plan.rollback.length > 0) {
      // A script that somebody stopped is taken back too.
      const half = rows.below(plan.statements.length) + 1;
      await runSteps(connection, schema, plan.statements.slice(0, half));
      const undone = await runSteps(connection, schema, plan.rollback);
      if (undone !== undefined) return outcome('failed', `rollback after ${String(half)}: ${undone}`, plan);
      const now = await showSchema(connection, schema);
      const stays =
        differs(sortKeys(now), sortKeys(before)) === undefined
          ? differs(await untouched(), had)
          : meansTheSame(await readLive(url, schema), from, before, now);
      if (stays !== undefined)
        return outcome('failed', `rollback after ${String(half)} statements left ${stays}`, plan);
    }
    return outcome('passed', `${String(plan.statements.length)} statements`, plan);
  } catch (error) {
    return outcome('failed', (error as Error).stack ?? String(error));
  } finally {
    for (const name of [schema, oracle]) {
      // MySQL drops no schema that is read only; no other server and schema knows the word.
      await connection.query(`ALTER DATABASE \`${name}\` READ ONLY = 0`).catch(() => undefined);
      await connection.query(`DROP DATABASE IF EXISTS \`${name}\``).catch(() => undefined);
    }
    await connection.end();
  }
}
