import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BrowserWindow, Rectangle } from 'electron';
import * as z from 'zod';
import { writeFileAtomic } from '../core/files/write-file-atomic';
import { preferencesPath } from '../core/preferences/preferences-file';

const sideSchema = z.int().min(-100_000).max(100_000);
const stateSchema = z.strictObject({
  x: sideSchema,
  y: sideSchema,
  width: z.int().min(400).max(20_000),
  height: z.int().min(300).max(20_000),
  maximized: z.boolean(),
});

/** Where the window was and how large, in pixels of the screen. */
export type WindowState = z.infer<typeof stateSchema>;

const SETTLED_MS = 500;
/** A window is only put back where this much of it can be seen and dragged. Pixels. */
const GRIP = 80;

/** The file that remembers it, beside what the page remembers. */
export function windowStatePath(environment: NodeJS.ProcessEnv = process.env): string {
  return join(dirname(preferencesPath(environment)), 'window.json');
}

/**
 * Where the window was, when that can still be seen on one of the screens: one may have been unplugged since. A file
 * that is absent or damaged reads as nothing remembered.
 */
export function readWindowState(path: string, screens: readonly Rectangle[]): WindowState | undefined {
  try {
    const state = stateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    const isSeen = screens.some(
      (screen) =>
        state.x + state.width >= screen.x + GRIP &&
        state.x + GRIP <= screen.x + screen.width &&
        state.y >= screen.y &&
        state.y + GRIP <= screen.y + screen.height,
    );
    return isSeen ? state : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers where the window is whenever it has come to rest, and when it closes. Works on where it cannot. */
export function keepWindowState(
  window: Pick<BrowserWindow, 'on' | 'getNormalBounds' | 'isMaximized'>,
  path: string,
): void {
  let timer: NodeJS.Timeout | undefined;
  // One after the other: two savings must not end in the order of the disk.
  let saving: Promise<unknown> = Promise.resolve();
  const save = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const { x, y, width, height } = window.getNormalBounds();
    const state: WindowState = { x, y, width, height, maximized: window.isMaximized() };
    saving = saving
      .then(() => mkdir(dirname(path), { recursive: true }))
      .then(() => writeFileAtomic(path, `${JSON.stringify(state)}\n`))
      .catch(() => undefined);
  };
  const settle = (): void => {
    clearTimeout(timer);
    timer = setTimeout(save, SETTLED_MS);
  };
  window.on('resize', settle);
  window.on('move', settle);
  window.on('maximize', settle);
  window.on('unmaximize', settle);
  window.on('close', save);
}
