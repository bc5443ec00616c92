import { findBarriers } from './support/axe';
import { expect, journey } from './support/journey';

const PLACES = [
  ['overview', '#/overview', 'Look here first'],
  ['table', '#/table/lupopedia/lupo_tickets?row=column%3Apriority', 'Evidence'],
  ['ddl', '#/table/lupopedia/lupo_tickets?view=ddl', 'written in one manner'],
  ['drift', '#/drift', 'What differs'],
  ['welcome', '#/welcome?folder=database', 'The tidemark.yaml that says so'],
  ['sources', '#/settings/sources', 'Read again'],
  ['federation', '#/settings/federation', 'Its name matches'],
  ['appearance', '#/settings/appearance', 'What the signs mean'],
  ['an unknown table', '#/table/lupopedia/nothing', 'No source states'],
] as const;

for (const colorScheme of ['light', 'dark'] as const) {
  journey(`every screen is free of barriers in ${colorScheme} colours`, async ({ page, address }) => {
    journey.slow();
    await page.emulateMedia({ colorScheme });
    await page.goto(address);
    await expect(page.getByText('Look here first')).toBeVisible();
    await page.keyboard.press('Control+j');
    for (const [name, hash, sign] of PLACES) {
      await page.evaluate((to) => {
        location.hash = to;
      }, hash);
      await expect(page.getByText(sign).first()).toBeVisible();
      expect.soft(await findBarriers(page), name).toEqual([]);
    }
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect.soft(await findBarriers(page), 'palette').toEqual([]);
  });
}

journey('at 200 % zoom everything is still there', async ({ page, address }) => {
  // A page of 1280 px at 200 % has 640 px to lay itself out in.
  await page.setViewportSize({ width: 640, height: 400 });
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('missing');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await expect(page.getByRole('button', { name: 'Plan the sync' })).toBeVisible();
});
