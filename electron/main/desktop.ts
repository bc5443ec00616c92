import type { BrowserWindow, Dialog, SafeStorage } from 'electron';
import type { Vault } from '../core/passwords/password-store';
import type { Desktop } from '../core/service/desktop';

/** The parts of Electron that the core may ask for, behind the interface that it knows. */
export function makeDesktop(
  electron: { readonly dialog: Pick<Dialog, 'showOpenDialog'>; readonly safeStorage: SafeStorage },
  platform: NodeJS.Platform,
  windowOf: () => BrowserWindow | undefined,
): Desktop {
  return {
    chooseFolder: async () => {
      const options = {
        title: 'Choose a folder',
        buttonLabel: 'Look into it',
        properties: ['openDirectory' as const],
      };
      const window = windowOf();
      const { canceled, filePaths } = await (window === undefined
        ? electron.dialog.showOpenDialog(options)
        : electron.dialog.showOpenDialog(window, options));
      return canceled ? undefined : filePaths[0];
    },
    vault: makeVault(electron.safeStorage, platform),
  };
}

/**
 * The system's store of secrets. To be asked for once the app is ready. Without one, as on a Linux desktop that has no
 * keyring, it says that it does not encrypt, and seals only when somebody consented to that.
 */
export function makeVault(
  storage: Pick<
    SafeStorage,
    | 'isEncryptionAvailable'
    | 'encryptString'
    | 'decryptString'
    | 'getSelectedStorageBackend'
    | 'setUsePlainTextEncryption'
  >,
  platform: NodeJS.Platform,
): Vault {
  const backend = platform === 'linux' ? storage.getSelectedStorageBackend() : platform;
  const isEncrypted = storage.isEncryptionAvailable() && backend !== 'basic_text' && backend !== 'unknown';
  const prepare = (): void => {
    // Chromium's own fallback: a fixed key, so no secret. The core has the person's consent by then.
    if (!isEncrypted && platform === 'linux') storage.setUsePlainTextEncryption(true);
  };
  return {
    name: isEncrypted ? (NAMES.get(backend) ?? 'the system’s password store') : 'a file of Tidemark',
    isEncrypted,
    seal: (text) => {
      prepare();
      return Promise.resolve(storage.encryptString(text).toString('base64'));
    },
    open: (sealed) => {
      prepare();
      return Promise.resolve(storage.decryptString(Buffer.from(sealed, 'base64')));
    },
  };
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ['darwin', 'the macOS keychain'],
  ['win32', 'Windows’ own store for your account'],
  ['gnome_libsecret', 'the GNOME keyring'],
  ['kwallet', 'KWallet'],
  ['kwallet5', 'KWallet'],
  ['kwallet6', 'KWallet'],
]);
