import { describe, expect, it } from 'vitest';
import {
  durationBars,
  historySentence,
  isoOfYmdhis,
  workTime,
  type HistoryRow,
} from '../../../../../renderer/screens/history/history-rows';

function aRow(key: string, more: Partial<HistoryRow> = {}): HistoryRow {
  return {
    key,
    name: 'sync',
    version: '1',
    where: 'here',
    by: 'Jon',
    startedAt: `2026-01-0${key}T00:00:00.000Z`,
    milliseconds: 100,
    end: 'completed',
    statements: '1 of 1',
    ...more,
  };
}

describe('runs over time', () => {
  it('draws the latest, oldest first, the longest as high as there is room', () => {
    const bars = durationBars([aRow('3', { milliseconds: 400 }), aRow('1'), aRow('2')], 2);
    expect(bars.map(({ row, height }) => [row.key, height])).toEqual([
      ['2', 0.5],
      ['3', 1],
    ]);
  });

  it('draws runs that nobody timed', () => {
    expect(durationBars([aRow('1', { milliseconds: undefined })], 5)[0]?.height).toBe(0);
  });

  it('counts only the time at work', () => {
    expect(
      workTime([
        { state: 'execution', milliseconds: 30 },
        { state: 'failed', milliseconds: 1_000_000 },
        { state: 'validation', milliseconds: 5 },
      ]),
    ).toBe(35);
    expect(workTime([{ state: 'pre_migration' }])).toBeUndefined();
  });

  it('says how they ended', () => {
    expect(historySentence([aRow('1'), aRow('2', { end: 'failed' }), aRow('3')])).toBe(
      '2 completed, 1 failed',
    );
  });

  it('reads the times of the tracking tables', () => {
    expect(isoOfYmdhis('20260120112854')).toBe('2026-01-20T11:28:54.000Z');
    expect(isoOfYmdhis('soon')).toBe('');
    expect(isoOfYmdhis(null)).toBe('');
  });
});
