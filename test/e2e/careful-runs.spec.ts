import { findBarriers } from './support/axe';
import { expect } from './support/journey';
import { approveAs, confirmAs, goTo, liveJourney, proveAs } from './support/live-journey';
import { startReadOnlyHost } from './support/read-only-host';

const SYNC = '#/sync?target=production&follow=toon';

liveJourney(
  'a destructive change is chosen on purpose, needs two approvals and the target’s name',
  async ({ page, address, live }) => {
    liveJourney.setTimeout(300_000);
    await page.goto(address);
    await goTo(page, SYNC);
    await expect(page.getByText('none of which can lose data')).toBeVisible({ timeout: 60_000 });
    await page.getByRole('textbox', { name: 'Filter the changes' }).fill('legacy_path');
    const change = page.getByRole('treeitem', { name: /drop column legacy_path, held: drop/ });
    await change.click();
    await expect(page.getByLabel('Details')).toContainText('the column and its values are lost');
    await page.keyboard.press('Space');
    await expect(change).toHaveAttribute('aria-checked', 'true');
    await expect(page.getByText('some of which can lose data')).toBeVisible();
    await proveAs(page, 'Mira');
    await page.getByRole('button', { name: 'Ask for review' }).click();
    await approveAs(page, 'Jon');
    await expect(page.getByText('it needs one more approval because it can lose data').first()).toBeVisible();
    await goTo(page, '#/run/migrations%2Fschema_sync_4_0_46.plan.json');
    await expect(page.getByRole('button', { name: 'Run on production' })).toBeDisabled();
    await page.getByRole('button', { name: 'Go to its review' }).click();
    await approveAs(page, 'Ana');
    await page.getByRole('button', { name: 'Go to run' }).click();
    await page.getByRole('button', { name: 'Run on production' }).click();
    await expect(page.getByRole('dialog')).toContainText('can lose data on production');
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Run it' })).toBeDisabled();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    expect(await live.ask("SHOW COLUMNS FROM lupopedia.lupo_modules LIKE 'legacy_path'")).toEqual([
      'legacy_path',
    ]);
  },
);

liveJourney(
  'a statement that fails is told, and the run goes on when the cause is gone',
  async ({ page, address, live }) => {
    liveJourney.setTimeout(300_000);
    await page.goto(address);
    await goTo(page, SYNC);
    await expect(page.getByRole('tree', { name: 'Changes' })).toBeVisible({ timeout: 60_000 });
    await proveAs(page, 'Mira');
    await page.getByRole('button', { name: 'Ask for review' }).click();
    await approveAs(page, 'Jon');
    await page.getByRole('button', { name: 'Go to run' }).click();
    // Somebody holds a table in a transaction: its ALTER waits for five seconds and is refused.
    await live.run('START TRANSACTION; SELECT COUNT(*) FROM lupopedia.lupo_tickets');
    await page.getByRole('button', { name: 'Run on production' }).click();
    await confirmAs(page, 'Run it');
    const track = page.getByRole('list', { name: 'States of the run' });
    await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible({ timeout: 90_000 });
    await expect(track.locator('[data-state="execution"]')).toHaveAttribute('data-status', 'stopped');
    await expect(page.getByRole('alert')).toContainText('lupo_tickets');
    expect.soft(await findBarriers(page), 'failed run').toEqual([]);
    await live.run('ROLLBACK');
    await page.getByRole('button', { name: 'Resume' }).click();
    await confirmAs(page, 'Go on');
    await expect(page.getByText(/is completed: \d+ statements/)).toBeVisible({ timeout: 90_000 });
    await expect(track.locator('[data-state="completed"]')).toHaveAttribute('data-status', 'done');
  },
);

liveJourney(
  'a read-only session shows everything and writes nothing',
  async ({ page, workspace, live: _live }) => {
    const host = await startReadOnlyHost(workspace);
    try {
      await page.goto(host.address);
      await goTo(page, `${SYNC}&tab=prove`);
      await expect(page.getByText('This session is read-only: nothing is saved or rehearsed.')).toBeVisible({
        timeout: 60_000,
      });
      await expect(page.getByRole('button', { name: 'Save and rehearse' })).toBeDisabled();
      await goTo(page, '#/review');
      await expect(page.getByText('No plan is saved in this workspace')).toBeVisible();
      await goTo(page, '#/run');
      await expect(page.getByText('No approved plan waits')).toBeVisible();
      await goTo(page, '#/history');
      await expect(page.getByText('No run has left a journal here')).toBeVisible();
      expect(await findBarriers(page)).toEqual([]);
    } finally {
      await host.stop();
    }
  },
);
