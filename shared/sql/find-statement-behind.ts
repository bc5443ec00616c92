import type { Token } from './token';

/**
 * Where the statement begins that MariaDB's `SET STATEMENT variable = value, … FOR statement` runs (MariaDB manual, SET STATEMENT);
 * 0 for anything else. The variables hold for that statement only, and what it makes is there afterwards.
 */
export function findStatementBehind(tokens: readonly Token[]): number {
  if (tokens[0]?.upper !== 'SET' || tokens[1]?.upper !== 'STATEMENT') return 0;
  // A user variable or a name may be called so; an assignment to it is another statement.
  if (tokens[2]?.kind !== 'word' || tokens[3]?.upper !== '=') return 0;
  let depth = 0;
  for (const [at, { kind, upper }] of tokens.entries()) {
    if (upper === '(') depth += 1;
    else if (upper === ')') depth -= 1;
    else if (depth === 0 && kind === 'word' && upper === 'FOR' && at + 1 < tokens.length) return at + 1;
  }
  return 0;
}
