import { createContext, use, useEffect, useMemo } from 'react';
import {
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { InputOf, Method, OutputOf } from '../../shared/api';
import { createClient, type ApiCall, type CancelSignal, type Transport } from '../../shared/api/client';
import { AppError } from '../../shared/app-error';
import { parsePlace } from '../state/place';
import { goTo } from '../state/use-place';
import { beginTask, setCoreIsGone, updateTask, writeLog } from '../state/window-store';
import { readAgain } from './read-again';

/** The transport that the page talks through. */
export const ApiContext = createContext<Transport | undefined>(undefined);

/** The transport that the page talks through; for hooks of this room. */
export function useTransport(): Transport {
  const transport = use(ApiContext);
  if (transport === undefined) throw new Error('ApiContext has no transport.');
  return transport;
}

/** Calls that may take long, with the words for the list of tasks. */
const LONG: ReadonlyMap<Method, string> = new Map<Method, string>([
  ['source.read', 'Reading the sources'],
  ['drift.matrix', 'Comparing the sources'],
  ['drift.items', 'Listing the differences'],
  ['workspace.detect', 'Looking through the folder'],
  ['connection.test', 'Testing the connection'],
  ['snapshot.save', 'Saving a snapshot'],
  ['export.run', 'Exporting'],
]);

/** What a call through `callTracked` may say beside its input. */
export interface TrackOptions {
  readonly signal?: CancelSignal;
  /** Words for the list of tasks; gives any method a place in it. */
  readonly title?: string;
  /** The operation's id, when the caller wants to follow its events or cancel it. */
  readonly operation?: string;
}

/** A typed call that shows in the list of tasks when it may take long, and in the log when it fails. */
export async function callTracked<M extends Method>(
  transport: Transport,
  method: M,
  input: InputOf<M>,
  options: TrackOptions = {},
): Promise<OutputOf<M>> {
  const title = options.title ?? LONG.get(method);
  const operation = options.operation ?? crypto.randomUUID();
  const call = createClient(transport);
  if (title !== undefined) beginTask(operation, title);
  const end = (outcome: 'done' | 'failed' | 'cancelled'): void => {
    updateTask(operation, { outcome, endedAt: Date.now() });
  };
  try {
    const value = await call(method, input, {
      operation,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    end('done');
    setCoreIsGone(false);
    return value;
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'internal';
    end(code === 'cancelled' ? 'cancelled' : 'failed');
    if (code !== 'cancelled') {
      const message = error instanceof Error ? error.message : String(error);
      writeLog('error', `${title ?? method}: ${message}`);
    }
    throw error;
  }
}

/** A typed call of the API, tracked. */
export function useApi(): ApiCall {
  const transport = useTransport();
  return useMemo<ApiCall>(
    () => (method, input, options) => callTracked(transport, method, input, options ?? {}),
    [transport],
  );
}

/** How a read of the API is kept: by method and input. */
export function readQuery<M extends Method>(
  transport: Transport,
  method: M,
  input: InputOf<M>,
): {
  readonly queryKey: readonly [M, InputOf<M>];
  readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<OutputOf<M>>;
} {
  return {
    queryKey: [method, input],
    queryFn: ({ signal }) => callTracked(transport, method, input, { signal }),
  };
}

/** A read of the API, kept by method and input; `enabled` false waits. What was known stays while it is read again. */
export function useRead<M extends Method>(
  method: M,
  input: InputOf<M>,
  enabled = true,
): UseQueryResult<OutputOf<M>, AppError> {
  const transport = useTransport();
  return useQuery<OutputOf<M>, AppError>({ ...readQuery(transport, method, input), enabled });
}

/**
 * A call that does something: `const save = useWrite('plan.save'); save.mutate({ … })`. Its error is in
 * `save.error`; reads named in `refreshes` are read again when it succeeded.
 */
export function useWrite<M extends Method>(
  method: M,
  options: { readonly title?: string; readonly refreshes?: readonly Method[] } = {},
): UseMutationResult<OutputOf<M>, AppError, InputOf<M>> {
  const transport = useTransport();
  const queries = useQueryClient();
  return useMutation<OutputOf<M>, AppError, InputOf<M>>({
    mutationFn: (input) =>
      callTracked(transport, method, input, options.title === undefined ? {} : { title: options.title }),
    onSuccess: () => {
      for (const read of options.refreshes ?? []) readAgain(queries, { queryKey: [read] });
    },
  });
}

/** Follows the core's events: tasks go on, and what was read is read again when sources or the workspace changed. */
export function useCoreEvents(): void {
  const transport = useTransport();
  const queries = useQueryClient();
  useEffect(
    () =>
      transport.subscribe((event) => {
        switch (event.kind) {
          case 'progress':
            updateTask(event.operation, { progress: event });
            break;
          case 'sources-changed':
            writeLog(
              'info',
              `${event.sources.join(', ')} changed on disk and ${event.sources.length === 1 ? 'is' : 'are'} read again.`,
            );
            refreshAll(queries);
            break;
          case 'workspace-changed':
          case 'events-missed':
            refreshAll(queries);
            break;
          case 'go': {
            const place = parsePlace(event.place);
            if (place !== undefined) goTo(place);
            break;
          }
          case 'finished':
            break;
        }
      }),
    [transport, queries],
  );
}

/** Reads again everything that comes from the workspace; what only the program itself says stays. */
export function refreshAll(queries: QueryClient): void {
  readAgain(queries, {
    predicate: ({ queryKey }) => queryKey[0] !== 'app.info' && queryKey[0] !== 'workspace.detect',
  });
}
