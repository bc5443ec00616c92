import type { SyntaxNode } from '@lezer/common';

import type { Diagnostic, FileOrigin, Read } from '../../../shared/model';
import type { SqlDialect } from '../postgres/detect-sql-dialect';
import { assign, evaluate } from './evaluate';
import type { AlembicCall, AlembicOperation } from './operation';
import { childrenOf, firstError, parsePython, placeOf, textOf } from './python-source';
import type { PythonSource } from './python-source';
import { pathOf, stringValue } from './python-value';
import type { PythonValue } from './python-value';
import { Scope } from './scope';
import { readImport, readOperations } from './read-operations';

/** One Alembic revision file, read and not run. */
export interface AlembicRevision {
  readonly path: string;
  readonly revision: string;
  /** The revisions it follows: none for a root, several for a merge. */
  readonly downRevisions: readonly string[];
  readonly dependsOn: readonly string[];
  readonly branchLabels: readonly string[];
  /** The first line of the docstring. */
  readonly title: string;
  /** `Create Date:` of the docstring, as written. */
  readonly createDate?: string;
  readonly upgrade: readonly AlembicOperation[];
  readonly downgrade: readonly AlembicOperation[];
  readonly calls: readonly AlembicCall[];
  readonly origin: FileOrigin;
}

/**
 * Reads one revision file. undefined when the file assigns no `revision`: a helper module, not a revision.
 */
export function readRevision(
  text: string,
  path: string,
  dialect: SqlDialect,
): Read<AlembicRevision | undefined> {
  const diagnostics: Diagnostic[] = [];
  const source = parsePython(text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text, path);
  const scope = new Scope();
  const functions = new Map<string, SyntaxNode>();
  readModule(source, childrenOf(source.tree.topNode), scope, functions, 0);
  const revision = stringValue(scope.get('revision'));
  if (revision === undefined) {
    if (scope.get('revision') !== undefined || functions.has('upgrade')) {
      diagnostics.push({
        severity: 'error',
        code: 'alembic-no-revision',
        message:
          'This file has an upgrade() or a revision, but its id is not a constant text. It is left out.',
        location: { kind: 'file', path, line: 1, column: 1 },
      });
    }
    return { value: undefined, diagnostics };
  }
  const broken = firstError(source);
  if (broken !== undefined) {
    diagnostics.push({
      severity: 'warning',
      code: 'alembic-python-error',
      message: 'This is not valid Python; what stands around it may have been read wrongly.',
      location: broken,
    });
  }
  const references = (name: string): readonly string[] => {
    const value = scope.get(name);
    const texts = readReferences(value);
    if (texts === undefined) {
      diagnostics.push({
        severity: 'error',
        code: 'alembic-computed-reference',
        message: `${name} of revision ${revision} is computed at run time; its place in the graph is not known.`,
        location: value?.kind === 'unknown' ? value.origin : { kind: 'file', path, line: 1, column: 1 },
      });
    }
    return texts ?? [];
  };
  const operationsOf = (name: string): readonly AlembicOperation[] => {
    const node = functions.get(name);
    const body = node === undefined ? undefined : childrenOf(node).find((child) => child.name === 'Body');
    if (body === undefined) return [];
    const read = readOperations(source, body, scope, dialect);
    // Rolling back is not replayed; what upgrade cannot tell matters.
    if (name === 'upgrade') diagnostics.push(...read.diagnostics);
    return read.operations;
  };
  const docstring = readDocstring(source);
  const createDate = /^\s*Create Date:[ \t]*(\S[^\n]*)$/im.exec(docstring)?.[1]?.trim();
  const origin = findAssignment(source, 'revision');
  return {
    value: {
      path,
      revision,
      downRevisions: references('down_revision'),
      dependsOn: references('depends_on'),
      branchLabels: references('branch_labels'),
      title: docstring.trim().split('\n', 1)[0]?.trim() ?? '',
      ...(createDate === undefined ? {} : { createDate }),
      upgrade: operationsOf('upgrade'),
      downgrade: operationsOf('downgrade'),
      calls: readCalls(source, scope),
      origin,
    },
    diagnostics,
  };
}

/** Names at the top of the file, those in `if` and `try` included: the last assignment counts. */
function readModule(
  source: PythonSource,
  statements: readonly SyntaxNode[],
  scope: Scope,
  functions: Map<string, SyntaxNode>,
  depth: number,
): void {
  if (depth > 20) return;
  for (const node of statements) {
    if (node.name === 'ImportStatement') readImport(source, node, scope);
    else if (node.name === 'AssignStatement') assign(source, node, scope);
    else if (node.name === 'FunctionDefinition') {
      const nameNode = childrenOf(node).find((child) => child.name === 'VariableName');
      if (nameNode === undefined) continue;
      const name = textOf(source, nameNode);
      functions.set(name, node);
      scope.set(name, { kind: 'function', node, name });
    } else if (node.name === 'IfStatement' || node.name === 'TryStatement') {
      for (const child of childrenOf(node)) {
        if (child.name === 'Body') readModule(source, childrenOf(child), scope, functions, depth + 1);
      }
    } else if (node.name === 'StatementGroup')
      readModule(source, childrenOf(node), scope, functions, depth + 1);
  }
}

/** None → none, a text → one, a list or tuple of texts → all; undefined for what is computed. */
function readReferences(value: PythonValue | undefined): readonly string[] | undefined {
  if (value === undefined || value.kind === 'none') return [];
  if (value.kind === 'string') return [value.value];
  if (value.kind !== 'list') return undefined;
  const texts = value.items.map(stringValue);
  const known = texts.filter((text) => text !== undefined);
  return known.length === texts.length ? known : undefined;
}

function readDocstring(source: PythonSource): string {
  const first = childrenOf(source.tree.topNode)[0];
  const literal = first?.name === 'ExpressionStatement' ? first.firstChild : null;
  if (literal === null) return '';
  return stringValue(evaluate(source, literal, new Scope())) ?? '';
}

function findAssignment(source: PythonSource, name: string): FileOrigin {
  for (const node of childrenOf(source.tree.topNode)) {
    const first = node.firstChild;
    if (node.name === 'AssignStatement' && first !== null && textOf(source, first) === name)
      return placeOf(source, node);
  }
  return { kind: 'file', path: source.path, line: 1, column: 1 };
}

/** Every op.… call in the file, counted where it stands. */
function readCalls(source: PythonSource, scope: Scope): readonly AlembicCall[] {
  const calls: AlembicCall[] = [];
  const within: { readonly name: string; readonly to: number }[] = [];
  source.tree.iterate({
    enter: (reference) => {
      while ((within.at(-1)?.to ?? Number.POSITIVE_INFINITY) <= reference.from) within.pop();
      if (reference.name === 'FunctionDefinition') {
        const name = childrenOf(reference.node).find((child) => child.name === 'VariableName');
        within.push({ name: name === undefined ? '' : textOf(source, name), to: reference.to });
      } else if (reference.name === 'CallExpression') {
        const callee = reference.node.firstChild;
        if (callee?.name !== 'MemberExpression' && callee?.name !== 'VariableName') return;
        const path = pathOf(evaluate(source, callee, scope));
        if (path?.startsWith('alembic.op.') === true) {
          calls.push({
            name: path.slice('alembic.op.'.length),
            within: within[0]?.name ?? '',
            origin: placeOf(source, reference),
          });
        }
      }
    },
  });
  return calls;
}
