import type { DriftRow } from '../../shared/api';

/** How two statements of one thing compare. */
export type Status = DriftRow['status'];

/** Every status, worst first: the order of filters and legends. */
export const STATUSES: readonly Status[] = [
  'missing',
  'different',
  'extra',
  'unknown',
  'equivalent',
  'equal',
];

/** The one word for each status. */
export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  equal: 'equal',
  equivalent: 'same meaning',
  different: 'different',
  missing: 'missing',
  extra: 'extra',
  unknown: 'not told',
};

/** What each status means, in a sentence. */
export const STATUS_MEANINGS: Readonly<Record<Status, string>> = {
  equal: 'Stated in the same words.',
  equivalent: 'Spelled differently, but it means the same to the server.',
  different: 'Stated otherwise than in the reference.',
  missing: 'The reference has it, this source does not.',
  extra: 'This source has it, the reference does not.',
  unknown: 'This kind of source cannot say, so it is not counted as missing.',
};

/** True for what is drift; equal, same meaning and not told are none. */
export function isDrift(status: Status): boolean {
  return status === 'different' || status === 'missing' || status === 'extra';
}

const NUMBER = new Intl.NumberFormat('en-US');

/** `12,345`. */
export function formatCount(count: number): string {
  return NUMBER.format(count);
}

/** `1 table`, `12 tables`; `plural` where it is not made with an s. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** `5 tables of Tidemark’s own, which do not count`: those that record runs, and keep rows of earlier ones. */
export function sayOwnTables(count: number): string {
  return `${countOf(count, 'table')} of Tidemark’s own, which ${count === 1 ? 'does' : 'do'} not count`;
}
