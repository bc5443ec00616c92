import type { Schema, ScheduledEvent } from '../model';

/** How far a server's own time may be from UTC, with some room: milliseconds. */
const A_DAY = 86_400_000;

/**
 * True when an event may be over at a moment (ISO 8601): it has an end (AT, ENDS) that is not surely to come. What is computed may
 * be any time.
 */
export function mayBeOver(schedule: string, at: string): boolean {
  const end = /(?:^\s*at|\bends)\s+(.*)$/is.exec(schedule)?.[1];
  if (end === undefined) return false;
  const stated = /^(?:timestamp\s*)?'(\d{4})-(\d{1,2})-(\d{1,2})[^']*'\s*$/i.exec(end);
  if (stated === null) return true;
  const [, year = '', month = '', day = ''] = stated;
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) <= Date.parse(at) + A_DAY;
}

/**
 * Why a server that does not have an event may have had it: an event that is over and was not made with ON COMPLETION PRESERVE is
 * dropped, at once where its end has passed (MySQL manual, CREATE EVENT). undefined for events that go on, those whose end
 * is surely to come, and for schemas that no server told of. `who` begins the sentence.
 */
export function explainPastEvent(
  event: Partial<Pick<ScheduledEvent, 'schedule' | 'preserve'>>,
  { origin }: Schema,
  who: string,
): string | undefined {
  if (event.schedule === undefined || event.preserve === true || origin?.kind !== 'server') return undefined;
  return mayBeOver(event.schedule, origin.readAt)
    ? `${who} was read at ${origin.readAt.slice(0, 10)}, and servers drop an event when it is over.`
    : undefined;
}
