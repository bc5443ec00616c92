import { printParseErrorCode, visit } from 'jsonc-parser';
import { PlacedBuilder } from './placed-builder';
import type { Place, PlacedReading, PlacedValue, TextProblem } from './placed-value';
import { MAXIMUM_DEPTH, MAXIMUM_PROBLEMS } from './placed-value';

/** What the scanner's error names mean to somebody who edits the file. */
const MESSAGES: ReadonlyMap<string, string> = new Map([
  ['InvalidSymbol', 'a word that JSON does not know'],
  ['InvalidNumberFormat', 'a malformed number'],
  ['PropertyNameExpected', 'a key in double quotes is expected'],
  ['ValueExpected', 'a value is expected'],
  ['ColonExpected', 'a colon is expected'],
  ['CommaExpected', 'a comma is expected'],
  ['CloseBraceExpected', 'a closing brace } is expected'],
  ['CloseBracketExpected', 'a closing bracket ] is expected'],
  ['EndOfFileExpected', 'there is text after the end of the JSON'],
  ['InvalidCommentToken', 'comments are not allowed in JSON'],
  ['UnexpectedEndOfComment', 'a comment is not closed'],
  ['UnexpectedEndOfString', 'a string is not closed'],
  ['UnexpectedEndOfNumber', 'a number is cut off'],
  ['InvalidUnicode', 'a malformed \\u escape'],
  ['InvalidEscapeCharacter', 'an escape that JSON does not know'],
  ['InvalidCharacter', 'a control character inside a string'],
]);

/** Errors after which the string they happened in still says what it says. */
const HARMLESS_IN_STRING: ReadonlySet<string> = new Set(['InvalidCharacter', 'InvalidEscapeCharacter']);

/**
 * Reads JSON with the place of every value. Text that breaks off or is malformed yields what could be
 * read and the problems; a string that was cut off is left out rather than shown half. Arrays under the
 * `counted` keys of the outermost object are only counted. Never throws.
 */
export function readJson(text: string, counted: ReadonlySet<string> = new Set()): PlacedReading {
  const problems: TextProblem[] = [];
  const builder = new PlacedBuilder(counted);
  const end = text.trimEnd().length;
  const state = { brokenString: -1, tooDeep: false };

  const report = (place: Place, message: string, ending = false): void => {
    if (problems.length < MAXIMUM_PROBLEMS) problems.push({ place, message, ending });
  };
  const begin = (kind: 'object' | 'array', line: number, character: number): boolean => {
    const place = placeOf(line, character);
    if (builder.depth >= MAXIMUM_DEPTH) {
      if (!state.tooDeep) report(place, `nested deeper than ${String(MAXIMUM_DEPTH)} levels, left out`);
      state.tooDeep = true;
    }
    // The visitor calls the end even of a collection whose inside it was told to skip.
    builder.begin(kind, place);
    return builder.depth <= MAXIMUM_DEPTH;
  };

  try {
    visit(
      text,
      {
        onObjectBegin: (_offset, _length, line, character) => begin('object', line, character),
        onArrayBegin: (_offset, _length, line, character) => begin('array', line, character),
        onObjectEnd: () => {
          builder.end();
        },
        onArrayEnd: () => {
          builder.end();
        },
        onObjectProperty: (name, offset, _length, line, character) => {
          const place = placeOf(line, character + 1);
          if (offset === state.brokenString) return;
          if (builder.hasKey(name))
            report(place, `the key ${JSON.stringify(name)} is given twice; the first one counts`);
          builder.key(name, place);
        },
        onLiteralValue: (value: unknown, offset, _length, line, character) => {
          if (offset === state.brokenString) return;
          builder.leaf(leafOf(value, line, character));
        },
        onError: (code, offset, length, line, character) => {
          const name = printParseErrorCode(code);
          if (name.endsWith('OfString') || name === 'InvalidUnicode') state.brokenString = offset;
          const cutOff = offset + length >= end && !HARMLESS_IN_STRING.has(name);
          report(placeOf(line, character), MESSAGES.get(name) ?? name, cutOff);
        },
      },
      { disallowComments: true, allowTrailingComma: false },
    );
  } catch (error) {
    // The visitor recurses per level: ten thousand open brackets end its stack, and mean no table.
    if (!(error instanceof RangeError)) throw error;
    if (!state.tooDeep) report({ line: 1, column: 1 }, 'nested too deep to be read');
  }
  return { value: builder.finish(), problems };
}

/** jsonc-parser counts lines and characters from 0. */
function placeOf(line: number, character: number): Place {
  return { line: line + 1, column: character + 1 };
}

function leafOf(value: unknown, line: number, character: number): PlacedValue {
  switch (typeof value) {
    case 'string':
      // Inside the quotes, so that offsets in the string can be added to the column.
      return { kind: 'string', place: placeOf(line, character + 1), value };
    case 'number':
      return { kind: 'number', place: placeOf(line, character), value };
    case 'boolean':
      return { kind: 'boolean', place: placeOf(line, character), value };
    default:
      return { kind: 'null', place: placeOf(line, character) };
  }
}
