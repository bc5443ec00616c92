import type { Page } from '@playwright/test';
import { expect, journey } from './support/journey';

/** Less than a person sees: a move of the whole window by one text line would be 0.02. */
const UNSEEN = 0.01;

const PLACES = [
  ['overview', '#/overview', 'Look here first'],
  ['table', '#/table/lupopedia/lupo_tickets?row=column%3Apriority', 'Evidence'],
  ['ddl', '#/table/lupopedia/lupo_tickets?view=ddl', 'laid out for'],
  ['drift', '#/drift', 'What differs'],
  ['sync', '#/sync?target=production&follow=toon', /of which can lose data/],
  ['review', '#/review', 'No plan is saved in this workspace'],
  ['run', '#/run', 'No approved plan waits'],
  ['history', '#/history', 'No run has left a journal here'],
  ['welcome', '#/welcome', 'Open the sample'],
  ['sources', '#/settings/sources', 'Read again'],
  ['federation', '#/settings/federation', 'Its name matches'],
  ['appearance', '#/settings/appearance', 'What the signs mean'],
] as const;

for (const [name, hash, sign] of PLACES) {
  journey(`${name}: nothing moves once it is there`, async ({ page, address }) => {
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
    expect(await shiftsOf(page)).toEqual([]);
  });
}

async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const store = window as unknown as { shifts: { value: number; where: string }[] };
    store.shifts = [];
    interface Shift extends PerformanceEntry {
      readonly value: number;
      readonly sources: readonly { readonly node: Node | null }[];
    }
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as Shift[]) {
        const nodes = sources.map(({ node }) =>
          node instanceof HTMLElement ? node.outerHTML.slice(0, 120) : String(node?.nodeName),
        );
        store.shifts.push({ value, where: nodes.join(' | ') });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** The moves that a person could see, with what moved. */
async function shiftsOf(page: Page): Promise<readonly { readonly value: number; readonly where: string }[]> {
  const all = await page.evaluate(
    () => (window as unknown as { shifts: { value: number; where: string }[] }).shifts,
  );
  const sum = all.reduce((total, { value }) => total + value, 0);
  return sum < UNSEEN ? [] : all;
}
