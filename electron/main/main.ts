import { fileURLToPath } from 'node:url';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
} from 'electron';
import type { ApiEvent, OutputOf } from '../../shared/api';
import { EVENT_CHANNEL } from '../../shared/api/desktop-bridge';
import { readAhead } from '../core/service/read-ahead';
import { startService } from '../core/service/start-service';
import type { Service } from '../core/service/create-service';
import { VERSION } from '../core/service/version';
import { loadStaticFiles } from '../host/static-files';
import { askBeforeClosing, CLOSING_QUESTION } from './ask-before-closing';
import { answerCalls } from './calls';
import { confineContents, confineSession } from './confine';
import { makeDesktop } from './desktop';
import { menuTemplate } from './menu';
import { PAGE_URL, registerPageScheme, servePage } from './page';
import { LINK_SCHEME, placeOfRequest, readRequest } from './requested-place';
import type { RequestedPlace } from './requested-place';
import { chooseFolder, firstWord, sampleFolder } from './start-folder';
import { keepWindowState, readWindowState, windowStatePath } from './window-state';
import { windowOptions } from './window';

/** What the system asked for before there was a window to show it in. */
let waiting: RequestedPlace | undefined;
let service: Service | undefined;

// Everything before `whenReady` has to happen at once: Electron refuses it afterwards.
registerPageScheme(protocol);
app.enableSandbox();
confineContents(app, shell);

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, argv, cwd) => {
    const word = firstWord(argv, app.isPackaged);
    const request = word === undefined ? undefined : readRequest(word, cwd);
    if (request !== undefined) void show(request);
    raiseWindow();
  });
  // macOS tells of files and links by events, others on the command line.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    void show(readRequest(path, '/'));
  });
  app.on('open-url', (event, link) => {
    event.preventDefault();
    void show(readRequest(link, '/'));
  });
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
  const core = await startService({
    version: VERSION,
    directory: chooseFolder(place),
    sample: sampleFolder(place),
    readOnly: process.argv.includes('--read-only'),
    desktop: makeDesktop({ dialog, safeStorage }, process.platform, theWindow),
  });
  service = core;
  readAhead(core);
  answerCalls(ipcMain, core);
  core.subscribe(tellPage);
  endWithService(core);
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate(process.platform, app.isPackaged, { go, openFolder: () => void openFolder(core) }),
    ),
  );
  const word = firstWord(process.argv, app.isPackaged);
  waiting ??= word === undefined ? undefined : readRequest(word, place.cwd);
  await openWindow(core);
}

async function openWindow(core: Service): Promise<void> {
  const preload = fileURLToPath(new URL('./preload.cjs', import.meta.url));
  const path = windowStatePath();
  const known = readWindowState(
    path,
    screen.getAllDisplays().map(({ workArea }) => workArea),
  );
  const window = new BrowserWindow(windowOptions(preload, app.isPackaged, known));
  if (known?.maximized === true) window.maximize();
  keepWindowState(window, path);
  askBeforeClosing(window, core, () => dialog.showMessageBox(window, CLOSING_QUESTION));
  window.once('ready-to-show', () => {
    window.show();
  });
  // In the address from the beginning: an event would come before the page listens. A folder alone is open already.
  const first = waiting === undefined ? '' : placeOfRequest(waiting, await openRoot(core));
  waiting = undefined;
  await window.loadURL(PAGE_URL + (first === '#/overview' ? '' : first));
}

/** Shows what the system asked for, now or once there is a window. */
async function show(request: RequestedPlace | undefined): Promise<void> {
  if (request === undefined) return;
  if (service === undefined || theWindow() === undefined) waiting = request;
  else go(placeOfRequest(request, await openRoot(service)));
}

async function openRoot(core: Service): Promise<string | undefined> {
  const envelope = await core.invoke('workspace.open', {});
  return envelope.ok ? (envelope.value as OutputOf<'workspace.open'>).root : undefined;
}

async function openFolder(core: Service): Promise<void> {
  const envelope = await core.invoke('folder.choose', {});
  if (!envelope.ok) return;
  const { path } = envelope.value as OutputOf<'folder.choose'>;
  if (path !== undefined) go(`#/welcome?${new URLSearchParams({ folder: path }).toString()}`);
}

function go(place: string): void {
  tellPage({ kind: 'go', place });
}

function tellPage(event: ApiEvent): void {
  for (const window of BrowserWindow.getAllWindows()) window.webContents.send(EVENT_CHANNEL, event);
}

/** The app ends when its core has: a run under way comes to its safe place first, and a trial takes its server along. */
function endWithService(core: Service): void {
  let hasEnded = false;
  app.on('will-quit', (event) => {
    if (hasEnded) return;
    event.preventDefault();
    void core.close().finally(() => {
      hasEnded = true;
      app.quit();
    });
  });
}

function theWindow() {
  return BrowserWindow.getAllWindows()[0];
}

function raiseWindow(): void {
  const window = theWindow();
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
