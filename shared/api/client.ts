import type { InputOf, Method, OutputOf } from './contract';
import type { Envelope } from './envelope';
import type { ApiEvent } from './event';
import { unwrap } from './unwrap';

/** As much of an AbortSignal as the contract needs: every AbortSignal is one, and shared/ knows no DOM. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** What a caller may say beside a method's input. */
export interface CallOptions {
  /** Names the call in progress events and in `operation.cancel`. */
  readonly operation?: string;
  /** Cancels the call; its answer is then the error `cancelled`. */
  readonly signal?: CancelSignal;
}

/** The API over any transport: in this process, a worker thread, Electron's IPC, or HTTP. */
export interface Transport {
  /** Never rejects for an expected failure: those are in the envelope. */
  invoke(method: Method, input: unknown, options?: CallOptions): Promise<Envelope<unknown>>;
  /** Calls the listener for every event until the returned function is called. */
  subscribe(listener: (event: ApiEvent) => void): () => void;
}

/** A typed call: `await call('drift.matrix', { limit: 50 })`. Throws an AppError when the envelope holds one. */
export type ApiCall = <M extends Method>(
  method: M,
  input: InputOf<M>,
  options?: CallOptions,
) => Promise<OutputOf<M>>;

/** Makes a typed call out of a transport. */
export function createClient(transport: Transport): ApiCall {
  return async (method, input, options) => {
    const envelope = await transport.invoke(method, input, options);
    // The transport answers what the handler of this very method gave; contract tests hold both to the schema.
    return unwrap(envelope as Envelope<OutputOf<typeof method>>);
  };
}
