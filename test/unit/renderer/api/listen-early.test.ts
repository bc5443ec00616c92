import { expect, it } from 'vitest';
import { listenEarly } from '../../../../renderer/api/listen-early';
import type { ApiEvent, Transport } from '../../../../shared/api';

function fakeTransport() {
  const listeners = new Set<(event: ApiEvent) => void>();
  const transport: Transport = {
    invoke: () => Promise.resolve({ ok: true, value: 'answer' }),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const tell = (source: string): void => {
    for (const listener of listeners) listener({ kind: 'sources-changed', sources: [source] });
  };
  return { transport, tell };
}

it('gives what was told before to the first who subscribes, then everything to all', () => {
  const { transport, tell } = fakeTransport();
  const early = listenEarly(transport);
  tell('toon');
  const first: ApiEvent[] = [];
  const second: ApiEvent[] = [];
  const stop = early.subscribe((event) => first.push(event));
  expect(first).toEqual([{ kind: 'sources-changed', sources: ['toon'] }]);
  early.subscribe((event) => second.push(event));
  expect(second).toEqual([]);
  tell('sql');
  stop();
  tell('production');
  expect(first.map((event) => 'sources' in event && event.sources[0])).toEqual(['toon', 'sql']);
  expect(second.map((event) => 'sources' in event && event.sources[0])).toEqual(['sql', 'production']);
});

it('passes calls on', async () => {
  const early = listenEarly(fakeTransport().transport);
  expect(await early.invoke('app.info', {})).toEqual({ ok: true, value: 'answer' });
});
