import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findBarriers } from './support/axe';
import { expect, journey } from './support/journey';

const TICKETS = '#/table/lupopedia/lupo_tickets';

journey('a differing table is read side by side, and each value is traced', async ({ page, address }) => {
  await page.goto(address);
  await page.getByLabel('Filter objects').fill('tickets');
  await page.getByRole('treeitem', { name: /lupo_tickets/ }).dblclick();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('lupo_tickets');
  const priority = page.getByRole('row', { name: /^priority/ });
  await expect(priority.locator('mark')).toContainText("'blocker'");
  await priority.click();
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector).toContainText('in production');
  await expect(inspector).toContainText(/lupo_tickets\.toon:\d+/);

  await page.getByRole('button', { name: 'Only differences' }).click();
  await expect(page.getByRole('rowheader', { name: 'subject' })).toHaveCount(0);
  await expect(page).toHaveURL(/only=yes/);
  await page.getByRole('grid').press('j');
  await expect(page).toHaveURL(/row=/);
});

journey('J and K walk the differences, arrows the rows', async ({ page, address }) => {
  await page.goto(address);
  await expect(page.getByRole('tab', { name: /Drift/ })).toBeVisible();
  await page.evaluate((hash) => {
    location.hash = hash;
  }, TICKETS);
  const grid = page.getByRole('grid');
  await grid.focus();
  await page.keyboard.press('j');
  const first = new URL(page.url()).hash;
  await page.keyboard.press('j');
  await expect(page).not.toHaveURL(new RegExp(`${first.replaceAll(/[?.*+]/g, '\\$&')}$`));
  await page.keyboard.press('k');
  await expect(page).toHaveURL(new RegExp(`${first.replaceAll(/[?.*+]/g, '\\$&')}$`));
  await expect(page.getByRole('row', { selected: true })).toHaveCount(1);
});

journey('the DDL of any two sources is a text diff', async ({ page, address }) => {
  await page.goto(address);
  await expect(page.getByRole('tab', { name: /Drift/ })).toBeVisible();
  await page.evaluate((hash) => {
    location.hash = hash;
  }, TICKETS);
  await page.getByText('DDL diff').click();
  await expect(page.getByLabel('SQL of toon')).toContainText('CREATE TABLE `lupo_tickets`');
  await expect(page.getByLabel('SQL of production')).toContainText("'blocker'");
  await page.getByRole('button', { name: 'Exchange the sides' }).click();
  await expect(page).toHaveURL(/from=production/);
  await page.getByRole('combobox', { name: 'Right source' }).click();
  await page.getByRole('option', { name: 'sql' }).click();
  await expect(page.getByLabel('SQL of sql')).toContainText('CREATE TABLE `lupo_tickets`');
});

journey('a table that nobody states is said to be so', async ({ page, address }) => {
  await page.goto(address);
  await expect(page.getByRole('tab', { name: /Drift/ })).toBeVisible();
  await page.evaluate(() => {
    location.hash = '#/table/lupopedia/no_such_table';
  });
  await expect(page.getByRole('alert')).toContainText('No source states');
});

journey('a cell’s menu copies what it says, where, and the row', async ({ page, address, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('missing');
  await page.evaluate(() => {
    location.hash = '#/table/lupopedia/lupo_tickets?row=column%3Apriority';
  });
  const grid = page.getByRole('grid');
  await grid.focus();
  await page.keyboard.press('Shift+F10');
  const menu = page.getByRole('menu');
  await expect(menu.getByRole('menuitem', { name: 'Copy what toon says' })).toBeFocused();
  expect.soft(await findBarriers(page), 'menu').toEqual([]);
  await menu.getByRole('menuitem', { name: 'Copy file and line' }).press('Enter');
  await expect(grid).toBeFocused();
  const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(clipboard).toBe('database/toon_data/lupo_tickets.toon:9');
  await grid.getByText("'blocker'").click({ button: 'right' });
  await menu.getByRole('menuitem', { name: 'Copy the row as Markdown' }).click();
  await expect.poll(clipboard).toContain('| column | `priority` | different |');
  await grid.press('Shift+F10');
  await menu.getByRole('menuitem', { name: 'Copy what production says' }).press('Enter');
  await expect.poll(clipboard).toContain("'blocker'");
});

journey('the file opens at the line that states a value', async ({ page, address, workspace }) => {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('missing');
  await page.evaluate(() => {
    location.hash = '#/table/lupopedia/lupo_tickets?row=column%3Apriority';
  });
  const details = page.getByLabel('Details');
  await details.getByTitle('Open database/lupopedia_mysql.sql:1996').click();
  const dialog = page.getByRole('dialog', { name: 'database/lupopedia_mysql.sql:1996' });
  const text = dialog.getByRole('textbox', { name: 'database/lupopedia_mysql.sql:1996' });
  await expect(text.locator('.cm-changedLine')).toContainText(
    "`priority` enum('low','normal','high','urgent')",
  );
  await expect(text.locator('.cm-changedLine')).toBeInViewport();
  await expect(dialog).toContainText(/Lines 1,496 to 2,496 of 3,\d\d\d/);
  expect.soft(await findBarriers(page), 'file').toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  // A file that goes meanwhile is said to be gone.
  await details.getByTitle('Open database/toon_data/lupo_tickets.toon:9').click();
  await expect(page.getByRole('dialog')).toContainText('priority');
  await rm(join(workspace, 'database/toon_data/lupo_tickets.toon'));
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('cannot be shown');
});
