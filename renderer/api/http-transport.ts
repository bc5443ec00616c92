import { setCoreIsGone } from '../state/window-store';
import type { ApiEvent, CancelSignal, Envelope, Transport } from '../../shared/api';

const RECONNECT_MS = 1_000;

/**
 * The API over the local host. Calls wait until the stream of who subscribed before them stands, so nothing is told
 * between their answers and the stream. When a stream ended and stands again, its listener is told `events-missed`.
 */
export function makeHttpTransport(token: string): Transport {
  const headers = { authorization: `Bearer ${token}` };
  let listening: Promise<void> | undefined;
  return {
    invoke: async (method, input, options = {}) => {
      await listening;
      try {
        const response = await fetch(`/api/${method}`, {
          method: 'POST',
          headers: {
            ...headers,
            'content-type': 'application/json',
            ...(options.operation === undefined ? {} : { 'x-tidemark-operation': options.operation }),
          },
          body: JSON.stringify(input),
          // Said while the page goes, too: a setting that was just changed must be there when it is read again.
          keepalive: method === 'preferences.save',
          ...(options.signal === undefined ? {} : { signal: toAbortSignal(options.signal) }),
        });
        return (await response.json()) as Envelope<unknown>;
      } catch (error) {
        if (options.signal?.aborted === true) return failure('cancelled', 'Cancelled.');
        return failure('server-gone', 'Tidemark does not answer.', String(error));
      }
    },
    subscribe: (listener) => {
      const controller = new AbortController();
      listening = new Promise((resolve) => {
        void follow(headers, listener, controller.signal, resolve);
      });
      return () => {
        controller.abort();
      };
    },
  };
}

/**
 * Reads the event stream, and opens it again whenever it ends, until the signal aborts. Calls `tried` when the stream
 * stands, or could not be opened.
 */
async function follow(
  headers: Readonly<Record<string, string>>,
  listener: (event: ApiEvent) => void,
  signal: AbortSignal,
  tried: () => void,
): Promise<void> {
  let hasGap = false;
  while (!signal.aborted) {
    try {
      const response = await fetch('/api/events', { headers, signal });
      tried();
      if (!response.ok || response.body === null) return;
      setCoreIsGone(false);
      if (hasGap) listener({ kind: 'events-missed' });
      await readEvents(response.body, listener);
    } catch {
      // The host has ended or restarts: the next turn finds out, and until then nothing is told.
      if (hasGap) setCoreIsGone(true);
    }
    tried();
    hasGap = true;
    await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
  }
}

async function readEvents(
  body: ReadableStream<Uint8Array>,
  listener: (event: ApiEvent) => void,
): Promise<void> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let buffer = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    buffer += decoder.decode(value, { stream: true });
    const lines = buffer.split('\n');
    buffer = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('data: ')) listener(JSON.parse(line.slice(6)) as ApiEvent);
    }
  }
}

function toAbortSignal(signal: CancelSignal): AbortSignal {
  const controller = new AbortController();
  if (signal.aborted) controller.abort();
  signal.addEventListener('abort', () => {
    controller.abort();
  });
  return controller.signal;
}

function failure(code: 'cancelled' | 'server-gone', message: string, hint?: string): Envelope<never> {
  return { ok: false, error: { code, message, ...(hint === undefined ? {} : { hint }) } };
}
