import type { BrowserWindowConstructorOptions } from 'electron';
import type { WindowState } from './window-state';

/** How the window is made: the page is sandboxed, and the preload's bridge is all that it shares with us. */
export function windowOptions(
  preload: string,
  isPackaged: boolean,
  known?: WindowState,
): BrowserWindowConstructorOptions {
  return {
    width: known?.width ?? 1280,
    height: known?.height ?? 800,
    ...(known === undefined ? {} : { x: known.x, y: known.y }),
    minWidth: 800,
    minHeight: 560,
    show: false,
    title: 'Tidemark',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !isPackaged,
    },
  };
}
