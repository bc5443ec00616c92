import type { SyntaxNode } from '@lezer/common';

import { evaluate, readArguments } from './evaluate';
import { LONGEST_TEXT } from './format-text';
import { childrenOf, placeOf, textOf } from './python-source';
import type { PythonSource } from './python-source';
import type { PythonValue } from './python-value';
import type { Scope } from './scope';

const MUTATORS: ReadonlySet<string> = new Set([
  'append',
  'extend',
  'insert',
  'add',
  'update',
  'remove',
  'pop',
  'clear',
  'sort',
  'reverse',
  'discard',
  'setdefault',
]);

/** Carries out `x.append(y)` and `x.extend(y)` on a list that is known; any other change makes x unknown. */
export function mutate(source: PythonSource, call: SyntaxNode, scope: Scope): void {
  const [callee, list] = childrenOf(call);
  const [object, , method] = callee?.name === 'MemberExpression' ? childrenOf(callee) : [];
  if (object?.name !== 'VariableName' || method?.name !== 'PropertyName' || list === undefined) return;
  const name = textOf(source, object);
  const value = scope.get(name);
  const verb = textOf(source, method);
  if (!MUTATORS.has(verb) || value === undefined || (value.kind !== 'list' && value.kind !== 'dict')) return;
  const [first] = readArguments(source, list, scope).positional;
  const unknown: PythonValue = { kind: 'unknown', origin: placeOf(source, call) };
  if (value.kind !== 'list' || first === undefined || value.items.length > 10_000) scope.set(name, unknown);
  else if (verb === 'append' || verb === 'add')
    scope.set(name, { kind: 'list', items: [...value.items, first] });
  else if (verb === 'extend' && first.kind === 'list')
    scope.set(name, { kind: 'list', items: [...value.items, ...first.items] });
  else scope.set(name, unknown);
}

/** Carries out `x += y` where both are known; else x becomes unknown. */
export function update(source: PythonSource, node: SyntaxNode, scope: Scope): void {
  const [target, operator, right] = childrenOf(node);
  if (target?.name !== 'VariableName' || operator === undefined || right === undefined) return;
  const name = textOf(source, target);
  const [a, b] = [scope.get(name), evaluate(source, right, scope)];
  let value: PythonValue = { kind: 'unknown', origin: placeOf(source, node) };
  if (textOf(source, operator) === '+=') {
    if (a?.kind === 'list' && b.kind === 'list') value = { kind: 'list', items: [...a.items, ...b.items] };
    if (a?.kind === 'string' && b.kind === 'string' && a.value.length + b.value.length <= LONGEST_TEXT)
      value = { kind: 'string', value: a.value + b.value };
  }
  scope.set(name, value);
}

/** Makes every name that a block may change unknown: whether and how often the block runs cannot be told. */
export function forgetChanged(source: PythonSource, block: SyntaxNode, scope: Scope): void {
  const origin = placeOf(source, block);
  const forget = (node: SyntaxNode | null): void => {
    if (node?.name !== 'VariableName') return;
    const name = textOf(source, node);
    if (scope.get(name) !== undefined) scope.set(name, { kind: 'unknown', origin });
  };
  block.cursor().iterate((reference) => {
    if (reference.name === 'FunctionDefinition' || reference.name === 'LambdaExpression') return false;
    if (reference.name === 'AssignStatement') {
      for (let child = reference.node.firstChild; child !== null; child = child.nextSibling) {
        if (child.name === 'AssignOp') break;
        forget(child);
      }
    } else if (reference.name === 'UpdateStatement') forget(reference.node.firstChild);
    else if (reference.name === 'CallExpression') {
      const callee = reference.node.firstChild;
      const method = callee?.name === 'MemberExpression' ? callee.lastChild : null;
      if (method?.name === 'PropertyName' && MUTATORS.has(textOf(source, method)))
        forget(callee?.firstChild ?? null);
    }
    return true;
  });
}
