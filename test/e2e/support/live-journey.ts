import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { createConnection } from 'mysql2/promise';
import { startScratchServer } from '../../../electron/core/scratch';
import { expect, journey } from './journey';

const root = join(import.meta.dirname, '../../..');
const dist = process.env['TIDEMARK_DIST'] ?? join(root, 'dist');
const SCHEMAS = ['lupopedia', 'lupopedia_orchestration', 'lupopedia_ephemeral'];

/** A server of the journey's own that holds what the sample's snapshot remembers of production. */
export interface LiveServer {
  /** Runs statements as root. */
  run(sql: string): Promise<void>;
  /** The first column of each row. */
  ask(sql: string): Promise<readonly string[]>;
}

/** A journey whose workspace names that server as `production`. */
export const liveJourney = journey.extend<{ readonly live: LiveServer }>({
  live: async ({ workspace }, use) => {
    const server = await startScratchServer({ vendor: 'mariadb' });
    const { socket = '', user = 'root' } = server.target;
    const connection = await createConnection({ socketPath: socket, user, multipleStatements: true });
    try {
      const dump = join(workspace, '.production.sql');
      await promisify(execFile)(process.execPath, [
        ...[join(dist, 'cli.js'), 'export', 'production', '--as', 'sql', '--out', dump],
        ...['--flavor', 'mariadb:10.11', '--workspace', workspace],
      ]);
      await connection.query(await readFile(dump, 'utf8'));
      const config = join(workspace, 'tidemark.yaml');
      const text = await readFile(config, 'utf8');
      const url = `mysql://${user}@localhost/${SCHEMAS.join(',')}?socket=${socket}`;
      await writeFile(config, text.replace(/kind: snapshot\n\s+path: .*/, `kind: mysql\n    url: ${url}`));
      await use({
        run: async (sql) => {
          await connection.query(sql);
        },
        ask: async (sql) => {
          const [rows] = await connection.query({ sql, rowsAsArray: true });
          return (rows as unknown[][]).map(([first]) => String(first));
        },
      });
    } finally {
      await connection.end();
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
