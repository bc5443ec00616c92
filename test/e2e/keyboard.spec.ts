import { findBarriers } from './support/axe';
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
  // The schema, its tables, the first of them, the second.
  for (let line = 0; line < 3; line += 1) await page.keyboard.press('ArrowDown');
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

journey('what is typed right behind the palette’s key is typed into it', async ({ page, address }) => {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('missing');
  // All in one turn of the page: nothing can wait for the palette in between.
  const focused = await page.evaluate(() => {
    const options = { key: 'k', ctrlKey: true, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new KeyboardEvent('keydown', options));
    return document.activeElement?.getAttribute('aria-label');
  });
  expect(focused).toBe('Go to a table or run a command');
  await page.keyboard.type('explorer: by class');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('treeitem', { name: /^core 116/ })).toBeVisible();
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

journey('an object’s menu, by key and by pointer', async ({ page, address, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('missing');
  const tree = page.getByRole('tree');
  await tree.focus();
  await page.keyboard.press('Home');
  const menu = page.getByRole('menu');
  await page.keyboard.press('ContextMenu');
  await expect(menu.getByRole('menuitem', { name: 'Fold all' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tree).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+F10');
  await expect(menu.getByRole('menuitem', { name: 'Compare side by side' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(menu.getByRole('menuitem', { name: 'Show DDL' })).toBeFocused();
  expect.soft(await findBarriers(page), 'menu').toEqual([]);
  await menu.getByRole('menuitem', { name: 'Copy name', exact: true }).press('Enter');
  await expect(menu).toHaveCount(0);
  await expect(tree).toBeFocused();
  const name = await page.evaluate(() => navigator.clipboard.readText());
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText(name);

  await page.getByRole('treeitem', { name }).first().click({ button: 'right' });
  await menu.getByRole('menuitem', { name: 'Copy DDL' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('CREATE TABLE');
  await tree.press('Shift+F10');
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await tree.press('Shift+F10');
  await menu.getByRole('menuitem', { name: 'Show DDL' }).press('Enter');
  await expect(page).toHaveURL(/view=ddl/);
});
