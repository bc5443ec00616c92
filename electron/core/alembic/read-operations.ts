import type { SyntaxNode } from '@lezer/common';

import type { Diagnostic, FileOrigin } from '../../../shared/model';
import type { SqlDialect } from '../postgres/detect-sql-dialect';
import { bindTarget, bindTargets } from './bind-targets';
import { forgetChanged, mutate, update } from './change-names';
import { assign, bindParameters, evaluate, readArguments } from './evaluate';
import type { AlembicAction, AlembicOperation } from './operation';
import { childrenOf, placeOf, textOf } from './python-source';
import type { PythonSource } from './python-source';
import { UNKNOWN_CONDITION, isBind, negate, pathOf, stringValue, toCondition } from './python-value';
import type { Condition, PythonCall, PythonValue } from './python-value';
import { placeBatchTable, readOperation } from './read-operation';
import { Scope } from './scope';

/** Helpers that call helpers deeper than this are left out, as are loops that unroll to more operations. */
const DEEPEST_CALL = 8;
const DEEPEST_BLOCK = 100;
const MOST_OPERATIONS = 20_000;

/** How a block ends: it runs on into what follows, or it leaves the function. */
type Ending = 'on' | 'leaves';

interface Circumstances {
  readonly conditions: readonly Condition[];
  readonly alternative: boolean;
  readonly functions: readonly SyntaxNode[];
  readonly depth: number;
}

/**
 * The operations of one function, in the order in which they would run: branches, loops over constants,
 * `with`, `try`, and calls of the file's own functions are followed. Nothing is executed.
 */
export function readOperations(
  source: PythonSource,
  body: SyntaxNode,
  scope: Scope,
  dialect: SqlDialect,
): { readonly operations: readonly AlembicOperation[]; readonly diagnostics: readonly Diagnostic[] } {
  const walk = new OperationWalk(source, dialect);
  walk.block(body, new Scope(scope), { conditions: [], alternative: false, functions: [], depth: 0 });
  return { operations: walk.operations, diagnostics: walk.diagnostics };
}

/** One walk over one function. */
class OperationWalk {
  readonly operations: AlembicOperation[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly #reported = new Set<string>();

  constructor(
    private readonly source: PythonSource,
    private readonly dialect: SqlDialect,
  ) {}

  block(body: SyntaxNode, scope: Scope, outer: Circumstances): Ending {
    if (outer.depth > DEEPEST_BLOCK) return 'on';
    let around = { ...outer, depth: outer.depth + 1 };
    for (const statement of childrenOf(body)) {
      if (this.operations.length > MOST_OPERATIONS) return 'leaves';
      if (statement.name === 'StatementGroup') {
        if (this.block(statement, scope, around) === 'leaves') return 'leaves';
        continue;
      }
      const { ending, after } = this.#statement(statement, scope, around);
      if (ending === 'leaves') return 'leaves';
      if (after !== undefined) around = { ...around, conditions: [...around.conditions, after] };
    }
    return 'on';
  }

  /** `after`: what holds for the statements that follow, because otherwise the function was left. */
  #statement(node: SyntaxNode, scope: Scope, around: Circumstances): { ending: Ending; after?: Condition } {
    const on: { ending: Ending } = { ending: 'on' };
    switch (node.name) {
      case 'ExpressionStatement':
        this.#calls(node, scope, around);
        if (node.firstChild?.name === 'CallExpression') mutate(this.source, node.firstChild, scope);
        return on;
      case 'UpdateStatement':
        this.#calls(node, scope, around);
        update(this.source, node, scope);
        return on;
      case 'AssignStatement':
        this.#calls(node, scope, around);
        assign(this.source, node, scope);
        return on;
      case 'ReturnStatement':
      case 'RaiseStatement':
        this.#calls(node, scope, around);
        return { ending: 'leaves' };
      case 'ContinueStatement':
      case 'BreakStatement':
        return { ending: 'leaves' };
      case 'IfStatement':
        return this.#branches(node, scope, around);
      case 'ForStatement':
        this.#loop(node, scope, around);
        return on;
      case 'WhileStatement':
        this.#maybe(node, scope, around);
        return on;
      case 'WithStatement':
        return { ending: this.#with(node, scope, around) };
      case 'TryStatement':
        return { ending: this.#try(node, scope, around) };
      case 'MatchStatement':
        this.#maybe(node, scope, around);
        return on;
      case 'FunctionDefinition': {
        const name = childrenOf(node).find((child) => child.name === 'VariableName');
        if (name !== undefined)
          scope.set(textOf(this.source, name), { kind: 'function', node, name: textOf(this.source, name) });
        return on;
      }
      case 'ImportStatement':
        readImport(this.source, node, scope);
        return on;
      default:
        return on;
    }
  }

  #branches(node: SyntaxNode, scope: Scope, around: Circumstances): { ending: Ending; after?: Condition } {
    const children = childrenOf(node);
    let earlier: Condition[] = [];
    let firstChanges = false;
    let after: Condition | undefined;
    let isCertain = false;
    const changed: SyntaxNode[] = [];
    for (let index = 0; index < children.length && !isCertain; index += 1) {
      const word = children[index]?.name;
      if (word !== 'if' && word !== 'elif' && word !== 'else') continue;
      const test = word === 'else' ? undefined : children[index + 1];
      const body = children.slice(index + 1, index + 3).find((child) => child.name === 'Body');
      if (body === undefined) continue;
      if (test !== undefined) this.#calls(test, scope, around);
      const condition: Condition =
        test === undefined
          ? { kind: 'constant', value: true }
          : toCondition(evaluate(this.source, test, scope));
      if (condition.kind === 'constant' && !condition.value) continue;
      isCertain = condition.kind === 'constant';
      const held = isCertain ? earlier : [...earlier, condition];
      const before = this.#changes();
      const ending = this.block(body, scope, {
        ...around,
        conditions: [...around.conditions, ...held],
        alternative: around.alternative || (firstChanges && earlier.length > 0),
      });
      if (this.#changes() > before) firstChanges = true;
      if (held.length > 0) changed.push(body);
      if (ending === 'leaves') {
        if (held.length === 0) return { ending: 'leaves' };
        if (earlier.length === 0) after = negate(condition);
      }
      earlier = [...earlier, negate(condition)];
    }
    for (const body of changed) forgetChanged(this.source, body, scope);
    return after === undefined ? { ending: 'on' } : { ending: 'on', after };
  }

  #changes(): number {
    return this.operations.filter((operation) => operation.action.kind !== 'other').length;
  }

  #loop(node: SyntaxNode, scope: Scope, around: Circumstances): void {
    const children = childrenOf(node);
    const forAt = children.findIndex((child) => child.name === 'for');
    const inAt = children.findIndex((child) => child.name === 'in');
    const bodyNode = children.find((child) => child.name === 'Body');
    if (bodyNode === undefined || inAt === -1) return;
    const targets = children.slice(forAt + 1, inAt).filter((child) => child.name !== ',');
    const iterables = children
      .slice(inAt + 1, children.indexOf(bodyNode))
      .filter((child) => child.name !== ',');
    for (const each of iterables) this.#calls(each, scope, around);
    const values = iterables.map((each) => evaluate(this.source, each, scope));
    const over: PythonValue | undefined = values.length === 1 ? values[0] : { kind: 'list', items: values };
    const bind = (value: PythonValue): void => {
      if (targets.length === 1 && targets[0] !== undefined) bindTarget(this.source, targets[0], value, scope);
      else bindTargets(this.source, targets, value, scope);
    };
    if (over?.kind === 'list') {
      for (const item of over.items) {
        bind(item);
        this.block(bodyNode, scope, around);
        if (this.operations.length > MOST_OPERATIONS) return;
      }
      return;
    }
    forgetChanged(this.source, bodyNode, scope);
    bind({ kind: 'unknown', origin: placeOf(this.source, node) });
    this.block(bodyNode, scope, { ...around, conditions: [...around.conditions, UNKNOWN_CONDITION] });
    forgetChanged(this.source, bodyNode, scope);
  }

  /** Runs, or does not: every body in it is taken once. */
  #maybe(node: SyntaxNode, scope: Scope, around: Circumstances): void {
    const maybe = {
      ...around,
      conditions: [...around.conditions, UNKNOWN_CONDITION],
      depth: around.depth + 1,
    };
    if (maybe.depth > DEEPEST_BLOCK) return;
    forgetChanged(this.source, node, scope);
    for (const child of childrenOf(node)) {
      if (child.name === 'Body') this.block(child, scope, maybe);
      else if (child.name === 'MatchBody' || child.name === 'MatchClause') this.#maybe(child, scope, maybe);
    }
    forgetChanged(this.source, node, scope);
  }

  #with(node: SyntaxNode, scope: Scope, around: Circumstances): Ending {
    const children = childrenOf(node);
    let ending: Ending = 'on';
    for (const [index, child] of children.entries()) {
      if (child.name === 'Body') ending = this.block(child, scope, around);
      else if (child.name === 'CallExpression') {
        const value = evaluate(this.source, child, scope);
        const target = children[index + 1]?.name === 'as' ? children[index + 2] : undefined;
        const isBatch = value.kind === 'call' && pathOf(value) === 'alembic.op.batch_alter_table';
        if (isBatch && target !== undefined) {
          const table = value.positional[0] ??
            value.named.get('table_name') ?? { kind: 'unknown', origin: value.origin };
          bindTarget(
            this.source,
            target,
            { kind: 'batch', table, schema: value.named.get('schema') ?? { kind: 'none' } },
            scope,
          );
        } else {
          this.#calls(child, scope, around);
          if (target !== undefined) bindTarget(this.source, target, value, scope);
        }
      }
    }
    return ending;
  }

  #try(node: SyntaxNode, scope: Scope, around: Circumstances): Ending {
    let part = 'try';
    let ending: Ending = 'on';
    const before = this.#changes();
    for (const child of childrenOf(node)) {
      if (/^(?:try|except|else|finally)$/.test(child.name)) part = child.name;
      else if (child.name === 'Body') {
        const isHandler = part === 'except';
        const result = this.block(child, scope, {
          ...around,
          conditions: isHandler ? [...around.conditions, UNKNOWN_CONDITION] : around.conditions,
          alternative: around.alternative || (isHandler && this.#changes() > before),
        });
        if (isHandler) forgetChanged(this.source, child, scope);
        else if (result === 'leaves') ending = 'leaves';
      }
    }
    return ending;
  }

  /** Every call in an expression that is an operation, inner ones first, as Python evaluates them. */
  #calls(node: SyntaxNode, scope: Scope, around: Circumstances): void {
    if (around.depth > DEEPEST_BLOCK || node.name === 'LambdaExpression' || node.name === 'Body') return;
    const deeper = { ...around, depth: around.depth + 1 };
    for (const child of childrenOf(node)) this.#calls(child, scope, deeper);
    if (node.name === 'CallExpression') this.#call(node, scope, around);
  }

  #call(node: SyntaxNode, scope: Scope, around: Circumstances): void {
    const [calleeNode, list] = childrenOf(node);
    if (calleeNode === undefined || list === undefined) return;
    const callee = evaluate(this.source, calleeNode, scope);
    const makeCall = (): PythonCall => ({
      kind: 'call',
      callee,
      ...readArguments(this.source, list, scope),
      origin: placeOf(this.source, node),
    });
    if (callee.kind === 'function') {
      this.#helper(callee.node, makeCall(), scope, around);
      return;
    }
    const path = pathOf(callee);
    if (callee.kind === 'path' && path?.startsWith('alembic.op.') === true) {
      const name = path.slice('alembic.op.'.length);
      if (name !== 'f' && name !== 'batch_alter_table') this.#operation(name, makeCall(), around, undefined);
    } else if (callee.kind === 'attribute' && callee.target.kind === 'batch') {
      const call = placeBatchTable(callee.name, makeCall(), callee.target.table);
      if (callee.name !== 'f') this.#operation(callee.name, call, around, stringValue(callee.target.schema));
    } else if (
      callee.kind === 'attribute' &&
      /^(?:execute|exec_driver_sql)$/.test(callee.name) &&
      isBind(callee.target)
    ) {
      this.#operation('execute', makeCall(), around, undefined);
    }
  }

  #operation(name: string, call: PythonCall, around: Circumstances, batchSchema: string | undefined): void {
    let isPartial = false;
    const action: AlembicAction = readOperation(name, call, {
      dialect: this.dialect,
      unknown: (what, origin) => {
        isPartial = true;
        this.#report(what, origin);
      },
    });
    this.operations.push({
      action,
      schema: stringValue(call.named.get('schema') ?? call.named.get('source_schema')) ?? batchSchema ?? '',
      origin: call.origin,
      conditions: around.conditions,
      alternative: around.alternative,
      isPartial,
    });
  }

  #helper(node: SyntaxNode, call: PythonCall, scope: Scope, around: Circumstances): void {
    if (around.functions.length >= DEEPEST_CALL || around.functions.some((each) => each.from === node.from))
      return;
    const body = childrenOf(node).find((child) => child.name === 'Body');
    if (body === undefined) return;
    const inner = bindParameters(this.source, node, call.positional, call.named, scope);
    this.block(body, inner, { ...around, functions: [...around.functions, node] });
  }

  #report(what: string, origin: FileOrigin): void {
    const key = `${String(origin.line)}:${String(origin.column)}:${what}`;
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    this.diagnostics.push({
      severity: 'info',
      code: 'alembic-runtime-value',
      message: `Only running the revision could tell ${what}.`,
      location: origin,
    });
  }
}

/** Makes the names of an import known: `import a.b as c`, `from a import b as c`. */
export function readImport(source: PythonSource, node: SyntaxNode, scope: Scope): void {
  const text = textOf(source, node)
    .replace(/[\\()]/g, ' ')
    .replace(/#[^\n]*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const from = /^from (\S+) import (.+)$/.exec(text);
  const list = from?.[2] ?? /^import (.+)$/.exec(text)?.[1] ?? '';
  for (const item of list.split(',')) {
    const match = /^\s*([\w.]+)(?: as (\w+))?\s*$/.exec(item);
    const name = match?.[1];
    if (name === undefined) continue;
    const alias = match?.[2];
    if (from?.[1] !== undefined) scope.set(alias ?? name, { kind: 'path', path: `${from[1]}.${name}` });
    else if (alias !== undefined) scope.set(alias, { kind: 'path', path: name });
    else {
      const root = name.split('.')[0] ?? name;
      scope.set(root, { kind: 'path', path: root });
    }
  }
}
