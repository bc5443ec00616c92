import { expect, test, type Page } from '@playwright/test';
import { findBarriers } from './axe';
import { approveAs, confirmAs, goTo, proveAs } from './live-journey';
import type { LiveServer } from './live-server';

const STATES = [
  'pre_migration',
  'validation',
  'backup',
  'execution',
  'verification',
  'post_migration',
  'completed',
];

/**
 * The main job as a person does it, from the Overview of the sample with a live `production` to the rollback. It knows
 * only the page: whether a browser or Electron shows it makes no difference.
 */
export async function walkMainJob(page: Page, live: LiveServer): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toContainText('missing');
  await page.getByRole('button', { name: /Plan the sync/ }).click();

  await test.step('choose the changes', async () => {
    await goTo(page, '#/sync?target=production&follow=toon');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Make production follow toon');
    await expect(page.getByRole('tree', { name: 'Changes' })).toBeVisible({ timeout: 60_000 });
    await page
      .getByRole('button', { name: 'Confirm that lupo_sales_deals was renamed to lupo_crm_deals' })
      .click();
    await expect(page.getByText('confirmed', { exact: true })).toBeVisible();
    const held = page.getByRole('treeitem', { name: /drop index idx_ip_address/ });
    await page.getByRole('textbox', { name: 'Filter the changes' }).fill('idx_ip_address');
    await expect(held).toHaveAttribute('aria-checked', 'false');
    await held.click();
    await expect(page.getByLabel('Details')).toContainText('queries that use the index slow down');
    expect.soft(await findBarriers(page), 'changes').toEqual([]);
    await page.getByRole('tab', { name: /Statements/ }).click();
    await expect(page.getByRole('listbox', { name: 'Statements in order' })).toContainText(
      'lupo_permissions',
    );
    expect.soft(await findBarriers(page), 'statements').toEqual([]);
    await page.getByRole('tab', { name: 'Script' }).click();
    await expect(page.getByRole('region', { name: 'Forward' })).toContainText('Safe to run again');
    await expect(page.getByRole('region', { name: 'Rollback' })).toContainText('Migration: schema_sync');
    expect.soft(await findBarriers(page), 'script').toEqual([]);
  });

  await test.step('rehearse', async () => {
    await proveAs(page, 'Mira');
    await expect(page.getByRole('list', { name: 'Saved files' })).toContainText(
      'schema_sync_4_0_46_rollback.sql',
    );
    expect.soft(await findBarriers(page), 'proof').toEqual([]);
    // What is proved is proved elsewhere: the database itself is as it was.
    expect(await live.ask("SHOW TABLES FROM lupopedia LIKE 'lupo_permissions'")).toEqual([]);
  });

  await test.step('review by somebody else', async () => {
    await page.getByRole('button', { name: 'Ask for review' }).click();
    await expect(page.getByText('Nobody has approved it yet.').first()).toBeVisible();
    expect.soft(await findBarriers(page), 'review').toEqual([]);
    await approveAs(page, 'Mira');
    await expect(page.getByRole('alert')).toContainText('Mira made the plan and cannot approve it.');
    await page.getByRole('button', { name: 'Not now' }).click();
    await page.getByRole('button', { name: /Comment on statement/ }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Your name' }).fill('Jon');
    await page
      .getByRole('dialog')
      .getByRole('textbox', { name: 'Comment' })
      .fill('<img src=x onerror=alert(1)> fine');
    await page.getByRole('button', { name: 'Add the comment' }).click();
    await expect(page.getByText('<img src=x onerror=alert(1)> fine')).toBeVisible();
    await approveAs(page, 'Jon');
    await page.getByRole('button', { name: 'Go to run' }).click();
  });

  await test.step('run through the states', async () => {
    await expect(page.getByText(/approved by Jon/)).toBeVisible();
    expect.soft(await findBarriers(page), 'before the run').toEqual([]);
    await page.getByRole('button', { name: 'Run on production' }).click();
    await page.getByLabel(/Create the tracking tables/).check();
    expect.soft(await findBarriers(page), 'question').toEqual([]);
    await confirmAs(page, 'Run it');
    await expect(page.getByText(/is completed: \d+ statements, and the database is as planned/)).toBeVisible({
      timeout: 90_000,
    });
    const track = page.getByRole('list', { name: 'States of the run' });
    for (const state of STATES)
      await expect(track.locator(`[data-state="${state}"]`)).toHaveAttribute('data-status', 'done');
    await expect(page.getByText(/Recorded in lupopedia_orchestration as number 1/)).toBeVisible();
    expect(await live.ask("SHOW TABLES FROM lupopedia LIKE 'lupo_permissions'")).toEqual([
      'lupo_permissions',
    ]);
    expect.soft(await findBarriers(page), 'after the run').toEqual([]);
    await page.getByRole('tab', { name: /Log/ }).click();
    await expect(page.getByRole('region', { name: 'Log of the run' })).toContainText(
      'Jon starts schema_sync',
    );
    // What records the run is nobody's drift, and in nobody's budget.
    const run = page.url();
    await goTo(page, '#/overview');
    await expect(page.getByText('5, not counted')).toBeVisible();
    await expect(page.getByRole('contentinfo')).toContainText('budget 127 of 180');
    expect.soft(await findBarriers(page), 'overview after the run').toEqual([]);
    await page.goto(run);
    await page.getByRole('tab', { name: /Log/ }).click();
  });

  await test.step('see it in history, and take it back', async () => {
    await page.getByRole('button', { name: 'See it in History' }).click();
    await expect(page.getByRole('row', { name: /schema_sync 4.0.46 completed/ })).toBeVisible();
    await expect(page.getByLabel('Details')).toContainText('Jon');
    expect.soft(await findBarriers(page), 'history').toEqual([]);
    await page.getByText('Recorded in production').click();
    await page.getByRole('button', { name: 'schema_sync 4.0.46' }).click();
    await expect(page.getByRole('table', { name: 'States' })).toContainText('verification');
    expect.soft(await findBarriers(page), 'recorded history').toEqual([]);
    await page.getByText('This workspace').click();
    await page.getByRole('button', { name: 'schema_sync 4.0.46' }).click();
    await page.getByRole('button', { name: 'Roll back from here' }).click();
    await page.getByRole('button', { name: 'Roll back', exact: true }).click();
    await confirmAs(page, 'Roll it back');
    await expect(page.getByText(/is rolled back: the database is as it was/)).toBeVisible({
      timeout: 90_000,
    });
    await expect(page.locator('[data-state="rolled_back"]')).toHaveAttribute('data-status', 'now');
    expect(await live.ask("SHOW TABLES FROM lupopedia LIKE 'lupo_permissions'")).toEqual([]);
  });
}
