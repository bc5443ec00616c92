/** A table that a plan set aside instead of dropping it: `_tidemark_drop_20261120_old_table`. */
export function isTrash(table: string): boolean {
  return /^_tidemark_drop_\d{8}_/.test(table);
}
