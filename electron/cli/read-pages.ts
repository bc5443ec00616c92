const PAGE = 2000;

/** Reads a paged list to its end. */
export async function readPages<T>(
  read: (page: {
    offset: number;
    limit: number;
  }) => Promise<{ readonly total: number; readonly items: readonly T[] }>,
): Promise<T[]> {
  const all: T[] = [];
  for (;;) {
    const { total, items } = await read({ offset: all.length, limit: PAGE });
    for (const item of items) all.push(item);
    if (items.length === 0 || all.length >= total) return all;
  }
}
