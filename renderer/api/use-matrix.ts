import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { DriftRow, OutputOf } from '../../shared/api';
import type { Transport } from '../../shared/api/client';
import type { AppError } from '../../shared/app-error';
import { callTracked, useTransport } from './api-context';

/** The whole matrix: every object against every source. */
export type Matrix = OutputOf<'drift.matrix'>;

const PAGE = 2000;

/**
 * How the comparison of all sources of the workspace is kept, all its rows. It is asked for in pages; the first says
 * how many there are, the others travel together.
 */
export function matrixQuery(transport: Transport): {
  readonly queryKey: readonly ['drift.matrix', 'all'];
  readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<Matrix>;
} {
  return {
    queryKey: ['drift.matrix', 'all'],
    queryFn: async ({ signal }) => {
      const first = await callTracked(transport, 'drift.matrix', { limit: PAGE, alone: true }, { signal });
      const offsets: number[] = [];
      for (let offset = PAGE; offset < first.total; offset += PAGE) offsets.push(offset);
      const more = await Promise.all(
        offsets.map((offset) =>
          callTracked(transport, 'drift.matrix', { limit: PAGE, offset, alone: true }, { signal }),
        ),
      );
      return { ...first, rows: [...first.rows, ...more.flatMap(({ rows }) => rows)] };
    },
  };
}

/**
 * The comparison of all sources of the workspace that can be read, all its rows; `enabled` false waits. A source that
 * is the only one stands in it alone.
 */
export function useMatrix(enabled = true): UseQueryResult<Matrix, AppError> {
  const transport = useTransport();
  return useQuery<Matrix, AppError>({
    ...matrixQuery(transport),
    enabled,
    placeholderData: keepPreviousData,
  });
}

/** How many differences an object has over all sources; presence counts as one. */
export function countDrift(row: DriftRow): number {
  let count = 0;
  for (const { status, differences } of row.cells) {
    if (status === 'missing' || status === 'extra') count += 1;
    else if (status === 'different') count += differences;
  }
  return count;
}
