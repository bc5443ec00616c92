import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { findBarriers } from './support/axe';
import { expect, journey } from './support/journey';
import { goTo } from './support/live-journey';

journey(
  'rules are tried before they are saved, and the policy is set',
  async ({ page, address, workspace }) => {
    journey.slow();
    const config = join(workspace, 'tidemark.yaml');
    const before = await readFile(config, 'utf8');
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('missing');
    await page.evaluate(() => {
      location.hash = '#/settings/federation';
    });
    const rules = page.getByLabel('Rules of the federation, as YAML');
    await expect(rules).toHaveValue(/lupopedia_ephemeral/);
    const known = await rules.inputValue();

    await rules.fill(known.replace('- lupo_sessions', '- lupo_tickets'));
    await expect(page.getByText('1 table would land elsewhere; it stands first below.')).toBeVisible();
    const table = page.getByRole('table', { name: 'Where each table lands' });
    await expect(table.getByRole('row').filter({ hasText: 'lupo_tickets' }).first()).toContainText(
      'lupopedia_ephemeral instead of lupopedia',
    );
    expect.soft(await findBarriers(page), 'rules').toEqual([]);
    expect(await readFile(config, 'utf8')).toBe(before);

    await rules.fill(`${known}\nschema: 5`);
    await expect(page.getByRole('alert')).toContainText('schema');
    await expect(page.getByRole('button', { name: 'Save to tidemark.yaml' })).toBeDisabled();

    await rules.fill(known.replace('- lupo_sessions', '- lupo_tickets'));
    await page.getByRole('button', { name: 'Save to tidemark.yaml' }).click();
    await expect(rules).toHaveValue(/lupo_tickets/);
    await expect(page.getByRole('button', { name: 'Put them back' })).toBeDisabled();
    const saved = await readFile(config, 'utf8');
    expect(saved).toContain('lupo_tickets');
    // What is not the federation stays as it was written.
    expect(saved.slice(0, saved.indexOf('federation:'))).toBe(before.slice(0, before.indexOf('federation:')));

    await page.evaluate(() => {
      location.hash = '#/settings/policy';
    });
    await page.getByLabel('Approvals that a plan needs').fill('3');
    await page.getByLabel('The author’s own approval counts').check();
    expect.soft(await findBarriers(page), 'policy').toEqual([]);
    await page.getByRole('button', { name: 'Save to tidemark.yaml' }).click();
    await expect(page.getByRole('button', { name: 'Put it back' })).toBeDisabled();
    expect(await readFile(config, 'utf8')).toContain('policy:\n  approvals: 3\n  selfApproval: true\n');
  },
);

journey('a line opens in the editor that was chosen', async ({ page, address, workspace }) => {
  await page.goto(address);
  await goTo(page, '#/table/lupopedia/lupo_tickets?row=column%3Apriority');
  const details = page.getByLabel('Details');
  await expect(details.getByTitle('Open database/toon_data/lupo_tickets.toon:9')).toBeVisible();
  await expect(page.getByRole('link', { name: /VS Code/ })).toHaveCount(0);

  await goTo(page, '#/settings/appearance');
  await page.getByLabel('Lines of files can be opened in').selectOption('VS Code');
  expect.soft(await findBarriers(page), 'appearance').toEqual([]);
  await goTo(page, '#/table/lupopedia/lupo_tickets?row=column%3Apriority');
  const address9 = `vscode://file${await realpath(workspace)}/database/toon_data/lupo_tickets.toon:9`;
  const link = details.getByRole('link', { name: 'Open database/toon_data/lupo_tickets.toon:9 in VS Code' });
  await expect(link).toHaveAttribute('href', address9);
  expect.soft(await findBarriers(page), 'table').toEqual([]);
  await details.getByTitle('Open database/toon_data/lupo_tickets.toon:9', { exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('link', { name: /in VS Code/ })).toHaveAttribute('href', address9);
  expect.soft(await findBarriers(page), 'file').toEqual([]);
});
