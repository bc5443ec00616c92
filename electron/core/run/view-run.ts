import type { OutputOf } from '../../../shared/api';
import { isRefused, isUnfinished, presentState } from '../../../shared/run';
import type { JournalEntry } from '../../../shared/run';
import { isUnderWay } from './is-under-way';
import type { KnownRun } from './run-journal';

/** A run of a journal, for the wire. */
export function viewRun(known: KnownRun): OutputOf<'run.status'>['runs'][number] {
  const { record } = known;
  const { start, statements, track, inDoubt, failure } = record;
  return {
    run: start.run,
    name: start.name,
    planVersion: start.planVersion,
    hash: start.hash,
    file: start.file,
    server: start.server,
    where: start.where,
    schemas: start.schemas,
    by: start.by,
    startedAt: start.at,
    lastAt: record.lastAt,
    state: presentState(track),
    unfinished: isUnfinished(record),
    underWay: isUnderWay(known),
    refused: isRefused(record),
    abandoned: record.abandoned,
    statements: start.statements,
    done: statements.filter(({ phase, direction }) => phase === 'done' && direction === 'forward').length,
    ...(inDoubt === undefined ? {} : { inDoubt: { number: inDoubt.number, title: inDoubt.title } }),
    ...(failure === undefined ? {} : { failure }),
    visits: track.visits.map(({ state, at, milliseconds }) => ({
      state,
      at,
      ...(milliseconds === undefined ? {} : { milliseconds }),
    })),
  };
}

/** All that a journal tells, for the wire; `entries` are its lines as they stand. */
export function viewRunLog(known: KnownRun, entries: readonly JournalEntry[]): OutputOf<'run.log'> {
  const { record } = known;
  return {
    run: viewRun(known),
    statements: record.statements,
    ...(record.tracked && { tracked: record.tracked }),
    entries: [...entries],
  };
}
