import type { App, Session, Shell, WebContents } from 'electron';
import { isEditorAddress } from '../../shared/editor-address';
import { PAGE_ORIGIN, PAGE_SCHEME } from './page';

/**
 * Takes from every page, now and later, what Tidemark's never needs: leaving its address, opening windows, embedding
 * others, and asking for permissions (Electron's security checklist, items 5, 12, 13 and 14). Only a link to a line in
 * an editor, of exactly the form that Tidemark makes, is handed to the system (item 15).
 */
export function confineContents(app: Pick<App, 'on'>, shell: Pick<Shell, 'openExternal'>): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => {
      if (isOurAddress(event.url)) return;
      event.preventDefault();
      // No editor answers to it: nothing happens, as in a browser.
      if (isEditorAddress(event.url)) void shell.openExternal(event.url).catch(() => undefined);
    });
    contents.on('will-frame-navigate', (event) => {
      if (!isOurAddress(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
  });
}

/** Denies the page every permission, device and request to elsewhere; the clipboard may be written, to copy. */
export function confineSession(session: Session): void {
  const allowed = new Set(['clipboard-sanitized-write']);
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(allowed.has(permission));
  });
  session.setPermissionCheckHandler((_contents, permission) => allowed.has(permission));
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, answer) => {
    const ours = details.url.startsWith(`${PAGE_SCHEME}:`) || details.url.startsWith('devtools:');
    // Data and blob addresses leave nothing; the page's policy says where they may be used.
    answer({ cancel: !(ours || /^(data|blob):/.test(details.url)) });
  });
}

function isOurAddress(address: string): boolean {
  return address === PAGE_ORIGIN || address.startsWith(`${PAGE_ORIGIN}/`);
}
