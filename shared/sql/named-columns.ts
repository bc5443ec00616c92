import { tokenize } from './tokenize';

/** Which of these columns, lower case, an expression speaks of. Names of functions and qualifiers are none. */
export function namedColumns(expression: string, columns: ReadonlySet<string>): ReadonlySet<string> {
  const named = new Set<string>();
  const tokens = tokenize(expression);
  tokens.forEach((token, at) => {
    if (token.kind !== 'word' && token.kind !== 'quoted') return;
    const next = tokens[at + 1]?.upper;
    if (next === '.' || (token.kind === 'word' && next === '(')) return;
    const name = token.text.toLowerCase();
    if (columns.has(name)) named.add(name);
  });
  return named;
}
