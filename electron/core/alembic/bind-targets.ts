import type { SyntaxNode } from '@lezer/common';

import { childrenOf, placeOf, textOf } from './python-source';
import type { PythonSource } from './python-source';
import type { PythonValue } from './python-value';
import type { Scope } from './scope';

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
