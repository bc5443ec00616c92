import { INTERVAL_UNITS } from '../expression/function-names';

/**
 * Compares two schedules in their one spelling (canonicalSchedule's). A STARTS that is not said is the moment of
 * creation, so that any is as good; what is computed (`CURRENT_TIMESTAMP + INTERVAL 1 DAY`) only a server
 * could tell, at the moment when it was created.
 */
export function compareSchedules(from: string, to: string): 'equal' | 'equivalent' | 'different' | 'unknown' {
  if (from === to) return 'equal';
  const a = splitSchedule(from);
  const b = splitSchedule(to);
  if (a.every !== b.every) return isComputed(a.every) || isComputed(b.every) ? 'unknown' : 'different';
  for (const [x, y] of [
    [a.ends, b.ends],
    [a.starts, b.starts],
  ] as const) {
    if (x === y) continue;
    if (x === a.starts && y === b.starts && (x === '' || y === '')) continue;
    return isComputed(x) || isComputed(y) ? 'unknown' : 'different';
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

/** True when it holds more than literals, units and the words of the clause. */
function isComputed(text: string): boolean {
  const words = text.replace(/'[^']*'/g, '').match(/[a-z_]+|[+\-*/]/g) ?? [];
  return words.some((word) => word !== 'every' && word !== 'at' && !INTERVAL_UNITS.has(word));
}
