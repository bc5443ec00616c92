import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { chooseFolder } from '../../../../electron/main/start-folder';

const electron = vi.hoisted(() => ({
  lock: true,
  order: [] as string[],
  windows: [] as { options: { webPreferences: Record<string, unknown> }; url?: string }[],
}));

vi.mock('electron', () => {
  const log = (name: string) => () => void electron.order.push(name);
  class BrowserWindow {
    readonly webContents = { send: log('send') };
    readonly entry: (typeof electron.windows)[number];
    constructor(options: (typeof electron.windows)[number]['options']) {
      this.entry = { options };
      electron.windows.push(this.entry);
    }
    static getAllWindows = () => [];
    once = log('once');
    on = (name: string) => void electron.order.push(`window on ${name}`);
    maximize = log('maximize');
    loadURL = (url: string) => {
      this.entry.url = url;
      return Promise.resolve();
    };
  }
  return {
    BrowserWindow,
    app: {
      isPackaged: false,
      enableSandbox: log('enableSandbox'),
      requestSingleInstanceLock: () => electron.lock,
      whenReady: () => {
        electron.order.push('whenReady');
        return Promise.resolve();
      },
      quit: log('quit'),
      exit: log('exit'),
      on: (name: string) => void electron.order.push(`on ${name}`),
      setAsDefaultProtocolClient: log('protocol'),
    },
    dialog: {},
    shell: {},
    Menu: {
      buildFromTemplate: (template: unknown) => template,
      setApplicationMenu: log('menu'),
    },
    safeStorage: {
      getSelectedStorageBackend: () => 'gnome_libsecret',
    },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    ipcMain: { handle: (channel: string) => void electron.order.push(`handle ${channel}`) },
    protocol: { registerSchemesAsPrivileged: log('scheme'), handle: log('page') },
    session: {
      defaultSession: {
        setPermissionRequestHandler: log('permissions'),
        setPermissionCheckHandler: log('permissions'),
        setDevicePermissionHandler: log('permissions'),
        webRequest: { onBeforeRequest: log('requests') },
      },
    },
  };
});

vi.mock('../../../../electron/core/service/start-service', () => ({
  startService: () =>
    Promise.resolve({
      invoke: (method: string) => Promise.resolve(electron.order.push(`invoke ${method}`)),
      subscribe: () => electron.order.push('subscribe'),
      close: () => undefined,
    }),
}));

afterEach(() => {
  vi.resetModules();
  electron.order.length = 0;
  electron.windows.length = 0;
});

describe('the main process', () => {
  it('registers its scheme, the sandbox and the confinement before it is ready, then opens one safe window', async () => {
    electron.lock = true;
    await import('../../../../electron/main/main');
    await vi.waitFor(() => {
      expect(electron.windows[0]?.url).toBe('tidemark-page://window/');
    });
    const ready = electron.order.indexOf('whenReady');
    for (const early of ['scheme', 'enableSandbox', 'on web-contents-created']) {
      expect(electron.order.indexOf(early)).toBeLessThan(ready);
      expect(electron.order).toContain(early);
    }
    expect(electron.order.filter((name) => name.startsWith('handle'))).toEqual(['handle tidemark:call']);
    expect(electron.windows).toHaveLength(1);
    expect(electron.order).toEqual(
      expect.arrayContaining([
        ...['menu', 'on second-instance', 'on open-file', 'on open-url', 'on will-quit', 'window on close'],
      ]),
    );
    expect(electron.windows[0]?.options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
  });

  it('gives way to the one that is running', async () => {
    electron.lock = false;
    await import('../../../../electron/main/main');
    expect(electron.order).toContain('quit');
    expect(electron.order).not.toContain('whenReady');
    expect(electron.windows).toEqual([]);
  });
});

describe('the folder to open', () => {
  const place = { cwd: '/home/a', isPackaged: false, resources: '/opt/tidemark/resources' };
  it.each([
    [['electron', '/src/tidemark'], join('/src/tidemark', 'examples', 'lupopedia-sync')],
    [['electron', '/src/tidemark', '--inspect', 'shop'], '/home/a/shop'],
    [['electron', '/src/tidemark', '/data/shop'], '/data/shop'],
    [['electron', '/src/tidemark', '/data/shop/tidemark.yaml'], '/data/shop'],
    [['electron', '/src/tidemark', '/data/shop/plans/a.plan.json'], '/data/shop/plans'],
    // Anybody can make a link; it does not choose what is opened.
    [
      ['electron', '/src/tidemark', 'tidemark://open?folder=/data/shop'],
      join('/src/tidemark', 'examples', 'lupopedia-sync'),
    ],
  ])('from a checkout: %j', (argv, folder) => {
    expect(chooseFolder({ ...place, argv })).toBe(folder);
  });
  it.each([
    [['tidemark'], join('/opt/tidemark/resources', 'examples', 'lupopedia-sync')],
    [['tidemark', 'shop'], '/home/a/shop'],
  ])('installed: %j', (argv, folder) => {
    expect(chooseFolder({ ...place, isPackaged: true, argv })).toBe(folder);
  });
});
