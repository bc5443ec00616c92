/** A row of a tree that is drawn as a list: groups have an `open`, and rows below one have a higher level. */
export interface TreeRow {
  readonly kind: string;
  readonly key: string;
  readonly level: number;
  readonly open?: boolean;
}

/** What a key asks of a tree: another row, which may lie beyond an end, or a group to be closed or opened. */
export type TreeMove =
  | { readonly kind: 'row'; readonly at: number }
  | { readonly kind: 'fold'; readonly key: string; readonly closed: boolean };

/**
 * The move that a key means in a tree (WAI-ARIA Authoring Practices, Tree View): arrows, Home and End, pages of `page` rows;
 * right opens a group or goes into it, left closes it or goes to what it is in. Undefined for every other key.
 */
export function readTreeKey(
  key: string,
  rows: readonly TreeRow[],
  at: number,
  page: number,
): TreeMove | undefined {
  const row = rows[at];
  if (row === undefined) return undefined;
  const isOpen = row.kind === 'group' && row.open === true;
  const to = (index: number): TreeMove => ({ kind: 'row', at: index });
  switch (key) {
    case 'ArrowDown':
      return to(at + 1);
    case 'ArrowUp':
      return to(at - 1);
    case 'Home':
      return to(0);
    case 'End':
      return to(rows.length - 1);
    case 'PageDown':
      return to(at + page);
    case 'PageUp':
      return to(at - page);
    case 'ArrowRight':
      if (row.kind !== 'group') return undefined;
      return isOpen ? to(at + 1) : { kind: 'fold', key: row.key, closed: false };
    case 'ArrowLeft':
      if (isOpen) return { kind: 'fold', key: row.key, closed: true };
      return to(rows.findLastIndex((one, index) => index < at && one.level < row.level));
    default:
      return undefined;
  }
}
