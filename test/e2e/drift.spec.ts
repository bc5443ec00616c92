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
