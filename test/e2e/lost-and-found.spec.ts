import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, journey } from './support/journey';
import { approveAs, confirmAs, goTo, liveJourney, proveAs } from './support/live-journey';

/** In Settings: reads a source again. */
async function readAgain(page: Page, source: string): Promise<void> {
  await goTo(page, '#/settings/sources');
  const card = page.locator('section', { has: page.getByRole('heading', { name: source, exact: true }) });
  await card.getByRole('button', { name: 'Read again' }).click();
}

liveJourney(
  'a run goes on when its page is read again, is cancelled, and goes on from where it was',
  async ({ page, address, workspace, live }) => {
    liveJourney.setTimeout(300_000);
    // Statements wait for a lock as long as this journey needs, and nobody minds the transaction that holds it.
    const config = join(workspace, 'tidemark.yaml');
    const text = await readFile(config, 'utf8');
    await writeFile(config, `${text}\npolicy:\n  lockWaitSeconds: 3600\n  longTransactionSeconds: 86400\n`);
    await page.goto(address);
    await goTo(page, '#/sync?target=production&follow=toon');
    await expect(page.getByRole('tree', { name: 'Changes' })).toBeVisible({ timeout: 90_000 });
    await proveAs(page, 'Mira');
    await page.getByRole('button', { name: 'Ask for review' }).click();
    await approveAs(page, 'Jon');
    await page.getByRole('button', { name: 'Go to run' }).click();
    // Every table, so that the first ALTER waits and others come after it.
    const tables = await live.ask('SHOW TABLES FROM lupopedia');
    const looks = tables.map((table) => `SELECT 1 FROM lupopedia.\`${table}\` LIMIT 1;`);
    await live.run(`START TRANSACTION; ${looks.join(' ')}`);
    await page.getByRole('button', { name: 'Run on production' }).click();
    await confirmAs(page, 'Run it');
    const execution = page.locator('[data-state="execution"]');
    await expect(execution).toHaveAttribute('data-status', 'now', { timeout: 90_000 });

    await liveJourney.step('the page is read again, and finds the run', async () => {
      await page.reload();
      await expect(page.getByRole('button', { name: 'Cancel after this statement' })).toBeVisible({
        timeout: 60_000,
      });
      await expect(execution).toHaveAttribute('data-status', 'now');
      await expect(page.getByRole('status').filter({ hasText: 'statements done' })).toBeVisible();
    });

    await liveJourney.step('it is cancelled after the statement under way', async () => {
      await page.getByRole('button', { name: 'Cancel after this statement' }).click();
      await expect(page.getByRole('button', { name: 'Stopping after this statement' })).toBeVisible();
      await live.run('ROLLBACK');
      await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible({ timeout: 90_000 });
      await expect(execution).toHaveAttribute('data-status', 'stopped');
    });

    await liveJourney.step('it goes on to its end', async () => {
      await page.getByRole('button', { name: 'Resume' }).click();
      await confirmAs(page, 'Go on');
      await expect(page.getByText(/is completed: \d+ statements/)).toBeVisible({ timeout: 90_000 });
      expect(await live.ask("SHOW TABLES FROM lupopedia LIKE 'lupo_permissions'")).toEqual([
        'lupo_permissions',
      ]);
    });
  },
);

liveJourney(
  'a server that goes away is stood in for by its snapshot, and comes back',
  async ({ page, address, workspace, live }) => {
    liveJourney.setTimeout(300_000);
    const config = join(workspace, 'tidemark.yaml');
    const text = await readFile(config, 'utf8');
    await writeFile(config, text.replace(/(\n {4}url: .*)/, '$1\n    snapshot: snapshots/live.json'));
    await page.goto(address);
    const online = page.getByText(/production · MariaDB/);
    const offline = page.getByText(/production · offline, snapshot of/);
    await expect(online).toBeVisible({ timeout: 90_000 });
    await expect(page.getByRole('contentinfo')).toContainText('online');
    await expect
      .poll(() => readFile(join(workspace, 'snapshots/live.json'), 'utf8').catch(() => ''))
      .toContain('lupo_tickets');

    // For whoever connects, a server whose socket is gone has stopped.
    await rename(live.socket, `${live.socket}.away`);
    await readAgain(page, 'production');
    await expect(offline).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('contentinfo')).toContainText('offline');
    await goTo(page, '#/overview');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('missing from production');

    await rename(`${live.socket}.away`, live.socket);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Read everything again');
    await page.keyboard.press('Enter');
    await expect(online).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('contentinfo')).toContainText('online');
  },
);

journey(
  'a broken TOON file is told with its place, and the others go on',
  async ({ page, address, workspace }) => {
    journey.slow();
    const path = join(workspace, 'database/toon_data/lupo_crm_leads.toon');
    const whole = await readFile(path, 'utf8');
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('missing');
    await writeFile(path, `${whole.slice(0, whole.length / 2)}\n{{{ "broken`);
    await page.keyboard.press('Control+j');
    const problems = page.getByRole('region', { name: 'Problems', exact: true });
    await expect(problems).toContainText('lupo_crm_leads.toon:');
    await goTo(page, '#/table/lupopedia/lupo_tickets');
    await expect(page.getByRole('grid')).toBeVisible();
    await writeFile(path, whole);
    await expect(problems).not.toContainText('lupo_crm_leads.toon:');
    await goTo(page, '#/table/lupopedia/lupo_crm_leads');
    await expect(page.getByRole('grid')).toBeVisible();
  },
);
