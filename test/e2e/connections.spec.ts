import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findBarriers } from './support/axe';
import { expect } from './support/journey';
import { goTo, liveJourney } from './support/live-journey';

liveJourney(
  'a connection is added, tested, refused with a wrong password, edited and taken out',
  async ({ page, address, workspace, live }) => {
    liveJourney.setTimeout(300_000);
    await live.run(
      "CREATE USER app@localhost IDENTIFIED BY 'right-password'; GRANT SELECT ON lupopedia.* TO app@localhost",
    );
    const config = join(workspace, 'tidemark.yaml');
    const before = await readFile(config, 'utf8');
    await page.goto(address);
    await goTo(page, '#/welcome');
    await page.getByRole('button', { name: 'New connection' }).click();
    const dialog = page.getByRole('dialog');

    await liveJourney.step('what is missing is said at its field', async () => {
      await dialog.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(dialog.getByText('What is it called here?')).toBeVisible();
      await expect(dialog.getByText('Which host?')).toBeVisible();
      await dialog.getByRole('textbox', { name: 'Name' }).fill('production');
      await expect(dialog.getByText('Another source has this name.')).toBeVisible();
    });

    await liveJourney.step('a wrong password is refused, plainly', async () => {
      await dialog.getByRole('textbox', { name: 'Name' }).fill('staging');
      await dialog.getByText('Socket', { exact: true }).click();
      await dialog.getByRole('textbox', { name: 'Path of the socket' }).fill(live.socket);
      await dialog.getByRole('textbox', { name: 'User' }).fill('app');
      await dialog.getByRole('textbox', { name: 'Schemas' }).fill('lupopedia, no_such_schema');
      await dialog.getByLabel('Password', { exact: true }).fill('wrong-password');
      await dialog.getByRole('button', { name: 'Test', exact: true }).click();
      await expect(dialog.getByRole('alert')).toContainText('app');
      await expect(dialog.getByRole('alert')).not.toContainText('wrong-password');
      expect.soft(await findBarriers(page), 'form').toEqual([]);
    });

    await liveJourney.step('the right one is answered with all that matters', async () => {
      await dialog.getByLabel('Password', { exact: true }).fill('right-password');
      await dialog.getByRole('button', { name: 'Test', exact: true }).click();
      const answer = dialog.getByRole('status');
      await expect(answer).toContainText('It answers: MariaDB');
      await expect(answer).toContainText('app@localhost');
      await expect(answer).toContainText('no_such_schema');
      await expect(dialog.getByRole('list', { name: 'Missing grants' })).toContainText(
        "GRANT TRIGGER ON `lupopedia`.* TO 'app'@'localhost';",
      );
      expect.soft(await findBarriers(page), 'answer').toEqual([]);
    });

    await liveJourney.step('it is saved without its password, the rest of the file untouched', async () => {
      await dialog.getByRole('textbox', { name: 'Schemas' }).fill('lupopedia');
      await dialog.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(dialog).toBeHidden();
      await expect(page.getByRole('heading', { name: 'staging' })).toBeVisible();
      const text = await readFile(config, 'utf8');
      const added = /\n {2}- id: staging\n {4}kind: mysql\n {4}url: .*/.exec(text)?.[0] ?? '';
      expect(added).toContain('mysql://app@localhost/lupopedia?socket=');
      expect(text).not.toContain('right-password');
      expect(text.replace(added, '')).toBe(before);
      // The password that was typed is used from here on.
      const card = page.locator('section', { has: page.getByRole('heading', { name: 'staging' }) });
      await expect(card).toContainText(/1\d\d tables/);
    });

    await liveJourney.step('a password that no longer fits is asked for where it is refused', async () => {
      await live.run("ALTER USER app@localhost IDENTIFIED BY 'newer-password'");
      const card = page.locator('section', { has: page.getByRole('heading', { name: 'staging' }) });
      await card.getByRole('button', { name: 'Read again' }).click();
      await expect(card.getByRole('alert')).toBeVisible();
      await card.getByLabel('Password', { exact: true }).fill('newer-password');
      await card.getByRole('button', { name: 'Connect', exact: true }).click();
      await expect(card.getByRole('alert')).toBeHidden();
      await expect(card).toContainText(/1\d\d tables/);
    });

    await liveJourney.step('it is edited, and taken out again', async () => {
      const card = page.locator('section', { has: page.getByRole('heading', { name: 'staging' }) });
      await card.getByRole('button', { name: 'Edit' }).click();
      await expect(dialog.getByRole('textbox', { name: 'User' })).toHaveValue('app');
      await expect(dialog).toContainText('It is kept until Tidemark ends');
      await dialog.getByRole('textbox', { name: 'Name' }).fill('stage');
      await dialog.getByRole('button', { name: 'Save', exact: true }).click();
      const renamed = page.locator('section', {
        has: page.getByRole('heading', { name: 'stage', exact: true }),
      });
      await renamed.getByRole('button', { name: 'Take out' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Take it out' }).click();
      await expect(renamed).toHaveCount(0);
      expect(await readFile(config, 'utf8')).toBe(before);
    });
  },
);
