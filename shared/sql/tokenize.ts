import type { Flavor } from '../model';
import type { SqlMode } from './sql-mode';
import type { Token } from './token';
import { TokenScanner } from './token-scanner';

/**
 * All tokens of a text, comments left out, conditional comments entered as the flavor would. Never
 * throws: an unterminated string goes to the end. Delimiters are just symbols here; scripts are cut
 * into statements by `ScriptScanner`.
 */
export function tokenize(
  text: string,
  options: { readonly mode?: SqlMode; readonly flavor?: Flavor | undefined } = {},
): readonly Token[] {
  const scanner = new TokenScanner(text, options);
  const tokens: Token[] = [];
  for (let token = scanner.next(); token !== undefined; token = scanner.next()) tokens.push(token);
  return tokens;
}
