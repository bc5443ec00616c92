import { describe, expect, it } from 'vitest';
import { RunsUnderWay } from '../../../electron/core/service/runs-under-way';
import type { OutputOf } from '../../../shared/api';
import { AppError } from '../../../shared/app-error';

const VIEW = { path: 'a.plan.json', mode: 'start', startedAt: '2026-01-02T03:04:05.000Z' } as const;
const DONE: OutputOf<'run.start'> = {
  state: 'completed',
  message: 'done',
  executed: 1,
  milliseconds: 2,
  backup: [],
  notes: [],
};
const patient = new AbortController().signal;

describe('RunsUnderWay', () => {
  it('lists what has not ended in its own workspace, and answers its end to everybody who follows', async () => {
    const runs = new RunsUnderWay();
    let finish: (outcome: OutputOf<'run.start'>) => void = () => undefined;
    runs.keep({ ...VIEW, operation: 'one' }, '/here', new Promise((resolve) => (finish = resolve)));
    runs.keep({ ...VIEW, operation: 'two' }, '/there', new Promise(() => undefined));
    expect(runs.list('/here').map(({ operation }) => operation)).toEqual(['one']);
    const first = runs.follow('one', patient);
    const second = runs.follow('one', patient);
    finish(DONE);
    expect(await Promise.all([first, second])).toEqual([DONE, DONE]);
    expect(runs.list('/here')).toEqual([]);
    // Who comes just after the end still learns how it ended.
    expect(await runs.follow('one', patient)).toEqual(DONE);
  });

  it('passes a failure on, and leaves the run alone when nobody waits any more', async () => {
    const runs = new RunsUnderWay();
    const error = new AppError('statement-failed', 'no');
    runs.keep({ ...VIEW, operation: 'bad' }, '/here', Promise.reject(error));
    await expect(runs.follow('bad', patient)).rejects.toBe(error);
    runs.keep({ ...VIEW, operation: 'long' }, '/here', new Promise(() => undefined));
    const leaving = new AbortController();
    const waiting = runs.follow('long', leaving.signal);
    leaving.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    expect(runs.list('/here').map(({ operation }) => operation)).toEqual(['long']);
    await expect(runs.follow('never', patient)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('forgets the oldest ends', async () => {
    const runs = new RunsUnderWay();
    for (let at = 0; at < 30; at += 1) {
      const operation = `op-${String(at)}`;
      runs.keep({ ...VIEW, operation }, '/here', Promise.resolve(DONE));
      await runs.follow(operation, patient);
    }
    await expect(runs.follow('op-0', patient)).rejects.toMatchObject({ code: 'not-found' });
    expect(await runs.follow('op-29', patient)).toEqual(DONE);
  });
});
