import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, journey } from './support/journey';
import { goTo } from './support/live-journey';
import { findHidden, findOverflow } from './support/page-checks';

const dist = process.env['TIDEMARK_DIST'] ?? join(import.meta.dirname, '../../dist');
const NAME = `"><img src=x onerror=hacked()>\${7*7}{{7*7}}`;
const COMMENT = '</script><script>hacked()</script>';
/** Names that are dangerous otherwise: one that reads backwards, one on two lines, and others that are long or no words. */
const OTHERS = [
  'users\u202egnp.exe',
  'two\nlines\tand a tab',
  '🧨'.repeat(64),
  'x'.repeat(64),
  `z${'\u0301\u0327'.repeat(31)}`,
  'a\'b"c`d',
  '</td></table>&lt;b&gt;',
  'a/../b#?%2f',
  'no\u200bwidth',
];
const LONG_COMMENT = `\u202ebackwards \0 NUL\n"quoted" '${'👩‍👩‍👧‍👦'.repeat(40)}${'L'.repeat(900)}`;
const PLACES = [
  '#/overview',
  `#/table/lupopedia/${encodeURIComponent(NAME)}`,
  `#/table/lupopedia/${encodeURIComponent(NAME)}?view=ddl`,
  ...OTHERS.map((name) => `#/table/lupopedia/${encodeURIComponent(name)}`),
  '#/drift?text=onerror',
  '#/drift?schema=lupopedia&status=extra',
  '#/sync?target=sql&follow=toon',
  '#/sync?target=production&follow=sql',
  '#/review',
  '#/run',
  '#/history',
  '#/welcome?folder=database',
  '#/settings/sources',
  '#/settings/federation?text=onerror',
  '#/settings/policy',
  '#/settings/appearance',
  `#/review/${encodeURIComponent(NAME)}`,
  `#/history/${encodeURIComponent(NAME)}`,
];

journey(
  'hostile names and comments are text on every screen, and nothing is loaded from elsewhere',
  async ({ page, address, workspace, complaints, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    journey.setTimeout(300_000);
    const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;
    const text = (value: string): string =>
      `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll('\0', '\\0')}'`;
    const others = OTHERS.map(
      (name) =>
        `CREATE TABLE ${quoted(name)} (${quoted(`${name}c`)} varchar(300) DEFAULT ${text(name)} COMMENT ` +
        `${text(LONG_COMMENT)}) COMMENT=${text(LONG_COMMENT)};\n`,
    );
    await writeFile(
      join(workspace, 'database/lupopedia_mysql.sql'),
      `${others.join('')}CREATE TABLE ${quoted(NAME)} (${quoted(`${NAME}c`)} int DEFAULT 1 COMMENT ${text(COMMENT)}, ` +
        `${quoted('__proto__')} varchar(9) DEFAULT ${text(NAME)}, KEY ${quoted(`${NAME}k`)} (${quoted('__proto__')}))` +
        ` COMMENT=${text(COMMENT)};\n`,
    );
    // A plan that carries them, by a hostile author and with a hostile remark.
    const tidemark = async (...args: readonly string[]): Promise<void> => {
      const { stderr } = await promisify(execFile)(process.execPath, [join(dist, 'cli.js'), ...args], {
        cwd: workspace,
      });
      expect(stderr).toBe('');
    };
    const PLAN = 'migrations/hostile_1.plan.json';
    await tidemark(
      'plan',
      '--make',
      'production',
      '--follow',
      'sql',
      '--name',
      'hostile',
      '--version',
      '1',
      ...['--out', 'migrations', '--as', COMMENT],
    );
    await tidemark('review', PLAN, '--comment', NAME, '--statement', '1', '--as', NAME);
    const ofPlan = ['review', 'run', 'history'].map((screen) => `#/${screen}/${encodeURIComponent(PLAN)}`);
    const foreign: string[] = [];
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.origin !== new URL(address).origin && !/^(data|blob):$/.test(url.protocol))
        foreign.push(url.href);
    });
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await page.addInitScript(() => {
      Object.assign(window, {
        hacked: () => {
          document.documentElement.dataset['hacked'] = 'yes';
        },
      });
    });
    await page.goto(address);
    await expect(page.getByText('Look here first')).toBeVisible();
    for (const place of [...PLACES, ...ofPlan]) {
      await page.evaluate((to) => {
        location.hash = to;
      }, place);
      await expect(page.locator('h1').first()).toBeVisible();
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      expect.soft(await page.locator('html').getAttribute('data-hacked'), place).toBeNull();
      expect.soft(await page.locator('img[src="x"]').count(), place).toBe(0);
      expect.soft(await page.evaluate(findHidden), place).toEqual([]);
      expect.soft(await page.evaluate(findOverflow), place).toEqual([]);
    }
    await goTo(page, `#/table/lupopedia/${encodeURIComponent(OTHERS[0] ?? '')}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('users\\u202egnp.exe');
    await page.evaluate((to) => {
      location.hash = to;
    }, ofPlan[0] ?? '');
    await page.getByRole('tab', { name: /Discussion/ }).click();
    await expect(page.locator('#screen-pane').getByText(NAME).first()).toBeVisible();
    await page.getByRole('tab', { name: /Statements/ }).click();
    await expect(page.getByRole('listbox', { name: /Statements/ })).toContainText(NAME);
    await page.evaluate(() => {
      location.hash = '#/drift?text=onerror';
    });
    await expect(page.getByText(NAME, { exact: false }).first()).toBeVisible();
    // Menus are named after them, and hold them.
    await page.getByLabel('Filter objects').fill('onerror');
    await page.getByRole('treeitem', { name: NAME }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Copy name for SQL' }).press('Enter');
    await expect(page.getByRole('contentinfo').getByRole('status')).toContainText('Copied `');
    expect(await page.locator('html').getAttribute('data-hacked')).toBeNull();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('onerror');
    await expect(page.getByRole('dialog')).toContainText(NAME);
    await page.keyboard.press('Escape');
    expect(dialogs).toEqual([]);
    expect(foreign).toEqual([]);
    // The policy stops what would be loaded from elsewhere, even if somebody found a way to ask for it.
    const blocked = await page.evaluate(async () => {
      const image = new Image();
      const ended = new Promise((resolve) => {
        image.onload = () => {
          resolve('loaded');
        };
        image.onerror = () => {
          resolve('blocked');
        };
      });
      image.src = 'http://127.0.0.2:9/picture.png';
      const fetched = await fetch('http://127.0.0.2:9/').then(
        () => 'loaded',
        () => 'blocked',
      );
      return [await ended, fetched];
    });
    expect(blocked).toEqual(['blocked', 'blocked']);
    // Those two refusals are the only complaints there may be.
    expect(complaints.filter((line) => !line.includes('Content Security Policy'))).toEqual([]);
    (complaints as string[]).length = 0;
  },
);
