import type { SyntaxNode } from '@lezer/common';

import { displayText, LONGEST_TEXT } from './format-text';
import { childrenOf, decodeString, literalParts, textOf } from './python-source';
import type { PythonSource } from './python-source';
import type { PythonValue } from './python-value';

/** The text of a string or f-string; undefined when a part of it is computed. `inner` works out what stands in braces. */
export function readLiteral(
  source: PythonSource,
  node: SyntaxNode,
  inner: (child: SyntaxNode) => PythonValue,
): string | undefined {
  const text = textOf(source, node);
  const { prefix, quote } = literalParts(text);
  const raw = prefix.includes('r');
  const start = node.from + prefix.length + quote.length;
  const end =
    text.endsWith(quote) && text.length >= prefix.length + 2 * quote.length
      ? node.to - quote.length
      : node.to;
  if (!prefix.includes('f')) return decodeString(source.text.slice(start, end), raw);
  let value = '';
  let at = start;
  const plain = (to: number): string =>
    decodeString(source.text.slice(at, to), raw).replaceAll('{{', '{').replaceAll('}}', '}');
  for (const child of childrenOf(node)) {
    if (child.name !== 'FormatReplacement') continue;
    value += plain(child.from);
    const [, expression, ...rest] = childrenOf(child);
    // A format or a conversion (`{x!r}`, `{x:>10}`) is computed; `{x}` is the text itself.
    if (expression === undefined || rest.some((each) => each.name !== '}')) return undefined;
    const part = displayText(inner(expression));
    if (part === undefined) return undefined;
    value += part;
    at = child.to;
    if (value.length > LONGEST_TEXT) return undefined;
  }
  return value + plain(end);
}
