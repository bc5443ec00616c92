import type { App, Session } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { confineContents, confineSession } from '../../../../electron/main/confine';
import { PAGE_URL } from '../../../../electron/main/page';

type Listener = (event: { url?: string; preventDefault: () => void }) => void;

function aPage() {
  const listeners = new Map<string, Listener>();
  let opening: (() => { action: string }) | undefined;
  const contents = {
    on: (name: string, listener: Listener) => listeners.set(name, listener),
    setWindowOpenHandler: (handler: () => { action: string }) => {
      opening = handler;
    },
  };
  const app = {
    on: (name: string, created: (event: unknown, made: unknown) => void) => {
      expect(name).toBe('web-contents-created');
      created({}, contents);
    },
  };
  const openExternal = vi.fn(() => Promise.resolve());
  confineContents(app as unknown as Pick<App, 'on'>, { openExternal });
  const isStopped = (name: string, url: string): boolean => {
    const preventDefault = vi.fn();
    listeners.get(name)?.({ url, preventDefault });
    return preventDefault.mock.calls.length === 1;
  };
  return { isStopped, openExternal, open: () => opening?.() };
}

describe('a page', () => {
  it('opens no window', () => {
    expect(aPage().open()).toEqual({ action: 'deny' });
  });

  it.each(['will-navigate', 'will-frame-navigate'])('stays at its address (%s)', (name) => {
    const { isStopped } = aPage();
    expect(isStopped(name, `${PAGE_URL}#/drift`)).toBe(false);
    const elsewhere = ['https://example.com/', 'tidemark-page://window.example.com/', 'file:///etc/passwd'];
    for (const url of elsewhere) expect(isStopped(name, url)).toBe(true);
  });

  it('hands a link to a line in an editor to the system, and nothing else', () => {
    const { isStopped, openExternal } = aPage();
    const link = 'vscode://file/home/you/a.sql:12';
    for (const url of [link, 'vscode://ms-python.python/run', 'https://example.com/'])
      expect(isStopped('will-navigate', url)).toBe(true);
    // A frame of the page has no business with the system.
    expect(isStopped('will-frame-navigate', link)).toBe(true);
    expect(openExternal.mock.calls).toEqual([[link]]);
  });

  it.each(['will-redirect', 'will-attach-webview'])('cannot do %s', (name) => {
    expect(aPage().isStopped(name, PAGE_URL)).toBe(true);
  });
});

describe('the session', () => {
  function aSession() {
    const handlers: Record<string, (...args: never[]) => unknown> = {};
    const take = (name: string) => (handler: (...args: never[]) => unknown) => {
      handlers[name] = handler;
    };
    confineSession({
      setPermissionRequestHandler: take('request'),
      setPermissionCheckHandler: take('check'),
      setDevicePermissionHandler: take('device'),
      webRequest: { onBeforeRequest: take('web') },
    } as unknown as Session);
    return (name: string, ...args: unknown[]) =>
      (handlers[name] as (...given: unknown[]) => unknown)(...args);
  }

  it('grants nothing but writing the clipboard', () => {
    const ask = aSession();
    const granted: unknown[] = [];
    const wanted = [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'openExternal',
      'clipboard-sanitized-write',
    ];
    for (const permission of wanted) {
      ask('request', null, permission, (yes: boolean) => yes && granted.push(permission));
      if (ask('check', null, permission) === true) granted.push(`${permission} (check)`);
    }
    expect(granted).toEqual(['clipboard-sanitized-write', 'clipboard-sanitized-write (check)']);
    expect(ask('device', {})).toBe(false);
  });

  it('sends no request to elsewhere', () => {
    const ask = aSession();
    const isCancelled = (url: string): unknown => {
      let answer: unknown;
      ask('web', { url }, (given: { cancel: boolean }) => {
        answer = given.cancel;
      });
      return answer;
    };
    expect(isCancelled(PAGE_URL)).toBe(false);
    for (const url of [
      'https://example.com/',
      'http://127.0.0.1:3306/',
      'file:///etc/passwd',
      'ws://example.com/',
    ]) {
      expect(isCancelled(url)).toBe(true);
    }
  });
});
