import type { Table } from './table';

const originals = new WeakMap<Table, Table>();

/**
 * Notes that two tables were read from one and the same text, so that they agree in all but their origins. Whoever
 * compares them later need not look: see `isKnownSame`.
 */
export function noteSameText(table: Table, original: Table): void {
  if (table !== original) originals.set(table, originalOf(original));
}

/** The table that was first read from a table's text: itself, unless another was noted. */
export function originalOf(table: Table): Table {
  return originals.get(table) ?? table;
}

/** True when two tables are known to agree in all but their origins. False says nothing. */
export function isKnownSame(a: Table, b: Table): boolean {
  return originalOf(a) === originalOf(b);
}
