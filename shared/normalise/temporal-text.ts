/**
 * Dates and times as servers store a default that is written loosely: `2020-1-1` is `2020-01-01`,
 * `20200101` too, `10:00` is `10:00:00`. Each answers undefined for what it does not understand, so that
 * nothing is judged equal by accident.
 */

/** As DATE stores it. */
export function toDateText(text: string): string | undefined {
  return parseDateTime(text)?.date;
}

/** As DATETIME(precision) or TIMESTAMP(precision) stores it. */
export function toDateTimeText(text: string, precision: number): string | undefined {
  const parts = parseDateTime(text);
  if (!parts) return undefined;
  const fraction = fitFraction(parts.fraction, precision);
  return fraction === undefined ? undefined : `${parts.date} ${parts.time}${fraction}`;
}

/** As TIME(precision) stores it; of a date with a time only the time. */
export function toTimeText(text: string, precision: number): string | undefined {
  const dated = /^\s*\d{4}-\d{1,2}-\d{1,2} /.test(text) ? parseDateTime(text) : undefined;
  if (dated) return toTimeText(`${dated.time}.${dated.fraction}`, precision);
  const match = /^\s*(-?)(\d{1,3}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{0,9}))?)?\s*$/.exec(text);
  const compact = match ? null : /^\s*(-?)(\d{1,3}?)(\d{2})(\d{2})(?:\.(\d{0,9}))?\s*$/.exec(text);
  const found = match ?? compact;
  if (!found) return undefined;
  const [, sign = '', hours = '', minutes = '', seconds = '0', digits = ''] = found;
  const fraction = fitFraction(digits, precision);
  return fraction === undefined
    ? undefined
    : `${sign}${two(hours)}:${two(minutes)}:${two(seconds)}${fraction}`;
}

/** As YEAR stores it: two digits are 1970 to 2069; the number 0 is 0000, the text '0' is 2000. */
export function toYearText(text: string, isNumber: boolean): string | undefined {
  const trimmed = text.trim();
  if (!/^\d{1,4}$/.test(trimmed)) return undefined;
  const value = Number(trimmed);
  if (trimmed.length === 4) return trimmed;
  if (value === 0) return isNumber ? '0000' : '2000';
  if (value > 99) return undefined;
  return String(value < 70 ? 2000 + value : 1900 + value);
}

function parseDateTime(text: string): { date: string; time: string; fraction: string } | undefined {
  const loose =
    /^\s*(\d{4})[-/.:](\d{1,2})[-/.:](\d{1,2})(?:(?:T|\s{1,4})(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{0,9}))?)?)?\s*$/i.exec(
      text,
    );
  const compact = loose
    ? null
    : /^\s*(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})(?:\.(\d{0,9}))?)?\s*$/.exec(text);
  // The zero date may be written as the number 0.
  if (!loose && !compact && /^\s*0\s*$/.test(text))
    return { date: '0000-00-00', time: '00:00:00', fraction: '' };
  const found = loose ?? compact;
  if (!found) return undefined;
  const [, year = '', month = '', day = '', hour = '0', minute = '0', second = '0', fraction = ''] = found;
  return {
    date: `${year}-${two(month)}-${two(day)}`,
    time: `${two(hour)}:${two(minute)}:${two(second)}`,
    fraction,
  };
}

/** The fraction with its point, padded; undefined when digits would have to be rounded away. */
function fitFraction(digits: string, precision: number): string | undefined {
  if (/[1-9]/.test(digits.slice(precision))) return undefined;
  return precision === 0 ? '' : `.${digits.slice(0, precision).padEnd(precision, '0')}`;
}

function two(digits: string): string {
  return digits.padStart(2, '0');
}
