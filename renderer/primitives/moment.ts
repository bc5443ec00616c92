const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const DAY_OF_YEAR = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** `10:52` for today, `20 Nov, 10:52` this year, `20 Nov 2025` before; in the reader's own time zone. */
export function formatMoment(iso: string, now: Date = new Date()): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  if (at.toDateString() === now.toDateString()) return TIME.format(at);
  if (at.getFullYear() === now.getFullYear()) return `${DAY.format(at)}, ${TIME.format(at)}`;
  return DAY_OF_YEAR.format(at);
}

/** `12 ms`, `0.41 s`, `2.4 s`, `3 min 12 s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 100) return `${String(Math.round(milliseconds))} ms`;
  if (milliseconds < 1000) return `${(milliseconds / 1000).toFixed(2)} s`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const minutes = Math.floor(milliseconds / 60_000);
  return `${String(minutes)} min ${String(Math.round((milliseconds - minutes * 60_000) / 1000))} s`;
}
