import { readFile } from 'node:fs/promises';
import { findBarriers } from './support/axe';
import { expect, journey } from './support/journey';

journey('differences are filtered, grouped, chosen and kept as a view', async ({ page, address }) => {
  await page.goto(address);
  await page.getByRole('tab', { name: /Drift/ }).click();
  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toHaveText(/\d+ differences/);
  const all = await title.textContent();

  await page.getByLabel('Filter by name').fill('lupo_crm');
  await expect(page).toHaveURL(/text=lupo_crm/);
  await expect(title).not.toHaveText(all ?? '');
  await expect(page.getByRole('row', { name: /lupo_permissions/ })).toHaveCount(0);
  await page.getByLabel('Filter by name').fill('');

  await page.getByRole('button', { name: 'different', exact: true }).click();
  await page.getByRole('button', { name: 'extra', exact: true }).click();
  await expect(page).toHaveURL(/status=missing/);
  await expect(page.getByRole('row', { name: /lupo_permissions/ }).first()).toBeVisible();

  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByLabel('Name of the view').fill('gone');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: /gone/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.getByRole('tab', { name: /Drift/ }).click();
  await expect(title).toHaveText(all ?? '');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: /gone/ }).click();
  await expect(page).toHaveURL(/status=missing/);

  const grid = page.getByRole('treegrid', { name: 'Differences' });
  await grid.focus();
  await page.keyboard.press('j');
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Plan 1 chosen difference' })).toBeVisible();
});

journey('a filter that nothing fits says so', async ({ page, address }) => {
  await page.goto(address);
  await page.getByRole('tab', { name: /Drift/ }).click();
  await page.getByLabel('Filter by name').fill('zzz');
  await expect(page.getByText('Nothing fits these filters')).toBeVisible();
  await page.getByRole('button', { name: 'Take the filters away' }).click();
  await expect(page.getByRole('treegrid', { name: 'Differences' })).toBeVisible();
});

journey(
  'differences are chosen many at a time, given up and taken back, and copied',
  async ({ page, address, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('missing');
    await page.evaluate(() => {
      location.hash = '#/drift';
    });
    const list = page.getByRole('treegrid', { name: 'Differences' });
    await list.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    const plan = page.getByRole('button', { name: 'Plan 2 chosen differences' });
    await expect(plan).toBeVisible();
    await list.getByRole('row', { name: /max_requests/ }).click({ modifiers: ['Shift'] });
    await expect(page.getByRole('button', { name: /^Plan [3-9] chosen differences/ })).toBeVisible();
    await page.getByRole('button', { name: 'Choose none' }).click();
    await expect(page.getByRole('button', { name: 'Plan the sync' })).toBeVisible();
    await list.focus();
    await page.keyboard.press('Control+z');
    await expect(page.getByRole('button', { name: /^Plan [3-9] chosen differences/ })).toBeVisible();
    await page.keyboard.press('Control+a');
    await expect(page.getByRole('button', { name: /^Plan \d\d chosen differences/ })).toBeVisible();

    await page.keyboard.press('Shift+F10');
    const menu = page.getByRole('menu');
    await expect(menu.getByRole('menuitem', { name: 'Compare side by side' })).toBeFocused();
    expect.soft(await findBarriers(page), 'menu').toEqual([]);
    await menu.getByRole('menuitem', { name: 'Copy the reason' }).press('Enter');
    await expect(list).toBeFocused();
    await expect(page.getByRole('contentinfo').getByRole('status')).toContainText('Copied');
    const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
    expect(await clipboard()).toContain('max_requests');

    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Copy as CSV' }).click();
    await expect.poll(clipboard).toContain('status,object,part,sources,reason\r\n');
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Save as Markdown' }).click();
    const file = await saved;
    expect(file.suggestedFilename()).toBe('drift.md');
    expect(await readFile(await file.path(), 'utf8')).toContain(
      '| status | object | part | sources | reason |',
    );
  },
);
