import type { Table } from '../model';
import type { TableClauses } from './alter-table';

/** A table that changes, with the clauses of each phase. */
export interface AlteredTable {
  readonly schema: string;
  readonly table: string;
  readonly before: Table;
  readonly after: Table;
  readonly clauses: TableClauses;
}
