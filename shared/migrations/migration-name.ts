/** What a migration's name, or its header, says of its place. */
export interface NamedPlace {
  /** `YYYYMMDDHHMMSS`, unknown parts 0. */
  readonly date?: string;
  readonly version?: readonly number[];
  readonly number?: number;
}

const DATE =
  /^(?:v|r)?(\d{4})([-_.]?)(\d{2})\2(\d{2})(?:[-_T]?(\d{2})[-_:]?(\d{2})[-_:]?(\d{2})(?!\d))?(?:[-_](\d{1,6})(?=[-_.]|$))?(?!\d)/i;
const LEADING_VERSION = /^v?(\d{1,5}(?:[._]\d{1,5}){1,3})(?!\d)/i;
const INNER_VERSION = /(?:^|[-_. ])v?(\d{1,4}(?:\.\d{1,4}){1,3}|\d{1,4}(?:_\d{1,4}){2,3})(?=$|[-_. ])/gi;
const NUMBER = /^v?(\d{1,9})(?=[-_. ]|$)/i;

/** The last part of a path without `.sql`, `.py` and the like. */
export function baseName(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return name.replace(/\.(?:sql|py|txt)$/i, '');
}

/**
 * Reads date, version and number from a file's name: `20260120112854_x`, `2026_01_26_03_x`, `4.0.46_x`,
 * `x_4_0_46`, `0007_x`, `V3__x`. Digits that are no calendar date are no date.
 */
export function readMigrationName(path: string): NamedPlace {
  const name = baseName(path);
  const date = readDate(name);
  if (date !== undefined) {
    const version = lastVersion(name.slice(date.length));
    return {
      date: date.text,
      ...(version === undefined ? {} : { version }),
      ...(date.number === undefined ? {} : { number: date.number }),
    };
  }
  const leading = LEADING_VERSION.exec(name)?.[1];
  if (leading !== undefined) return { version: toVersion(leading) };
  const inner = lastVersion(name);
  const number = NUMBER.exec(name)?.[1];
  return {
    ...(inner === undefined ? {} : { version: inner }),
    ...(number === undefined ? {} : { number: Number(number) }),
  };
}

function readDate(
  name: string,
): { readonly text: string; readonly length: number; readonly number?: number } | undefined {
  const match = DATE.exec(name);
  if (match === null) return undefined;
  const [whole, year = '', , month = '', day = '', hour, minute = '', second = '', number] = match;
  if (!isCalendarDate(year, month, day)) return undefined;
  const isTime = hour !== undefined && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  const time = isTime ? `${hour}${minute}${second}` : '000000';
  // `20260201_000061_x`: no time of day, so a counter.
  const counter = number ?? (hour !== undefined && !isTime ? `${hour}${minute}${second}` : undefined);
  return {
    text: `${year}${month}${day}${time}`,
    length: whole.length,
    ...(counter === undefined ? {} : { number: Number(counter) }),
  };
}

/** `YYYYMMDDHHMMSS` of a date written in a text: `2026-01-26`, `2026-01-26 08:14`, `20260126081400`. */
export function readDateText(text: string): string | undefined {
  const match = /(?<!\d)(\d{4})[-/]?(\d{2})[-/]?(\d{2})(?:[T ]?(\d{2}):?(\d{2})(?::?(\d{2}))?)?(?!\d)/.exec(
    text,
  );
  if (match === null) return undefined;
  const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00'] = match;
  return isCalendarDate(year, month, day) ? `${year}${month}${day}${hour}${minute}${second}` : undefined;
}

function isCalendarDate(year: string, month: string, day: string): boolean {
  return (
    Number(year) >= 1990 &&
    Number(year) < 2100 &&
    Number(month) >= 1 &&
    Number(month) <= 12 &&
    Number(day) >= 1 &&
    Number(day) <= 31
  );
}

function lastVersion(text: string): readonly number[] | undefined {
  const found = [...text.matchAll(INNER_VERSION)].at(-1)?.[1];
  return found === undefined ? undefined : toVersion(found);
}

function toVersion(text: string): readonly number[] {
  return text.split(/[._]/).map(Number);
}

/** Compares versions part by part; a missing part is 0. */
export function compareVersions(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Compares texts as people count: `x2` before `x10`. Ties are told by the plain text, so the order is total. */
export function compareNaturally(a: string, b: string): number {
  const [left, right] = [a.toLowerCase().match(/\d+|\D+/g) ?? [], b.toLowerCase().match(/\d+|\D+/g) ?? []];
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const [x = '', y = ''] = [left[index], right[index]];
    if (x === y) continue;
    if (/^\d/.test(x) && /^\d/.test(y)) {
      const [m, n] = [x.replace(/^0+(?=\d)/, ''), y.replace(/^0+(?=\d)/, '')];
      if (m.length !== n.length) return m.length - n.length;
      if (m !== n) return m < n ? -1 : 1;
    } else return x < y ? -1 : 1;
  }
  if (left.length !== right.length) return left.length - right.length;
  return a < b ? -1 : a > b ? 1 : 0;
}
