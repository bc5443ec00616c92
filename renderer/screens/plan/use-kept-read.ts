import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { InputOf, Method, OutputOf } from '../../../shared/api';
import type { AppError } from '../../../shared/app-error';
import { callTracked, useTransport } from '../../api/api-context';

/**
 * A read whose last answer stays in sight while another question is asked, and that may be asked again and again
 * (`everyMs`). `title` gives it a place in the list of tasks.
 */
export function useKeptRead<M extends Method>(
  method: M,
  input: InputOf<M>,
  options: {
    readonly enabled?: boolean;
    readonly everyMs?: number | undefined;
    readonly title?: string;
    /** Only answers with this in common stay: a plan for another target must not be shown as this one's. */
    readonly sameAs?: string;
  } = {},
): UseQueryResult<OutputOf<M>, AppError> {
  const transport = useTransport();
  const { enabled = true, everyMs, title, sameAs = '' } = options;
  return useQuery<OutputOf<M>, AppError>({
    queryKey: [method, input, sameAs],
    queryFn: ({ signal }) =>
      callTracked(transport, method, input, { signal, ...(title === undefined ? {} : { title }) }),
    enabled,
    placeholderData: (previous, query) =>
      query?.queryKey[2] === sameAs ? keepPreviousData(previous) : undefined,
    refetchInterval: everyMs ?? false,
  });
}
