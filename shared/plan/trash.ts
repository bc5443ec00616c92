/** A table that a plan set aside instead of dropping it: `_tidemark_drop_20261120_old_table`. */
export function isTrash(table: string): boolean {
  return /^_tidemark_drop_\d{8}_/.test(table);
}

/** When a table was set aside, by its name: `2026-11-20`. Throws for a name that `isTrash` does not know. */
export function dateOfTrash(table: string): string {
  const [, year, month, day] = /^_tidemark_drop_(\d{4})(\d\d)(\d\d)_/.exec(table) ?? [];
  if (year === undefined || month === undefined || day === undefined)
    throw new Error(`${table} was not set aside by a plan.`);
  return `${year}-${month}-${day}`;
}
