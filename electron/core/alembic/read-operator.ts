import type { SyntaxNode } from '@lezer/common';

import { displayText, LONGEST_TEXT, percentFormat } from './format-text';
import { childrenOf, textOf } from './python-source';
import type { PythonSource } from './python-source';
import { negate, stringValue, toCondition, UNKNOWN_CONDITION } from './python-value';
import type { Condition, PythonValue } from './python-value';

/** Texts and lists joined, texts formatted, and what a condition asks; undefined for any other operator. */
export function readBinary(
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

/** `not x` and `-x`. */
export function readUnary(
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
