import { SERVER_STOPS } from './execution';
import type { Execution } from './execution';
import type { QualifiedName } from './statement-node';
import type { TableDraft } from './table-draft';

/** Says that a statement changes a table that nothing before it made. */
export function reportUnknownTable(execution: Execution, table: QualifiedName): void {
  execution.model.schemaOf(table).presume(table.name, execution.origin);
  execution.report(
    'warning',
    'sql-unknown-table',
    `Table ${table.name} is not known here, so this statement changes nothing.`,
    {
      hint: 'The statement that creates it may stand in another file that is to be read first.',
    },
  );
}

/** Says that a table has no such column, index, key or check. */
export function unknownPart(execution: Execution, what: string, name: string, table: TableDraft): void {
  execution.report(
    'warning',
    `sql-unknown-${what.replace(' ', '-')}`,
    `${table.name} has no ${what} ${name}. ${SERVER_STOPS}`,
  );
}
