import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runInTerminal } from '../../support/terminal';

const SAMPLE = join(import.meta.dirname, '../../../examples/lupopedia-sync');

describe('files that follow', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tidemark-follow-'));
    cpSync(SAMPLE, folder, { recursive: true });
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function snapshotOf(path: string): ReadonlyMap<string, string> {
    return new Map(readdirSync(path).map((name) => [name, readFileSync(join(path, name), 'utf8')]));
  }

  async function tidemark(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    return runInTerminal(args, { cwd: folder });
  }

  test('TOON files follow the SQL file: only those that differ are written, and their rows stay', async () => {
    const toon = join(folder, 'database/toon_data');
    const before = snapshotOf(toon);
    const told = await tidemark('plan', '--make', 'toon', '--follow', 'sql', '--format', 'json');
    expect(told.code).toBe(0);
    expect(snapshotOf(toon)).toEqual(before);
    const { files, notes } = JSON.parse(told.stdout) as {
      files: { path: string; change: string }[];
      notes: string[];
    };
    expect((await tidemark('plan', '--make', 'toon', '--follow', 'sql', '--write')).code).toBe(0);
    const after = snapshotOf(toon);
    const changed = [...after].filter(([name, text]) => before.get(name) !== text).map(([name]) => name);
    expect(changed.sort()).toEqual(files.map(({ path }) => path.split('/').at(-1)).sort());
    expect(changed.length).toBeGreaterThan(5);
    expect(changed.length).toBeLessThan(30);
    const drift = await tidemark('diff', 'sql', 'toon', '--format', 'json');
    const { items } = JSON.parse(drift.stdout) as {
      items: { status: string; object: string; schema: string; table: string; name: string }[];
    };
    const open = items.filter(
      ({ status, schema }) => ['different', 'missing'].includes(status) && schema === 'lupopedia',
    );
    // The line dialect is read but not written; Table JSON has no place for the engine that its files state.
    const byHand = notes.filter((note) => note.includes('is left as it is'));
    expect(byHand.length).toBeGreaterThan(0);
    expect(
      open.filter(({ table }) => !byHand.some((note) => note.includes(`Change ${table} there`))),
    ).toEqual([]);
    expect((await tidemark('plan', '--make', 'toon', '--follow', 'sql', '--write')).stdout).toContain(
      'Nothing to write',
    );
  });

  test('the SQL file follows TOON: what does not change stays byte for byte, INSERTs and comments included', async () => {
    const path = join(folder, 'database/lupopedia_mysql.sql');
    const before = readFileSync(path, 'utf8');
    const wrote = await tidemark('plan', '--make', 'sql', '--follow', 'toon', '--write');
    expect(wrote).toMatchObject({ code: 0, stderr: '' });
    const after = readFileSync(path, 'utf8');
    expect(after).toContain('lupo_permissions');
    const lines = new Set(after.split('\n'));
    const gone = before.split('\n').filter((line) => !lines.has(line));
    // The tables that change are written anew; of the 3,551 lines nearly all are left.
    expect(gone.length).toBeLessThan(250);
    for (const line of before.split('\n').filter((text) => text.startsWith('INSERT INTO')))
      expect(lines.has(line)).toBe(true);
    const drift = await tidemark('diff', 'toon', 'sql', '--format', 'json', '--schema', 'lupopedia');
    const { items } = JSON.parse(drift.stdout) as { items: { status: string; table: string }[] };
    expect(items.filter(({ status }) => status === 'missing' || status === 'different')).toEqual([]);
  });

  test('what is ignored stays in the files as it is, and is said to', async () => {
    for (const file of readdirSync(folder)) rmSync(join(folder, file), { recursive: true });
    const write = (name: string, text: string): void => {
      writeFileSync(join(folder, name), text);
    };
    const table = (columns: string): string => `CREATE TABLE t (\n${columns}\n);\n`;
    write(
      'tidemark.yaml',
      'sources:\n  - { id: a, kind: sql, path: a.sql }\n  - { id: b, kind: sql, path: b.sql }\n',
    );
    write('a.sql', table('  id int NOT NULL,\n  name varchar(40),\n  size int'));
    write('b.sql', table('  id int NOT NULL,\n  name varchar(50),\n  size bigint'));
    const part = { object: 'table', schema: '', table: 't', part: 'column', name: 'name' };
    const said = { by: 'Mira', at: '2026-01-16T10:00:00.000Z', reason: 'Until May.' };
    const values = { says: { b: 'varchar(50)' }, otherwise: 'varchar(40)' };
    write(
      'tidemark.ignored.yaml',
      JSON.stringify({ ignored: [{ ...part, attribute: 'type', ...values, ...said }] }),
    );
    const follow = ['plan', '--make', 'b', '--follow', 'a', '--write'];
    const wrote = await tidemark(...follow);
    expect(wrote.code).toBe(0);
    expect(wrote.stdout).toContain('One change is left out because its difference is ignored.');
    const text = readFileSync(join(folder, 'b.sql'), 'utf8');
    expect(text).toContain('varchar(50)');
    expect(text).not.toContain('bigint');
    rmSync(join(folder, 'tidemark.ignored.yaml'));
    expect((await tidemark(...follow)).code).toBe(0);
    expect(readFileSync(join(folder, 'b.sql'), 'utf8')).toContain('varchar(40)');
  });

  test('a target that is no folder of TOON files and no SQL file gets a script instead', async () => {
    const { code, stdout } = await tidemark(
      'plan',
      '--make',
      'production',
      '--follow',
      'toon',
      '--print',
      '--date',
      '20260116',
    );
    expect(code).toBe(0);
    expect(stdout).toContain('CREATE TABLE IF NOT EXISTS `lupo_permissions`');
    expect(stdout).toBe(
      (await tidemark('plan', '--make', 'production', '--follow', 'toon', '--print', '--date', '20260116'))
        .stdout,
    );
  });
});
