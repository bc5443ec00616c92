import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readSource } from '../../../electron/core/source/read-source';
import { detectSources } from '../../../electron/core/workspace/detect-sources';
import { openWorkspace, writeConfig } from '../../../electron/core/workspace/open-workspace';
import { readConfig } from '../../../electron/core/workspace/read-config';
import { watchWorkspace } from '../../../electron/core/workspace/watch-workspace';
import type { WorkspaceChange } from '../../../electron/core/workspace/watch-workspace';

// Other work may share the machine; no test here is about time.
vi.setConfig({ testTimeout: 60_000 });

let base: string;
let root: string;

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'tidemark-workspace-')));
  root = join(base, 'harbour');
  mkdirSync(root);
});
afterEach(() => {
  rmSync(base, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const toon = (name: string): string => JSON.stringify({ table_name: name, fields: ['`id` bigint NOT NULL'] });
const create = (name: string): string => `CREATE TABLE ${name} (id int);\n`;

describe('detectSources', () => {
  test('finds what a folder holds, says why, and offers a config that reads back as it is', async () => {
    write({
      'docs/toons/boats.toon': toon('boats'),
      'docs/toons/piers.txt': toon('piers'),
      'channels/globals.toon': '[globals]\nx = 1',
      'database/dump.sql': `-- phpMyAdmin SQL Dump\n${create('boats')}`,
      'database/migrations/2026_01_01_first.sql': create('boats'),
      'database/migrations/2026_01_02_second.sql': 'ALTER TABLE boats ADD COLUMN x int;',
      'service/alembic.ini': '[alembic]\nscript_location = alembic\n',
      'service/alembic/versions/a.py': "revision = 'a'\ndown_revision = None\n",
      'legacy/versions/b.py': 'revision: str = "b"\ndown_revision: str | None = None\n',
      'saved.snapshot.json': '{}',
      'dialogs/main.md': '---\nspeaker: WOLFIE\n---\n',
      'docs/guide.md': '# Guide',
      'src/app.php': '<?php',
      'node_modules/x/y.sql': create('no'),
      'vendor/z/y.sql': create('no'),
    });
    const { found, config, text, diagnostics } = await detectSources(root);
    expect(found.map(({ source, evidence }) => [source.id, source.kind, source.path, evidence])).toEqual([
      ['toons', 'toon', 'docs/toons', '2 TOON files state 2 tables.'],
      [
        'dump',
        'sql',
        'database/dump.sql',
        '1 CREATE TABLE and 0 other table statements. Made by phpMyAdmin.',
      ],
      [
        'migrations',
        'migrations',
        'database/migrations',
        '2 SQL files in a folder called migrations, 2 of them with a version, date or number.',
      ],
      ['service', 'alembic', 'service', 'alembic.ini points at alembic, with 1 revision.'],
      ['legacy', 'alembic', 'legacy/versions', '1 Python file with revision and down_revision.'],
      ['saved', 'snapshot', 'saved.snapshot.json', 'A saved snapshot of a database.'],
    ]);
    expect(config.reference).toBe('toons');
    expect(config).toMatchObject({ dialogs: ['dialogs/**/*.md'], documents: ['docs/**/*.md'] });
    expect(diagnostics).toMatchObject([
      { code: 'toon-not-a-table', location: { path: 'channels/globals.toon' } },
    ]);
    expect(readConfig(text)).toEqual({ value: config, diagnostics: [] });
    expect(text).toContain('  # 2 TOON files state 2 tables.\n');
    expect(existsSync(join(root, 'tidemark.yaml'))).toBe(false);
  });

  test('keeps folders apart that lie in each other, so that each source holds what its evidence says', async () => {
    write({
      'app/1_boats.sql': create('boats'),
      'app/2_piers.sql': create('piers'),
      'app/3_cranes.sql': create('cranes'),
      'app/db/migrations/1_hulls.sql': create('hulls'),
      'schema/tables/a.sql': create('a'),
      'schema/tables/b.sql': create('b'),
      'schema/tables/views/v.sql': 'CREATE VIEW v AS SELECT 1;',
    });
    const { config, found } = await detectSources(root);
    expect(found.map(({ source, evidence }) => [source.path, evidence])).toEqual([
      ['app', '3 SQL files in a folder called app, 3 of them with a version, date or number.'],
      [
        'app/db/migrations',
        '1 SQL file in a folder called migrations, 1 of them with a version, date or number.',
      ],
      ['schema/tables', '2 SQL files hold 2 CREATE TABLE, and 1 more in folders below it.'],
    ]);
    const files = await Promise.all(
      config.sources.map(async (source) => (await readSource(source, { root })).counts.files),
    );
    expect(files).toEqual([3, 1, 3]);
  });

  test('offers a config even for nothing, and for names that YAML minds', async () => {
    const nothing = await detectSources(root);
    expect(nothing.found).toEqual([]);
    expect(readConfig(nothing.text)).toEqual({ value: nothing.config, diagnostics: [] });
    write({
      '@odd: #folder/*star/- x.toon': toon('x'),
      "it's/a.toon": toon('a'),
      '🚨/b.toon': toon('b'),
      'no/c.toon': toon('c'),
    });
    const odd = await detectSources(root);
    expect(odd.found).toHaveLength(4);
    expect(readConfig(odd.text)).toEqual({ value: odd.config, diagnostics: [] });
  });
});

describe('openWorkspace', () => {
  test('offers what was detected until a config is accepted, and then reads it', async () => {
    write({ 'toons/boats.toon': toon('boats') });
    const offered = await openWorkspace(root);
    expect(offered).toMatchObject({ name: 'harbour', detected: true, configPath: undefined });
    const { text } = await detectSources(root);
    expect(await writeConfig(root, text, { replace: false })).toBe('created');
    expect(await openWorkspace(root)).toMatchObject({
      detected: false,
      configPath: 'tidemark.yaml',
      config: offered.config,
      diagnostics: [],
    });
    await expect(writeConfig(root, text, { replace: false })).rejects.toMatchObject({ code: 'conflict' });
    await expect(writeConfig(root, 'sources: 5', { replace: true })).rejects.toMatchObject({
      code: 'invalid-config',
    });
    expect(readFileSync(join(root, 'tidemark.yaml'), 'utf8')).toBe(text);
    expect(await writeConfig(root, 'name: Other\n', { replace: true })).toBe('changed');
  });

  test('a config that cannot be read is told, not papered over', async () => {
    write({ 'toons/boats.toon': toon('boats') });
    mkdirSync(join(root, 'tidemark.yaml'));
    const opened = await openWorkspace(root);
    expect(opened).toMatchObject({ detected: false, config: { sources: [] } });
    expect(opened.diagnostics.map((one) => one.code)).toEqual(['file-not-regular']);
  });

  test('a config that links out of the workspace is refused, a folder that is none is not found', async () => {
    writeFileSync(join(base, 'secret.yaml'), 'top: secret');
    symlinkSync(join(base, 'secret.yaml'), join(root, 'tidemark.yaml'));
    await expect(openWorkspace(root)).rejects.toMatchObject({ code: 'outside-workspace' });
    await expect(openWorkspace(join(base, 'nowhere'))).rejects.toMatchObject({ code: 'not-found' });
    await expect(openWorkspace(join(base, 'secret.yaml'))).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('watchWorkspace', () => {
  test('tells changes together, with the sources that they touch', async () => {
    write({
      'tidemark.yaml':
        'sources:\n  - {id: toons, kind: toon, path: toons}\n  - {id: main, kind: sql, path: db/main.sql}\nignore: ["*.bak"]\n',
      'toons/boats.toon': toon('boats'),
      'db/main.sql': '',
      'other/x.txt': '',
    });
    const changes: WorkspaceChange[] = [];
    let wake: () => void = () => undefined;
    const told = (count: number): Promise<void> =>
      new Promise((resolve) => {
        wake = () => {
          if (new Set(changes.flatMap((change) => change.paths)).size >= count) resolve();
        };
        wake();
      });
    const watcher = watchWorkspace(await openWorkspace(root), {
      quietMs: 100,
      onChange: (change) => {
        changes.push(change);
        wake();
      },
    });
    await watcher.ready;
    write({
      'other/x.txt': 'not watched',
      'toons/skip.bak': 'x',
      'toons/piers.toon': toon('piers'),
      'toons/boats.toon': toon('ships'),
      'db/main.sql': 'x',
    });
    await told(3);
    expect(changes.flatMap((change) => change.paths).toSorted()).toEqual([
      'db/main.sql',
      'toons/boats.toon',
      'toons/piers.toon',
    ]);
    expect([...new Set(changes.flatMap((change) => change.sources))].toSorted()).toEqual(['main', 'toons']);
    expect(changes.some((change) => change.config)).toBe(false);
    write({ 'tidemark.yaml': 'sources: []' });
    await told(4);
    expect(changes.at(-1)).toMatchObject({ paths: ['tidemark.yaml'], config: true });
    await watcher.close();
  });

  test('tells what a file system stamps with a tick before the clock', async () => {
    const text = 'sources:\n  - {id: toons, kind: toon, path: toons}\n';
    write({ 'tidemark.yaml': text, 'toons/boats.toon': toon('boats') });
    const workspace = await openWorkspace(root);
    // As if it had been half written when it was read, and written to its end at once.
    write({ 'tidemark.yaml': text });
    const told = await new Promise<WorkspaceChange>((resolve) => {
      const watcher = watchWorkspace(workspace, {
        since: statSync(join(root, 'tidemark.yaml')).ctimeMs + 10,
        onChange: (change) => {
          resolve(change);
          void watcher.close();
        },
      });
    });
    expect(told.config).toBe(true);
  });

  test('tells what changed after the workspace was opened and before the first look was over', async () => {
    write({
      'tidemark.yaml':
        'sources:\n  - {id: toons, kind: toon, path: toons}\n  - {id: main, kind: sql, path: db/main.sql}\n  - {id: old, kind: sql, path: old}\n',
      'toons/boats.toon': toon('boats'),
      'db/main.sql': '',
      'old/a.sql': '',
      'old/b.sql': '',
    });
    await sleep(50);
    const since = Date.now();
    const workspace = await openWorkspace(root);
    await sleep(50);
    write({ 'toons/boats.toon': toon('ships') });
    rmSync(join(root, 'old/b.sql'));
    const told = await new Promise<WorkspaceChange>((resolve) => {
      const watcher = watchWorkspace(workspace, {
        since,
        quietMs: 200,
        onChange: (change) => {
          resolve(change);
          void watcher.close();
        },
      });
    });
    expect(told.paths).toContain('toons/boats.toon');
    // What went is seen by its folder; what stands as it stood is not told.
    expect(told.sources.toSorted()).toEqual(['old', 'toons']);
    expect(told.config).toBe(false);
  });
});
