import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findBarriers } from './support/axe';
import { expect } from './support/journey';
import { goTo, liveJourney } from './support/live-journey';
import { findCutText, findOverflow, shiftsOf, watchShifts } from './support/page-checks';

const dist = process.env['TIDEMARK_DIST'] ?? join(import.meta.dirname, '../../dist');
const PLAN = 'migrations/first_1.plan.json';
const PLACES = [
  ['reviews', '#/review', 'Direction'],
  ['a review', `#/review/${encodeURIComponent(PLAN)}`, 'As it runs, safe to run again'],
  ['a run that ended', `#/run/${encodeURIComponent(PLAN)}`, 'It is completed'],
  ['runs', '#/history', 'completed'],
  ['overview after a run', '#/overview', '5, not counted'],
] as const;

liveJourney(
  'review, run and history hold what was done: still, whole at 200 % and free of barriers',
  async ({ page, address, workspace, live: _live }) => {
    liveJourney.setTimeout(300_000);
    const config = join(workspace, 'tidemark.yaml');
    const text = await readFile(config, 'utf8');
    await writeFile(config, `${text}\npolicy: { approvals: 0, rehearsal: false, production: [] }\n`);
    for (const words of [
      ['plan', '--make', 'production', '--follow', 'toon', '--name', 'first', '--version', '1'],
      ['run', PLAN, '--create-tracking', '--as', 'Mira'],
    ]) {
      const more = words[0] === 'plan' ? ['--out', 'migrations', '--as', 'Mira'] : [];
      await promisify(execFile)(process.execPath, [join(dist, 'cli.js'), ...words, ...more], {
        cwd: workspace,
      });
    }
    await watchShifts(page);
    await page.goto(address);
    await expect(page.getByText('Look here first')).toBeVisible({ timeout: 60_000 });
    // The host may have read the server before the run, and nothing tells it of what another program did there.
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Read everything again');
    await page.keyboard.press('Enter');
    await expect(page.getByText('5, not counted')).toBeVisible({ timeout: 60_000 });
    for (const [name, hash, sign] of PLACES) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await goTo(page, hash);
      await page.reload();
      await expect(page.getByText(sign).first()).toBeVisible({ timeout: 60_000 });
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      expect.soft(await shiftsOf(page), name).toEqual([]);
      expect.soft(await page.evaluate(findCutText), name).toEqual([]);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect.soft(await findBarriers(page), `${name}, ${colorScheme}`).toEqual([]);
      }
      // A page of 1280×800 at 200 % has 640×400 px to lay itself out in.
      await page.setViewportSize({ width: 640, height: 400 });
      await expect(page.locator('#screen-pane').getByText(sign).first()).toBeAttached();
      expect.soft(await page.evaluate(findOverflow), `${name} at 200 %`).toEqual([]);
      expect.soft(await page.evaluate(findCutText), `${name} at 200 %`).toEqual([]);
    }
  },
);
