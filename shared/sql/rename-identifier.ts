import { quoteIdentifier } from './quote';
import { tokenize } from './tokenize';

/**
 * Renames a column inside an expression: every name that equals the old one without case, unless it is a
 * function's name or the qualifier of another.
 */
export function renameInExpression(expression: string, from: string, to: string): string {
  const key = from.toLowerCase();
  if (!expression.toLowerCase().includes(key) && !expression.includes('`')) return expression;
  const tokens = tokenize(expression);
  const parts: string[] = [];
  let copied = 0;
  tokens.forEach((token, at) => {
    if ((token.kind !== 'word' && token.kind !== 'quoted') || token.text.toLowerCase() !== key) return;
    const next = tokens[at + 1]?.upper;
    if (next === '.' || (token.kind === 'word' && next === '(')) return;
    parts.push(
      expression.slice(copied, token.start),
      token.kind === 'quoted' || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(to) ? quoteIdentifier(to) : to,
    );
    copied = token.end;
  });
  return copied === 0 ? expression : parts.join('') + expression.slice(copied);
}
