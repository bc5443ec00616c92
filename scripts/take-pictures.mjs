/** `npm run pictures`: takes the pictures of docs/ from the running program, so that they stay true. */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ensureBuild } from './ensure-build.mjs';
import { ROOT } from './freshness.mjs';
import { ensurePackages } from './packages.mjs';
import { findChromium } from './system-packages.mjs';

ensurePackages();
if (!(await ensureBuild())) process.exit(2);
const { chromium } = await import('@playwright/test');

const folder = mkdtempSync(join(tmpdir(), 'tidemark-pictures-'));
const workspace = join(folder, 'lupopedia-sync');
cpSync(join(ROOT, 'examples', 'lupopedia-sync'), workspace, { recursive: true });
const host = spawn(process.execPath, [join(ROOT, 'dist', 'host.js'), workspace, '--no-open'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const browser = await chromium.launch({ executablePath: findChromium() });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(await printedAddress());
  await page.getByRole('row', { name: /lupo_actor_collections/ }).waitFor();
  const pictures = join(ROOT, 'docs', 'pictures');
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, 'first-page.png') });
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
