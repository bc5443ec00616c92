import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makePreferenceHandlers } from '../../../electron/core/service/preference-handlers';
import type { HandlerCall } from '../../../electron/core/service/handler';
import { preferencesSchema } from '../../../shared/api';

let settings: string;

beforeEach(async () => {
  settings = await mkdtemp(join(tmpdir(), 'tidemark-settings-'));
  process.env['TIDEMARK_CONFIG_DIR'] = settings;
});

afterEach(async () => {
  delete process.env['TIDEMARK_CONFIG_DIR'];
  await rm(settings, { recursive: true, force: true });
});

test('what is read is what was said last, though it is still on its way to the disk', async () => {
  const handlers = makePreferenceHandlers();
  const call: HandlerCall = { signal: AbortSignal.any([]), progress: () => undefined };
  const saved = handlers['preferences.save'](preferencesSchema.parse({ appearance: 'dark' }), call);
  expect(await handlers['preferences.read']({}, call)).toMatchObject({ appearance: 'dark' });
  expect(await saved).toEqual({ saved: true });
});
