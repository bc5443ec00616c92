import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findBarriers } from './support/axe';
import { expect, journey } from './support/journey';
import { goTo } from './support/live-journey';

/** Leaves the workspace one SQL file, and what tidemark.yaml says of it. */
async function leave(workspace: string, config: string): Promise<void> {
  for (const folder of ['database', 'docs'])
    await rm(join(workspace, folder), { recursive: true, force: true });
  await writeFile(
    join(workspace, 'app.sql'),
    'CREATE TABLE visits (id int PRIMARY KEY, page varchar(80));\n',
  );
  await writeFile(join(workspace, 'tidemark.yaml'), config);
}

const FILE = '  - { id: files, kind: sql, path: app.sql, schema: app }\n';

const alone = journey.extend({
  workspace: async ({ workspace }, use) => {
    await leave(workspace, `sources:\n${FILE}`);
    await use(workspace);
  },
});

alone('the only source is looked through, with nothing to compare it with', async ({ page, address }) => {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('files states 1 object');
  await page.getByRole('treeitem', { name: 'visits' }).dblclick();
  await expect(page.getByRole('rowheader', { name: 'page' })).toBeVisible();
  await expect(page.getByText('stated by files alone')).toBeVisible();
  await expect(page.getByLabel('Details')).toContainText('app.sql:1');
  await page.getByText('DDL', { exact: true }).click();
  await expect(page.getByRole('region', { name: /^files, laid out for/ })).toContainText('CREATE TABLE');
  expect.soft(await findBarriers(page), 'table').toEqual([]);
  await goTo(page, '#/drift');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is nothing to compare');
  await page.getByRole('button', { name: 'See the sources' }).click();
  await expect(page).toHaveURL(/#\/settings\/sources/);
});

const away = journey.extend({
  workspace: async ({ workspace }, use) => {
    // Nothing listens on port 1.
    const server = "  - { id: production, kind: mysql, url: 'mysql://root@127.0.0.1:1/app' }\n";
    await leave(workspace, `reference: files\nsources:\n${FILE}${server}`);
    await use(workspace);
  },
});

away('what can be read is shown, and what cannot is named with its reason', async ({ page, address }) => {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('production could not be read');
  await expect(page.getByRole('alert')).toContainText('production was not read: root@127.0.0.1:1 cannot be');
  await expect(page.getByRole('treeitem', { name: 'visits' })).toBeVisible();
  expect.soft(await findBarriers(page), 'overview').toEqual([]);
});

const mistaken = journey.extend({
  workspace: async ({ workspace }, use) => {
    await leave(workspace, 'reference: files\nsources:\n  - { id: files, kind: sqlx, path: app.sql }\n');
    await use(workspace);
  },
});

mistaken(
  'mistakes in tidemark.yaml are told with their lines, and are gone when the file is mended',
  async ({ page, address, workspace }) => {
    await page.goto(address);
    await goTo(page, '#/overview');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('names no source that can be read');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('A source’s kind is one of');
    await expect(alert).toContainText('Did you mean “sql”?');
    await expect(page.getByRole('button', { name: /^2 problems$/ })).toBeVisible();
    expect.soft(await findBarriers(page), 'overview').toEqual([]);
    await alert.getByTitle('Open tidemark.yaml:3').click();
    await expect(page.getByRole('dialog')).toContainText('kind: sqlx');
    await page.keyboard.press('Escape');
    await writeFile(join(workspace, 'tidemark.yaml'), `sources:\n${FILE}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('files states 1 object');
  },
);
