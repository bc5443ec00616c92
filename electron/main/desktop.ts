import type { BrowserWindow, Dialog, SafeStorage } from 'electron';
import { AppError } from '../../shared/app-error';
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
 * The system's store of secrets. To be asked for once the app is ready. On a Linux desktop without a keyring it says that
 * it does not encrypt, and seals only when somebody consented to that. The store itself is opened when it is first used:
 * macOS asks the person then.
 */
export function makeVault(
  storage: Pick<
    SafeStorage,
    | 'isAsyncEncryptionAvailable'
    | 'encryptStringAsync'
    | 'decryptStringAsync'
    | 'getSelectedStorageBackend'
    | 'setUsePlainTextEncryption'
  >,
  platform: NodeJS.Platform,
): Vault {
  const backend = platform === 'linux' ? storage.getSelectedStorageBackend() : platform;
  const isEncrypted = backend !== 'basic_text' && backend !== 'unknown';
  const name = isEncrypted ? (NAMES.get(backend) ?? 'the system’s password store') : 'a file of Tidemark';
  const prepare = async (): Promise<void> => {
    // Chromium's own fallback: a fixed key, so no secret. The core has the person's consent by then.
    if (!isEncrypted) storage.setUsePlainTextEncryption(true);
    else if (!(await storage.isAsyncEncryptionAvailable()))
      throw new AppError('unsupported', `${name} does not open.`, {
        hint: 'Unlock it, or keep the password only until Tidemark ends.',
      });
  };
  return {
    name,
    isEncrypted,
    seal: async (text) => {
      await prepare();
      return (await storage.encryptStringAsync(text)).toString('base64');
    },
    open: async (sealed) => {
      await prepare();
      return (await storage.decryptStringAsync(Buffer.from(sealed, 'base64'))).result;
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
