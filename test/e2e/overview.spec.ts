import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, journey } from './support/journey';

journey('Overview says how things stand, and everything on it leads somewhere', async ({ page, address }) => {
  const origins = new Set<string>();
  page.on('request', (request) => origins.add(new URL(request.url()).origin));
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    /\d+ objects are missing from production/,
  );
  await expect(page.getByText(/of 180 · \d+ left/)).toBeVisible();
  expect(page.url()).not.toContain('token=');

  await page.getByTitle(/^sql states 111 of/).click();
  await expect(page).toHaveURL(/#\/drift\?schema=lupopedia&source=sql/);
  await page.goBack();
  await expect(page).toHaveURL(/#\/overview/);
  await page.getByRole('button', { name: 'lupo_permissions', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('lupo_permissions');
  expect([...origins]).toEqual([new URL(address).origin]);
});

journey('the drift picture is walked by keys and opens what is under it', async ({ page, address }) => {
  await page.goto(address);
  const picture = page.getByRole('application', { name: /Drift of every object/ });
  await picture.focus();
  await page.keyboard.press('j');
  const here = page.locator('#drift-picture-here');
  await expect(here).toContainText('lupo_actor_collections');
  await page.keyboard.press('ArrowDown');
  await expect(here).toContainText('sql: missing');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('lupo_actor_collections');
});

journey('back, forward and reload keep the place', async ({ page, address }) => {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('missing');
  await page.getByRole('tab', { name: /Drift/ }).click();
  await page.getByRole('button', { name: 'extra', exact: true }).click();
  await page.getByRole('treegrid').press('j');
  await page.keyboard.press('Enter');
  const table = page.url();
  await expect(page).toHaveURL(/#\/table\//);
  await page.goBack();
  await expect(page).toHaveURL(/#\/drift\?status=/);
  await page.goForward();
  await expect(page).toHaveURL(table);
  await page.reload();
  await expect(page).toHaveURL(table);
  await expect(page.getByRole('grid')).toBeVisible();
});

journey('nothing moves once the page is there', async ({ page, address }) => {
  await page.addInitScript(() => {
    const store = window as unknown as { shifts: number };
    store.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
        store.shifts += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(address);
  await expect(page.getByRole('button', { name: 'lupo_permissions', exact: true })).toBeVisible();
  await expect(page.getByText(/Table lupo_permissions is missing/)).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { shifts: number }).shifts)).toBeLessThan(0.05);
});

journey(
  'a file that changes is compared again, and hostile names stay text',
  async ({ page, address, workspace }) => {
    journey.slow();
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('missing');
    await page.getByLabel('Filter objects').fill('onerror');
    const file = join(workspace, 'database/lupopedia_mysql.sql');
    await writeFile(
      file,
      "CREATE TABLE `<img src=x onerror=alert(1)>` (`__proto__` int COMMENT '<script>alert(2)</script>');\n",
    );
    await page.getByRole('treeitem', { name: /<img src=x onerror/ }).dblclick();
    await expect(page.getByRole('rowheader', { name: '__proto__' })).toBeVisible();
    await expect(page.getByText('<script>alert(2)</script>').first()).toBeVisible();
  },
);
