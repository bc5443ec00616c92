import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watch } from 'chokidar';
import { expect, test, vi } from 'vitest';
import { watchWorkspace } from '../../../electron/core/workspace/watch-workspace';
import type { WorkspaceChange } from '../../../electron/core/workspace/watch-workspace';
import type { Workspace } from '../../../electron/core/workspace/workspace';

vi.mock('chokidar', () => ({ watch: vi.fn() }));

const workspace: Workspace = {
  root: '/w',
  name: 'w',
  config: { sources: [{ id: 'toons', kind: 'toon', path: 'toons' }] },
  configPath: undefined,
  detected: false,
  diagnostics: [],
};

/** A watcher that says only what it is made to say, and has listed these files. */
function aWatcher(listed: Readonly<Record<string, readonly string[]>>): EventEmitter {
  const chokidar = Object.assign(new EventEmitter(), {
    close: () => Promise.resolve(),
    getWatched: () => listed,
  });
  vi.mocked(watch).mockReturnValue(chokidar as unknown as ReturnType<typeof watch>);
  return chokidar;
}

test('tells of a file that changes between its turn in the first look and the watch on it', async () => {
  const root = mkdtempSync(join(tmpdir(), 'tidemark-watch-'));
  try {
    writeFileSync(join(root, 'tidemark.yaml'), '');
    const now = statSync(join(root, 'tidemark.yaml')).ctimeMs;
    const chokidar = aWatcher({ '.': ['tidemark.yaml'], '..': ['w'] });
    const told = new Promise<WorkspaceChange>((resolve) => {
      watchWorkspace({ ...workspace, root }, { since: now, quietMs: 1, onChange: resolve });
    });
    // It is listed with its old time, is written then, and no event comes.
    chokidar.emit('all', 'add', 'tidemark.yaml');
    chokidar.emit('ready');
    expect(await told).toEqual({ paths: ['tidemark.yaml'], config: true, sources: [] });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

test('tells of a file that goes while the first look is going on', async () => {
  const chokidar = aWatcher({});
  const told = new Promise<WorkspaceChange>((resolve) => {
    watchWorkspace(workspace, { since: 1_000, quietMs: 1, onChange: resolve });
  });
  // Listed before anything happened to them.
  chokidar.emit('all', 'addDir', 'toons');
  chokidar.emit('all', 'add', 'toons/stays.toon');
  chokidar.emit('all', 'add', 'toons/goes.toon');
  chokidar.emit('all', 'unlink', 'toons/goes.toon');
  chokidar.emit('ready');
  expect(await told).toEqual({ paths: ['toons/goes.toon'], config: false, sources: ['toons'] });
});
