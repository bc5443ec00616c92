import { EventEmitter } from 'node:events';
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

test('tells of a file that goes while the first look is going on', async () => {
  const chokidar = Object.assign(new EventEmitter(), { close: () => Promise.resolve() });
  vi.mocked(watch).mockReturnValue(chokidar as unknown as ReturnType<typeof watch>);
  const told = new Promise<WorkspaceChange>((resolve) => {
    watchWorkspace(workspace, { since: 1_000, quietMs: 1, onChange: resolve });
  });
  // Listed before anything happened to them.
  chokidar.emit('all', 'addDir', 'toons', { ctimeMs: 900 });
  chokidar.emit('all', 'add', 'toons/stays.toon', { ctimeMs: 900 });
  chokidar.emit('all', 'add', 'toons/goes.toon', { ctimeMs: 900 });
  // chokidar knows no stats of what is gone.
  chokidar.emit('all', 'unlink', 'toons/goes.toon');
  chokidar.emit('ready');
  expect(await told).toEqual({ paths: ['toons/goes.toon'], config: false, sources: ['toons'] });
});
