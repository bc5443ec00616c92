import type { ServerResponse } from 'node:http';
import type { ApiEvent, Transport } from '../../shared/api';

const KEEP_ALIVE_MS = 15_000;
// A reader that falls this far behind is cut off; it connects again and asks for the state anew.
const MAX_UNSENT_BYTES = 1_000_000;

/** Sends every event of the service as server-sent events until the client goes or `stop` is called. */
export class EventStreams {
  readonly #open = new Map<ServerResponse, () => void>();

  constructor(private readonly service: Transport) {}

  /** Event streams that are open now. */
  get size(): number {
    return this.#open.size;
  }

  /** Turns an answer into a stream. The headers must not have been sent yet. */
  add(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
    response.writeHead(200, {
      ...headers,
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
    });
    response.write('retry: 1000\n\n');
    const unsubscribe = this.service.subscribe((event) => {
      this.#send(response, event);
    });
    const timer = setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE_MS);
    const close = (): void => {
      clearInterval(timer);
      unsubscribe();
      this.#open.delete(response);
    };
    this.#open.set(response, close);
    response.on('close', close);
  }

  /** Ends every stream. */
  stop(): void {
    for (const [response, close] of [...this.#open]) {
      close();
      response.end();
    }
  }

  #send(response: ServerResponse, event: ApiEvent): void {
    // JSON holds no raw line break, so one data line is one event.
    response.write(`data: ${JSON.stringify(event)}\n\n`);
    if (response.writableLength > MAX_UNSENT_BYTES) response.destroy();
  }
}
