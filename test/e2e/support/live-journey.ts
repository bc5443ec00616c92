import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, journey } from './journey';
import { startLiveServer, type LiveServer } from './live-server';

const dist = process.env['TIDEMARK_DIST'] ?? join(import.meta.dirname, '../../../dist');

/** A journey whose workspace names a live server as `production`. */
export const liveJourney = journey.extend<{ readonly live: LiveServer }>({
  live: async ({ workspace }, use) => {
    const server = await startLiveServer(workspace, dist);
    try {
      await use(server);
    } finally {
      await server.stop();
    }
  },
  // Named so that the config is written before the host reads it.
  address: async ({ live: _live, address }, use) => {
    await use(address);
  },
});

/** Goes to a place of the window. */
export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
}

/** In Sync: names the plan's author, saves, rehearses, and waits for the proof. */
export async function proveAs(page: Page, author: string): Promise<void> {
  await page.getByRole('tab', { name: 'Save and prove' }).click();
  await page.getByRole('textbox', { name: 'Version' }).fill('4.0.46');
  await page.getByRole('textbox', { name: 'Author' }).fill(author);
  await page.getByRole('textbox', { name: 'Author' }).press('Enter');
  await page.getByRole('button', { name: 'Save and rehearse' }).click();
  await expect(page.getByText('Proved: forward, again, back and forward')).toBeVisible({ timeout: 90_000 });
}

/** In Review: approves as somebody. */
export async function approveAs(page: Page, by: string): Promise<void> {
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Your name' }).fill(by);
  await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
}

/** In Run: confirms the dialog, target's name included. */
export async function confirmAs(page: Page, action: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Type production to go on').fill('production');
  await dialog.getByRole('button', { name: action, exact: true }).click();
  await expect(dialog).toBeHidden();
}
