import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findBarriers } from './support/axe';
import { expect, journey } from './support/journey';

journey(
  'a difference is ignored with a reason, counted, and shown again',
  async ({ page, address, workspace }) => {
    journey.slow();
    await page.goto(address);
    await page.evaluate(() => {
      location.hash = '#/drift?text=lupo_tickets';
    });
    const heading = page.getByRole('heading', { level: 1 });
    await expect(heading).toHaveText(/^\d+ differences$/);
    const before = Number.parseInt((await heading.textContent()) ?? '', 10);
    const row = page.getByRole('row').filter({ hasText: 'priority' }).filter({ hasText: 'type' }).first();
    await row.click();
    await page.getByLabel('Details').getByRole('button', { name: 'Ignore…' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('button', { name: 'Ignore', exact: true })).toBeDisabled();
    await dialog.getByRole('textbox', { name: 'Why' }).fill('The old app needs it <b>until</b> May.');
    await dialog.getByRole('textbox', { name: 'Your name' }).fill('Mira');
    expect.soft(await findBarriers(page), 'question').toEqual([]);
    await dialog.getByRole('button', { name: 'Ignore', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(heading).toHaveText(new RegExp(`^${String(before - 1)} differences?$`));
    await expect(page.getByText('1 ignored.')).toBeVisible();
    const file = await readFile(join(workspace, 'tidemark.ignored.yaml'), 'utf8');
    expect(file).toContain('reason: The old app needs it <b>until</b> May.');
    expect(file).toContain('by: Mira');

    // One truth: what is ignored counts nowhere else either, and is said.
    await page.evaluate(() => {
      location.hash = '#/overview';
    });
    await expect(page.locator('#screen-pane').getByText('1 difference is ignored.')).toBeVisible();
    // Side by side all that sources say is shown, what is ignored marked.
    await page.evaluate(() => {
      location.hash = '#/table/lupopedia/lupo_tickets?row=column%3Apriority';
    });
    await expect(page.getByText('2 differences, 1 of them ignored')).toBeVisible();
    await expect(page.getByRole('row', { name: /^priority ignored/ })).toBeVisible();
    await expect(page.getByLabel('Details')).toContainText('The old app needs it <b>until</b> May.');
    expect.soft(await findBarriers(page), 'side by side').toEqual([]);
    await page.evaluate(() => {
      location.hash = '#/drift?text=lupo_tickets';
    });
    await page.reload();
    await expect(page.getByText('1 ignored.')).toBeVisible();
    await page.getByRole('button', { name: 'Show what is ignored' }).click();
    await expect(heading).toHaveText(`${String(before)} differences`);
    await page.getByRole('row').filter({ hasText: 'ignored' }).first().click();
    await expect(page.getByLabel('Details')).toContainText('The old app needs it <b>until</b> May.');
    expect.soft(await findBarriers(page), 'list').toEqual([]);
    await page.getByRole('button', { name: 'Do not ignore it any more' }).click();
    await expect(page.getByText(/ignored\./)).toHaveCount(0);
    await expect(heading).toHaveText(`${String(before)} differences`);
  },
);
