import type { JournalEntry, RunDirection, StartEntry } from './journal-entry';
import { journalEntrySchema } from './journal-entry';
import type { StateTrack } from './run-state';
import { isResting, moveTo, presentState, startTrack } from './run-state';

/** What a journal tells of one statement. */
export interface JournaledStatement {
  readonly direction: RunDirection;
  readonly number: number;
  readonly title: string;
  /** `in-doubt`: started, and nobody saw how it ended. */
  readonly phase: 'in-doubt' | 'done' | 'failed';
  readonly milliseconds?: number;
  readonly message?: string;
}

/** A run as its journal tells it. */
export interface RunRecord {
  readonly start: StartEntry;
  readonly track: StateTrack;
  /** In the order in which they were started last. */
  readonly statements: readonly JournaledStatement[];
  /** True from the first statement of a rollback until the run is rolled back or completed again. */
  readonly reverting: boolean;
  /** The statement whose end nobody saw, if there is one. */
  readonly inDoubt?: JournaledStatement;
  /** The session that executed last, and the process that it belonged to. */
  readonly session?: { readonly thread: number; readonly process: number };
  /** The program outside that was at work on the statement in doubt. */
  readonly program?: { readonly process: number; readonly name: string };
  readonly tracked?: { readonly schema: string; readonly id: string };
  /** Fingerprint of the state that its rollback led to, once it is rolled back. */
  readonly restored?: string;
  /** Why it failed last. */
  readonly failure?: string;
  readonly abandoned: boolean;
  /** When the last line was written. */
  readonly lastAt: string;
  readonly notes: readonly string[];
}

/** Reads the lines of a journal. A last line that was cut off by a crash is left out; so is what is no entry. */
export function readJournal(text: string): readonly JournalEntry[] {
  const entries: JournalEntry[] = [];
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const entry = parseLine(line);
    if (entry !== undefined) entries.push(entry);
  }
  return entries;
}

function parseLine(line: string): JournalEntry | undefined {
  try {
    const parsed = journalEntrySchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Tells a run from its entries; undefined when they do not begin with a start. */
export function foldJournal(entries: readonly JournalEntry[]): RunRecord | undefined {
  const [start] = entries;
  if (start?.kind !== 'start') return undefined;
  let track = startTrack(start.at, start.adopted);
  const statements = new Map<string, JournaledStatement>();
  let session: RunRecord['session'];
  let program: RunRecord['program'];
  let tracked: RunRecord['tracked'];
  let restored: string | undefined;
  let failure: string | undefined;
  let abandoned = false;
  let reverting = false;
  const notes: string[] = [];
  for (const entry of entries) {
    switch (entry.kind) {
      case 'state':
        track = moveTo(track, entry.state, entry.at);
        if (entry.state === 'failed') failure = entry.message;
        restored = entry.state === 'rolled_back' ? entry.fingerprint : undefined;
        if (entry.state === 'completed' || entry.state === 'rolled_back') reverting = false;
        break;
      case 'session':
        session = { thread: entry.thread, process: entry.process };
        break;
      case 'statement': {
        const key = `${entry.direction} ${String(entry.number)}`;
        const known = statements.get(key);
        program = undefined;
        if (entry.phase === 'start') statements.delete(key);
        if (entry.direction === 'rollback') reverting = true;
        statements.set(key, {
          direction: entry.direction,
          number: entry.number,
          title: entry.title ?? known?.title ?? '',
          phase: entry.phase === 'start' ? 'in-doubt' : entry.phase,
          ...(entry.milliseconds === undefined ? {} : { milliseconds: entry.milliseconds }),
          ...(entry.message === undefined ? {} : { message: entry.message }),
        });
        break;
      }
      case 'looked': {
        const key = `${entry.direction} ${String(entry.number)}`;
        const known = statements.get(key);
        if (known !== undefined && entry.finding !== 'unknown')
          statements.set(key, {
            ...known,
            phase: entry.finding === 'done' ? 'done' : 'failed',
            message: entry.message,
          });
        break;
      }
      case 'program':
        program = { process: entry.process, name: entry.name };
        break;
      case 'tracked':
        tracked = { schema: entry.schema, id: entry.id };
        break;
      case 'abandoned':
        abandoned = true;
        break;
      case 'note':
        notes.push(entry.message);
        break;
      case 'start':
        break;
    }
  }
  const all = [...statements.values()];
  const inDoubt = all.findLast((statement) => statement.phase === 'in-doubt');
  return {
    start,
    track,
    statements: all,
    reverting,
    ...(inDoubt === undefined ? {} : { inDoubt }),
    ...(session === undefined ? {} : { session }),
    ...(program === undefined ? {} : { program }),
    ...(tracked === undefined ? {} : { tracked }),
    ...(restored === undefined ? {} : { restored }),
    ...(failure === undefined ? {} : { failure }),
    abandoned,
    lastAt: entries.at(-1)?.at ?? start.at,
    notes,
  };
}

/**
 * True while the run waits for somebody to resume it, roll it back or give it up. One that stopped before its first
 * statement changed nothing, so nothing waits.
 */
export function isUnfinished(record: RunRecord): boolean {
  if (record.abandoned || record.statements.length === 0) return false;
  const state = presentState(record.track);
  // What became of every statement was compared with the whole database before a run came to rest in these two.
  if (state === 'completed' || state === 'rolled_back') return record.reverting;
  return true;
}

/** True for a run that was stopped before its first statement: the database is as it was, and nothing waits. */
export function isRefused(record: RunRecord): boolean {
  return record.statements.length === 0 && presentState(record.track) === 'failed';
}

/** True for a run whose process ended without a word before it executed anything. */
export function isStillborn(record: RunRecord): boolean {
  return record.statements.length === 0 && !isResting(presentState(record.track));
}
