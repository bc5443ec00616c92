import type { SyntaxNode } from '@lezer/common';

import { bindTarget, bindTargets } from './bind-targets';
import { callBuiltin } from './call-builtin';
import { callMethod } from './call-method';
import { childrenOf, placeOf, textOf } from './python-source';
import type { PythonSource } from './python-source';
import { pathOf, stringValue, toCondition } from './python-value';
import type { PythonValue } from './python-value';
import { readDictionary, readList, readMember } from './read-collection';
import { readLiteral } from './read-literal';
import { readBinary, readUnary } from './read-operator';
import { Scope } from './scope';

/** Deeper nesting than this is no migration. */
const DEEPEST = 120;

/** Works out an expression as far as constants, imports and the file's own names allow; `unknown` with its place for the rest. */
export function evaluate(source: PythonSource, node: SyntaxNode, scope: Scope, depth = 0): PythonValue {
  const unknown = (): PythonValue => ({ kind: 'unknown', origin: placeOf(source, node) });
  if (depth > DEEPEST) return unknown();
  const inner = (child: SyntaxNode): PythonValue => evaluate(source, child, scope, depth + 1);
  switch (node.name) {
    case 'None':
      return { kind: 'none' };
    case 'Boolean':
      return { kind: 'boolean', value: textOf(source, node) === 'True' };
    case 'Number':
      return { kind: 'number', text: textOf(source, node).replaceAll('_', '') };
    case 'String':
    case 'FormatString': {
      const text = readLiteral(source, node, inner);
      return text === undefined ? unknown() : { kind: 'string', value: text };
    }
    case 'ContinuedString': {
      const parts = childrenOf(node).map((child) => stringValue(inner(child)));
      const known = parts.filter((part) => part !== undefined);
      return known.length === parts.length ? { kind: 'string', value: known.join('') } : unknown();
    }
    case 'VariableName':
      return scope.get(textOf(source, node)) ?? unknown();
    case 'ParenthesizedExpression': {
      const child = childrenOf(node).find((each) => each.name !== '(' && each.name !== ')');
      return child === undefined ? unknown() : inner(child);
    }
    case 'TupleExpression':
    case 'ArrayExpression':
    case 'SetExpression':
      return readList(source, node, inner);
    case 'DictionaryExpression':
      return readDictionary(source, node, inner);
    case 'MemberExpression':
      return readMember(source, node, inner);
    case 'CallExpression':
      return readCall(source, node, scope, depth);
    case 'BinaryExpression':
      return readBinary(source, node, inner) ?? unknown();
    case 'UnaryExpression':
      return readUnary(source, node, inner) ?? unknown();
    case 'ConditionalExpression': {
      const [whenTrue, , test, , whenFalse] = childrenOf(node);
      if (whenTrue === undefined || test === undefined || whenFalse === undefined) return unknown();
      const condition = toCondition(inner(test));
      return condition.kind === 'constant' ? inner(condition.value ? whenTrue : whenFalse) : unknown();
    }
    case 'ArrayComprehensionExpression':
    case 'SetComprehensionExpression':
    case 'ComprehensionExpression':
      return readComprehension(source, node, scope, depth);
    default:
      return unknown();
  }
}

/** The arguments of a call; a spread of what is not known makes the whole unknown by answering undefined. */
export function readArguments(
  source: PythonSource,
  node: SyntaxNode,
  scope: Scope,
  depth = 0,
): { readonly positional: readonly PythonValue[]; readonly named: ReadonlyMap<string, PythonValue> } {
  const positional: PythonValue[] = [];
  const named = new Map<string, PythonValue>();
  const children = childrenOf(node);
  for (let index = 0; index < children.length; index += 1) {
    const child = children[index];
    if (child === undefined || /^[(),]$/.test(child.name)) continue;
    const next = children[index + 1];
    if (child.name === '*' || child.name === '**') {
      index += 1;
      if (next === undefined) continue;
      const value = evaluate(source, next, scope, depth + 1);
      if (child.name === '*' && value.kind === 'list') positional.push(...value.items);
      else if (child.name === '**' && value.kind === 'dict') {
        for (const [key, each] of value.entries) named.set(stringValue(key) ?? '', each);
      } else positional.push({ kind: 'unknown', origin: placeOf(source, next) });
    } else if (child.name === 'VariableName' && next?.name === 'AssignOp') {
      const value = children[index + 2];
      index += 2;
      if (value !== undefined) named.set(textOf(source, child), evaluate(source, value, scope, depth + 1));
    } else positional.push(evaluate(source, child, scope, depth + 1));
  }
  return { positional, named };
}

function readCall(source: PythonSource, node: SyntaxNode, scope: Scope, depth: number): PythonValue {
  const origin = placeOf(source, node);
  const [calleeNode, list] = childrenOf(node);
  if (calleeNode === undefined || list === undefined) return { kind: 'unknown', origin };
  const callee = evaluate(source, calleeNode, scope, depth + 1);
  const { positional, named } = readArguments(source, list, scope, depth);
  if (callee.kind === 'function') {
    return callReturning(source, callee.node, positional, named, scope, depth) ?? { kind: 'unknown', origin };
  }
  const builtin = callBuiltin(
    callee,
    positional,
    origin,
    calleeNode.name === 'VariableName' ? textOf(source, calleeNode) : '',
  );
  if (builtin !== undefined) return builtin;
  if (callee.kind === 'attribute') {
    const result = callMethod(callee.target, callee.name, positional, named);
    if (result !== undefined) return result;
  }
  // op.f('name') marks a name as final; textwrap.dedent only moves it.
  const path = pathOf(callee) ?? '';
  if (
    (path === 'alembic.op.f' || /(?:^|\.)(?:dedent|cleandoc)$/.test(path)) &&
    positional[0]?.kind === 'string'
  ) {
    return positional[0];
  }
  return { kind: 'call', callee, positional, named, origin };
}

/** A function of the file whose body is nothing but `return expression` is its expression. */
function callReturning(
  source: PythonSource,
  node: SyntaxNode,
  positional: readonly PythonValue[],
  named: ReadonlyMap<string, PythonValue>,
  scope: Scope,
  depth: number,
): PythonValue | undefined {
  const body = childrenOf(node).find((child) => child.name === 'Body');
  const statements = (body === undefined ? [] : childrenOf(body)).filter((child) => child.name !== ':');
  const inner = bindParameters(source, node, positional, named, scope);
  for (const statement of statements) {
    if (statement.name === 'ReturnStatement') {
      const expression = childrenOf(statement)[1];
      return expression === undefined ? { kind: 'none' } : evaluate(source, expression, inner, depth + 10);
    }
    if (statement.name === 'AssignStatement') assign(source, statement, inner, depth + 10);
    else if (statement.name !== 'ExpressionStatement') return undefined;
  }
  return { kind: 'none' };
}

/** A scope in which a function's parameters have their arguments, or their defaults. */
export function bindParameters(
  source: PythonSource,
  node: SyntaxNode,
  positional: readonly PythonValue[],
  named: ReadonlyMap<string, PythonValue>,
  outer: Scope,
): Scope {
  const scope = new Scope(outer);
  const list = childrenOf(node).find((child) => child.name === 'ParamList');
  const children = list === undefined ? [] : childrenOf(list);
  let position = 0;
  for (let index = 0; index < children.length; index += 1) {
    const child = children[index];
    if (child?.name !== 'VariableName') continue;
    const name = textOf(source, child);
    const starred = children[index - 1]?.name;
    if (starred === '*') {
      scope.set(name, { kind: 'list', items: positional.slice(position) });
      continue;
    }
    let next = index + 1;
    if (children[next]?.name === 'TypeDef') next += 1;
    const fallback = children[next]?.name === 'AssignOp' ? children[next + 1] : undefined;
    const value = named.get(name) ?? positional[position];
    position += 1;
    if (value !== undefined) scope.set(name, value);
    else if (fallback !== undefined) scope.set(name, evaluate(source, fallback, outer));
    else scope.set(name, { kind: 'unknown', origin: placeOf(source, child) });
    if (fallback !== undefined) index = next + 1;
  }
  return scope;
}

/** Carries out `a = b = value`, `a: T = value` and `a, b = x, y`. */
export function assign(source: PythonSource, node: SyntaxNode, scope: Scope, depth = 0): void {
  const groups: SyntaxNode[][] = [[]];
  for (const child of childrenOf(node)) {
    if (child.name === 'AssignOp') groups.push([]);
    else if (child.name !== 'TypeDef' && child.name !== ',') groups.at(-1)?.push(child);
  }
  const right = groups.length > 1 ? groups.pop() : undefined;
  if (right === undefined) return;
  const values = right.map((each) => evaluate(source, each, scope, depth + 1));
  const value: PythonValue =
    values.length === 1 && values[0] !== undefined && !endsWithComma(node)
      ? values[0]
      : { kind: 'list', items: values };
  for (const targets of groups) {
    const only = targets[0];
    if (targets.length === 1 && only !== undefined) bindTarget(source, only, value, scope);
    else bindTargets(source, targets, value, scope);
  }
}

function endsWithComma(node: SyntaxNode): boolean {
  return node.lastChild?.name === ',';
}

/** `[c['name'] for c in inspector.get_columns('t')]` is the list of names; over constants, the list itself. */
function readComprehension(source: PythonSource, node: SyntaxNode, scope: Scope, depth: number): PythonValue {
  const unknown: PythonValue = { kind: 'unknown', origin: placeOf(source, node) };
  const children = childrenOf(node).filter((child) => !/^[()[\]{}]$/.test(child.name));
  const forAt = children.findIndex((child) => child.name === 'for');
  const inAt = children.findIndex((child) => child.name === 'in');
  const [element, iterable] = [children[0], children[inAt + 1]];
  if (forAt !== 1 || inAt === -1 || element === undefined || iterable === undefined) return unknown;
  const over = evaluate(source, iterable, scope, depth + 1);
  const isFiltered = children.length > inAt + 2;
  if (
    over.kind === 'names' &&
    over.of !== 'table' &&
    !isFiltered &&
    /\[\s*["']name["']\s*\]$/.test(textOf(source, element))
  )
    return over;
  if (over.kind !== 'list' || isFiltered) return unknown;
  const targets = children.slice(forAt + 1, inAt).filter((child) => child.name !== ',');
  const items = over.items.slice(0, 10_000).map((item) => {
    const inner = new Scope(scope);
    if (targets.length === 1 && targets[0] !== undefined) bindTarget(source, targets[0], item, inner);
    else bindTargets(source, targets, item, inner);
    return evaluate(source, element, inner, depth + 1);
  });
  return { kind: 'list', items };
}
