import { describe, expect, it } from 'vitest';
import type { DriftRow } from '../../../shared/api';
import type { Matrix } from '../../../renderer/api/use-matrix';
import { indexMatrix, listExplorerRows, listGroupKeys } from '../../../renderer/workbench/explorer-rows';
import { groupByPrefix } from '../../../renderer/workbench/name-groups';

const FEDERATION = [
  { name: 'shop', role: 'core' },
  { name: 'jobs', role: 'orchestration' },
  { name: 'empty' },
];

function aRow(schema: string, name: string, object: DriftRow['object'] = 'table'): DriftRow {
  return { schema, name, object, status: 'equal', cells: [] };
}

function aMatrix(...rows: readonly DriftRow[]): Matrix {
  const none = { equal: 0, equivalent: 0, different: 0, missing: 0, extra: 0, unknown: 0, ignored: 0 };
  const counts = { objects: rows.length, ...none };
  return { headline: '', sources: [], failed: [], summary: counts, schemas: [], total: rows.length, rows };
}

/** The lines as text: indented by level, groups with what the filter leaves of them. */
function draw(
  matrix: Matrix,
  grouping: 'kind' | 'prefix' | 'class',
  filter = '',
  folded: readonly string[] = [],
): readonly string[] {
  const index = indexMatrix(matrix, FEDERATION, grouping);
  return listExplorerRows(index, filter, new Set(folded)).map((row) => {
    const indent = '  '.repeat(row.level - 1);
    return row.kind === 'object'
      ? `${indent}${row.row.name}`
      : `${indent}${row.open ? '-' : '+'} ${row.title} ${String(row.shown)}/${String(row.total)}`;
  });
}

describe('the explorer’s lines', () => {
  const mixed = aMatrix(
    aRow('shop', 'orders'),
    aRow('shop', 'order_totals', 'view'),
    aRow('shop', 'items'),
    aRow('jobs', 'runs'),
    aRow('other', 'left_over'),
  );

  it('stand in the federation’s order, by kind where there are several', () => {
    expect(draw(mixed, 'kind')).toEqual([
      '- shop 3/3',
      '  - tables 2/2',
      '    orders',
      '    items',
      '  - views 1/1',
      '    order_totals',
      '- jobs 1/1',
      '  runs',
      '+ empty 0/0',
      '- other 1/1',
      '  left_over',
    ]);
  });

  it('keep schemas without a hit, drop groups without one, and open those with one', () => {
    const folded = listGroupKeys(indexMatrix(mixed, FEDERATION, 'kind'));
    expect(draw(mixed, 'kind', ' ORDERS ', folded)).toEqual([
      '- shop 1/3',
      '  - tables 1/2',
      '    orders',
      '+ jobs 0/1',
      '+ empty 0/0',
      '+ other 0/1',
    ]);
  });

  it('are one line for each folded group', () => {
    expect(draw(mixed, 'kind', '', [JSON.stringify(['shop', 'kind', 'table'])]).slice(0, 4)).toEqual([
      '- shop 3/3',
      '  + tables 2/2',
      '  - views 1/1',
      '    order_totals',
    ]);
    expect(draw(mixed, 'kind', '', [JSON.stringify(['shop'])]).slice(0, 2)).toEqual([
      '+ shop 3/3',
      '- jobs 1/1',
    ]);
  });

  it('begin with the schema’s own options, which are no kind of their own', () => {
    const matrix = aMatrix(aRow('jobs', 'runs'), aRow('jobs', 'jobs', 'schema'));
    for (const grouping of ['kind', 'prefix'] as const)
      expect(draw(matrix, grouping).slice(1, 4)).toEqual(['- jobs 2/2', '  jobs', '  runs']);
  });

  it('stand by the class that the federation gives their schema', () => {
    expect(draw(mixed, 'class').filter((line) => !line.startsWith('    '))).toEqual([
      '- core 3/3',
      '  - tables 2/2',
      '  - views 1/1',
      '- orchestration 1/1',
      '  runs',
      '- no class 1/1',
      '  left_over',
    ]);
  });

  it('stand by how their names begin, whatever those are', () => {
    const matrix = aMatrix(
      ...['a_x', 'a_y', '__proto__', '_tmp_1', '_tmp_2', '', 'b_z', 'b_w'].map((name) => aRow('shop', name)),
    );
    expect(draw(matrix, 'prefix').slice(0, 13)).toEqual([
      '- shop 8/8',
      '  - _tmp… 2/2',
      '    _tmp_1',
      '    _tmp_2',
      '  - a… 2/2',
      '    a_x',
      '    a_y',
      '  - b… 2/2',
      '    b_z',
      '    b_w',
      '  - other names 2/2',
      '    __proto__',
      '    ',
    ]);
  });
});

describe('names by their beginning', () => {
  const drawn = (names: readonly string[]): readonly string[] =>
    groupByPrefix(names, (name) => name).map(({ prefix, members }) => `${prefix}: ${members.join(' ')}`);

  it('pass over what most of them share', () => {
    expect(drawn(['app_user', 'app_user_role', 'app_order_line', 'app_order_tax', 'app_log'])).toEqual([
      'app_order: app_order_line app_order_tax',
      'app_user: app_user app_user_role',
      ': app_log',
    ]);
  });

  it('end where all names are one word, and where all share every word but the last', () => {
    expect(drawn(['one', 'two'])).toEqual([': one two']);
    expect(drawn(['a_b_c_d_e_f_g_1', 'a_b_c_d_e_f_g_2'])).toEqual([
      'a_b_c_d_e_f: a_b_c_d_e_f_g_1 a_b_c_d_e_f_g_2',
    ]);
  });
});
