import { use, useEffect, useMemo } from 'react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { DriftItem, InputOf, OutputOf } from '../../../shared/api';
import type { AppError } from '../../../shared/app-error';
import { ApiContext, callTracked } from '../../api/api-context';

const PAGE = 1000;
/** More are not shown at once: nobody reads them, and filters narrow the list. */
const MOST = 20_000;

/** The items of a filter, as far as they have come. */
export interface DriftItems {
  readonly items: readonly DriftItem[] | undefined;
  readonly total: number;
  /** How many that fit the filter are ignored, whether they are shown or not. */
  readonly ignored: number;
  /** Why nothing counts as ignored, though somebody may have ignored something. */
  readonly ignoredProblem: string | undefined;
  readonly error: AppError | null;
  /** True while what is shown belongs to an earlier filter. */
  readonly isOld: boolean;
  readonly retry: () => void;
}

/** Reads the items of a filter page after page, so that the first are there at once. */
export function useDriftItems(
  filter: NonNullable<InputOf<'drift.items'>['filter']>,
  ignored: 'with' | 'without',
  enabled: boolean,
): DriftItems {
  const transport = use(ApiContext);
  const read = useInfiniteQuery<
    OutputOf<'drift.items'>,
    AppError,
    { readonly pages: readonly OutputOf<'drift.items'>[] },
    readonly unknown[],
    number
  >({
    queryKey: ['drift.items', 'pages', filter, ignored],
    enabled: enabled && transport !== undefined,
    initialPageParam: 0,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) => {
      if (transport === undefined) throw new Error('ApiContext has no transport.');
      return callTracked(
        transport,
        'drift.items',
        { filter, ignored, offset: pageParam, limit: PAGE },
        { signal },
      );
    },
    getNextPageParam: (last, pages) => {
      const known = pages.length * PAGE;
      return known < Math.min(last.total, MOST) ? known : undefined;
    },
  });
  const { hasNextPage, isFetching, fetchNextPage } = read;
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const pages = read.data?.pages;
  const items = useMemo(() => pages?.flatMap((page) => page.items), [pages]);
  return {
    items,
    total: pages?.[0]?.total ?? 0,
    ignored: pages?.[0]?.ignored ?? 0,
    ignoredProblem: pages?.[0]?.ignoredProblem,
    error: read.error,
    isOld: read.isPlaceholderData,
    retry: () => void read.refetch(),
  };
}
