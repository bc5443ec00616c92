import { expect, journey } from './support/journey';
import { findCutText, shiftsOf, watchShifts } from './support/page-checks';
import { PLACES } from './support/places';

for (const [name, hash, sign] of PLACES) {
  journey(`${name}: nothing moves once it is there, and nothing is cut`, async ({ page, address }) => {
    await watchShifts(page);
    await page.goto(address);
    await expect(page.getByText('Look here first')).toBeVisible();
    await page.evaluate((to) => {
      location.hash = to;
    }, hash);
    await expect(page.getByText(sign).first()).toBeVisible({ timeout: 60_000 });
    await page.evaluate(() => document.fonts.ready);
    const before = page.url();
    // As a person who reloads: the same place, from nothing.
    await page.reload();
    await expect(page.getByText(sign).first()).toBeVisible({ timeout: 60_000 });
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    expect(page.url()).toBe(before);
    expect(await page.evaluate(findCutText)).toEqual([]);
    expect(await shiftsOf(page)).toEqual([]);
  });
}
