/**
 * Characters that make a text read as what it is not: controls, marks that turn the direction of what follows
 * (U+202E shows them backwards), and what has no width and so makes two names look like one. Line breaks and
 * tabs are not among them; nor are the joiners that emoji and scripts need.
 */
const HIDDEN =
  // eslint-disable-next-line no-control-regex -- these are the characters to be shown
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** The escape that stands for a character: `\x1b`, `\u202e`. */
export function escapeCharacter(character: string): string {
  const code = character.charCodeAt(0);
  const hex = code.toString(16);
  return code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`;
}

/** A text in which hidden characters are seen, as escapes. The very text where it has none. */
export function visibleText(text: string): string {
  return text.replace(HIDDEN, escapeCharacter);
}
