import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeHttpTransport } from '../../../../renderer/api/http-transport';
import type { ApiEvent } from '../../../../shared/api';

/** Requests in the order in which they were sent, answered by hand. */
interface Sent {
  readonly path: string;
  readonly answer: (response: Response) => void;
  readonly refuse: () => void;
}
let sent: Sent[];

beforeEach(() => {
  sent = [];
  vi.useFakeTimers();
  vi.stubGlobal('fetch', (path: string) => {
    return new Promise<Response>((resolve, reject) => {
      sent.push({
        path,
        answer: resolve,
        refuse: () => {
          reject(new TypeError('no answer'));
        },
      });
    });
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const paths = (): readonly string[] => sent.map(({ path }) => path);

/** A stream of events, and its end. */
function openStream() {
  let writer: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      writer = controller;
    },
  });
  return {
    response: new Response(body),
    tell: (event: ApiEvent) =>
      writer?.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(event)}\n\n`)),
    end: () => writer?.close(),
  };
}

it('sends a call that follows a subscription only when the stream stands', async () => {
  const transport = makeHttpTransport('token');
  const stop = transport.subscribe(() => undefined);
  const call = transport.invoke('app.info', {});
  await settle();
  expect(paths()).toEqual(['/api/events']);
  sent[0]?.answer(openStream().response);
  await settle();
  expect(paths()).toEqual(['/api/events', '/api/app.info']);
  sent[1]?.answer(Response.json({ ok: true, value: 1 }));
  expect(await call).toEqual({ ok: true, value: 1 });
  stop();
});

it('sends calls when there can be no stream, and says then that events were missed', async () => {
  const transport = makeHttpTransport('token');
  const events: ApiEvent[] = [];
  const stop = transport.subscribe((event) => events.push(event));
  void transport.invoke('app.info', {});
  sent[0]?.refuse();
  await settle();
  expect(paths()).toEqual(['/api/events', '/api/app.info']);
  await vi.advanceTimersByTimeAsync(1_000);
  sent[2]?.answer(openStream().response);
  await settle();
  expect(events).toEqual([{ kind: 'events-missed' }]);
  stop();
});

it('says that events were missed when a stream ended and another one stands', async () => {
  const transport = makeHttpTransport('token');
  const events: ApiEvent[] = [];
  const stop = transport.subscribe((event) => events.push(event));
  const first = openStream();
  sent[0]?.answer(first.response);
  first.tell({ kind: 'sources-changed', sources: ['toon'] });
  first.end();
  await settle();
  expect(events).toEqual([{ kind: 'sources-changed', sources: ['toon'] }]);
  await vi.advanceTimersByTimeAsync(1_000);
  sent[1]?.answer(openStream().response);
  await settle();
  expect(events.at(-1)).toEqual({ kind: 'events-missed' });
  expect(events).toHaveLength(2);
  stop();
});
