import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findBarriers } from './support/axe';
import { expect, journey } from './support/journey';
import { goTo } from './support/live-journey';

journey(
  'files that follow are seen as they are and as they will be, and only then written',
  async ({ page, address, workspace }) => {
    journey.slow();
    const file = join(workspace, 'database/lupopedia_mysql.sql');
    const before = await readFile(file, 'utf8');
    await page.goto(address);
    await goTo(page, '#/sync?target=sql&follow=toon');
    await expect(page.getByText('1 file to write.')).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('button', { name: /lupopedia_mysql\.sql/ })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    const preview = page.getByRole('region', { name: 'What becomes of database/lupopedia_mysql.sql' });
    // The first column that the TOON files have and the dump has not, on the right side only.
    const sides = preview.getByRole('textbox', { name: /SQL of database/ });
    await expect(sides).toHaveCount(2);
    await expect(sides.last()).toContainText('model_version');
    await expect(sides.first()).not.toContainText('model_version');
    expect.soft(await findBarriers(page), 'preview').toEqual([]);
    expect(await readFile(file, 'utf8')).toBe(before);
    await page.getByRole('button', { name: 'Write 1 file' }).click();
    await expect(page.getByText('1 file written.')).toBeVisible();
    await expect(page.getByText('sql already states what toon states.')).toBeVisible({ timeout: 60_000 });
    expect(await readFile(file, 'utf8')).toContain('model_version');
  },
);
