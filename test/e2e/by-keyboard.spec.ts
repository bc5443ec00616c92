import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findBarriers } from './support/axe';
import { expect, journey } from './support/journey';
import { liveJourney } from './support/live-journey';
import { pressOn, tabTo } from './support/tab-to';

journey('Sync by keyboard: the tree, its menu, statements, scripts', async ({ page, address, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('missing');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('go to sync');
  await page.keyboard.press('Enter');
  const tree = page.getByRole('tree', { name: 'Changes' });
  await tabTo(page, tree);
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  const row = tree.locator(`#${(await tree.getAttribute('aria-activedescendant')) ?? ''}`);
  const before = await row.getAttribute('aria-checked');
  await page.keyboard.press(' ');
  await expect(row).not.toHaveAttribute('aria-checked', before ?? '');
  await page.keyboard.press('Shift+F10');
  const menu = page.getByRole('menu');
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  expect.soft(await findBarriers(page), 'menu').toEqual([]);
  await page.keyboard.press('Escape');
  await expect(tree).toBeFocused();

  const parts = page.getByRole('tablist', { name: 'Parts of the plan' });
  await tabTo(page, parts.getByRole('tab', { selected: true }));
  await page.keyboard.press('ArrowRight');
  const list = page.getByRole('listbox', { name: 'Statements in order' });
  if (!(await list.isVisible())) await page.keyboard.press('Enter');
  await tabTo(page, list);
  await page.keyboard.press('End');
  await page.keyboard.press('Shift+F10');
  await menu.getByRole('menuitem', { name: 'Copy the statement' }).press('Enter');
  await expect.poll(clipboard).toContain('ALTER TABLE');
  await expect(list).toBeFocused();
});

journey('sources, tabs and views by keyboard', async ({ page, address, workspace }) => {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('missing');
  const menu = page.getByRole('menu');

  await tabTo(
    page,
    page.getByRole('navigation', { name: 'Explorer' }).getByRole('button', { name: /^toon/ }),
  );
  await page.keyboard.press('Shift+F10');
  await menu.getByRole('menuitem', { name: 'Export…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Export toon' });
  await expect(dialog).toBeVisible();
  expect.soft(await findBarriers(page), 'export').toEqual([]);
  await tabTo(page, dialog.getByRole('textbox', { name: 'File in the workspace' }));
  await page.keyboard.press('Control+a');
  await page.keyboard.type('../elsewhere.sql');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('leads out of the workspace')).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('export/all.sql');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('1 file written.')).toBeVisible();
  expect(await readFile(join(workspace, 'export/all.sql'), 'utf8')).toContain('`lupo_permissions`');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  for (const name of ['lupo_tickets', 'lupo_agents', 'lupo_actors']) {
    await page.evaluate((to) => {
      location.hash = `#/table/lupopedia/${to}`;
    }, name);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  }
  await tabTo(page, page.getByRole('tab', { name: /lupo_actors/ }));
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ContextMenu');
  await menu.getByRole('menuitem', { name: 'Close the others' }).press('Enter');
  await expect(page.getByRole('tab', { name: /lupo_/ })).toHaveCount(1);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('lupo_agents');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('tab', { name: /lupo_/ })).toHaveCount(3);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('lupo_actors');

  await page.evaluate(() => {
    location.hash = '#/drift?status=missing';
  });
  await pressOn(page, page.getByRole('button', { name: 'Views' }), 'Enter');
  await tabTo(page, page.getByRole('textbox', { name: 'Name of the view' }));
  await page.keyboard.type('What is missing');
  await page.keyboard.press('Enter');
  const view = page.getByRole('menuitem', { name: 'What is missing' });
  await view.press('Delete');
  await expect(view).toHaveCount(0);
  await page.keyboard.press('Escape');
  await tabTo(page, page.getByRole('treegrid'));
  await page.keyboard.press('Control+z');
  await pressOn(page, page.getByRole('button', { name: 'Views' }), 'Enter');
  await expect(view).toBeVisible();
});

liveJourney('from the plan to the way back without a pointer, at 200 % zoom', async ({ page, address }) => {
  liveJourney.slow();
  // A page of 1280×800 at 200 % has 640×400 px to lay itself out in.
  await page.setViewportSize({ width: 640, height: 400 });
  const fits = async (screen: string): Promise<void> => {
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect.soft(overflow, screen).toBeLessThanOrEqual(0);
  };
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('missing');
  await page.evaluate(() => {
    location.hash = '#/sync?target=production&follow=toon&tab=prove';
  });
  const type = async (name: string, text: string): Promise<void> => {
    await tabTo(page, page.getByRole('textbox', { name, exact: true }));
    await page.keyboard.press('Control+a');
    await page.keyboard.type(text);
  };
  await type('Version', '4.0.46');
  await type('Author', 'Mira');
  await page.keyboard.press('Tab');
  await pressOn(page, page.getByRole('button', { name: 'Save and rehearse' }), 'Enter');
  await expect(page.getByText('Proved: forward, again, back and forward')).toBeVisible({ timeout: 90_000 });
  await fits('proof');
  await pressOn(page, page.getByRole('button', { name: 'Ask for review' }), 'Enter');
  await expect(page.getByText('Nobody has approved it yet.').first()).toBeVisible();

  await fits('review');
  await pressOn(page, page.getByRole('button', { name: 'Approve', exact: true }), 'Enter');
  await fits('approval');
  await type('Your name', 'Jon');
  await pressOn(
    page,
    page.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }),
    'Enter',
  );
  await pressOn(page, page.getByRole('button', { name: 'Go to run' }), 'Enter');
  await pressOn(page, page.getByRole('button', { name: 'Run on production' }), 'Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await fits('question before a run');
  await pressOn(page, dialog.getByLabel(/Create the tracking tables/), ' ');
  await tabTo(page, dialog.getByLabel('Type production to go on'));
  await page.keyboard.type('production');
  await pressOn(page, dialog.getByRole('button', { name: 'Run it', exact: true }), 'Enter');
  await expect(page.getByText(/is completed: \d+ statements/)).toBeVisible({ timeout: 90_000 });

  await fits('run');
  await pressOn(page, page.getByRole('button', { name: 'See it in History' }), 'Enter');
  await expect(page.getByRole('row', { name: /schema_sync 4.0.46 completed/ })).toBeVisible();
  await fits('history');
  await pressOn(page, page.getByRole('button', { name: 'Roll back from here' }), 'Enter');
  await pressOn(page, page.getByRole('button', { name: 'Roll back', exact: true }), 'Enter');
  await tabTo(page, dialog.getByLabel('Type production to go on'));
  await page.keyboard.type('production');
  await pressOn(page, dialog.getByRole('button', { name: 'Roll it back', exact: true }), 'Enter');
  await expect(page.getByText(/is rolled back: the database is as it was/)).toBeVisible({ timeout: 90_000 });
});
