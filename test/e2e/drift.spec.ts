import { AxeBuilder } from '@axe-core/playwright';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, journey } from './support/journey';

journey('the drift of the sample is seen, opened, and traced to its lines', async ({ page, address }) => {
  journey.slow();
  await page.goto(address);
  await expect(page.getByRole('status')).toContainText('missing from sql');
  const row = page.getByRole('row', { name: /lupo_permissions/ });
  await expect(row).toContainText('missing');
  const button = page.getByRole('button', { name: 'lupo_tickets', exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByText(/database\/lupopedia_mysql\.sql:\d+/).first()).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((violation) => violation.id)).toEqual([]);
});

journey('nothing moves once the page is there', async ({ page, address }) => {
  await page.goto(address);
  await expect(page.getByRole('button', { name: 'lupo_permissions' })).toBeVisible();
  const shift = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
            sum += entry.value;
          resolve(sum);
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => {
          resolve(sum);
        }, 500);
      }),
  );
  expect(shift).toBeLessThan(0.05);
});

for (const colorScheme of ['light', 'dark'] as const) {
  journey(`the page in ${colorScheme} colours is readable`, async ({ page, address }) => {
    journey.slow();
    await page.emulateMedia({ colorScheme });
    await page.goto(address);
    await expect(page.getByRole('button', { name: 'lupo_permissions' })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze();
    expect(violations.flatMap((violation) => violation.nodes.map((node) => node.html))).toEqual([]);
  });
}

journey(
  'a file that changes on disk is compared again without asking',
  async ({ page, address, workspace }) => {
    await page.goto(address);
    await expect(page.getByRole('button', { name: 'lupo_permissions' })).toBeVisible();
    const file = join(workspace, 'database/lupopedia_mysql.sql');
    // Until the watcher's first look is over, a change may pass unseen; each turn changes the file anew.
    await expect(async () => {
      await writeFile(file, `CREATE TABLE \`<img src=x onerror=alert(1)>${String(Date.now())}\` (id int);\n`);
      await expect(page.getByRole('button', { name: '<img src=x onerror=alert(1)>' }).first()).toBeVisible({
        timeout: 3_000,
      });
    }).toPass({ timeout: 30_000 });
  },
);

journey('an empty folder says what to do', async ({ page, address, workspace }) => {
  await writeFile(join(workspace, 'tidemark.yaml'), 'name: Nothing here\nsources: []\n');
  await page.goto(address);
  await expect(page.getByText('Nothing in this folder states a schema.')).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('A comparison needs two sources');
});
