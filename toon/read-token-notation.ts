import { ToonDecodeError, decodeStreamSync } from '@toon-format/toon';
import { PlacedBuilder } from './placed-builder';
import type { Place, PlacedReading, PlacedValue, TextProblem } from './placed-value';
import { MAXIMUM_DEPTH } from './placed-value';

/**
 * Reads Token-Oriented Object Notation with the place of every value, as far as the text could be read.
 * The decoder tells no positions, but takes its lines one by one, so the line that it took last is where
 * a value stood; the column is found by looking for the value in that line. Never throws.
 */
export function readTokenNotation(text: string, counted: ReadonlySet<string> = new Set()): PlacedReading {
  const lines = text.split(/\r?\n/);
  // The decoder wants no blank lines after the last one, where every editor leaves one.
  while (lines.length > 0 && lines.at(-1)?.trim() === '') lines.pop();
  const deep = lines.findIndex((line) => line.length - line.trimStart().length > MAXIMUM_DEPTH * 2);
  if (deep >= 0) {
    const place = { line: deep + 1, column: 1 };
    return {
      value: undefined,
      problems: [{ place, message: `nested deeper than ${String(MAXIMUM_DEPTH)} levels`, ending: false }],
    };
  }

  let taken = 0;
  function* takeLines(): Generator<string> {
    for (const line of lines) {
      taken += 1;
      yield line;
    }
  }
  const seeker = new ColumnSeeker(lines);
  const builder = new PlacedBuilder(counted);
  const problems: TextProblem[] = [];
  try {
    for (const event of decodeStreamSync(takeLines(), { strict: true })) {
      const line = Math.max(1, taken);
      switch (event.type) {
        case 'startObject':
          builder.begin('object', { line, column: 1 });
          break;
        case 'startArray':
          builder.begin('array', { line, column: 1 });
          break;
        case 'endObject':
        case 'endArray':
          builder.end();
          break;
        case 'key':
          builder.key(event.key, seeker.find(line, event.key));
          break;
        case 'primitive':
          builder.leaf(leafOf(event.value, line, seeker));
          break;
      }
    }
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof RangeError)) throw error;
    const line = error instanceof ToonDecodeError ? (error.line ?? Math.max(1, taken)) : Math.max(1, taken);
    const message = error instanceof SyntaxError ? withoutLine(error.message) : 'nested too deep to be read';
    problems.push({ place: { line, column: 1 }, message, ending: line >= lines.length });
  }
  return { value: builder.finish(), problems };
}

/** The decoder begins its messages with `Line 3: `, which the diagnostic's location says already. */
function withoutLine(message: string): string {
  return message.replace(/^Line \d+: /, '');
}

function leafOf(value: string | number | boolean | null, line: number, seeker: ColumnSeeker): PlacedValue {
  if (value === null) return { kind: 'null', place: seeker.find(line, 'null') };
  const place = seeker.find(line, String(value));
  switch (typeof value) {
    case 'string':
      return { kind: 'string', place, value };
    case 'number':
      return { kind: 'number', place, value };
    default:
      return { kind: 'boolean', place, value };
  }
}

/** Finds values in lines from left to right, going on where the last one in the same line was found. */
class ColumnSeeker {
  readonly #lines: readonly string[];
  #line = 0;
  #from = 0;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  find(line: number, value: string): Place {
    if (line !== this.#line) {
      this.#line = line;
      this.#from = 0;
    }
    const text = this.#lines[line - 1] ?? '';
    // A quoted value stands there with its escapes; its first characters are enough to find it.
    const escaped = JSON.stringify(value).slice(1, -1);
    let at = text.indexOf(value, this.#from);
    if (at < 0 && escaped !== value) at = text.indexOf(escaped, this.#from);
    if (at < 0) return { line, column: Math.min(this.#from, text.length) + 1 };
    this.#from = at + Math.max(1, value.length);
    return { line, column: at + 1 };
  }
}
