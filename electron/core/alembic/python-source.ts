import { parser } from '@lezer/python';
import type { SyntaxNode, Tree } from '@lezer/common';

import type { FileOrigin } from '../../../shared/model';
import { TextPositions } from '../postgres/text-positions';

/** A Python file as a tree with places. It is read, never run. */
export interface PythonSource {
  readonly path: string;
  readonly text: string;
  readonly tree: Tree;
  readonly positions: TextPositions;
}

/** Parses a Python file. The parser recovers from every mistake; `firstError` finds them. */
export function parsePython(text: string, path: string): PythonSource {
  return { path, text, tree: parser.parse(text), positions: new TextPositions(text, path) };
}

/** A node's children without comments and the parser's error marks. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== 'Comment' && !child.type.isError) children.push(child);
  }
  return children;
}

/** The source text of a node. */
export function textOf(source: PythonSource, node: { readonly from: number; readonly to: number }): string {
  return source.text.slice(node.from, node.to);
}

/** Where a node begins. */
export function placeOf(source: PythonSource, node: { readonly from: number }): FileOrigin {
  return source.positions.originAt(node.from);
}

/** The place of the first syntax mistake, when there is one. */
export function firstError(source: PythonSource): FileOrigin | undefined {
  let found: number | undefined;
  source.tree.iterate({
    enter: (node) => {
      if (found === undefined && node.type.isError) found = node.from;
      return found === undefined;
    },
  });
  return found === undefined ? undefined : source.positions.originAt(found);
}

const SIMPLE_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['\n', ''],
]);

/** The value of a string literal's inner text; `raw` ones keep their backslashes. */
export function decodeString(inner: string, raw: boolean): string {
  if (raw || !inner.includes('\\')) return inner;
  return inner.replace(
    /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(\r\n|[\s\S]))/g,
    (whole: string, octal?: string, hex?: string, short?: string, long?: string, simple?: string) => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      const code = hex ?? short ?? long;
      if (code !== undefined) {
        const point = Number.parseInt(code, 16);
        return point > 0x10ffff ? whole : String.fromCodePoint(point);
      }
      return simple === '\r\n' ? '' : (SIMPLE_ESCAPES.get(simple ?? '') ?? whole);
    },
  );
}

/** A literal's prefix letters and the quotes that enclose it. */
export function literalParts(text: string): { readonly prefix: string; readonly quote: string } {
  const match = /^([a-zA-Z]*)("""|'''|"|')/.exec(text);
  return { prefix: (match?.[1] ?? '').toLowerCase(), quote: match?.[2] ?? '' };
}
