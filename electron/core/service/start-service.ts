import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ApiEvent, Envelope } from '../../../shared/api';
import type { Service } from './create-service';
import { answerQuestion, describeDesktop } from './desktop';
import type { ServiceContext } from './service-context';
import type { FromService, ThreadContext, ToService } from './service-link';

/**
 * Starts the service on a thread of its own. Run from source, where no built worker exists, it runs on the
 * caller's thread instead, with the same answers.
 */
export async function startService(wanted: ServiceContext): Promise<Service> {
  // Who needs a thread stays open for long: files are watched unless the caller says otherwise.
  const context = { watch: true, ...wanted };
  const script = new URL('./service-worker.js', import.meta.url);
  if (!existsSync(fileURLToPath(script))) {
    // Not imported above: the thread loads all of it, and whoever starts one would wait for it twice.
    const { createService } = await import('./create-service');
    return createService(context);
  }
  return startServiceThread(script, context);
}

/** Starts the service on a thread that runs `script`. Rejects when the thread cannot start. */
export async function startServiceThread(script: URL, context: ServiceContext): Promise<Service> {
  const { log, askPassword: _askPassword, desktop, ...plain } = context;
  const workerData: ThreadContext = {
    ...plain,
    ...(desktop === undefined ? {} : { desktopTraits: describeDesktop(desktop) }),
  };
  const worker = new Worker(script, { workerData });
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => {
      worker.off('error', reject);
      resolve();
    });
    worker.once('error', reject);
  });
  const waiting = new Map<number, (envelope: Envelope<unknown>) => void>();
  const listeners = new Set<(event: ApiEvent) => void>();
  let lastId = 0;
  let gone: string | undefined;
  const send = (message: ToService): void => {
    worker.postMessage(message);
  };
  const fail = (reason: string): void => {
    gone ??= reason;
    for (const answer of waiting.values()) answer(lost(reason));
    waiting.clear();
  };
  worker.on('message', (message: FromService) => {
    if (message.kind === 'event') for (const listener of [...listeners]) listener(message.event);
    if (message.kind === 'log') (log ?? ((text) => process.stderr.write(`${text}\n`)))(message.message);
    if (message.kind === 'ask' && desktop !== undefined) {
      const { id, question } = message;
      answerQuestion(desktop, question).then(
        (text) => {
          send({ kind: 'answer', id, ...(text === undefined ? {} : { text }) });
        },
        (error: unknown) => {
          send({ kind: 'answer', id, problem: error instanceof Error ? error.message : String(error) });
        },
      );
    }
    if (message.kind === 'reply') {
      waiting.get(message.id)?.(message.envelope);
      waiting.delete(message.id);
    }
  });
  worker.on('error', (error) => {
    log?.(
      `The service's thread failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    fail('The core of Tidemark stopped because of a bug.');
  });
  worker.on('exit', () => {
    fail('The core of Tidemark has stopped.');
  });
  return {
    invoke: (method, input, options = {}) => {
      if (gone !== undefined) return Promise.resolve(lost(gone));
      const id = ++lastId;
      const cancel = (): void => {
        send({ kind: 'cancel', id });
      };
      return new Promise((resolve) => {
        waiting.set(id, (envelope) => {
          options.signal?.removeEventListener('abort', cancel);
          resolve(envelope);
        });
        const operation = options.operation === undefined ? {} : { operation: options.operation };
        send({ kind: 'call', id, method, input, ...operation });
        if (options.signal?.aborted === true) cancel();
        else options.signal?.addEventListener('abort', cancel);
      });
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close: () =>
      new Promise((resolve) => {
        if (gone !== undefined) {
          resolve();
          return;
        }
        worker.once('exit', () => {
          resolve();
        });
        send({ kind: 'close' });
      }),
  };
}

function lost(message: string): Envelope<never> {
  return { ok: false, error: { code: 'internal', message, hint: 'Start Tidemark again.' } };
}
