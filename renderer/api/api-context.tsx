import { createContext, use } from 'react';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { createClient } from '../../shared/api';
import type { ApiCall, InputOf, Method, OutputOf, Transport } from '../../shared/api';
import type { AppError } from '../../shared/app-error';

/** The transport that the page talks through. */
export const ApiContext = createContext<Transport | undefined>(undefined);

function useTransport(): Transport {
  const transport = use(ApiContext);
  if (transport === undefined) throw new Error('ApiContext has no transport.');
  return transport;
}

/** A typed call of the API. */
export function useApi(): ApiCall {
  return createClient(useTransport());
}

/** A read of the API, kept by method and input; `enabled` false waits. */
export function useRead<M extends Method>(
  method: M,
  input: InputOf<M>,
  enabled = true,
): UseQueryResult<OutputOf<M>, AppError> {
  const api = useApi();
  return useQuery<OutputOf<M>, AppError>({
    queryKey: [method, input],
    queryFn: ({ signal }) => api(method, input, { signal }),
    enabled,
  });
}

/** Reads everything again when the core says that sources or the workspace changed. */
export function useFreshness(): void {
  const transport = useTransport();
  const queries = useQueryClient();
  useEffect(
    () =>
      transport.subscribe((event) => {
        if (event.kind === 'sources-changed' || event.kind === 'workspace-changed') {
          void queries.invalidateQueries();
        }
      }),
    [transport, queries],
  );
}
