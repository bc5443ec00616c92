import type { TextTable } from '../../primitives/table-text';
import type { KnownRunView, TrackedRunView } from '../../../shared/api';
import type { PillTone } from '../../primitives/pill';

/** A run in the list of runs, whoever recorded it. */
export interface HistoryRow {
  readonly key: string;
  readonly name: string;
  readonly version: string;
  readonly where: string;
  readonly by: string;
  /** ISO 8601 UTC; '' when nobody recorded it. */
  readonly startedAt: string;
  /** Time at work, pauses between attempts left out; undefined when it is not known. */
  readonly milliseconds: number | undefined;
  readonly end: RunEnd;
  readonly statements: string;
}

/** How a run stands, in one word. */
export type RunEnd = 'completed' | 'failed' | 'rolled back' | 'waits' | 'given up' | 'refused' | 'running';

/** The colour that goes with how a run stands. */
export const END_TONES: Readonly<Record<RunEnd, PillTone>> = {
  completed: 'good',
  failed: 'bad',
  'rolled back': 'quiet',
  waits: 'warn',
  'given up': 'quiet',
  refused: 'quiet',
  running: 'tide',
};

/** A run that this workspace has a journal of, for the list. */
export function rowOfJournal(run: KnownRunView): HistoryRow {
  return {
    key: run.run,
    name: run.name,
    version: run.planVersion,
    where: run.where,
    by: run.by,
    startedAt: run.startedAt,
    milliseconds: workTime(run.visits),
    end: endOfJournal(run),
    statements: `${String(run.done)} of ${String(run.statements)}`,
  };
}

function endOfJournal(run: KnownRunView): RunEnd {
  if (run.abandoned) return 'given up';
  if (run.underWay) return 'running';
  if (run.unfinished) return 'waits';
  if (run.refused) return 'refused';
  if (run.state === 'completed' || run.state === 'failed') return run.state;
  return run.state === 'rolled_back' ? 'rolled back' : 'running';
}

/** How long the states took in which somebody was at work; waiting as failed or completed is not counted. */
export function workTime(
  visits: readonly { readonly state: string; readonly milliseconds?: number | undefined }[],
): number | undefined {
  const work = visits.filter(
    ({ state }) => state !== 'failed' && state !== 'completed' && state !== 'rolled_back',
  );
  const known = work.filter(({ milliseconds }) => milliseconds !== undefined);
  return known.length === 0
    ? undefined
    : known.reduce((sum, { milliseconds }) => sum + (milliseconds ?? 0), 0);
}

/** A run that the tracking tables of a server hold, for the list. */
export function rowOfTracked(run: TrackedRunView, server: string): HistoryRow {
  return {
    key: `${run.schemas}#${run.id}`,
    name: run.name,
    version: run.version,
    where: `${server}, ${run.schemas}`,
    by: run.actorId === null ? '' : `actor ${run.actorId}`,
    startedAt: isoOfYmdhis(run.startedAt),
    milliseconds: run.milliseconds ?? undefined,
    end: endOfTracked(run.status),
    statements:
      run.tables.length === 0
        ? ''
        : `${String(run.tables.length)} ${run.tables.length === 1 ? 'object' : 'objects'}`,
  };
}

function endOfTracked(status: string): RunEnd {
  switch (status) {
    case 'completed':
    case 'failed':
    case 'running':
      return status;
    case 'rolled_back':
      return 'rolled back';
    default:
      return 'waits';
  }
}

/** `20260120112854` as ISO 8601 UTC; what is no such time gives ''. */
export function isoOfYmdhis(text: string | null): string {
  const parts = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text ?? '');
  if (parts === null) return '';
  const [, year = '', month = '', day = '', hour = '', minute = '', second = ''] = parts;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
}

/** A bar of the chart of durations. */
export interface Bar {
  readonly row: HistoryRow;
  /** 0 to 1, of the longest; runs that nobody timed have 0. */
  readonly height: number;
}

/** The latest runs as bars, the oldest first; heights grow with the square root, so that short runs stay in sight. */
export function durationBars(rows: readonly HistoryRow[], most: number): readonly Bar[] {
  const shown = [...rows]
    .sort((a, b) => (a.startedAt < b.startedAt ? -1 : a.startedAt > b.startedAt ? 1 : 0))
    .slice(-most);
  const longest = Math.max(1, ...shown.map(({ milliseconds }) => milliseconds ?? 0));
  return shown.map((row) => ({ row, height: Math.sqrt((row.milliseconds ?? 0) / longest) }));
}

/** How long the longest of the runs took, in milliseconds; 0 when none was timed. */
export function longestOf(rows: readonly HistoryRow[]): number {
  return rows.reduce((longest, { milliseconds }) => Math.max(longest, milliseconds ?? 0), 0);
}

/** How the runs stand, in one sentence. */
export function historySentence(rows: readonly HistoryRow[]): string {
  const count = (end: RunEnd): number => rows.filter((row) => row.end === end).length;
  const parts = (
    [
      ['completed', 'completed'],
      ['rolled back', 'taken back'],
      ['failed', 'failed'],
      ['given up', 'given up'],
      ['running', 'under way'],
    ] as const
  ).flatMap(([end, word]) => (count(end) === 0 ? [] : [`${String(count(end))} ${word}`]));
  return parts.join(', ');
}

/** Runs as a table of words. */
export function runsToTable(rows: readonly HistoryRow[]): TextTable {
  return {
    head: ['run', 'version', 'ended', 'started', 'milliseconds', 'statements', 'by', 'where'],
    rows: rows.map((row) => [
      row.name,
      row.version,
      row.end,
      row.startedAt,
      row.milliseconds === undefined ? '' : String(row.milliseconds),
      row.statements,
      row.by,
      row.where,
    ]),
  };
}
