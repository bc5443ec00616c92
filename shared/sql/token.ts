/**
 * What a token is.
 * - `word`: an unquoted identifier or keyword
 * - `quoted`: an identifier in backticks (or double quotes under ANSI_QUOTES)
 * - `string`: a quoted text, `N'…'` included
 * - `number`: `12`, `1.5`, `1e3`, without a sign
 * - `hex` / `bit`: `0xAB`, `x'AB'` / `0b01`, `b'01'`
 * - `variable`: `@name`, `@'name'`, `@@session.name`
 * - `symbol`: an operator or punctuation mark
 */
export type TokenKind = 'word' | 'quoted' | 'string' | 'number' | 'hex' | 'bit' | 'variable' | 'symbol';

/** One token. `start` and `end` are offsets in the text it was read from. */
export interface Token {
  readonly kind: TokenKind;
  /** Decoded: a name without its quotes, a string's value, the digits of a hex or bit literal, a variable's name. */
  readonly text: string;
  /** A word in upper case, a symbol as it is, else ''. Compare keywords with this. */
  readonly upper: string;
  readonly start: number;
  readonly end: number;
}
