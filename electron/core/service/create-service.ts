import type { Transport } from '../../../shared/api';
import { ComparisonStore } from './compare-sources';
import { makeConnectionHandlers } from './connection-handlers';
import { Dispatcher } from './dispatcher';
import { makeDriftHandlers } from './drift-handlers';
import type { Handlers } from './handler';
import { makePreferenceHandlers } from './preference-handlers';
import { makeFollowHandlers } from './follow-handlers';
import { PlanAccess } from './plan-access';
import { makePlanHandlers } from './plan-handlers';
import { makePlanListHandlers } from './plan-list-handlers';
import { makeRunHandlers } from './run-handlers';
import type { ServiceContext } from './service-context';
import { Session } from './session';
import { makeSourceHandlers } from './source-handlers';
import { makeWorkspaceHandlers } from './workspace-handlers';
import { makeWriteHandlers } from './write-handlers';

/** The core behind every transport. */
export interface Service extends Transport {
  /** Cancels what is under way and closes what is open. */
  close(): Promise<void>;
}

/** Makes the core for one workspace at a time. */
export function createService(context: ServiceContext): Service {
  const session = new Session(context, (event) => {
    dispatcher.emit(event);
  });
  // One for drift and plans: what was compared for the one is not compared again for the other.
  const comparisons = new ComparisonStore(session);
  const access = new PlanAccess(session, comparisons);
  const handlers: Handlers = {
    ...makeWorkspaceHandlers(session),
    ...makeSourceHandlers(session),
    ...makeConnectionHandlers(session),
    ...makeDriftHandlers(session, comparisons),
    ...makePreferenceHandlers(),
    ...makeWriteHandlers(session),
    ...makePlanHandlers(access),
    ...makeRunHandlers(access),
    ...makeFollowHandlers(access),
    ...makePlanListHandlers(session),
    'operation.cancel': ({ operation }) => Promise.resolve({ cancelled: dispatcher.cancel(operation) }),
  };
  const dispatcher = new Dispatcher(handlers, {
    readOnly: context.readOnly,
    log: context.log ?? ((message) => process.stderr.write(`${message}\n`)),
    secrets: () => [...knownSecrets(), ...session.passwords.secrets()],
  });
  return {
    invoke: (method, input, options) => dispatcher.invoke(method, input, options),
    subscribe: (listener) => dispatcher.subscribe(listener),
    close: async () => {
      dispatcher.cancelAll();
      await session.close();
    },
  };
}

/** Passwords that came with the environment. */
function knownSecrets(): string[] {
  return Object.entries(process.env).flatMap(([name, value]) =>
    value !== undefined && /^(TIDEMARK_PASSWORD|MYSQL_PWD)/.test(name) ? [value] : [],
  );
}
