import { withoutEngines } from '../model';
import { convertColumn, inheritDefaults, mergeOptions, pinCharset, statedCharset } from './convert-charset';
import { inheritedCharset } from './inherited-charset';
import type { Execution } from './execution';
import type { ActionOf, TableOptionsNode } from './statement-node';
import type { TableDraft } from './table-draft';

/** Table options of an ALTER: columns that are there keep the charset that they had. */
export function applyOptions(
  execution: Execution,
  schema: string,
  table: TableDraft,
  node: TableOptionsNode,
): void {
  const options = inheritDefaults(node.options, execution.model.schema(schema));
  if (node.options.charset !== undefined || node.options.collation !== undefined) {
    // Only new columns follow a changed default; those that are there keep what they had.
    const before = inheritedCharset(execution, { schema }, table);
    for (const column of table.columns.slice()) {
      const pinned = pinCharset(column, before);
      if (pinned !== column) table.replaceColumn(column, pinned);
    }
    const { charset: _charset, collation: _collation, ...kept } = table.options;
    table.options = kept;
  }
  table.options = mergeOptions(table.options, options);
  if (options.engine !== undefined && table.partitioning !== undefined)
    table.partitioning = withoutEngines(table.partitioning);
  if (node.systemVersioned !== undefined) table.systemVersioned = node.systemVersioned;
}

/** CONVERT TO CHARACTER SET: columns and the table’s default. */
export function convertCharset(
  execution: Execution,
  schema: string,
  table: TableDraft,
  action: ActionOf<'convert charset'>,
): void {
  const before = statedCharset(inheritedCharset(execution, { schema }, table));
  const own = execution.model.schema(schema);
  const charset = action.charset ?? own.charset;
  const collation = action.collation ?? (action.charset === undefined ? own.collation : undefined);
  const after = statedCharset({ charset, collation });
  for (const column of table.columns.slice()) {
    const converted = convertColumn(column, before, after);
    if (converted !== column) table.replaceColumn(column, converted);
  }
  const { charset: oldCharset, collation: oldCollation, ...options } = table.options;
  table.options = {
    ...options,
    ...(charset === undefined ? {} : { charset }),
    ...(collation === undefined ? {} : { collation }),
  };
}
