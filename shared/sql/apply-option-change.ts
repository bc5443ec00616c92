import { withoutEngines } from '../model';
import type { TableOptions } from '../model';
import {
  convertColumn,
  inheritDefaults,
  isTextType,
  mergeOptions,
  pinCharset,
  statedCharset,
} from './convert-charset';
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
      // It keeps what the schema gave it, and nobody says here what that is.
      else if (isTextType(column.type) && statedCharset(column.type) === undefined)
        table.facets = table.facets.filter((facet) => facet !== 'columnCharsets');
    }
    const { charset: _charset, collation: _collation, ...kept } = table.options;
    table.options = kept;
  }
  if (leavesAria(execution, table, options)) table.options = withPageChecksum(table.options);
  table.options = mergeOptions(table.options, options);
  if (options.engine !== undefined && table.partitioning !== undefined)
    table.partitioning = withoutEngines(table.partitioning);
  if (node.systemVersioned !== undefined) table.systemVersioned = node.systemVersioned;
}

/** True where MariaDB (10.11) writes down the checksum of pages that an Aria table has unless told otherwise. */
function leavesAria({ vendor }: Execution, { options }: TableDraft, { engine }: TableOptions): boolean {
  const isAria = (name: string): boolean => /^(?:aria|maria)$/i.test(name);
  return vendor === 'mariadb' && engine !== undefined && isAria(options.engine ?? '') && !isAria(engine);
}

function withPageChecksum(options: TableOptions): TableOptions {
  const { rest } = options;
  return rest?.has('page_checksum') === true
    ? options
    : { ...options, rest: new Map([...(rest ?? []), ['page_checksum', '1']]) };
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
