import type { Envelope, Transport } from '../../shared/api';
import type { DesktopBridge } from '../../shared/api/desktop-bridge';

/** The API over Electron's bridge. */
export function makeDesktopTransport(bridge: DesktopBridge): Transport {
  return {
    invoke: (method, input, { operation = crypto.randomUUID(), signal } = {}) => {
      const cancel = (): void => {
        void bridge.invoke('operation.cancel', { operation });
      };
      signal?.addEventListener('abort', cancel);
      const answer: Promise<Envelope<unknown>> = bridge.invoke(method, input, operation);
      return answer.finally(() => {
        signal?.removeEventListener('abort', cancel);
      });
    },
    subscribe: (listener) => bridge.subscribe(listener),
  };
}
