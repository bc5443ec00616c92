const PAGE = 2000;

/** A page of a list, and how long the list is. */
interface Page<T> {
  readonly total: number;
  readonly items: readonly T[];
}

type ReadPage<T, P extends Page<T>> = (page: { offset: number; limit: number }) => Promise<P>;

/** Reads a paged list to its end. */
export async function readPages<T>(read: ReadPage<T, Page<T>>): Promise<T[]> {
  return [...(await readItems(read)).items];
}

/** Reads a paged list to its end: the answer to the last page, with all items. */
export async function readItems<T, P extends Page<T>>(
  read: ReadPage<T, P & Page<T>>,
): Promise<Omit<P, 'items'> & Page<T>> {
  const all: T[] = [];
  for (;;) {
    const page = await read({ offset: all.length, limit: PAGE });
    for (const item of page.items) all.push(item);
    if (page.items.length === 0 || all.length >= page.total) return { ...page, items: all };
  }
}
