import { describe, expect, it } from 'vitest';
import { trackView } from '../../../../../renderer/screens/run/state-track';
import { moveTo, startTrack, type RunState, type StateVisit } from '../../../../../shared/run';

function visits(...states: readonly RunState[]): readonly StateVisit[] {
  let track = startTrack('2026-01-01T00:00:00.000Z');
  for (const [at, state] of states.entries())
    track = moveTo(track, state, `2026-01-01T00:00:0${String(at + 1)}.000Z`);
  return track.visits;
}

const statuses = (...states: readonly RunState[]): readonly string[] =>
  trackView(visits(...states)).stops.map(({ status }) => status);

describe('the track of a run', () => {
  it('has nothing behind it before it begins', () => {
    expect(trackView([]).stops.every(({ status }) => status === 'todo')).toBe(true);
  });

  it('fills up to the state under way', () => {
    expect(statuses('validation', 'backup', 'execution')).toEqual([
      'done',
      'done',
      'done',
      'now',
      'todo',
      'todo',
      'todo',
    ]);
  });

  it('is full when completed, and stays so when rolled back afterwards', () => {
    const way = ['validation', 'backup', 'execution', 'verification', 'post_migration', 'completed'] as const;
    expect(new Set(statuses(...way))).toEqual(new Set(['done']));
    const back = trackView(visits(...way, 'rolled_back'));
    expect(back).toMatchObject({ rolledBack: true, failed: false });
    expect(new Set(back.stops.map(({ status }) => status))).toEqual(new Set(['done']));
  });

  it('says where it failed', () => {
    const view = trackView(visits('validation', 'backup', 'execution', 'failed'));
    expect(view.failed).toBe(true);
    expect(view.stops[3]).toMatchObject({ state: 'execution', status: 'stopped', milliseconds: 1000 });
  });

  it('draws the last way of a run that was resumed', () => {
    const view = trackView(
      visits('validation', 'backup', 'execution', 'failed', 'pre_migration', 'validation'),
    );
    expect(view).toMatchObject({ failed: false, again: 1 });
    expect(view.stops.map(({ status }) => status).slice(0, 3)).toEqual(['done', 'now', 'todo']);
  });
});
