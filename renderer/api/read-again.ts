import type { QueryClient, QueryFilters } from '@tanstack/react-query';

/**
 * Marks what the filter names as out of date: what is shown is read again at once, the rest when it is shown next. A
 * reading under way may have begun before the change, so its answer is never taken for the newest.
 */
export function readAgain(queries: QueryClient, filters: QueryFilters): void {
  // TanStack Query (5.108) begins anew only what is shown and was read before. Others end as they began, and their end
  // takes the mark away: they are marked once more then.
  const underWay = queries
    .getQueryCache()
    .findAll({ ...filters, fetchStatus: 'fetching' })
    .filter((query) => query.state.data === undefined || !query.isActive());
  void queries.invalidateQueries(filters);
  for (const query of underWay) {
    const markAgain = (): void => {
      void queries.invalidateQueries({ queryKey: query.queryKey, exact: true });
    };
    void query.promise?.then(markAgain, markAgain);
  }
}
