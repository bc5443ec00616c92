import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Session } from '../../../electron/core/service/session';
import type * as OpenModule from '../../../electron/core/workspace/open-workspace';
import type { ApiEvent } from '../../../shared/api';

/** Folders in the order in which they began to be opened and were. */
const steps = vi.hoisted((): string[] => []);

vi.mock('../../../electron/core/workspace/open-workspace', async (original) => {
  const { openWorkspace } = await original<typeof OpenModule>();
  return {
    openWorkspace: async (folder: string) => {
      const name = basename(folder);
      steps.push(`begin ${name}`);
      // Long enough for another one to begin, if it may.
      for (let turn = 0; turn < 10 && steps.at(-1) === `begin ${name}`; turn++) await sleep(50);
      const workspace = await openWorkspace(folder);
      steps.push(`end ${name}`);
      return workspace;
    },
  };
});

let root: string;
let session: Session;
let events: ApiEvent[];

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'tidemark-session-')));
  for (const name of ['first', 'second']) {
    mkdirSync(join(root, name));
    writeFileSync(
      join(root, name, 'tidemark.yaml'),
      `sources:\n  - {id: of-${name}, kind: sql, path: a.sql}\n`,
    );
    writeFileSync(join(root, name, 'a.sql'), '');
  }
  events = [];
  const context = { version: '1', directory: join(root, 'first'), readOnly: false, watch: true };
  session = new Session(context, (event) => events.push(event));
});

afterEach(async () => {
  await session.close();
  rmSync(root, { recursive: true, force: true });
});

it('opens one folder after the other, and the last stays', async () => {
  await session.workspace();
  steps.length = 0;
  await Promise.all([session.open('../first'), session.open('../second')]);
  expect(steps).toEqual(['begin first', 'end first', 'begin second', 'end second']);
  expect((await session.workspace()).root).toBe(join(root, 'second'));
  expect(events).toEqual([
    { kind: 'workspace-changed', root: join(root, 'first') },
    { kind: 'workspace-changed', root: join(root, 'second') },
  ]);
});

it('keeps the folder that is open when another one cannot be opened', async () => {
  await session.open('../second');
  await expect(session.open('../nowhere')).rejects.toThrow();
  expect((await session.workspace()).root).toBe(join(root, 'second'));
});

it('tries again when the first folder could not be opened', async () => {
  rmSync(join(root, 'first'), { recursive: true });
  await expect(session.workspace()).rejects.toThrow();
  mkdirSync(join(root, 'first'));
  expect((await session.workspace()).root).toBe(join(root, 'first'));
});
