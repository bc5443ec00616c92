import type { DriftRow } from '../../../shared/api';
import { STATUSES } from '../../primitives/drift-words';

/** One column of the drift picture: an object, or neighbours that stand together because there is no room for each. */
export interface DriftColumn {
  /** The object that is told of and opened: the first that drifts, else the first. */
  readonly row: DriftRow;
  /** The worst of all its objects, source by source. */
  readonly cells: DriftRow['cells'];
  /** Objects in it. */
  readonly count: number;
  /** Those of them that drift somewhere. */
  readonly drifting: number;
  /** True where another schema begins. */
  readonly first: boolean;
}

/**
 * Puts objects into at most about `room` columns, in their order; a column never holds objects of two schemas. With
 * room for all, each has its own.
 */
export function gatherColumns(rows: readonly DriftRow[], room: number): readonly DriftColumn[] {
  const per = Math.max(1, Math.ceil(rows.length / Math.max(1, room)));
  const columns: DriftColumn[] = [];
  let group: DriftRow[] = [];
  let before: string | undefined;
  const close = (): void => {
    const [head] = group;
    if (head === undefined) return;
    const drifting = group.filter((row) => row.cells.some(isLoud));
    columns.push({
      row: drifting[0] ?? head,
      cells: head.cells.map((_cell, source) => worstCell(group, source)),
      count: group.length,
      drifting: drifting.length,
      first: before !== undefined && before !== head.schema,
    });
    before = head.schema;
    group = [];
  };
  for (const row of rows) {
    if (group.length === per || (group[0] !== undefined && group[0].schema !== row.schema)) close();
    group.push(row);
  }
  close();
  return columns;
}

/** True for a column in which nothing drifts. */
export function isCalm(column: DriftColumn): boolean {
  return column.drifting === 0;
}

function isLoud({ status }: DriftRow['cells'][number]): boolean {
  return status === 'different' || status === 'missing' || status === 'extra';
}

function worstCell(rows: readonly DriftRow[], source: number): DriftRow['cells'][number] {
  const cells = rows.flatMap(({ cells: own }) => own[source] ?? []);
  const worst = cells.reduce((a, b) => (rankOf(b) < rankOf(a) ? b : a));
  return worst;
}

/** STATUSES begins with the worst; what is nowhere, neither here nor in the reference, counts least. */
function rankOf({ status, present }: DriftRow['cells'][number]): number {
  return !present && status === 'equal' ? STATUSES.length : STATUSES.indexOf(status);
}
