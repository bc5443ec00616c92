/**
 * `npm run screenshots`: takes the pictures of README and docs/ from the running program, so that they stay true.
 * `npm run screenshots -- FOLDER` puts every screen into a folder instead, at 1280×800 and 1920×1080, light and dark,
 * for looking at.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { ensureBuild } from './ensure-build.mjs';
import { ROOT } from './freshness.mjs';
import { ensurePackages } from './packages.mjs';
import { findChromium } from './system-packages.mjs';

/** Name → the address, and a text that says that the screen is there. */
const SCREENS = {
  overview: ['#/overview', 'Table lupo_permissions is missing'],
  table: ['#/table/lupopedia/lupo_tickets?row=column%3Apriority', 'Evidence'],
  ddl: ['#/table/lupopedia/lupo_crm_leads?view=ddl&from=toon&to=sql', 'CREATE'],
  drift: ['#/drift', 'What differs'],
  welcome: ['#/welcome', 'Open the sample'],
  settings: ['#/settings/federation', 'Its name matches'],
};
const DOCS = [['docs', 1440, 900]];
const LOOK = [
  ['1280', 1280, 800],
  ['1920', 1920, 1080],
];
const SETTLE_MS = 700;

ensurePackages();
const dist = process.env.TIDEMARK_DIST ?? join(ROOT, 'dist');
if (process.env.TIDEMARK_DIST === undefined && !(await ensureBuild())) process.exit(2);
const { chromium } = await import('@playwright/test');

const [wanted] = process.argv.slice(2);
const target = wanted === undefined ? join(ROOT, 'docs', 'pictures') : resolve(wanted);
const folder = mkdtempSync(join(tmpdir(), 'tidemark-pictures-'));
const workspace = join(folder, 'lupopedia-sync');
cpSync(join(ROOT, 'examples', 'lupopedia-sync'), workspace, { recursive: true });
mkdirSync(target, { recursive: true });
const host = spawn(process.execPath, [join(dist, 'host.js'), workspace, '--no-open'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, TIDEMARK_CONFIG_DIR: join(folder, 'settings') },
});
const browser = await chromium.launch({ executablePath: findChromium() });
try {
  const address = await printedAddress();
  for (const [size, width, height] of wanted === undefined ? DOCS : LOOK) {
    for (const colorScheme of ['light', 'dark']) {
      const page = await browser.newPage({ viewport: { width, height }, colorScheme });
      await page.goto(address);
      await page.getByText('Look here first').waitFor();
      for (const [name, [hash, sign]] of Object.entries(SCREENS)) {
        await page.evaluate((to) => {
          globalThis.location.hash = to;
        }, hash);
        if (sign !== '') await page.getByText(sign).first().waitFor();
        await page.waitForTimeout(SETTLE_MS);
        const file =
          wanted === undefined ? `${name}-${colorScheme}.png` : `${name}-${size}-${colorScheme}.png`;
        await page.screenshot({ path: join(target, file) });
      }
      await page.close();
    }
  }
} finally {
  await browser.close();
  host.kill();
  rmSync(folder, { recursive: true, force: true });
}

async function printedAddress() {
  for await (const line of createInterface({ input: host.stdout })) {
    const address = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(line)?.[0];
    if (address !== undefined) return address;
  }
  throw new Error('the host ended without printing its address');
}
