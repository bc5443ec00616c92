import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findBarriers } from './support/axe';
import { expect, journey } from './support/journey';

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
