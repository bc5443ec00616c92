import type { ApiEvent, CancelSignal, Envelope, Transport } from '../../shared/api';

const RECONNECT_MS = 1_000;

/** The API over the local host. */
export function makeHttpTransport(token: string): Transport {
  const headers = { authorization: `Bearer ${token}` };
  return {
    invoke: async (method, input, options = {}) => {
      try {
        const response = await fetch(`/api/${method}`, {
          method: 'POST',
          headers: {
            ...headers,
            'content-type': 'application/json',
            ...(options.operation === undefined ? {} : { 'x-tidemark-operation': options.operation }),
          },
          body: JSON.stringify(input),
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
      void follow(headers, listener, controller.signal);
      return () => {
        controller.abort();
      };
    },
  };
}

/** Reads the event stream, and opens it again whenever it ends, until the signal aborts. */
async function follow(
  headers: Readonly<Record<string, string>>,
  listener: (event: ApiEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const response = await fetch('/api/events', { headers, signal });
      if (!response.ok || response.body === null) return;
      await readEvents(response.body, listener);
    } catch {
      // The host has ended or restarts: the next turn finds out.
    }
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
