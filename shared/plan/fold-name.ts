/** The name by which servers know a column, key or check, whatever its case; '' for one without a name. */
export function foldName(name: string | undefined): string {
  return (name ?? '').toLowerCase();
}
