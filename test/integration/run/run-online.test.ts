import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listRuns } from '../../../electron/core/run/run-journal';
import { AppError } from '../../../shared/app-error';
import type { RunPolicy } from '../../../shared/run';
import { describeEachServer } from '../../support/servers';
import { openRunFixture } from './run-fixture';
import type { RunFixture } from './run-fixture';

const ROOT = join(import.meta.dirname, '../../..');
/** Names that a shell would run, or that look like one of our places to fill in. */
const TABLE = "big {alter} $(touch x); `y` '";
const quoted = `\`${TABLE.replaceAll('`', '``')}\``;

/** What such a program does: it notes what it was told, and changes the table, unless it is told to fail or to lie. */
const PROGRAM = `
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
const { createConnection } = createRequire(${JSON.stringify(`${ROOT}/`)})('mysql2/promise');
const [does, note, schema, table, clauses, alter, host, port, user] = process.argv.slice(2);
writeFileSync(note, JSON.stringify({ schema, table, clauses, alter, password: process.env.MYSQL_PWD }));
if (does === 'fail') { console.error('no room for the copy'); process.exit(3); }
if (does === 'change') {
  const connection = await createConnection({ host, port: Number(port), user, password: process.env.MYSQL_PWD, database: schema });
  await connection.query(alter);
  await connection.end();
}
`;

describeEachServer('a large table', (server) => {
  let fixture: RunFixture;

  beforeEach(async () => {
    fixture = await openRunFixture(server, {
      current: `CREATE TABLE ${quoted} (id INT NOT NULL PRIMARY KEY, c INT) ENGINE=InnoDB; CREATE TABLE small (id INT NOT NULL PRIMARY KEY) ENGINE=InnoDB; INSERT INTO ${quoted} VALUES (1, 2);`,
      desired: `CREATE TABLE ${quoted} (id BIGINT NOT NULL PRIMARY KEY, c INT) ENGINE=InnoDB; CREATE TABLE small (id INT NOT NULL PRIMARY KEY, x INT) ENGINE=InnoDB;`,
    });
    writeFileSync(join(fixture.root, 'program.mjs'), PROGRAM);
  });

  afterEach(async () => {
    await fixture.close();
  });

  const note = (): string => join(fixture.root, 'told.json');

  function policy(does: string, more: Partial<NonNullable<RunPolicy['onlineSchemaChange']>> = {}): RunPolicy {
    return {
      ...fixture.policy,
      onlineSchemaChange: {
        aboveBytes: 0,
        command: [
          ...[process.execPath, join(fixture.root, 'program.mjs'), does, note()],
          ...['{schema}', '{table}', '{clauses}', '{alter}', '{host}', '{port}', '{user}'],
        ],
        ...more,
      },
    };
  }

  async function refusal(work: Promise<unknown>): Promise<AppError> {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (error instanceof AppError) return error;
    throw new Error('It was not refused.', { cause: error });
  }

  test('is changed by the program of the policy, which is told each name as one argument', async () => {
    expect((await fixture.run({ policy: policy('change') })).state).toBe('completed');
    expect(JSON.parse(readFileSync(note(), 'utf8'))).toEqual({
      schema: fixture.database.name,
      table: TABLE,
      clauses: expect.stringMatching(/^MODIFY COLUMN `id` bigint/) as string,
      alter: `ALTER TABLE ${quoted}\n  MODIFY COLUMN \`id\` bigint NOT NULL`,
      password: '',
    });
    expect(await fixture.query(`SELECT * FROM ${quoted}`)).toMatchObject([{ id: 1, c: 2 }]);
    expect((await fixture.run({ policy: policy('change') })).message).toContain('Nothing to do');
  });

  test('is left to the server while it is smaller than the policy says', async () => {
    expect((await fixture.run({ policy: policy('fail', { aboveBytes: 1_000_000_000 }) })).state).toBe(
      'completed',
    );
    expect(() => readFileSync(note())).toThrow();
  });

  test('whose program fails stops the run in the program’s words; without it the run goes on', async () => {
    const error = await refusal(fixture.run({ policy: policy('fail') }));
    expect(error.code).toBe('statement-failed');
    expect(error.message).toContain('The online schema change ended with 3: no room for the copy');
    const [known] = await listRuns(fixture.root);
    expect(known?.record.failure).toContain('no room for the copy');
    expect((await fixture.run({ mode: 'resume' })).state).toBe('completed');
  });

  test('whose program says that it is done is looked at', async () => {
    const error = await refusal(fixture.run({ policy: policy('lie') }));
    expect(error.message).toContain('ended without an error, but it is not done');
    expect((await fixture.run({ mode: 'resume', policy: policy('change') })).state).toBe('completed');
  });

  test('whose program is not there stops the run', async () => {
    const error = await refusal(
      fixture.run({ policy: policy('change', { command: [join(fixture.root, 'nowhere')] }) }),
    );
    expect(error.message).toMatch(/could not be started: .*ENOENT/);
    expect((await fixture.run({ mode: 'rollback' })).state).toBe('rolled_back');
  });
});
