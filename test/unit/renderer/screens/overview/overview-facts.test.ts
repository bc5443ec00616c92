import { describe, expect, it } from 'vitest';
import { sayBudget, sayPlans, sayStanding } from '../../../../../renderer/screens/overview/overview-facts';
import type { Matrix } from '../../../../../renderer/api/use-matrix';
import type { DriftRow, ListedPlan, WorkspaceView } from '../../../../../shared/api';

function aPlan(approved: boolean, isRun = false): Pick<ListedPlan, 'run' | 'verdict'> {
  const verdict = { approved, approvals: [], needed: 1, reasons: [] };
  return { verdict, ...(isRun ? { run: {} } : {}) } as unknown as Pick<ListedPlan, 'run' | 'verdict'>;
}

function aMatrix(tables: readonly (readonly [string, string])[]): Matrix {
  const rows: DriftRow[] = tables.map(([schema, name]) => ({
    schema,
    name,
    object: 'table',
    status: 'equal',
    cells: [{ status: 'equal', present: true, differences: 0 }],
  }));
  return { rows, sources: [{ id: 'a', kind: 'sql' }] } as unknown as Matrix;
}

function aWorkspace(limit: number | undefined, budget?: number): WorkspaceView {
  const schema = { name: 'app', ...(limit === undefined ? {} : { limit }) };
  return { federation: [schema], ...(budget === undefined ? {} : { budget }) } as unknown as WorkspaceView;
}

describe('the lines of Overview', () => {
  it('tell of plans that wait, and of those that may be run', () => {
    expect(sayPlans([])).toBe('No plan is saved.');
    expect(sayPlans([aPlan(false)])).toBe('1 plan waits for review.');
    expect(sayPlans([aPlan(false), aPlan(false), aPlan(true)])).toBe(
      '2 plans wait for review and 1 plan is approved and not run.',
    );
    expect(sayPlans([aPlan(true, true)])).toBe('1 plan, none of which waits.');
  });

  it('tell whether table limits are kept, and by which schema they are not', () => {
    const three = aMatrix([
      ['app', 'a'],
      ['app', 'b'],
      ['app', 'c'],
    ]);
    expect(sayBudget(three, aWorkspace(undefined))).toBe('No table limit is set.');
    expect(sayBudget(three, aWorkspace(3, 3))).toBe('Table limits are kept.');
    expect(sayBudget(three, aWorkspace(2))).toBe('app has 3 tables, 1 over its limit.');
    expect(sayBudget(three, aWorkspace(undefined, 1))).toBe('3 tables are 2 over the budget.');
  });

  it('begin with the source that drifts most, where there is no database and no reference', () => {
    const cell = (status: 'equal' | 'missing' | 'different') => ({ status, present: true, differences: 1 });
    const sources = ['a', 'b', 'c'].map((id) => ({ id, kind: 'sql' }));
    const rows = (['missing', 'different', 'equal'] as const).map((status) => ({
      ...{ schema: '', name: status, object: 'table', status },
      cells: [cell('equal'), cell('equal'), cell(status)],
    }));
    const matrix = { rows, sources } as unknown as Matrix;
    expect(sayStanding(matrix)).toEqual({
      title: '1 table is missing from c',
      says: '1 differs, measured by what most sources say. 1 table agrees.',
    });
    const live = {
      rows,
      sources: sources.map((source) => (source.id === 'b' ? { ...source, kind: 'mysql' } : source)),
    };
    expect(sayStanding(live as unknown as Matrix)).toEqual({
      title: 'b agrees with what most sources say',
      says: '3 tables agree. 2 tables drift in other sources.',
    });
  });
});
