import { escapeCharacter } from '../../../shared/visible-text';

// C0 and C1 controls drive terminals; bidirectional controls and line separators make text read as what it is not.
// eslint-disable-next-line no-control-regex -- these are the characters to be shown instead of sent
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

const NAMED: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\0', '\\0'],
]);

/**
 * Makes a text of the user's files or database safe to print on one line: characters that would steer a
 * terminal or reorder the line are written as escapes (`\n`, `\x1b`, `\u202e`).
 */
export function safeText(text: string): string {
  return text.replace(UNSAFE, (character) => NAMED.get(character) ?? escapeCharacter(character));
}

/** JSON in which the same characters are escaped, which changes nothing for who parses it. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    // JSON.stringify escapes the C0 controls; its own line breaks stay.
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
