import { decode, encode } from '@toon-format/toon';
import type { Table } from '../shared/model';
import { tableEntries } from './table-entries';

/**
 * A table as Token-Oriented Object Notation, the public format that is also called TOON, carrying the same table
 * object as dialect 1. With the previous text, its rows and the keys that are not ours are kept.
 */
export function writeTokenObject(table: Table, previous?: string): string {
  const entries = new Map<string, unknown>(tableEntries(table));
  if (previous !== undefined) {
    for (const [key, value] of Object.entries(decodeObject(previous))) {
      if (key === 'data' || !entries.has(key)) entries.set(key, value);
    }
  }
  return `${encode(withoutLoneSurrogates(Object.fromEntries(entries)))}\n`;
}

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Half of a character is nothing that UTF-8 can hold; the encoder throws at it, and a file would lose it anyway. */
function withoutLoneSurrogates(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'string' ? part.replace(LONE_SURROGATE, '\uFFFD') : part,
    ),
  );
}

/** What the text holds; nothing when it is not an object or cannot be decoded. */
function decodeObject(text: string): object {
  try {
    const value = decode(text.trimEnd());
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  } catch (error) {
    // The decoder throws SyntaxError for what it cannot read, RangeError for what is nested too deep.
    if (error instanceof SyntaxError || error instanceof RangeError) return {};
    throw error;
  }
}
