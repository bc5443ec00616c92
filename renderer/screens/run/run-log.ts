import type { JournalEntry } from '../../../shared/run';
import { countOf } from '../../primitives/drift-words';
import { formatDuration } from '../../primitives/moment';
import { STATE_WORDS } from './state-track';

/** One line of a run's log as it is shown. */
export interface LogEntry {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly tone: 'plain' | 'good' | 'bad' | 'state';
  readonly text: string;
}

/** A run's journal in plain sentences, oldest first. A statement is one line: how it ended, or that it began. */
export function logLines(entries: readonly JournalEntry[]): readonly LogEntry[] {
  const titles = new Map<string, string>();
  const lines: LogEntry[] = [];
  let isOpen = false;
  for (const entry of entries) {
    const line = describe(entry, titles);
    if (line === undefined) continue;
    // The end of a statement takes the place of its beginning.
    if (isOpen && entry.kind === 'statement' && entry.phase !== 'start') lines.pop();
    isOpen = entry.kind === 'statement' && entry.phase === 'start';
    lines.push({ at: entry.at, ...line });
  }
  return lines;
}

function describe(entry: JournalEntry, titles: Map<string, string>): Omit<LogEntry, 'at'> | undefined {
  switch (entry.kind) {
    case 'start':
      return {
        tone: 'plain',
        text: `${entry.by} starts ${entry.name}: ${countOf(entry.statements, 'statement')} for ${entry.schemas.join(', ')} on ${entry.where}`,
      };
    case 'state':
      return {
        tone:
          entry.state === 'failed'
            ? 'bad'
            : entry.state === 'completed' || entry.state === 'rolled_back'
              ? 'good'
              : 'state',
        text:
          entry.message === undefined
            ? STATE_WORDS[entry.state]
            : `${STATE_WORDS[entry.state]}: ${entry.message}`,
      };
    case 'session':
      return { tone: 'plain', text: `Session ${String(entry.thread)} executes` };
    case 'program':
      return { tone: 'plain', text: `${entry.name} changes the table, as process ${String(entry.process)}` };
    case 'statement':
      return describeStatement(entry, titles);
    case 'looked':
      return {
        tone: entry.finding === 'done' ? 'good' : entry.finding === 'unknown' ? 'bad' : 'plain',
        text: `Statement ${String(entry.number)} was in doubt. ${entry.message}`,
      };
    case 'note':
      return { tone: 'plain', text: entry.message };
    case 'tracked':
      return { tone: 'plain', text: `Recorded in ${entry.schema} as number ${entry.id}` };
    case 'abandoned':
      return { tone: 'bad', text: entry.message };
  }
}

function describeStatement(
  entry: Extract<JournalEntry, { readonly kind: 'statement' }>,
  titles: Map<string, string>,
): Omit<LogEntry, 'at'> {
  const key = `${entry.direction} ${String(entry.number)}`;
  const title = entry.title ?? titles.get(key) ?? '';
  titles.set(key, title);
  const name = `${entry.direction === 'rollback' ? 'Back ' : ''}${String(entry.number)} ${title}`.trim();
  if (entry.phase === 'start') return { tone: 'plain', text: `${name} …` };
  if (entry.phase === 'failed') return { tone: 'bad', text: `${name}: ${entry.message ?? 'refused'}` };
  const time = entry.milliseconds === undefined ? '' : `, ${formatDuration(entry.milliseconds)}`;
  const rows = entry.rows === undefined || entry.rows === 0 ? '' : `, ${countOf(entry.rows, 'row')}`;
  return { tone: 'good', text: `${name}${time}${rows}` };
}

/** The log as text to copy. */
export function logText(lines: readonly LogEntry[]): string {
  return lines.map(({ at, text }) => `${at}  ${text}`).join('\n');
}

/** `Statement 7 of 19`, and how many are done: from the journal, which is forced to disk, not from memory. */
export interface Advance {
  readonly done: number;
  readonly failed: number;
  readonly now: number | undefined;
}

/** How far a direction of a run has come. */
export function advanceOf(
  statements: readonly { readonly direction: string; readonly number: number; readonly phase: string }[],
  direction: 'forward' | 'rollback',
): Advance {
  const own = statements.filter((one) => one.direction === direction);
  return {
    done: own.filter(({ phase }) => phase === 'done').length,
    failed: own.filter(({ phase }) => phase === 'failed').length,
    now: own.findLast(({ phase }) => phase === 'in-doubt')?.number,
  };
}
