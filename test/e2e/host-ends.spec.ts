import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { findBarriers } from './support/axe';
import { goTo } from './support/live-journey';
import { startHost } from './support/start-host';

const dist = process.env['TIDEMARK_DIST'] ?? join(import.meta.dirname, '../../dist');

// Without the eye on the console that journeys have: the browser complains there of a host that is gone.
test('a host that has ended is told, and a screen whose code does not come any more takes nothing with it', async ({
  page,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'tidemark-ends-'));
  try {
    await writeFile(join(folder, 'app.sql'), 'CREATE TABLE visits (id int PRIMARY KEY);\n');
    const host = await startHost({ dist, workspace: folder, settings: join(folder, 'settings') });
    await page.goto(host.address);
    await expect(page.getByRole('treeitem', { name: 'visits' })).toBeVisible();
    await host.stop();
    await expect(page.getByRole('contentinfo').getByRole('alert')).toContainText(
      'Tidemark does not answer. Start it again, and open the address that it prints.',
    );
    await goTo(page, '#/history');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      /This screen could not be shown|The journals cannot be read/,
    );
    await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible();
    expect.soft(await findBarriers(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Overview' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('app states 1 object');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
