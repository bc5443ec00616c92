import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectTo, describeEachServer, runSql } from '../../support/servers';
import { runInTerminal } from '../../support/terminal';

const ROOT = join(import.meta.dirname, '../../..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** The commands of the README’s main job, as they stand there, without comments. */
function readmeCommands(): readonly string[] {
  const section = README.slice(README.indexOf('### From drift to a run'));
  const block = /```sh\n([\s\S]*?)```/.exec(section)?.[1] ?? '';
  return block
    .split('\n')
    .filter((line) => line.startsWith('tidemark '))
    .map((line) => line.replace(/\s+#.*$/, ''));
}

describeEachServer('the sample’s main job, as the README tells it', (server) => {
  const name = `tidemark_job_${randomBytes(4).toString('hex')}`;
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-job-'));
  const outputs: { line: string; code: number; stdout: string; stderr: string }[] = [];

  async function query(sql: string): Promise<RowDataPacket[]> {
    const connection = await connectTo(server);
    try {
      return (await connection.query<RowDataPacket[]>(sql))[0];
    } finally {
      await connection.end();
    }
  }

  beforeAll(async () => {
    // Where no mysqld can be started, the server under test is rehearsed on, in scratch schemas.
    if (server.flavor.vendor === 'mysql') process.env['TIDEMARK_SCRATCH_MYSQL_URL'] = server.url;
    cpSync(join(ROOT, 'examples/lupopedia-sync'), folder, { recursive: true });
    const config = readFileSync(join(folder, 'tidemark.yaml'), 'utf8');
    // The server may be somebody's, so the schemas have names of their own.
    writeFileSync(join(folder, 'tidemark.yaml'), config.replaceAll('name: lupopedia', `name: ${name}`));
    await runSql(
      server,
      `CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci; USE ${name}; ${readFileSync(join(folder, 'database/lupopedia_mysql.sql'), 'utf8')}`,
    );
    for (const line of readmeCommands()) {
      const address = new URL(name, server.url).href;
      const words = line
        .replaceAll('mysql://root@127.0.0.1:3306/lupopedia', address)
        .split(' ')
        .slice(1)
        .filter((word) => word !== '');
      outputs.push({ line, ...(await runInTerminal(words, { cwd: folder })) });
    }
  });

  afterAll(async () => {
    delete process.env['TIDEMARK_SCRATCH_MYSQL_URL'];
    await runSql(server, `DROP DATABASE IF EXISTS ${name}; DROP DATABASE IF EXISTS ${name}_orchestration`);
    rmSync(folder, { recursive: true, force: true });
  });

  const of = (words: string): (typeof outputs)[number] => {
    const found = outputs.find(({ line }) => line.includes(words));
    if (found === undefined) throw new Error(`The README has no command ${words}`);
    return found;
  };

  test('every command of the README ends well', () => {
    expect(outputs.length).toBeGreaterThanOrEqual(7);
    for (const { line, code, stderr } of outputs) expect({ line, code, stderr }).toMatchObject({ code: 0 });
  });

  test('the plan adds the two missing tables and mends the rest, and holds back what could lose data', () => {
    const { stdout } = of('tidemark plan');
    expect(stdout).toContain('create table lupo_actor_collections');
    expect(stdout).toContain('create table lupo_permissions');
    expect(stdout).toContain('12 statements');
    expect(stdout).toMatch(/drop\s+\S+lupo_help_topics_old: drop table/);
    for (const end of ['.sql', '_rollback.sql', '.plan.json', '_SUMMARY.md'])
      expect(existsSync(join(folder, `migrations/schema_sync_4_0_46${end}`))).toBe(true);
  });

  test('the summary counts what is there', () => {
    const summary = readFileSync(join(folder, 'migrations/schema_sync_4_0_46_SUMMARY.md'), 'utf8');
    expect(summary).toContain(`| \`${name}\` | 111 | 113 | 135 | 22 |`);
    expect(summary).toContain('Within the table budget: 113 of 180, headroom 67.');
    expect(summary).toContain('✅ **Rehearsed**');
  });

  test('the rehearsal proves all steps, and the crash sweep', () => {
    const { stdout } = of('tidemark rehearse');
    for (const step of ['build', 'forward', 'again', 'rollback', 'forward-again', 'crash'])
      expect(stdout).toMatch(new RegExp(`passed\\s+${step}\\s`));
  });

  test('the first run runs, the second has nothing to do, and the rollback restores the first state', async () => {
    const runs = outputs.filter(({ line }) => line.startsWith('tidemark run'));
    expect(runs[0]?.stdout).toContain('is completed: 12 statements, and the database is as planned.');
    expect(runs[1]?.stdout).toContain('Nothing to do');
    expect(of('tidemark rollback').stdout).toContain('the database is as it was');
    const [row] = await query(
      `SELECT COUNT(*) AS n FROM information_schema.TABLES WHERE TABLE_SCHEMA = '${name}'`,
    );
    expect(Number(row?.['n'])).toBe(111);
  });

  test('the tracking tables tell the truth', async () => {
    expect(of('tidemark history').stdout).toMatch(/schema_sync\s+4\.0\.46\s+completed/);
    const [run] = await query(`SELECT * FROM ${name}_orchestration.lupo_migration_tracking`);
    expect(run).toMatchObject({
      migration_name: 'schema_sync',
      migration_version: '4.0.46',
      execution_status: 'rolled_back',
      schema_name: name,
    });
    const states = await query(
      `SELECT state, previous_state FROM ${name}_orchestration.lupo_migration_states ORDER BY migration_state_id`,
    );
    expect(states.map((row) => String(row['state']))).toEqual([
      'pre_migration',
      'validation',
      'backup',
      'execution',
      'verification',
      'post_migration',
      'completed',
      'rolled_back',
    ]);
    const [version] = await query(`SELECT * FROM ${name}_orchestration.lupo_schema_versions`);
    expect(version).toMatchObject({
      version_string: '4.0.46',
      version_number: 40046,
      table_count: 113,
      is_deleted: 1,
    });
  });
});
