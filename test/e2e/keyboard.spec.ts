import { expect, journey } from './support/journey';

journey('the whole way by keyboard: palette, explorer, table, panes, back', async ({ page, address }) => {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('missing');

  await page.keyboard.press('Control+p');
  await page.keyboard.type('crm_leads');
  await expect(page.getByRole('dialog')).toContainText('lupo_crm_leads');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('lupo_crm_leads');

  await page.keyboard.press('F6');
  await expect(page.getByRole('tree')).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText(
    'lupo_actor_collections',
  );
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('lupo_actor_collections');

  await page.keyboard.press('F6');
  await expect(page.getByRole('grid')).toBeFocused();
  await page.keyboard.press('j');
  await expect(page).toHaveURL(/row=/);
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/row=/);

  await page.keyboard.press('Control+j');
  await expect(page.getByRole('region', { name: 'Problems', exact: true })).toContainText(
    'named after lupo_edges',
  );
  await page.keyboard.press('Control+j');
  await expect(page.getByRole('region', { name: 'Problems', exact: true })).toHaveCount(0);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('appearance: dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');

  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('lupo_crm_leads');
});

journey('tabs are walked by arrows and closed by Delete', async ({ page, address }) => {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('missing');
  await page.evaluate(() => {
    location.hash = '#/table/lupopedia/lupo_tickets';
  });
  const tab = page.getByRole('tab', { name: /lupo_tickets/ });
  await expect(tab).toHaveAttribute('aria-selected', 'true');
  await tab.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('tab', { name: 'History' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Delete');
  await expect(tab).toHaveCount(0);
  await expect(page).toHaveURL(/#\/overview/);
});
