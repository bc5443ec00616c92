import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, ipcMain, protocol, session } from 'electron';
import { EVENT_CHANNEL } from '../../shared/api/desktop-bridge';
import { readAhead } from '../core/service/read-ahead';
import { startService } from '../core/service/start-service';
import { VERSION } from '../core/service/version';
import { loadStaticFiles } from '../host/static-files';
import { answerCalls } from './calls';
import { confineContents, confineSession } from './confine';
import { PAGE_URL, registerPageScheme, servePage } from './page';
import { chooseFolder, sampleFolder } from './start-folder';
import { windowOptions } from './window';

// Everything before `whenReady` has to happen at once: Electron refuses it afterwards.
registerPageScheme(protocol);
app.enableSandbox();
confineContents(app);

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', showWindow);
  app.on('window-all-closed', () => {
    app.quit();
  });
  app.whenReady().then(start).catch(stopWithReason);
} else {
  app.quit();
}

async function start(): Promise<void> {
  confineSession(session.defaultSession);
  servePage(protocol, await loadStaticFiles(fileURLToPath(new URL('./renderer/', import.meta.url))));
  const place = {
    argv: process.argv,
    cwd: process.cwd(),
    isPackaged: app.isPackaged,
    resources: process.resourcesPath,
  };
  const service = await startService({
    version: VERSION,
    directory: chooseFolder(place),
    sample: sampleFolder(place),
    readOnly: process.argv.includes('--read-only'),
  });
  readAhead(service);
  answerCalls(ipcMain, service);
  service.subscribe((event) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.send(EVENT_CHANNEL, event);
  });
  app.on('will-quit', () => void service.close());
  const preload = fileURLToPath(new URL('./preload.cjs', import.meta.url));
  const window = new BrowserWindow(windowOptions(preload, app.isPackaged));
  window.once('ready-to-show', () => {
    window.show();
  });
  await window.loadURL(PAGE_URL);
}

function showWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}

function stopWithReason(error: unknown): void {
  process.stderr.write(
    `Tidemark could not start: ${error instanceof Error ? (error.stack ?? '') : String(error)}\n`,
  );
  app.exit(1);
}
