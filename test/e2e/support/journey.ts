import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { startHost } from './start-host';

const root = join(import.meta.dirname, '../../..');
const dist = process.env['TIDEMARK_DIST'] ?? join(root, 'dist');

/** What a journey starts from. */
export interface Journey {
  /** Folder in examples/ that is copied for the journey. Set it with `journey.use({ sample: … })`. */
  readonly sample: string;
  /** The journey's own copy of the sample: it may write there. */
  readonly workspace: string;
  /** The address that the host printed, token included. */
  readonly address: string;
  /** What the page logged as an error, threw, or was refused by its policy; a journey ends with none. */
  readonly complaints: readonly string[];
}

/** Playwright's `test` with a workspace, a host of its own, and an eye on the console. */
export const journey = base.extend<Journey>({
  sample: ['lupopedia-sync', { option: true }],
  workspace: async ({ sample }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'tidemark-e2e-'));
    await cp(join(root, 'examples', sample), folder, { recursive: true });
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  address: async ({ workspace }, use) => {
    // What the window remembers belongs to the journey, not to the person who runs it.
    const settings = await mkdtemp(join(tmpdir(), 'tidemark-e2e-settings-'));
    const host = await startHost({ dist, workspace, settings });
    try {
      await use(host.address);
    } finally {
      await host.stop();
      await rm(settings, { recursive: true, force: true });
    }
  },
  complaints: [
    // It needs the address so that it is done before the host ends: what the page misses then is no complaint.
    async ({ page, address: _address }, use) => {
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await use(complaints);
      journey.expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

/** Playwright's `expect`. */
export const { expect } = journey;
