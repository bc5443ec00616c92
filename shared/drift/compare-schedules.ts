import { INTERVAL_UNITS } from '../expression/function-names';

/**
 * Compares two schedules in their one spelling (canonicalSchedule's). A STARTS that is not said is the moment of
 * creation, so that any is as good. What is computed only a server can tell (`unknown`), and what counts from now
 * (`CURRENT_TIMESTAMP + INTERVAL 1 DAY`) not even that: it depends on when the event was made (`of its moment`).
 */
export function compareSchedules(
  from: string,
  to: string,
): 'equal' | 'equivalent' | 'different' | 'unknown' | 'of its moment' {
  if (from === to) return 'equal';
  const a = splitSchedule(from);
  const b = splitSchedule(to);
  if (a.every !== b.every) return verdictOf(a.every, b.every);
  for (const [x, y] of [
    [a.ends, b.ends],
    [a.starts, b.starts],
  ] as const) {
    if (x === y) continue;
    if (x === a.starts && y === b.starts && (isUnsaid(x) || isUnsaid(y))) continue;
    return verdictOf(x, y);
  }
  return 'equivalent';
}

function splitSchedule(text: string): {
  readonly every: string;
  readonly starts: string;
  readonly ends: string;
} {
  const endsAt = text.indexOf(' ends ');
  const beforeEnds = endsAt < 0 ? text : text.slice(0, endsAt);
  const startsAt = beforeEnds.indexOf(' starts ');
  return {
    every: startsAt < 0 ? beforeEnds : beforeEnds.slice(0, startsAt),
    starts: startsAt < 0 ? '' : beforeEnds.slice(startsAt + 8),
    ends: endsAt < 0 ? '' : text.slice(endsAt + 6),
  };
}

/** STARTS CURRENT_TIMESTAMP is what an event does that says nothing. */
function isUnsaid(starts: string): boolean {
  return starts === '' || /^(?:now|current_timestamp|localtime|localtimestamp)(?: \( \))?$/.test(starts);
}

function verdictOf(from: string, to: string): 'different' | 'unknown' | 'of its moment' {
  const computed = [from, to].filter(isComputed);
  if (computed.length === 0) return 'different';
  return computed.some((text) => COUNTS_FROM_NOW.test(text)) ? 'of its moment' : 'unknown';
}

const COUNTS_FROM_NOW =
  /\b(?:now|sysdate|current_timestamp|current_date|current_time|curdate|curtime|localtime|localtimestamp|utc_timestamp|utc_date|utc_time|unix_timestamp)\b/;

/** True when it holds more than literals, units and the words of the clause. */
function isComputed(text: string): boolean {
  const words = text.replace(/'[^']*'/g, '').match(/[a-z_]+|[+\-*/]/g) ?? [];
  return words.some((word) => word !== 'every' && word !== 'at' && !INTERVAL_UNITS.has(word));
}
