import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { CALL_CHANNEL, EVENT_CHANNEL, type DesktopBridge } from '../../../../shared/api/desktop-bridge';

type Listener = (event: unknown, payload: unknown) => void;

/** Runs the built preload as Electron's sandbox does: `require` knows `electron` and nothing else is there. */
function runPreload() {
  const exposed = new Map<string, unknown>();
  const listeners = new Set<Listener>();
  const calls: unknown[][] = [];
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, value: unknown) => exposed.set(name, value) },
    webUtils: {
      getPathForFile: (file: unknown) => (file === 'a dropped file' ? '/where/it/lies' : ''),
    },
    ipcRenderer: {
      invoke: (...args: unknown[]) => {
        calls.push(args);
        return Promise.resolve({ ok: true, value: 7 });
      },
      on: (channel: string, listener: Listener) => {
        expect(channel).toBe(EVENT_CHANNEL);
        listeners.add(listener);
      },
      removeListener: (_channel: string, listener: Listener) => listeners.delete(listener),
    },
  };
  const require = (name: string): unknown => {
    if (name === 'electron') return electron;
    throw new Error(`a sandboxed preload cannot require ${name}`);
  };
  const source = readFileSync(new URL('../../../../dist/preload.cjs', import.meta.url), 'utf8');
  runInContext(source, createContext({ require, module: { exports: {} }, exports: {} }));
  return { exposed, listeners, calls, bridge: exposed.get('tidemark') as DesktopBridge };
}

describe('the built preload', () => {
  it('runs with nothing but electron, and exposes three functions only', () => {
    const { exposed, bridge } = runPreload();
    expect([...exposed.keys()]).toEqual(['tidemark']);
    expect(Object.keys(bridge).sort()).toEqual(['invoke', 'pathOf', 'subscribe']);
    expect(bridge.pathOf('a dropped file')).toBe('/where/it/lies');
  });

  it('sends every call over the one channel, the operation only when there is one', async () => {
    const { bridge, calls } = runPreload();
    await expect(bridge.invoke('app.info', {})).resolves.toEqual({ ok: true, value: 7 });
    await bridge.invoke('source.list', { a: 1 }, 'op-1');
    expect(JSON.parse(JSON.stringify(calls))).toEqual([
      [CALL_CHANNEL, { method: 'app.info', input: {} }],
      [CALL_CHANNEL, { method: 'source.list', input: { a: 1 }, operation: 'op-1' }],
    ]);
  });

  it('hands events on without the sender, until told to stop', () => {
    const { bridge, listeners } = runPreload();
    const seen: unknown[][] = [];
    const stop = bridge.subscribe((...args) => seen.push(args));
    const event = { kind: 'sources-changed', sources: ['toon'] };
    for (const listener of listeners) listener({ sender: 'secret' }, event);
    expect(seen).toEqual([[event]]);
    stop();
    expect(listeners.size).toBe(0);
  });
});
