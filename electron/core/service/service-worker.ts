import { parentPort, workerData } from 'node:worker_threads';
import type { Method } from '../../../shared/api';
import { AppError } from '../../../shared/app-error';
import { createService } from './create-service';
import { makeRemoteDesktop } from './desktop';
import type { DesktopQuestion } from './desktop';
import type { FromService, ThreadContext, ToService } from './service-link';

type Answer = Extract<ToService, { readonly kind: 'answer' }>;

/** The service's own thread: reading, comparing and planning never hold up the window or the host. */
function serve(): void {
  const port = parentPort;
  if (port === null) throw new Error('service-worker runs as a worker thread only.');
  const send = (message: FromService): void => {
    port.postMessage(message);
  };
  const { desktopTraits, ...context } = workerData as ThreadContext;
  const asked = new Map<number, (message: Answer) => void>();
  let lastQuestion = 0;
  const ask = (question: DesktopQuestion): Promise<string | undefined> => {
    const id = ++lastQuestion;
    return new Promise((resolve, reject) => {
      asked.set(id, ({ text, problem }) => {
        if (problem === undefined) resolve(text);
        else reject(new AppError('unsupported', problem));
      });
      send({ kind: 'ask', id, question });
    });
  };
  const service = createService({
    ...context,
    ...(desktopTraits === undefined ? {} : { desktop: makeRemoteDesktop(desktopTraits, ask) }),
    log: (message) => {
      send({ kind: 'log', message });
    },
  });
  const calls = new Map<number, AbortController>();
  service.subscribe((event) => {
    send({ kind: 'event', event });
  });
  port.on('message', (message: ToService) => {
    if (message.kind === 'cancel') {
      calls.get(message.id)?.abort();
    } else if (message.kind === 'answer') {
      asked.get(message.id)?.(message);
      asked.delete(message.id);
    } else if (message.kind === 'close') {
      void service.close().then(() => {
        send({ kind: 'closed' });
        port.close();
      });
    } else {
      const controller = new AbortController();
      calls.set(message.id, controller);
      const operation = message.operation === undefined ? {} : { operation: message.operation };
      void service
        .invoke(message.method as Method, message.input, { signal: controller.signal, ...operation })
        .then((envelope) => {
          calls.delete(message.id);
          send({ kind: 'reply', id: message.id, envelope });
        });
    }
  });
  send({ kind: 'ready' });
}

serve();
