import { use } from 'react';
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { DriftRow, OutputOf } from '../../shared/api';
import type { AppError } from '../../shared/app-error';
import { ApiContext, callTracked } from './api-context';

/** The whole matrix: every object against every source. */
export type Matrix = OutputOf<'drift.matrix'>;

const PAGE = 2000;

/**
 * The comparison of all sources of the workspace, all its rows. It is asked for in pages; the first says how many
 * there are, the others travel together.
 */
export function useMatrix(enabled = true): UseQueryResult<Matrix, AppError> {
  const transport = use(ApiContext);
  return useQuery<Matrix, AppError>({
    queryKey: ['drift.matrix', 'all'],
    enabled: enabled && transport !== undefined,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      if (transport === undefined) throw new Error('ApiContext has no transport.');
      const first = await callTracked(transport, 'drift.matrix', { limit: PAGE }, { signal });
      const offsets: number[] = [];
      for (let offset = PAGE; offset < first.total; offset += PAGE) offsets.push(offset);
      const more = await Promise.all(
        offsets.map((offset) => callTracked(transport, 'drift.matrix', { limit: PAGE, offset }, { signal })),
      );
      return { ...first, rows: [...first.rows, ...more.flatMap(({ rows }) => rows)] };
    },
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
