import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { isolateTests } from './scripts/test-environment.mjs';

isolateTests();

// `npm test` names the browser it found; Playwright's own download is never needed.
const named = process.env['TIDEMARK_CHROMIUM'];
const executablePath = named === undefined || named === '' ? '/usr/bin/chromium' : named;

/** Journeys in a real browser against the local host, each with a host and a workspace of its own. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: '.cache/e2e',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  use: {
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    launchOptions: existsSync(executablePath) ? { executablePath } : {},
  },
});
