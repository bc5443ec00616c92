import type { SyntaxNode } from '@lezer/common';

import { displayText } from './format-text';
import { childrenOf, placeOf, textOf } from './python-source';
import type { PythonSource } from './python-source';
import type { PythonValue } from './python-value';

/** A list, tuple or set, spreads of known lists included. */
export function readList(
  source: PythonSource,
  node: SyntaxNode,
  inner: (child: SyntaxNode) => PythonValue,
): PythonValue {
  const items: PythonValue[] = [];
  let spread = false;
  for (const child of childrenOf(node)) {
    if (child.name === '*') spread = true;
    else if (!/^[()[\]{},]$/.test(child.name)) {
      const value = inner(child);
      if (spread && value.kind === 'list') items.push(...value.items);
      else if (spread) return { kind: 'unknown', origin: placeOf(source, child) };
      else items.push(value);
      spread = false;
    }
  }
  return { kind: 'list', items };
}

/** A dictionary; unknown as a whole with a spread in it. */
export function readDictionary(
  source: PythonSource,
  node: SyntaxNode,
  inner: (child: SyntaxNode) => PythonValue,
): PythonValue {
  const parts = childrenOf(node).filter((child) => !/^[{},:]$/.test(child.name));
  if (parts.some((child) => child.name === '**')) return { kind: 'unknown', origin: placeOf(source, node) };
  const entries: (readonly [PythonValue, PythonValue])[] = [];
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const [key, value] = [parts[index], parts[index + 1]];
    if (key !== undefined && value !== undefined) entries.push([inner(key), inner(value)]);
  }
  return { kind: 'dict', entries };
}

/** `object.name` and `object[key]`. */
export function readMember(
  source: PythonSource,
  node: SyntaxNode,
  inner: (child: SyntaxNode) => PythonValue,
): PythonValue {
  const unknown: PythonValue = { kind: 'unknown', origin: placeOf(source, node) };
  const [object, mark, member] = childrenOf(node);
  if (object === undefined || mark === undefined || member === undefined) return unknown;
  const target = inner(object);
  if (mark.name === '.') return memberOf(target, textOf(source, member));
  const key = inner(member);
  if (target.kind === 'list' && key.kind === 'number') return target.items.at(Number(key.text)) ?? unknown;
  if (target.kind === 'dict') {
    const wanted = displayText(key);
    const entry = target.entries.find(([each]) => displayText(each) === wanted && wanted !== undefined);
    return entry?.[1] ?? unknown;
  }
  return unknown;
}

function memberOf(target: PythonValue, name: string): PythonValue {
  if (target.kind === 'path') return { kind: 'path', path: `${target.path}.${name}` };
  // op.get_bind().dialect.name, op.get_context().dialect.name, bind.engine.name
  if (
    name === 'name' &&
    target.kind === 'attribute' &&
    (target.name === 'dialect' || target.name === 'engine')
  ) {
    return { kind: 'dialect-name' };
  }
  return { kind: 'attribute', target, name };
}
