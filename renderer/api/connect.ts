import type { Transport } from '../../shared/api';
import type { DesktopBridge } from '../../shared/api/desktop-bridge';
import { makeDesktopTransport } from './desktop-transport';
import { makeHttpTransport } from './http-transport';
import { openSession } from './session';

declare global {
  interface Window {
    /** Given by the preload; absent in a browser. */
    readonly tidemark?: DesktopBridge;
  }
}

/** Finds the core: Electron's bridge, or the local host. undefined when the host's token is not known. */
export async function connect(): Promise<Transport | undefined> {
  if (window.tidemark !== undefined) return makeDesktopTransport(window.tidemark);
  const token = await openSession();
  return token === undefined ? undefined : makeHttpTransport(token);
}
