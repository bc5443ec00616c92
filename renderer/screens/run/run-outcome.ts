import type { KnownRunView, OutputOf } from '../../../shared/api';
import type { AppError } from '../../../shared/app-error';
import { formatDuration } from '../../primitives/moment';
import type { RunMode } from './run-words';

/** How a run stands, in one sentence, with the colour that goes with it. */
export interface RunSentence {
  readonly tone: 'quiet' | 'good' | 'warn' | 'bad';
  readonly text: string;
  readonly hint?: string;
}

/** The end of a run, or what keeps it from beginning, in one sentence. undefined while there is nothing to say. */
export function sentenceOf(about: {
  readonly value: OutputOf<'run.start'> | undefined;
  readonly error: AppError | undefined;
  readonly known: KnownRunView | undefined;
  readonly mode: RunMode | undefined;
}): RunSentence | undefined {
  const { value, error, known } = about;
  if (value !== undefined) {
    const time = value.milliseconds > 0 ? ` It took ${formatDuration(value.milliseconds)}.` : '';
    return { tone: value.state === 'failed' ? 'warn' : 'good', text: `${value.message}${time}` };
  }
  if (error !== undefined) {
    if (error.code === 'cancelled')
      return { tone: 'warn', text: error.message, hint: plainHint(error.more.hint) ?? '' };
    const hint = plainHint(error.more.hint);
    return { tone: 'bad', text: error.message, ...(hint === undefined ? {} : { hint }) };
  }
  if (known === undefined) return undefined;
  if (known.abandoned)
    return {
      tone: 'quiet',
      text: `It was given up after ${String(known.done)} of ${String(known.statements)} statements; the database stayed as it was then.`,
    };
  if (known.inDoubt !== undefined) {
    return {
      tone: 'warn',
      text: `It was interrupted in statement ${String(known.inDoubt.number)} (${known.inDoubt.title}). What became of it is looked up in the database before anything else is done.`,
    };
  }
  if (known.state === 'failed') {
    return {
      tone: known.unfinished ? 'bad' : 'quiet',
      text: `${known.failure ?? 'It failed.'}${known.unfinished ? ` ${String(known.done)} of ${String(known.statements)} statements are done and kept.` : ''}`,
    };
  }
  if (known.state === 'completed')
    return { tone: 'good', text: 'It is completed: the database was read again and is as planned.' };
  if (known.state === 'rolled_back')
    return { tone: 'good', text: 'It is rolled back: the database is as it was before.' };
  return known.unfinished
    ? { tone: 'warn', text: 'It was interrupted. Go on, take it back, or give it up.' }
    : undefined;
}

/** Hints are written for the terminal; in the window the buttons say the same. */
function plainHint(hint: string | undefined): string | undefined {
  return hint === undefined || /tidemark (run|rollback|review|rehearse)|--[a-z]/.test(hint)
    ? undefined
    : hint;
}
