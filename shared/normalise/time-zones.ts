/** Minutes that a zone is ahead of UTC; undefined for one whose distance changes with the seasons, or that is not known here. */
export function zoneMinutes(zone: string): number | undefined {
  if (/^(?:utc|gmt|etc\/utc|z)$/i.test(zone)) return 0;
  const match = /^([+-])(\d{1,2}):(\d{2})$/.exec(zone);
  if (match === null) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}

/** A stored date and time, `2020-01-01 10:00:00.5`, some minutes later; undefined for what no calendar has, such as the zero date. */
export function addMinutes(text: string, minutes: number): string | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})(\.\d+)?$/.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = ''] = match;
  const at = new Date(
    Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)),
  );
  if (at.toISOString().slice(0, 10) !== `${String(year)}-${String(month)}-${String(day)}`) return undefined;
  at.setUTCMinutes(at.getUTCMinutes() + minutes);
  return at.toISOString().slice(0, 19).replace('T', ' ') + fraction;
}
