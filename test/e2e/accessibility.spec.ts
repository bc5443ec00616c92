import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBarriers } from './support/axe';
import { expect, journey } from './support/journey';
import { findCutText } from './support/page-checks';
import { PLACES } from './support/places';
import { startHost } from './support/start-host';

const dist = process.env['TIDEMARK_DIST'] ?? join(import.meta.dirname, '../../dist');

for (const colorScheme of ['light', 'dark'] as const) {
  journey(`every screen is free of barriers in ${colorScheme} colours`, async ({ page, address }) => {
    journey.slow();
    await page.emulateMedia({ colorScheme });
    await page.goto(address);
    await expect(page.getByText('Look here first')).toBeVisible();
    await page.keyboard.press('Control+j');
    for (const [name, hash, sign] of PLACES) {
      await page.evaluate((to) => {
        location.hash = to;
      }, hash);
      await expect(page.getByText(sign).first()).toBeVisible();
      expect.soft(await findBarriers(page), name).toEqual([]);
    }
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect.soft(await findBarriers(page), 'palette').toEqual([]);
  });
}

/** Workspaces in which nothing is as it should be. */
const TROUBLED = {
  'an empty folder': {},
  'one source': { 'one.sql': 'CREATE TABLE t (id int PRIMARY KEY);' },
  'sources that cannot be read': {
    'tidemark.yaml': [
      'name: Troubled',
      'sources:',
      '  - { id: toon, kind: toon, path: nowhere }',
      '  - { id: live, kind: mysql, url: "mysql://root@127.0.0.1:1/app" }',
      '  - { id: dump, kind: sql, path: dump.sql }',
    ].join('\n'),
    'dump.sql': 'CREATE TABLE t (id int PRIMARY KEY);\nCREATE TABL broken (id int);',
  },
} as const;
const SCREENS = ['overview', 'drift', 'sync', 'review', 'run', 'history', 'settings/sources', 'welcome'];

for (const [name, files] of Object.entries(TROUBLED)) {
  journey(`${name}: every screen says what happened, without barriers`, async ({ page }) => {
    journey.slow();
    const folder = await mkdtemp(join(tmpdir(), 'tidemark-troubled-'));
    const workspace = join(folder, 'workspace');
    await mkdir(workspace);
    for (const [path, text] of Object.entries(files)) await writeFile(join(workspace, path), text);
    const host = await startHost({ dist, workspace, settings: join(folder, 'settings') });
    try {
      await page.goto(host.address);
      await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible();
      for (const screen of SCREENS) {
        await page.evaluate((to) => {
          location.hash = `#/${to}`;
        }, screen);
        const pane = page.locator('#screen-pane');
        await expect(pane.locator('[aria-busy="true"]')).toHaveCount(0, { timeout: 60_000 });
        // Never a bare pane: a heading says how things stand.
        await expect(pane.getByRole('heading').first(), screen).toBeVisible({ timeout: 60_000 });
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          expect.soft(await findBarriers(page), `${screen}, ${colorScheme}`).toEqual([]);
        }
      }
    } finally {
      await host.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
}

journey(
  'at 200 % zoom every screen is still there, nothing is pushed aside, and no text is cut',
  async ({ page, address }) => {
    journey.slow();
    // A page of 1280×800 at 200 % has 640×400 px to lay itself out in.
    await page.setViewportSize({ width: 640, height: 400 });
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('missing');
    await expect(page.getByRole('button', { name: 'Plan the sync' })).toBeVisible();
    for (const [name, hash, sign] of PLACES) {
      await page.evaluate((to) => {
        location.hash = to;
      }, hash);
      const shown = page.locator('#screen-pane, [role="dialog"]').getByText(sign).first();
      if (name === 'table') await expect(page.getByRole('grid')).toBeVisible();
      else await expect(shown).toBeAttached({ timeout: 60_000 });
      await expect(page.locator('#screen-pane [aria-busy="true"]')).toHaveCount(0);
      expect.soft(await page.evaluate(findCutText), name).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect.soft(overflow, name).toBeLessThanOrEqual(0);
      // What a chosen row has scrolled away can be scrolled back to.
      const heading = page.locator('#screen-pane').getByRole('heading').first();
      await heading.scrollIntoViewIfNeeded();
      await expect.soft(heading, name).toBeInViewport();
    }
  },
);
