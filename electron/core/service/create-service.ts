import { API_VERSION } from '../../../shared/api';
import type { Method, Transport } from '../../../shared/api';
import { AppError } from '../../../shared/app-error';
import { Dispatcher } from './dispatcher';
import type { Handlers } from './handler';

/** What a service is made for. */
export interface ServiceContext {
  /** Tidemark's own version. */
  readonly version: string;
  /** The folder that is opened when nothing else is said. */
  readonly directory: string;
  /** The folder that addresses such as `sql:dump.sql` are read from; left out, only what lies in the workspace. */
  readonly addressesFrom?: string;
  /** True refuses every `write` method. */
  readonly readOnly: boolean;
  /** Told of bugs; without it they go to stderr. */
  readonly log?: (message: string) => void;
  /** Asks the person for a password; without it, a connection that needs one fails as `password-needed`. */
  readonly askPassword?: (question: string) => Promise<string | undefined>;
}

/** The core behind every transport. */
export interface Service extends Transport {
  /** Cancels what is under way and closes what is open. */
  close(): Promise<void>;
}

/** Makes the core for one workspace at a time. */
export function createService(context: ServiceContext): Service {
  const handlers: Partial<Handlers> = {
    'app.info': () =>
      Promise.resolve({
        name: 'Tidemark' as const,
        version: context.version,
        api: API_VERSION,
        readOnly: context.readOnly,
        workspace: context.directory,
      }),
    'operation.cancel': ({ operation }) => Promise.resolve({ cancelled: dispatcher.cancel(operation) }),
  };
  const dispatcher = new Dispatcher(withoutGaps(handlers), {
    readOnly: context.readOnly,
    log: context.log ?? ((message) => process.stderr.write(`${message}\n`)),
  });
  return {
    invoke: (method, input, options) => dispatcher.invoke(method, input, options),
    subscribe: (listener) => dispatcher.subscribe(listener),
    close: () => {
      dispatcher.cancelAll();
      return Promise.resolve();
    },
  };
}

function withoutGaps(handlers: Partial<Handlers>): Handlers {
  return new Proxy(handlers, {
    get: (target, name) =>
      target[name as Method] ?? (() => Promise.reject(new AppError('unsupported', 'Not there yet.'))),
  }) as Handlers;
}
