import { setMaxListeners } from 'node:events';
import { contract, isMethod, toWireError } from '../../../shared/api';
import type { ApiEvent, CallOptions, Envelope, Method, Transport } from '../../../shared/api';
import { AppError } from '../../../shared/app-error';
import type { Handler, Handlers } from './handler';
import { gateProgress } from './progress-gate';
import { redact } from './redact';

/** What the dispatcher needs beside the handlers. */
export interface DispatcherOptions {
  /** True refuses every `write` method. */
  readonly readOnly: boolean;
  /** Told of bugs, with the stack; secrets are already out of it. */
  readonly log: (message: string) => void;
  /** Secrets known by value, taken out of every error and log line. */
  readonly secrets?: () => Iterable<string>;
}

/**
 * The boundary of the core: parses what comes in, calls the handler, and turns what is thrown into an envelope.
 * Never rejects.
 */
export class Dispatcher implements Transport {
  readonly #listeners = new Set<(event: ApiEvent) => void>();
  readonly #operations = new Map<string, AbortController>();
  #unnamed = 0;

  constructor(
    private readonly handlers: Handlers,
    private readonly options: DispatcherOptions,
  ) {}

  /** Calls a method. An operation id that is in use is refused as a conflict. */
  async invoke(method: Method, input: unknown, options: CallOptions = {}): Promise<Envelope<unknown>> {
    const operation = options.operation ?? `call-${String(++this.#unnamed)}`;
    if (this.#operations.has(operation)) {
      return failure(new AppError('conflict', `An operation named ${operation} is under way.`));
    }
    const controller = new AbortController();
    // Each source that a call reads listens: a workspace may have more than the ten at which Node warns.
    setMaxListeners(0, controller.signal);
    const cancel = (): void => {
      controller.abort();
    };
    if (options.signal?.aborted === true) cancel();
    options.signal?.addEventListener('abort', cancel);
    this.#operations.set(operation, controller);
    try {
      const value = await this.#run(method, input, controller.signal, options.operation);
      this.#finish(options.operation, 'done');
      return { ok: true, value };
    } catch (error) {
      const envelope = this.#explain(method, error, controller.signal);
      this.#finish(options.operation, envelope.error.code === 'cancelled' ? 'cancelled' : 'failed');
      return envelope;
    } finally {
      this.#operations.delete(operation);
      options.signal?.removeEventListener('abort', cancel);
    }
  }

  /** Calls the listener for every event until the returned function is called. */
  subscribe(listener: (event: ApiEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Tells every listener. */
  emit(event: ApiEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  /** Cancels an operation under way; false when there is none of that id. */
  cancel(operation: string): boolean {
    const controller = this.#operations.get(operation);
    controller?.abort();
    return controller !== undefined;
  }

  /** Cancels everything under way. */
  cancelAll(): void {
    for (const controller of this.#operations.values()) controller.abort();
  }

  async #run(
    method: Method,
    input: unknown,
    signal: AbortSignal,
    operation: string | undefined,
  ): Promise<unknown> {
    // Transports hand over what came in from outside: the name is checked even though its type says enough.
    if (!isMethod(method)) throw new AppError('not-found', 'There is no such method.');
    const entry = contract[method];
    if (entry.kind === 'write' && this.options.readOnly) {
      throw new AppError('read-only', 'This session is read-only; nothing is written.', {
        hint: 'Start Tidemark without --read-only to allow it.',
      });
    }
    const parsed = entry.input.safeParse(input);
    if (!parsed.success) throw invalidInput(method, parsed.error.issues);
    if (signal.aborted) throw new AppError('cancelled', 'Cancelled.');
    const progress = gateProgress((report) => {
      if (operation !== undefined) this.emit({ kind: 'progress', operation, ...report });
    });
    // The map's types tie each input to its handler; a union of methods cannot express that, so it is said here.
    const handler = this.handlers[method] as Handler<Method>;
    return handler(parsed.data, { signal, progress, ...(operation === undefined ? {} : { operation }) });
  }

  #explain(method: string, error: unknown, signal: AbortSignal): Envelope<never> & { ok: false } {
    const secrets = this.options.secrets?.() ?? [];
    const clean = (text: string): string => redact(text, secrets);
    if (error instanceof AppError && error.code !== 'internal') {
      const { code, message, hint, details } = toWireError(error);
      return {
        ok: false,
        error: {
          code,
          message: clean(message),
          ...(hint === undefined ? {} : { hint: clean(hint) }),
          ...(details === undefined ? {} : { details: cleanDetails(details, clean) }),
        },
      };
    }
    if (signal.aborted) return failure(new AppError('cancelled', 'Cancelled.'));
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.options.log(clean(`${method} failed because of a bug: ${stack}`));
    return failure(
      new AppError('internal', `${method} failed because of a bug in Tidemark.`, {
        hint: 'The log holds the details; please report them.',
      }),
    );
  }

  #finish(operation: string | undefined, outcome: 'done' | 'failed' | 'cancelled'): void {
    if (operation !== undefined) this.emit({ kind: 'finished', operation, outcome });
  }
}

// Details are small and come from our own code; as JSON, every text in them is reached, however deep.
function cleanDetails(details: object, clean: (text: string) => string): Record<string, unknown> {
  const text = JSON.stringify(details, (_key, value: unknown) =>
    typeof value === 'string' ? clean(value) : value,
  );
  return JSON.parse(text) as Record<string, unknown>;
}

function failure(error: AppError): Envelope<never> & { ok: false } {
  return { ok: false, error: toWireError(error) };
}

function invalidInput(
  method: string,
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): AppError {
  const [first] = issues;
  const place = first && first.path.length > 0 ? `${first.path.map(String).join('.')}: ` : '';
  return new AppError(
    'invalid-input',
    `${method} was called wrongly. ${place}${first?.message ?? ''}`.trim(),
    {
      details: {
        issues: issues.slice(0, 20).map((issue) => `${issue.path.map(String).join('.')}: ${issue.message}`),
      },
    },
  );
}
