import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
