import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { approveAs, confirmAs, proveAs } from '../e2e/support/live-journey';
import { startLiveServer } from '../e2e/support/live-server';
import { startHost } from '../e2e/support/start-host';

/**
 * `npm run pictures`: takes the pictures of README and docs/ from the running program, so that they stay true: the
 * sample with its snapshot, and the whole way from drift to a run against a private server that holds the same.
 * `npm run pictures -- FOLDER` puts every screen into a folder instead, at 1280×800 and 1920×1080, for looking at.
 */

// The bundled program runs in the checkout's root.
const root = process.cwd();
const dist = process.env['TIDEMARK_DIST'] ?? join(root, 'dist');
const [wanted] = process.argv.slice(2);
const target = wanted === undefined ? join(root, 'docs/pictures') : resolve(wanted);
const DOCS = [['', 1440, 900]] as const;
const LOOK = [
  ['-1280', 1280, 800],
  ['-1920', 1920, 1080],
] as const;
const sizes = wanted === undefined ? DOCS : LOOK;
/** Those that docs/ shows; a folder gets every one. */
const SHOWN = new Set([
  ...['overview', 'table', 'ddl', 'drift', 'sync', 'sync-proof', 'review', 'run', 'history'],
  ...['welcome', 'settings'],
]);
const SETTLE_MS = 700;
const SAMPLE = 'examples/lupopedia-sync';

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tidemark-pictures-'));
  const chromiumPath = process.env['TIDEMARK_CHROMIUM'] ?? '/usr/bin/chromium';
  const browser = await chromium.launch(existsSync(chromiumPath) ? { executablePath: chromiumPath } : {});
  await mkdir(target, { recursive: true });
  try {
    await pictureSample(browser, folder);
    await pictureRun(browser, folder);
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The screens that show what is there, offline: production is a snapshot. */
async function pictureSample(browser: Browser, folder: string): Promise<void> {
  const workspace = join(folder, 'sample', 'lupopedia-sync');
  await cp(join(root, SAMPLE), workspace, { recursive: true });
  const host = await startHost({ dist, workspace, settings: join(folder, 'sample-settings') });
  const page = await openPage(browser, host.address);
  await show(page, '#/overview', 'Table lupo_permissions is missing');
  await take(page, 'overview', 1080);
  await show(page, '#/table/lupopedia/lupo_tickets?row=column%3Apriority', 'Evidence');
  await take(page, 'table');
  await show(page, '#/table/lupopedia/lupo_crm_leads?view=ddl&from=toon&to=sql', 'CREATE');
  await take(page, 'ddl');
  await show(page, '#/drift', 'What differs');
  await take(page, 'drift');
  await show(page, '#/welcome', 'Open the sample');
  await take(page, 'welcome');
  await show(page, '#/settings/federation', 'Its name matches');
  await take(page, 'settings');
  await page.context().close();
  await host.stop();
}

/** The way from a difference to a run that is verified, against a live server. */
async function pictureRun(browser: Browser, folder: string): Promise<void> {
  const workspace = join(folder, 'live', 'lupopedia-sync');
  await cp(join(root, SAMPLE), workspace, { recursive: true });
  const live = await startLiveServer(workspace, dist);
  const host = await startHost({ dist, workspace, settings: join(folder, 'live-settings') });
  try {
    const page = await openPage(browser, host.address);
    await show(page, '#/sync?target=production&follow=toon', /of which can lose data/);
    await page
      .getByRole('treeitem', { name: /lupo_tickets/ })
      .first()
      .click();
    await take(page, 'sync');
    await page.getByRole('tab', { name: /Statements/ }).click();
    await take(page, 'sync-statements');
    await page.getByRole('tab', { name: 'Script' }).click();
    await page.getByText('Safe to run again').first().waitFor();
    await take(page, 'sync-script');
    await proveAs(page, 'Mira');
    await take(page, 'sync-proof');
    await page.getByRole('button', { name: 'Ask for review' }).click();
    await page.getByText('Nobody has approved it yet.').first().waitFor();
    await take(page, 'review');
    await approveAs(page, 'Jon');
    await page.getByRole('button', { name: 'Go to run' }).click();
    await page.getByText(/approved by Jon/).waitFor();
    await take(page, 'run-ready');
    await page.getByRole('button', { name: 'Run on production' }).click();
    await page.getByLabel(/Create the tracking tables/).check();
    await take(page, 'run-question');
    // Somebody reads a table in a transaction: its ALTER waits, long enough to be seen.
    await live.run('START TRANSACTION; SELECT COUNT(*) FROM lupopedia.lupo_tickets');
    await confirmAs(page, 'Run it');
    await page.locator('[data-state="execution"][data-status="now"]').waitFor();
    await page.getByText('16 of 17 statements done').waitFor();
    await take(page, 'run');
    await page.getByRole('button', { name: 'Resume' }).waitFor({ timeout: 90_000 });
    await take(page, 'run-stopped');
    await live.run('ROLLBACK');
    await page.getByRole('button', { name: 'Resume' }).click();
    await confirmAs(page, 'Go on');
    await page.getByText(/is completed: \d+ statements/).waitFor({ timeout: 90_000 });
    await take(page, 'run-done');
    await page.getByRole('tab', { name: /Log/ }).click();
    await take(page, 'run-log');
    await page.getByRole('button', { name: 'See it in History' }).click();
    await page.getByRole('row', { name: /schema_sync 4.0.46 completed/ }).waitFor();
    await take(page, 'history');
    await page.context().close();
  } finally {
    await host.stop();
    await live.stop();
  }
}

async function openPage(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

/** Shows a place and waits for a text that says that it is there. */
async function show(page: Page, hash: string, sign: string | RegExp): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
  await page.getByText(sign).first().waitFor({ timeout: 90_000 });
}

/** Takes what is on the screen in every size, light and dark; `least` is the height in pixels that docs/ gives it. */
async function take(page: Page, name: string, least = 0): Promise<void> {
  if (wanted === undefined && !SHOWN.has(name)) return;
  for (const [size, width, height] of sizes) {
    await page.setViewportSize({
      width,
      height: wanted === undefined ? Math.max(height, least) : height,
    });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(SETTLE_MS);
      await page.screenshot({ path: join(target, `${name}${size}-${colorScheme}.png`) });
    }
  }
}

await main();
