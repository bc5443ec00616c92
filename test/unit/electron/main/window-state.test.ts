import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepWindowState, readWindowState } from '../../../../electron/main/window-state';
import { windowOptions } from '../../../../electron/main/window';

const SCREEN = { x: 0, y: 0, width: 1920, height: 1080 };
const STATE = { x: 100, y: 80, width: 1400, height: 900, maximized: false };

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidemark-window-'));
  path = join(folder, 'settings', 'window.json');
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the window’s place', () => {
  it('is kept when the window closes, and taken up again', async () => {
    const listeners = new Map<string, () => void>();
    const window = {
      on: (name: string, listener: () => void) => listeners.set(name, listener),
      getNormalBounds: () => ({ x: 100, y: 80, width: 1400, height: 900 }),
      isMaximized: () => true,
    };
    keepWindowState(window as unknown as Parameters<typeof keepWindowState>[0], path);
    expect(readWindowState(path, [SCREEN])).toBeUndefined();
    listeners.get('close')?.();
    await expect.poll(() => readWindowState(path, [SCREEN])).toEqual({ ...STATE, maximized: true });
    expect(windowOptions('p.cjs', true, STATE)).toMatchObject({ x: 100, y: 80, width: 1400, height: 900 });
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ ...STATE, maximized: true });
  });

  it.each([
    ['on a screen that is gone', JSON.stringify({ ...STATE, x: 2500 })],
    ['above the screen', JSON.stringify({ ...STATE, y: -400 })],
    ['too small to be used', JSON.stringify({ ...STATE, width: 3 })],
    ['no numbers', JSON.stringify({ ...STATE, x: 'left' })],
    ['half a file', '{"x": 1'],
  ])('is forgotten when it is %s', async (_name, text) => {
    const file = join(folder, 'window.json');
    await writeFile(file, text);
    expect(readWindowState(file, [SCREEN])).toBeUndefined();
  });
});
