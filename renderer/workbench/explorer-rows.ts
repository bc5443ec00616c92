import type { DriftRow } from '../../shared/api';
import type { Matrix } from '../api/use-matrix';
import { countDrift } from '../api/use-matrix';

/** A line of the explorer. */
export type ExplorerRow =
  | {
      readonly kind: 'schema';
      readonly name: string;
      readonly open: boolean;
      /** Objects that the filter leaves, and all of them. */
      readonly shown: number;
      readonly total: number;
    }
  | { readonly kind: 'object'; readonly row: DriftRow; readonly differences: number };

/** The objects of a matrix by schema, made once for each reading: typing in the filter only walks it. */
export interface ExplorerIndex {
  readonly schemas: readonly {
    readonly name: string;
    readonly objects: readonly {
      readonly row: DriftRow;
      readonly text: string;
      readonly differences: number;
    }[];
  }[];
  readonly total: number;
}

/** Sorts a matrix by schema, in the federation's order where it names one. */
export function indexMatrix(matrix: Matrix, federation: readonly string[]): ExplorerIndex {
  const schemas = new Map<string, DriftRow[]>();
  for (const name of federation) schemas.set(name, []);
  for (const row of matrix.rows) {
    const list = schemas.get(row.schema);
    if (list) list.push(row);
    else schemas.set(row.schema, [row]);
  }
  return {
    total: matrix.rows.length,
    schemas: [...schemas].map(([name, rows]) => ({
      name,
      objects: rows.map((row) => ({ row, text: row.name.toLowerCase(), differences: countDrift(row) })),
    })),
  };
}

/**
 * The explorer's lines for a filter. A schema whose objects are all filtered away stays as a line that says so;
 * while there is a filter, every schema with a hit is open.
 */
export function listExplorerRows(
  index: ExplorerIndex,
  filter: string,
  folded: ReadonlySet<string>,
): readonly ExplorerRow[] {
  const wanted = filter.trim().toLowerCase();
  const lines: ExplorerRow[] = [];
  for (const { name, objects } of index.schemas) {
    const shown = wanted === '' ? objects : objects.filter(({ text }) => text.includes(wanted));
    const open = shown.length > 0 && (wanted === '' ? !folded.has(name) : true);
    lines.push({ kind: 'schema', name, open, shown: shown.length, total: objects.length });
    if (!open) continue;
    for (const { row, differences } of shown) lines.push({ kind: 'object', row, differences });
  }
  return lines;
}
