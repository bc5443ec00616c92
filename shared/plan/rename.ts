/** A rename that somebody confirmed, or that the wanted source itself declares. */
export type Rename =
  | { readonly kind: 'table'; readonly schema: string; readonly from: string; readonly to: string }
  | {
      readonly kind: 'column' | 'index';
      readonly schema: string;
      /** The table's new name, where it is renamed too. */
      readonly table: string;
      readonly from: string;
      readonly to: string;
    };

/** The same renames backwards, in the opposite order: for a rollback. */
export function reverseRenames(renames: readonly Rename[]): readonly Rename[] {
  const tables = new Map<string, string>();
  for (const one of renames) if (one.kind === 'table') tables.set(`${one.schema}\0${one.to}`, one.from);
  return [...renames].reverse().map((one) =>
    one.kind === 'table'
      ? { ...one, from: one.to, to: one.from }
      : {
          ...one,
          from: one.to,
          to: one.from,
          table: tables.get(`${one.schema}\0${one.table}`) ?? one.table,
        },
  );
}
