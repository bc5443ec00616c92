import type { Execution } from './execution';
import type { TableDraft } from './table-draft';

/** The charset and collation that columns without their own have in a table of a schema, as far as it was stated. */
export function inheritedCharset(
  execution: Execution,
  place: { readonly schema?: string },
  table: TableDraft,
): { readonly charset: string | undefined; readonly collation: string | undefined } {
  const { options } = table;
  if (options.charset !== undefined || options.collation !== undefined)
    return { charset: options.charset, collation: options.collation };
  const { charset, collation } = execution.model.schemaOf(place);
  return { charset, collation };
}
