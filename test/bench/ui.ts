import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Browser, type Page } from '@playwright/test';

/** What the window has to hold, and what it held: `npm run bench:ui` prints it. */
const LIMITS = {
  'sample: page to first picture': [1500, 'ms'],
  'sample: page to drift': [1500, 'ms'],
  'sample: command to drift': [1500, 'ms'],
  'sample: code read before the first picture': [700, 'kB'],
  '10,000 tables: typing in the filter': [100, 'ms'],
  '10,000 tables: side by side opens': [150, 'ms'],
  '10,000 tables: scrolling the explorer': [50, 'frames/s'],
  '10,000 tables: memory of the page': [500, 'MB'],
} as const;

type Measure = keyof typeof LIMITS;

// The bundled program runs in the checkout's root.
const root = process.cwd();
const dist = process.env['TIDEMARK_DIST'] ?? join(root, 'dist');
const TABLES = 10_000;

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tidemark-bench-ui-'));
  const results = new Map<Measure, number>();
  const chromiumPath = process.env['TIDEMARK_CHROMIUM'] ?? '/usr/bin/chromium';
  const browser = await chromium.launch({
    ...(existsSync(chromiumPath) ? { executablePath: chromiumPath } : {}),
    args: ['--enable-precise-memory-info'],
  });
  try {
    await withHost(join(root, 'examples/lupopedia-sync'), folder, async (address, commandAt) => {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      const started = performance.now();
      await page.goto(address);
      await page.locator('[role="tab"]').first().waitFor();
      results.set('sample: page to first picture', performance.now() - started);
      await page.locator('h1', { hasText: 'missing from' }).waitFor();
      const shown = performance.now();
      results.set('sample: page to drift', shown - started);
      results.set('sample: command to drift', shown - commandAt);
      results.set('sample: code read before the first picture', await kilobytesOfCode(page));
      await page.close();
    });
    const workspace = join(folder, 'large');
    await writeLargeWorkspace(workspace);
    await withHost(workspace, folder, async (address) => {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(address);
      await page.getByPlaceholder('Filter 10,000 objects').waitFor({ timeout: 180_000 });
      results.set('10,000 tables: typing in the filter', await timeTyping(page));
      results.set('10,000 tables: scrolling the explorer', await framesPerSecond(page));
      results.set('10,000 tables: side by side opens', await timeOpening(page));
      results.set('10,000 tables: memory of the page', await megabytes(browser, page));
    });
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
  print(results);
}

/** Milliseconds from a key press to the frame that shows its effect: the slowest of ten. */
async function timeTyping(page: Page): Promise<number> {
  await page.getByLabel('Filter objects').focus();
  const times: number[] = [];
  for (const key of 'table_0999') {
    await page.evaluate(() => {
      const store = window as unknown as { taken: Promise<number> };
      store.taken = new Promise((resolve) => {
        window.addEventListener(
          'keydown',
          (event) => {
            requestAnimationFrame(() => {
              setTimeout(() => {
                resolve(performance.now() - event.timeStamp);
              });
            });
          },
          { once: true, capture: true },
        );
      });
    });
    await page.keyboard.type(key);
    times.push(await page.evaluate(() => (window as unknown as { taken: Promise<number> }).taken));
  }
  await page.getByLabel('Filter objects').fill('');
  return Math.max(...times);
}

/** Frames a second while the explorer is scrolled from top to bottom for two seconds. */
async function framesPerSecond(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const tree = document.getElementById('explorer-tree');
        const started = performance.now();
        let frames = 0;
        const step = (now: number): void => {
          frames += 1;
          const share = (now - started) / 2000;
          tree?.scrollTo({ top: share * (tree.scrollHeight - tree.clientHeight) });
          if (share < 1) requestAnimationFrame(step);
          else resolve(frames / ((now - started) / 1000));
        };
        requestAnimationFrame(step);
      }),
  );
}

/** Milliseconds from the address to the facts of a table on the screen: the middle of five, the code being there. */
async function timeOpening(page: Page): Promise<number> {
  const times: number[] = [];
  for (let at = 0; at < 6; at++) {
    const name = `table_0${String(1000 + at * 137)}`;
    times.push(
      await page.evaluate(
        (table) =>
          new Promise<number>((resolve) => {
            const started = performance.now();
            location.hash = `#/table/app/${table}`;
            const look = (): void => {
              if (document.querySelector(`[role="grid"][aria-label^="${table} "] [role="rowheader"]`)) {
                resolve(performance.now() - started);
              } else requestAnimationFrame(look);
            };
            look();
          }),
        name,
      ),
    );
  }
  // The first one loads the screen's code.
  return times.slice(1).sort((a, b) => a - b)[2] ?? 0;
}

/** Kilobytes of script that the page has loaded so far: what only some screens need, such as the editor, is not in it. */
async function kilobytesOfCode(page: Page): Promise<number> {
  return page.evaluate(() => {
    const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const scripts = files.filter(({ name }) => new URL(name).pathname.endsWith('.js'));
    return scripts.reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0) / 1000;
  });
}

/**
 * Megabytes that the page's process holds, code, layout and pictures included: the largest of the renderers. Where
 * the system does not tell (no /proc), the heap of its scripts alone, which is less.
 */
async function megabytes(browser: Browser, page: Page): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const resident = await Promise.all(
    processInfo
      .filter(({ type }) => type === 'renderer')
      .map(async ({ id }) => {
        const status = await readFile(`/proc/${String(id)}/status`, 'utf8').catch(() => '');
        return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1000;
      }),
  );
  const most = Math.max(0, ...resident);
  if (most > 0) return most;
  return page.evaluate(() => {
    const { memory } = performance as unknown as { memory: { usedJSHeapSize: number } };
    return memory.usedJSHeapSize / 1e6;
  });
}

/** Five SQL files of ten thousand tables each; each lacks or changes a few. */
async function writeLargeWorkspace(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const sources = ['a', 'b', 'c', 'd', 'e'];
  for (const [number, source] of sources.entries()) {
    const tables: string[] = [];
    for (let at = 0; at < TABLES; at++) {
      if (number > 0 && at % 997 === number) continue;
      const width = at % 501 === number ? 60 : 80;
      tables.push(
        `CREATE TABLE table_${String(at).padStart(5, '0')} (id bigint NOT NULL AUTO_INCREMENT, ` +
          `title varchar(${String(width)}) NOT NULL, state int NOT NULL DEFAULT 0, ` +
          'created_at datetime NULL, PRIMARY KEY (id), KEY idx_state (state));',
      );
    }
    await writeFile(join(folder, `${source}.sql`), `${tables.join('\n')}\n`);
  }
  const lines = sources.map(
    (source) => `  - id: ${source}\n    kind: sql\n    path: ${source}.sql\n    schema: app`,
  );
  await writeFile(
    join(folder, 'tidemark.yaml'),
    `name: Large\nreference: a\nsources:\n${lines.join('\n')}\n`,
  );
}

async function withHost(
  workspace: string,
  settings: string,
  use: (address: string, commandAt: number) => Promise<void>,
): Promise<void> {
  const commandAt = performance.now();
  const host = spawn(process.execPath, [join(dist, 'host.js'), workspace, '--no-open'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TIDEMARK_CONFIG_DIR: settings },
  });
  const ended = new Promise((resolve) => host.once('exit', resolve));
  try {
    for await (const line of createInterface({ input: host.stdout })) {
      const address = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(line)?.[0];
      if (address === undefined) continue;
      await use(address, commandAt);
      return;
    }
    throw new Error('the host ended without printing its address');
  } finally {
    host.kill('SIGTERM');
    await ended;
  }
}

function print(results: ReadonlyMap<Measure, number>): void {
  console.log(`The window on ${String(cpus().length)} cores, ${cpus()[0]?.model ?? 'unknown'}`);
  for (const [name, [limit, unit]] of Object.entries(LIMITS) as [Measure, (typeof LIMITS)[Measure]][]) {
    const value = results.get(name);
    if (value === undefined) continue;
    const holds = unit === 'frames/s' ? value >= limit : value <= limit;
    console.log(
      `${holds ? 'holds ' : 'BREAKS'}  ${name.padEnd(42)} ${value.toFixed(0).padStart(6)} ${unit} (${unit === 'frames/s' ? 'at least' : 'at most'} ${String(limit)})`,
    );
    if (!holds) process.exitCode = 1;
  }
}

await main();
