import type { SyntaxNode } from '@lezer/common';

import type { FileOrigin } from '../../../shared/model';
import { childrenOf, decodeString, literalParts, placeOf, textOf } from './python-source';
import type { PythonSource } from './python-source';
import { UNKNOWN_CONDITION, lastName, negate, pathOf, stringValue, toCondition } from './python-value';
import type { Condition, PythonValue } from './python-value';

/** What names mean where an expression stands. Inner scopes read through to the outer ones. */
export class Scope {
  readonly #values = new Map<string, PythonValue>();
  readonly #outer: Scope | undefined;

  constructor(outer?: Scope) {
    this.#outer = outer;
  }

  get(name: string): PythonValue | undefined {
    return this.#values.get(name) ?? this.#outer?.get(name);
  }

  set(name: string, value: PythonValue): void {
    this.#values.set(name, value);
  }
}

/** Deeper nesting than this is no migration. */
const DEEPEST = 120;

/** A repeated or joined text may not grow past this. */
const LONGEST_TEXT = 2_000_000;

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

function readLiteral(
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

function displayText(value: PythonValue): string | undefined {
  if (value.kind === 'string') return value.value;
  if (value.kind === 'number') return value.text;
  if (value.kind === 'boolean') return value.value ? 'True' : 'False';
  return value.kind === 'none' ? 'None' : undefined;
}

function readList(
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

function readDictionary(
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

function readMember(
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

/** Gives a name, or the names of a pattern, their value; what a pattern cannot take apart becomes unknown. */
export function bindTarget(source: PythonSource, target: SyntaxNode, value: PythonValue, scope: Scope): void {
  if (target.name === 'VariableName') scope.set(textOf(source, target), value);
  else if (target.name === 'TupleExpression' || target.name === 'ArrayExpression') {
    bindTargets(
      source,
      childrenOf(target).filter((child) => !/^[()[\],]$/.test(child.name)),
      value,
      scope,
    );
  }
}

/** Gives several names the items of a list; those that it has no item for become unknown. */
export function bindTargets(
  source: PythonSource,
  targets: readonly SyntaxNode[],
  value: PythonValue,
  scope: Scope,
): void {
  for (const [index, target] of targets.entries()) {
    const part = value.kind === 'list' ? value.items[index] : undefined;
    bindTarget(source, target, part ?? { kind: 'unknown', origin: placeOf(source, target) }, scope);
  }
}

function callBuiltin(
  callee: PythonValue,
  positional: readonly PythonValue[],
  origin: FileOrigin,
  name: string,
): PythonValue | undefined {
  if (callee.kind !== 'unknown') return undefined;
  const [first, second] = positional;
  switch (name) {
    case 'list':
    case 'tuple':
    case 'set':
    case 'sorted':
    case 'frozenset':
      if (first === undefined) return { kind: 'list', items: [] };
      return first.kind === 'list' || first.kind === 'names' ? first : undefined;
    case 'str':
      return first !== undefined && displayText(first) !== undefined
        ? { kind: 'string', value: displayText(first) ?? '' }
        : undefined;
    case 'len':
      return first?.kind === 'list' ? { kind: 'number', text: String(first.items.length) } : undefined;
    case 'dict':
      return first?.kind === 'dict' ? first : undefined;
    case 'range': {
      const numbers = positional.map((each) => (each.kind === 'number' ? Number(each.text) : Number.NaN));
      const [from, to, step] =
        numbers.length === 1 ? [0, numbers[0] ?? 0, 1] : [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 1];
      if (![from, to, step].every(Number.isInteger) || step === 0 || Math.abs((to - from) / step) > 10_000)
        return undefined;
      const items: PythonValue[] = [];
      for (let each = from; step > 0 ? each < to : each > to; each += step)
        items.push({ kind: 'number', text: String(each) });
      return { kind: 'list', items };
    }
    case 'enumerate':
      return first?.kind === 'list'
        ? {
            kind: 'list',
            items: first.items.map((item, index) => ({
              kind: 'list',
              items: [{ kind: 'number', text: String(index) }, item],
            })),
          }
        : undefined;
    case 'zip':
      return first?.kind === 'list' && second?.kind === 'list'
        ? {
            kind: 'list',
            items: first.items.slice(0, second.items.length).map((item, index) => ({
              kind: 'list',
              items: [item, second.items[index] ?? { kind: 'none' }],
            })),
          }
        : undefined;
    default:
      return { kind: 'unknown', origin };
  }
}

/** Methods of texts, lists and dictionaries, and what an inspector answers. */
function callMethod(
  target: PythonValue,
  name: string,
  positional: readonly PythonValue[],
  named: ReadonlyMap<string, PythonValue>,
): PythonValue | undefined {
  const first = positional[0];
  if (target.kind === 'string') {
    const text = (value: string): PythonValue => ({ kind: 'string', value });
    if (name === 'strip') return text(target.value.trim());
    if (name === 'lower') return text(target.value.toLowerCase());
    if (name === 'upper') return text(target.value.toUpperCase());
    if (name === 'split' && stringValue(first) !== undefined) {
      return { kind: 'list', items: target.value.split(stringValue(first) ?? '').map(text) };
    }
    if (name === 'join' && first?.kind === 'list') {
      const parts = first.items.map(stringValue);
      return parts.includes(undefined) ? undefined : text(parts.join(target.value).slice(0, LONGEST_TEXT));
    }
    if (name === 'format') return formatText(target.value, positional, named);
    return undefined;
  }
  if (target.kind === 'dict') {
    if (name === 'items')
      return {
        kind: 'list',
        items: target.entries.map(([key, value]) => ({ kind: 'list', items: [key, value] })),
      };
    if (name === 'keys') return { kind: 'list', items: target.entries.map(([key]) => key) };
    if (name === 'values') return { kind: 'list', items: target.entries.map(([, value]) => value) };
    return undefined;
  }
  return askInspector(name, stringValue(first ?? named.get('table_name')));
}

/** sqlalchemy.inspect(bind).get_table_names() and its like; on whatever object, the names say enough. */
function askInspector(name: string, table: string | undefined): PythonValue | undefined {
  if (name === 'get_table_names') return { kind: 'names', of: 'table' };
  if (table === undefined) return undefined;
  if (name === 'has_table') return { kind: 'condition', condition: { kind: 'has-table', table } };
  if (name === 'get_columns') return { kind: 'names', of: 'column', table };
  if (/^get_(?:indexes|foreign_keys|unique_constraints|check_constraints)$/.test(name))
    return { kind: 'names', of: 'named', table };
  return undefined;
}

function formatText(
  text: string,
  positional: readonly PythonValue[],
  named: ReadonlyMap<string, PythonValue>,
): PythonValue | undefined {
  let position = 0;
  const missing: string[] = [];
  const value = text.replace(/\{\{|\}\}|\{([^{}]*)\}/g, (whole: string, field?: string) => {
    if (field === undefined) return whole === '{{' ? '{' : '}';
    const given =
      field === ''
        ? positional[position++]
        : /^\d+$/.test(field)
          ? positional[Number(field)]
          : named.get(field);
    const display = given === undefined ? undefined : displayText(given);
    if (display === undefined) missing.push(whole);
    return display ?? '';
  });
  return missing.length > 0 || value.length > LONGEST_TEXT ? undefined : { kind: 'string', value };
}

function readBinary(
  source: PythonSource,
  node: SyntaxNode,
  inner: (child: SyntaxNode) => PythonValue,
): PythonValue | undefined {
  const children = childrenOf(node);
  const [leftNode, rightNode] = [children[0], children.at(-1)];
  if (leftNode === undefined || rightNode === undefined || children.length < 3) return undefined;
  const operator = children
    .slice(1, -1)
    .map((child) => textOf(source, child))
    .join(' ');
  const left = inner(leftNode);
  const right = inner(rightNode);
  const condition = (value: Condition): PythonValue => ({ kind: 'condition', condition: value });
  switch (operator) {
    case '+': {
      if (left.kind === 'list' && right.kind === 'list')
        return { kind: 'list', items: [...left.items, ...right.items] };
      const [a, b] = [stringValue(left), stringValue(right)];
      return a === undefined || b === undefined || a.length + b.length > LONGEST_TEXT
        ? undefined
        : { kind: 'string', value: a + b };
    }
    case '%':
      return left.kind === 'string' ? percentFormat(left.value, right) : undefined;
    case 'and':
    case 'or':
      return condition(combine(operator, toCondition(left), toCondition(right)));
    case 'in':
      return condition(isIn(left, right));
    case 'not in':
      return condition(negate(isIn(left, right)));
    case '==':
    case 'is':
      return condition(isEqual(left, right));
    case '!=':
    case 'is not':
      return condition(negate(isEqual(left, right)));
    default:
      return undefined;
  }
}

function combine(kind: 'and' | 'or', left: Condition, right: Condition): Condition {
  if (left.kind === 'constant') return left.value === (kind === 'and') ? right : left;
  if (right.kind === 'constant') return right.value === (kind === 'and') ? left : right;
  return { kind, all: [left, right] };
}

function isIn(left: PythonValue, right: PythonValue): Condition {
  const name = stringValue(left);
  if (right.kind === 'list' && left.kind === 'dialect-name') {
    const all = right.items.map((item): Condition => ({ kind: 'dialect', name: stringValue(item) ?? '' }));
    return { kind: 'or', all };
  }
  if (name === undefined) return UNKNOWN_CONDITION;
  if (right.kind === 'names') {
    if (right.of === 'table') return { kind: 'has-table', table: name };
    const table = right.table ?? '';
    return right.of === 'column'
      ? { kind: 'has-column', table, column: name }
      : { kind: 'has-named', table, name };
  }
  if (right.kind === 'list' && right.items.every((item) => item.kind === 'string')) {
    return { kind: 'constant', value: right.items.some((item) => stringValue(item) === name) };
  }
  return UNKNOWN_CONDITION;
}

function isEqual(left: PythonValue, right: PythonValue): Condition {
  if (left.kind === 'dialect-name' && right.kind === 'string') return { kind: 'dialect', name: right.value };
  if (right.kind === 'dialect-name' && left.kind === 'string') return { kind: 'dialect', name: left.value };
  const [a, b] = [displayText(left), displayText(right)];
  return a === undefined || b === undefined
    ? UNKNOWN_CONDITION
    : { kind: 'constant', value: a === b && left.kind === right.kind };
}

function percentFormat(text: string, value: PythonValue): PythonValue | undefined {
  const items = value.kind === 'list' ? value.items : [value];
  let position = 0;
  const missing: string[] = [];
  const result = text.replace(/%(?:%|s|d|\((\w+)\)s)/g, (whole: string, key?: string) => {
    if (whole === '%%') return '%';
    const given =
      key !== undefined && value.kind === 'dict'
        ? value.entries.find(([each]) => stringValue(each) === key)?.[1]
        : items[position++];
    const display = given === undefined ? undefined : displayText(given);
    if (display === undefined) missing.push(whole);
    return display ?? '';
  });
  return missing.length > 0 ? undefined : { kind: 'string', value: result };
}

function readUnary(
  source: PythonSource,
  node: SyntaxNode,
  inner: (child: SyntaxNode) => PythonValue,
): PythonValue | undefined {
  const [operator, operand] = childrenOf(node);
  if (operator === undefined || operand === undefined) return undefined;
  const value = inner(operand);
  if (operator.name === 'not') return { kind: 'condition', condition: negate(toCondition(value)) };
  return textOf(source, operator) === '-' && value.kind === 'number'
    ? { kind: 'number', text: `-${value.text}` }
    : undefined;
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

/** True for the connection that a migration runs on: op.get_bind(), and what it was assigned to. */
export function isBind(value: PythonValue): boolean {
  if (value.kind === 'attribute') return isBind(value.target);
  return value.kind === 'call' && (lastName(value.callee) === 'get_bind' || isBind(value.callee));
}
