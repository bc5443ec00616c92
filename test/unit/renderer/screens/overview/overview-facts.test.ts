import { describe, expect, it } from 'vitest';
import {
  sayBudget,
  sayPlans,
  sayStanding,
  standingOfSources,
} from '../../../../../renderer/screens/overview/overview-facts';
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
    expect(sayPlans([aPlan(true, true)])).toBe('No plan waits.');
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
    const matrix = { rows, sources, failed: [] } as unknown as Matrix;
    expect(sayStanding(matrix)).toEqual({
      title: '1 table is missing from c',
      says: '1 differs, measured by what most sources say. 1 table agrees.',
    });
    const live = {
      rows,
      failed: [],
      sources: sources.map((source) => (source.id === 'b' ? { ...source, kind: 'mysql' } : source)),
    };
    expect(sayStanding(live as unknown as Matrix)).toEqual({
      title: 'b agrees with what most sources say',
      says: '3 tables agree. 2 tables drift in other sources.',
    });
  });

  it('count what cannot be told apart from what agrees, and name what was not read', () => {
    const cell = (status: 'equal' | 'unknown') => ({ status, present: true, differences: 0 });
    const make = (...statuses: readonly ('equal' | 'unknown')[]): Matrix =>
      ({
        reference: 'files',
        sources: [
          { id: 'files', kind: 'toon' },
          { id: 'dump', kind: 'sql' },
        ],
        failed: [{ source: 'production', error: { code: 'not-reachable', message: '' } }],
        rows: statuses.map((status, at) => ({
          ...{ schema: '', name: String(at), object: 'table', status },
          cells: [cell('equal'), cell(status)],
        })),
      }) as unknown as Matrix;
    expect(sayStanding(make('equal', 'unknown'))).toEqual({
      title: 'dump agrees with files as far as can be told',
      says: '1 table agrees. 1 cannot be told. production could not be read.',
    });
    expect(sayStanding(make('unknown')).title).toBe('Whether dump agrees with files cannot be told');
    expect(standingOfSources(make('equal', 'unknown', 'unknown'))).toEqual([
      { source: 'dump', missing: 0, different: 0, extra: 0, agree: 1, untold: 2 },
    ]);
  });

  it('say what a source states that is the only one, and which one is missing beside it', () => {
    const row = { schema: '', name: 'a', object: 'table', status: 'equal', cells: [] };
    const alone = {
      rows: [row, row],
      sources: [{ id: 'files', kind: 'sql' }],
      failed: [],
      reference: 'files',
    };
    expect(sayStanding(alone as unknown as Matrix).title).toBe('files states 2 objects');
    const failed = [{ source: 'production', error: { code: 'not-reachable', message: '' } }];
    expect(sayStanding({ ...alone, failed } as unknown as Matrix)).toEqual({
      title: 'production could not be read',
      says: 'files states 2 objects, with nothing to hold them against.',
    });
  });
});
