import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  _electron as electron,
  expect,
  test as base,
  type ElectronApplication,
  type Page,
} from '@playwright/test';
import { findElectron } from '../../scripts/electron-binary.mjs';
import { findBarriers } from './support/axe';
import { startLiveServer, type LiveServer } from './support/live-server';
import { walkMainJob } from './support/walk-main-job';

const root = join(import.meta.dirname, '../..');
const program = findElectron();
const isRoot = process.getuid?.() === 0;

const dist = process.env['TIDEMARK_DIST'] ?? join(root, 'dist');

interface Desktop {
  /** A folder for the app's profile and settings. */
  readonly folder: string;
  /** The app's own copy of the sample. */
  readonly workspace: string;
  readonly app: ElectronApplication;
  readonly window: Page;
}

/** The desktop app on a copy of the sample, with settings of its own. */
const desktop = base.extend<Desktop>({
  folder: async ({ headless: _headless }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'tidemark-desktop-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  workspace: async ({ folder }, use) => {
    const workspace = join(folder, 'workspace');
    await cp(join(root, 'examples/lupopedia-sync'), workspace, { recursive: true });
    await use(workspace);
  },
  app: async ({ folder, workspace }, use) => {
    const app = await electron.launch({
      ...(program === undefined ? {} : { executablePath: program }),
      args: [root, workspace, `--user-data-dir=${join(folder, 'profile')}`],
      env: { ...process.env, TIDEMARK_CONFIG_DIR: join(folder, 'settings') },
    });
    await use(app);
    await app.close();
  },
  window: async ({ app }, use) => {
    await use(await app.firstWindow());
  },
});

/** The same with a live server as `production`, written down before the app reads its workspace. */
const liveDesktop = desktop.extend<{ readonly live: LiveServer }>({
  live: async ({ workspace }, use) => {
    const server = await startLiveServer(workspace, dist);
    try {
      await use(server);
    } finally {
      await server.stop();
    }
  },
  app: async ({ live: _live, app }, use) => {
    await use(app);
  },
});

desktop.skip(
  program === undefined,
  'Electron’s program is not here: scripts/start.mjs downloads it where it can.',
);
desktop.skip(isRoot, 'Chromium has no sandbox as root, and a window without one is not worth having.');

desktop('the desktop app shows the drift, goes to a table and offers its menu', async ({ app, window }) => {
  await expect(window.getByRole('heading', { level: 1 })).toContainText('missing from production');
  await window.keyboard.press('Control+p');
  await window.keyboard.type('crm_leads');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('heading', { level: 1 })).toHaveText('lupo_crm_leads');
  expect(await findBarriers(window)).toEqual([]);
  const labels = await app.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()?.items.map(({ label, role }) => role ?? label),
  );
  expect(labels).toContain('&Go');
  await app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
    items.find(({ label }) => label === 'Drift')?.click();
  });
  await expect(window.getByRole('heading', { level: 1 })).toHaveText(/differences$/);
});

desktop(
  'its page has no Node, opens no window, leaves no address and gets no permission',
  async ({ app, window }) => {
    await expect(window.getByRole('heading', { level: 1 })).toContainText('missing');
    const seen = await window.evaluate(async () => ({
      globals: ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
      bridge: Object.keys((globalThis as unknown as { readonly tidemark: object }).tidemark).sort(),
      opened: globalThis.open('https://example.com') === null,
      camera: await navigator.permissions
        .query({ name: 'geolocation' })
        .then(({ state }) => state)
        .catch(() => 'denied'),
    }));
    expect(seen).toEqual({
      globals: [],
      bridge: ['invoke', 'pathOf', 'subscribe'],
      opened: true,
      camera: 'denied',
    });
    await window.evaluate(() => {
      location.href = 'https://example.com/';
    });
    await expect(window.getByRole('heading', { level: 1 })).toContainText('missing');
    expect(new URL(window.url()).protocol).toBe('tidemark-page:');
    expect(app.windows()).toHaveLength(1);
  },
);

desktop('a folder chosen in the system’s dialog is looked into', async ({ app, window }) => {
  await expect(window.getByRole('heading', { level: 1 })).toContainText('missing');
  await app.evaluate(
    ({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    },
    join(root, 'examples/dual-migrations'),
  );
  await window.evaluate(() => {
    location.hash = '#/welcome';
  });
  await window.getByRole('button', { name: 'Choose…' }).click();
  await expect(window.getByText(/\d+ sources? in/)).toBeVisible();
});

liveDesktop('the main job, step by step as in the browser', async ({ window, live }) => {
  liveDesktop.setTimeout(300_000);
  await walkMainJob(window, live);
});
