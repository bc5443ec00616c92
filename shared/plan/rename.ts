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

/** The same renames backwards, for a rollback. As in a plan, tables come first and parts name them by their new name. */
export function reverseRenames(renames: readonly Rename[]): readonly Rename[] {
  const oldNames = new Map<string, string>();
  for (const one of renames) if (one.kind === 'table') oldNames.set(`${one.schema}\0${one.to}`, one.from);
  const back = [...renames].reverse();
  return [
    ...back.flatMap((one) => (one.kind === 'table' ? [{ ...one, from: one.to, to: one.from }] : [])),
    ...back.flatMap((one) =>
      one.kind === 'table'
        ? []
        : [
            {
              ...one,
              from: one.to,
              to: one.from,
              table: oldNames.get(`${one.schema}\0${one.table}`) ?? one.table,
            },
          ],
    ),
  ];
}
