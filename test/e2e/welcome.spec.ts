import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBarriers } from './support/axe';
import { expect, journey } from './support/journey';

journey.describe('in the second sample', () => {
  journey.use({ sample: 'dual-migrations' });

  journey(
    'the sample is opened from Welcome, and its drift is seen on Overview',
    async ({ page, address }) => {
      await page.goto(address);
      await page.getByRole('button', { name: /Workspace menu/ }).click();
      await page.getByRole('menuitem', { name: 'Welcome' }).click();
      await page.getByRole('button', { name: 'Open the sample' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText('missing from production');
      await expect(page.getByRole('treeitem', { name: /lupo_permissions/ })).toHaveCount(0);
      await expect(page.getByRole('button', { name: 'lupo_permissions', exact: true })).toBeVisible();
      await page.getByRole('button', { name: /Workspace menu/ }).click();
      await expect(page.getByRole('menu')).toContainText('Recent');
    },
  );
});

journey('a folder is shown before it is opened', async ({ page, address, workspace }) => {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('missing from production');
  await page.evaluate(() => {
    location.hash = '#/welcome';
  });
  await page.getByLabel('Path of the folder').fill(join(workspace, 'database'));
  await page.getByRole('button', { name: 'Look into it' }).click();
  await expect(page.getByText(/\d+ sources? in/)).toBeVisible();
  await page.getByText('The tidemark.yaml that says so').click();
  await expect(page.getByLabel('The tidemark.yaml that would be written')).toContainText('sources:');
  await page.getByRole('button', { name: 'Open it' }).click();
  await expect(page.getByText('not saved')).toBeVisible();
});

journey('a folder that is not there is said to be so', async ({ page, address }) => {
  await page.goto(address);
  await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible();
  await page.evaluate(() => {
    location.hash = '#/welcome';
  });
  await page.getByLabel('Path of the folder').fill('/no/such/folder');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('/no/such/folder');
});

journey('an empty folder says what to do', async ({ page, address }) => {
  const empty = await mkdtemp(join(tmpdir(), 'tidemark-empty-'));
  try {
    await page.goto(address);
    await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible();
    await page.evaluate((folder) => {
      location.hash = `#/welcome?folder=${encodeURIComponent(folder)}`;
    }, empty);
    await expect(page.getByText('Nothing in this folder states a schema')).toBeVisible();
  } finally {
    await rm(empty, { recursive: true, force: true });
  }
});

journey('without the key the page says so and shows nothing', async ({ page, address }) => {
  await page.goto(new URL('/', address).href);
  await expect(page.getByText('Open the address that Tidemark printed')).toBeVisible();
  await expect(page.getByText('toon')).toHaveCount(0);
});

journey(
  'a folder is chosen by looking through the machine’s folders',
  async ({ page, address, workspace }) => {
    await page.goto(address);
    await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible();
    await page.evaluate(() => {
      location.hash = '#/welcome';
    });
    await page.getByLabel('Path of the folder').fill(workspace);
    await page.getByRole('button', { name: 'Choose…' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('has a tidemark.yaml')).toBeVisible();
    await dialog.getByRole('button', { name: 'database' }).click();
    await dialog.getByLabel('Filter the folders').fill('toon');
    await expect(dialog.getByRole('list', { name: 'Folders' }).getByRole('button')).toHaveCount(1);
    await page.keyboard.press('Enter');
    await expect(dialog.getByText('No folder is in it')).toBeVisible();
    expect.soft(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Go to the folder above' }).click();
    await dialog.getByRole('button', { name: 'Look into this folder' }).click();
    await expect(page.getByText(/\d+ sources? in/)).toBeVisible();
  },
);

journey('the sample is tried on a private server that leaves nothing behind', async ({ page, address }) => {
  journey.setTimeout(300_000);
  await page.goto(address);
  await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible();
  await page.evaluate(() => {
    location.hash = '#/welcome';
  });
  await page.getByRole('button', { name: /With a private MariaDB/ }).click();
  await expect(page.getByText('trial', { exact: true })).toBeVisible({ timeout: 90_000 });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('missing from production', {
    timeout: 60_000,
  });
  await page.evaluate(() => {
    location.hash = '#/settings/sources';
  });
  const card = page.locator('section', { has: page.getByRole('heading', { name: 'production' }) });
  await card.getByRole('button', { name: 'Test the connection' }).click();
  await expect(card.getByRole('status')).toContainText('It answers: MariaDB');
  const folder = /socket=(\S+?)%2Fs\.sock/.exec((await card.textContent()) ?? '')?.[1] ?? '';
  const path = decodeURIComponent(folder);
  expect(existsSync(join(path, 'workspace', 'tidemark.yaml'))).toBe(true);
  // Opening something else ends the trial.
  await page.evaluate(() => {
    location.hash = '#/welcome';
  });
  await page.getByRole('button', { name: 'Open the sample' }).click();
  await expect(page.getByText('trial', { exact: true })).toBeHidden();
  await expect.poll(() => existsSync(path)).toBe(false);
});
