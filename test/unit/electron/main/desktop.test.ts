import { describe, expect, it } from 'vitest';
import { askBeforeClosing } from '../../../../electron/main/ask-before-closing';
import { makeDesktop, makeVault } from '../../../../electron/main/desktop';
import { menuTemplate } from '../../../../electron/main/menu';
import { parsePlace } from '../../../../renderer/state/place';

/** A stand-in for Electron's store: it turns bytes round, or refuses as Chromium does without a keyring. */
function aStorage(backend: string, available = true) {
  const state = { plainText: false };
  const refuse = (): void => {
    if (!available && !state.plainText) throw new Error('Encryption is not available.');
  };
  return {
    state,
    isAsyncEncryptionAvailable: () => Promise.resolve(available || state.plainText),
    getSelectedStorageBackend: () => backend as 'gnome_libsecret',
    setUsePlainTextEncryption: (use: boolean) => {
      state.plainText = use;
    },
    encryptStringAsync: (text: string) => {
      refuse();
      return Promise.resolve(Buffer.from(text).reverse());
    },
    decryptStringAsync: (sealed: Buffer) => {
      refuse();
      return Promise.resolve({ shouldReEncrypt: false, result: Buffer.from(sealed).reverse().toString() });
    },
  };
}

describe('the vault', () => {
  it.each([
    ['linux', 'gnome_libsecret', 'the GNOME keyring'],
    ['linux', 'kwallet6', 'KWallet'],
    ['darwin', '', 'the macOS keychain'],
    ['win32', '', 'Windows’ own store for your account'],
  ] as const)('on %s %s is %s', async (platform, backend, name) => {
    const vault = makeVault(aStorage(backend), platform);
    expect(vault).toMatchObject({ name, isEncrypted: true });
    const sealed = await vault.seal('opensesame ü');
    expect(sealed).not.toContain('opensesame');
    expect(await vault.open(sealed)).toBe('opensesame ü');
  });

  it('says that it does not encrypt where there is no keyring, and touches nothing until it is used', async () => {
    const storage = aStorage('basic_text', false);
    const vault = makeVault(storage, 'linux');
    expect(vault.isEncrypted).toBe(false);
    expect(storage.state.plainText).toBe(false);
    expect(await vault.open(await vault.seal('x'))).toBe('x');
    expect(storage.state.plainText).toBe(true);
  });
});

it('a keyring that stays locked is told, and nothing is sealed', async () => {
  const vault = makeVault(aStorage('gnome_libsecret', false), 'linux');
  await expect(vault.seal('x')).rejects.toMatchObject({ code: 'unsupported' });
});

describe('the folder dialog', () => {
  it('answers what was chosen, or nothing', async () => {
    const answers = [
      { canceled: false, filePaths: ['/data/shop'] },
      { canceled: true, filePaths: [] },
    ];
    const dialog = {
      showOpenDialog: () => Promise.resolve(answers.shift() ?? { canceled: true, filePaths: [] }),
    };
    const desktop = makeDesktop(
      { dialog, safeStorage: aStorage('kwallet') as unknown as Electron.SafeStorage },
      'linux',
      () => undefined,
    );
    expect(await desktop.chooseFolder()).toBe('/data/shop');
    expect(await desktop.chooseFolder()).toBeUndefined();
  });
});

describe('the menu', () => {
  it.each(['linux', 'darwin', 'win32'] as const)('on %s goes to screens that there are', (platform) => {
    const gone: string[] = [];
    let opened = 0;
    const template = menuTemplate(platform, true, {
      go: (place) => gone.push(place),
      openFolder: () => {
        opened += 1;
      },
    });
    const items = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
    for (const { click } of items) (click as (() => void) | undefined)?.();
    expect(opened).toBe(1);
    expect(gone.length).toBeGreaterThan(7);
    expect(gone.filter((place) => parsePlace(place) === undefined)).toEqual([]);
    expect(items.some(({ role }) => role === 'toggleDevTools')).toBe(false);
  });
});

describe('closing', () => {
  function aWindow(runs: number, response: number) {
    const state = { closed: 0, asked: 0 };
    let onClose: (event: { preventDefault(): void }) => void = () => undefined;
    const window = {
      on: (_name: string, listener: typeof onClose) => {
        onClose = listener;
      },
      close: () => {
        const event = { isPrevented: false };
        onClose({
          preventDefault: () => {
            event.isPrevented = true;
          },
        });
        if (!event.isPrevented) state.closed += 1;
      },
    };
    askBeforeClosing(
      window as unknown as Parameters<typeof askBeforeClosing>[0],
      {
        invoke: () =>
          Promise.resolve({ ok: true, value: { runs: Array.from({ length: runs }, () => ({})) } }),
      },
      () => {
        state.asked += 1;
        return Promise.resolve({ response, checkboxChecked: false });
      },
    );
    return { state, window };
  }

  it('happens at once without a run', async () => {
    const { state, window } = aWindow(0, 0);
    window.close();
    await expect.poll(() => state).toEqual({ closed: 1, asked: 0 });
  });

  it('is asked about during a run, once, and heeds the answer', async () => {
    const kept = aWindow(1, 0);
    kept.window.close();
    kept.window.close();
    await expect.poll(() => kept.state.asked).toBe(1);
    expect(kept.state.closed).toBe(0);
    const stopped = aWindow(1, 1);
    stopped.window.close();
    await expect.poll(() => stopped.state).toEqual({ closed: 1, asked: 1 });
  });
});
