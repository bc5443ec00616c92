import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, journey } from './support/journey';

const NAME = `"><img src=x onerror=hacked()>\${7*7}{{7*7}}`;
const COMMENT = '</script><script>hacked()</script>';
const PLACES = [
  '#/overview',
  `#/table/lupopedia/${encodeURIComponent(NAME)}`,
  `#/table/lupopedia/${encodeURIComponent(NAME)}?view=ddl`,
  '#/drift?text=onerror',
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
  async ({ page, address, workspace, complaints }) => {
    journey.setTimeout(300_000);
    const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;
    const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
    await writeFile(
      join(workspace, 'database/lupopedia_mysql.sql'),
      `CREATE TABLE ${quoted(NAME)} (${quoted(`${NAME}c`)} int DEFAULT 1 COMMENT ${text(COMMENT)}, ` +
        `${quoted('__proto__')} varchar(9) DEFAULT ${text(NAME)}, KEY ${quoted(`${NAME}k`)} (${quoted('__proto__')}))` +
        ` COMMENT=${text(COMMENT)};\n`,
    );
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
    for (const place of PLACES) {
      await page.evaluate((to) => {
        location.hash = to;
      }, place);
      await expect(page.locator('h1').first()).toBeVisible();
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      expect.soft(await page.locator('html').getAttribute('data-hacked'), place).toBeNull();
      expect.soft(await page.locator('img[src="x"]').count(), place).toBe(0);
    }
    await page.evaluate(() => {
      location.hash = '#/drift?text=onerror';
    });
    await expect(page.getByText(NAME, { exact: false }).first()).toBeVisible();
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
