import { describe, expect, it } from 'vitest';
import { gatherColumns, isCalm } from '../../../../../renderer/screens/overview/drift-columns';
import type { DriftRow } from '../../../../../shared/api';

type Cell = DriftRow['cells'][number];

const cell = (status: Cell['status'], present = true): Cell => ({ status, present, differences: 0 });

function aRow(name: string, cells: readonly Cell[], schema = 'app'): DriftRow {
  return { schema, name, object: 'table', status: 'equal', cells };
}

const equal = (name: string, schema?: string): DriftRow => aRow(name, [cell('equal'), cell('equal')], schema);

describe('gatherColumns', () => {
  it('gives each object its own column where there is room', () => {
    const rows = [equal('a'), equal('b'), equal('c')];
    expect(gatherColumns(rows, 3).map(({ row, count }) => [row.name, count])).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 1],
    ]);
  });

  it('shows the worst of neighbours that share a column, and tells of the first that drifts', () => {
    const rows = [
      equal('a'),
      aRow('b', [cell('equal'), cell('different')]),
      aRow('c', [cell('equal'), cell('missing', false)]),
      equal('d'),
    ];
    const [column, ...more] = gatherColumns(rows, 1);
    expect(more).toEqual([]);
    expect(column).toMatchObject({ row: { name: 'b' }, count: 4, drifting: 2 });
    expect(column?.cells.map(({ status }) => status)).toEqual(['equal', 'missing']);
  });

  it('never puts objects of two schemas together, and marks where the next one begins', () => {
    const rows = [equal('a'), equal('b'), equal('c', 'other'), equal('d', 'other')];
    expect(gatherColumns(rows, 1).map(({ row, count, first }) => [row.name, count, first])).toEqual([
      ['a', 2, false],
      ['c', 2, true],
    ]);
  });

  it('holds every object once, however many there are', () => {
    const rows = Array.from({ length: 10_000 }, (_one, at) => equal(`t${String(at)}`));
    const columns = gatherColumns(rows, 270);
    expect(columns.length).toBeLessThanOrEqual(270);
    expect(columns.reduce((sum, { count }) => sum + count, 0)).toBe(10_000);
    expect(columns.every(isCalm)).toBe(true);
  });

  it('lets what is nowhere stand behind what is somewhere', () => {
    const rows = [aRow('a', [cell('equal', false)]), aRow('b', [cell('equal')])];
    expect(gatherColumns(rows, 1)[0]?.cells).toEqual([cell('equal')]);
  });
});
