import { describe, expect, it } from 'vitest';
import { advanceOf, logLines, logText } from '../../../../../renderer/screens/run/run-log';
import { stakeOf } from '../../../../../renderer/screens/run/run-words';
import { sentenceOf } from '../../../../../renderer/screens/run/run-outcome';
import { AppError } from '../../../../../shared/app-error';
import type { JournalEntry } from '../../../../../shared/run';

const at = '2026-01-01T00:00:00.000Z';
const begun: JournalEntry = {
  kind: 'statement',
  at,
  direction: 'forward',
  number: 1,
  phase: 'start',
  title: 'add index i',
};

describe('the log of a run', () => {
  it('says a statement once: how it ended', () => {
    const lines = logLines([
      begun,
      { kind: 'statement', at, direction: 'forward', number: 1, phase: 'done', milliseconds: 12, rows: 3 },
    ]);
    expect(lines).toEqual([{ at, tone: 'good', text: '1 add index i, 12 ms, 3 rows' }]);
  });

  it('shows a statement under way, and one that was refused with the reason', () => {
    expect(logLines([begun])[0]?.text).toBe('1 add index i …');
    const [line] = logLines([
      begun,
      { kind: 'statement', at, direction: 'forward', number: 1, phase: 'failed', message: 'Duplicate entry' },
    ]);
    expect(line).toMatchObject({ tone: 'bad', text: '1 add index i: Duplicate entry' });
  });

  it('names a program outside that changes a table for us, between the beginning and the end of its statement', () => {
    const lines = logLines([
      begun,
      { kind: 'program', at, process: 4711, name: 'gh-ost' },
      { kind: 'statement', at, direction: 'forward', number: 1, phase: 'done' },
    ]);
    expect(lines.map(({ text }) => text)).toEqual([
      '1 add index i …',
      'gh-ost changes the table, as process 4711',
      '1 add index i',
    ]);
  });

  it('keeps a title that ends like a statement under way', () => {
    const note: JournalEntry = { kind: 'note', at, message: 'waiting …' };
    expect(logLines([note, { kind: 'state', at, state: 'execution' }])).toHaveLength(2);
  });

  it('is copied as lines with their times', () => {
    expect(logText(logLines([{ kind: 'note', at, message: '<b>bold</b>' }]))).toBe(`${at}  <b>bold</b>`);
  });

  it('counts by direction', () => {
    const statements = [
      { direction: 'forward', number: 1, phase: 'done' },
      { direction: 'forward', number: 2, phase: 'in-doubt' },
      { direction: 'rollback', number: 1, phase: 'failed' },
    ];
    expect(advanceOf(statements, 'forward')).toEqual({ done: 1, failed: 0, now: 2 });
    expect(advanceOf(statements, 'rollback')).toEqual({ done: 0, failed: 1, now: undefined });
  });
});

describe('what is at stake', () => {
  it('asks for the name of what people depend on, and wherever data can be lost', () => {
    expect(stakeOf('local', false, undefined)).toBe('');
    expect(stakeOf('local', true, undefined)).toContain('lose data');
    expect(stakeOf('shop', false, 'shop')).toBe('shop is a database that people depend on.');
    expect(stakeOf('copy', false, 'shop')).toContain('copy is shop');
  });
});

describe('the end of a run in one sentence', () => {
  it('leaves out hints that only a terminal can follow', () => {
    const error = new AppError('conflict', 'It stopped.', { hint: 'Go on with tidemark run x --resume.' });
    expect(sentenceOf({ value: undefined, error, known: undefined, mode: 'start' })).toEqual({
      tone: 'bad',
      text: 'It stopped.',
    });
  });
});
