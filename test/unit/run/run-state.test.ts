import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  foldJournal,
  isLegalMove,
  isUnfinished,
  moveTo,
  presentState,
  readJournal,
  RUN_STATES,
  startTrack,
} from '../../../shared/run';
import type { JournalEntry, RunState } from '../../../shared/run';

const WAY: readonly RunState[] = [
  'validation',
  'backup',
  'execution',
  'verification',
  'post_migration',
  'completed',
];
const at = (second: number): string => new Date(Date.UTC(2026, 0, 16, 10, 0, second)).toISOString();

describe('the states of a run', () => {
  test('a run that goes well visits all in order, each with its time', () => {
    let track = startTrack(at(0));
    for (const [place, state] of WAY.entries()) track = moveTo(track, state, at(2 * place + 2));
    expect(track.visits.map(({ state }) => state)).toEqual(['pre_migration', ...WAY]);
    expect(track.visits.slice(0, -1).every(({ milliseconds }) => milliseconds === 2000)).toBe(true);
    expect(track.visits.at(-1)).toEqual({ state: 'completed', previous: 'post_migration', at: at(12) });
  });

  test('every state of the way may fail; failed goes back or begins again', () => {
    for (const state of ['pre_migration', ...WAY] as const) expect(isLegalMove(state, 'failed')).toBe(true);
    expect(RUN_STATES.filter((to) => isLegalMove('failed', to))).toEqual(['pre_migration', 'rolled_back']);
    expect(RUN_STATES.filter((to) => isLegalMove('completed', to))).toEqual(['failed', 'rolled_back']);
    expect(RUN_STATES.filter((to) => isLegalMove('rolled_back', to))).toEqual([]);
  });

  test('nothing else is legal, and what is not legal throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RUN_STATES), fc.constantFrom(...RUN_STATES), (from, to) => {
        const move = (): unknown => moveTo(startTrack(at(0), from), to, at(1));
        if (isLegalMove(from, to)) expect(move).not.toThrow();
        else expect(move).toThrow(`cannot go from ${from} to ${to}`);
      }),
    );
    expect(isLegalMove('pre_migration', 'execution')).toBe(false);
  });
});

const START: JournalEntry = {
  kind: 'start',
  version: 1,
  at: at(0),
  run: 'r',
  name: 'm',
  planVersion: '1',
  hash: 'h',
  file: '/f',
  server: 's',
  where: 'w',
  schemas: ['x'],
  by: 'b',
  process: 1,
  statements: 2,
};
const statement = (number: number, phase: 'start' | 'done' | 'failed', second: number): JournalEntry => ({
  kind: 'statement',
  at: at(second),
  direction: 'forward',
  number,
  phase,
});

describe('a journal', () => {
  const entries: JournalEntry[] = [
    START,
    { kind: 'state', at: at(1), state: 'validation' },
    { kind: 'state', at: at(2), state: 'backup' },
    { kind: 'state', at: at(3), state: 'execution' },
    statement(1, 'start', 4),
    statement(1, 'done', 5),
    statement(2, 'start', 6),
  ];

  test('tells the statement whose end nobody saw', () => {
    const record = foldJournal(entries);
    expect(record?.inDoubt).toMatchObject({ number: 2 });
    expect(record && isUnfinished(record)).toBe(true);
    expect(record && presentState(record.track)).toBe('execution');
  });

  test('no longer doubts what the database was asked about', () => {
    const looked: JournalEntry = {
      kind: 'looked',
      at: at(7),
      direction: 'forward',
      number: 2,
      finding: 'done',
      message: 'there',
    };
    expect(foldJournal([...entries, looked])?.inDoubt).toBeUndefined();
    expect(foldJournal([...entries, { ...looked, finding: 'unknown' }])?.inDoubt).toMatchObject({
      number: 2,
    });
  });

  test('of a run that stopped before its first statement waits for nobody', () => {
    const record = foldJournal([
      ...entries.slice(0, 4),
      { kind: 'state', at: at(8), state: 'failed', message: 'no' },
    ]);
    expect(record && isUnfinished(record)).toBe(false);
    expect(record?.failure).toBe('no');
  });

  test('that was given up is not offered again', () => {
    const record = foldJournal([...entries, { kind: 'abandoned', at: at(9), by: 'b', message: 'enough' }]);
    expect(record && isUnfinished(record)).toBe(false);
  });

  test('survives being cut anywhere: what is read is a prefix of what was written', () => {
    const text = entries.map((entry) => JSON.stringify(entry)).join('\n') + '\n';
    fc.assert(
      fc.property(fc.integer({ min: 0, max: text.length }), (length) => {
        const read = readJournal(text.slice(0, length));
        expect(read).toEqual(entries.slice(0, read.length));
        expect(read.length).toBe(text.slice(0, length + 1).split('\n').length - 1);
      }),
    );
  });

  test('without a start, or with none of our lines, tells nothing', () => {
    expect(foldJournal([])).toBeUndefined();
    expect(foldJournal(entries.slice(1))).toBeUndefined();
    expect(readJournal('{}\nnull\n[]\n{"kind":"state"}\n__proto__\n')).toEqual([]);
  });
});
