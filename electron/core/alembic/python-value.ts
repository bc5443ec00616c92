import type { SyntaxNode } from '@lezer/common';

import type { FileOrigin } from '../../../shared/model';

/**
 * What a condition in a migration asks, as far as it can be told without running it. The replay answers
 * questions about the schema from the schema as it stands at that point.
 */
export type Condition =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'has-table'; readonly table: string }
  | { readonly kind: 'has-column'; readonly table: string; readonly column: string }
  /** An index, or a constraint, of that name. */
  | { readonly kind: 'has-named'; readonly table: string; readonly name: string }
  | { readonly kind: 'dialect'; readonly name: string }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'and' | 'or'; readonly all: readonly Condition[] }
  | { readonly kind: 'unknown' };

/** A Python value, as far as it is known without running the file. */
export type PythonValue =
  | { readonly kind: 'none' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  /** A list, tuple or set. */
  | { readonly kind: 'list'; readonly items: readonly PythonValue[] }
  | { readonly kind: 'dict'; readonly entries: readonly (readonly [key: PythonValue, value: PythonValue])[] }
  /** A dotted name that an import explains: `sqlalchemy.Integer`. */
  | { readonly kind: 'path'; readonly path: string }
  | PythonCall
  | { readonly kind: 'attribute'; readonly target: PythonValue; readonly name: string }
  /** A function of the same file. */
  | { readonly kind: 'function'; readonly node: SyntaxNode; readonly name: string }
  /** What `batch_alter_table` gives to its block. */
  | { readonly kind: 'batch'; readonly table: PythonValue; readonly schema: PythonValue }
  /** Names that the migration asks the database for. */
  | { readonly kind: 'names'; readonly of: 'table' | 'column' | 'named'; readonly table?: string }
  | { readonly kind: 'dialect-name' }
  | { readonly kind: 'condition'; readonly condition: Condition }
  | { readonly kind: 'unknown'; readonly origin: FileOrigin };

/** A call that is not carried out: what is called, and its arguments. */
export interface PythonCall {
  readonly kind: 'call';
  readonly callee: PythonValue;
  readonly positional: readonly PythonValue[];
  readonly named: ReadonlyMap<string, PythonValue>;
  readonly origin: FileOrigin;
}

/** Only running the file could tell. */
export const UNKNOWN_CONDITION: Condition = { kind: 'unknown' };

/** NOT, with double negation and constants resolved. */
export function negate(condition: Condition): Condition {
  if (condition.kind === 'constant') return { kind: 'constant', value: !condition.value };
  return condition.kind === 'not' ? condition.of : { kind: 'not', of: condition };
}

/** What a value is worth in an `if`. */
export function toCondition(value: PythonValue): Condition {
  switch (value.kind) {
    case 'condition':
      return value.condition;
    case 'none':
      return { kind: 'constant', value: false };
    case 'boolean':
      return { kind: 'constant', value: value.value };
    case 'string':
      return { kind: 'constant', value: value.value !== '' };
    case 'number':
      return { kind: 'constant', value: Number(value.text) !== 0 };
    case 'list':
      return { kind: 'constant', value: value.items.length > 0 };
    case 'dict':
      return { kind: 'constant', value: value.entries.length > 0 };
    default:
      return UNKNOWN_CONDITION;
  }
}

/** The text of a string value; undefined for everything else. */
export function stringValue(value: PythonValue | undefined): string | undefined {
  return value?.kind === 'string' ? value.value : undefined;
}

/** The dotted path of a name or of what a call calls: `sqlalchemy.Column`. */
export function pathOf(value: PythonValue | undefined): string | undefined {
  if (value?.kind === 'path') return value.path;
  return value?.kind === 'call' ? pathOf(value.callee) : undefined;
}

/** The last word of a path: `Column`. */
export function lastName(value: PythonValue | undefined): string {
  const path = pathOf(value) ?? '';
  return path.slice(path.lastIndexOf('.') + 1);
}

/** True for the connection that a migration runs on: op.get_bind(), and what it was assigned to. */
export function isBind(value: PythonValue): boolean {
  if (value.kind === 'attribute') return isBind(value.target);
  return value.kind === 'call' && (lastName(value.callee) === 'get_bind' || isBind(value.callee));
}
