import type { ApiEvent, Transport } from '../../shared/api';

/**
 * Listens from now on, before there is anything to read: what the core tells until somebody subscribes is kept, and
 * given to the first who does. Without that, a change between the first answers and the first picture would be lost.
 */
export function listenEarly(transport: Transport): Transport {
  const listeners = new Set<(event: ApiEvent) => void>();
  let early: ApiEvent[] | undefined = [];
  transport.subscribe((event) => {
    early?.push(event);
    for (const listener of [...listeners]) listener(event);
  });
  return {
    invoke: (method, input, options) => transport.invoke(method, input, options),
    subscribe: (listener) => {
      listeners.add(listener);
      const kept = early ?? [];
      early = undefined;
      for (const event of kept) listener(event);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
