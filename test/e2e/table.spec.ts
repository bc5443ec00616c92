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
