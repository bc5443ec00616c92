import type { DoStmt, Node } from 'libpg-query';

import type { Diagnostic } from '../../../shared/model';
import { originOf } from './postgres-script';
import type { PostgresScript } from './postgres-script';
import { parsePlSql, parseSql } from './postgres-parser';
import { TextPositions } from './text-positions';

/** A DO block inside a DO block's EXECUTE inside …: nobody means that. */
const DEEPEST = 4;

/** How deep the statement under execution stands in DO blocks; execution is synchronous, so one counter serves. */
let depth = 0;

/**
 * Executes what a DO block would run: its plain statements and the constant texts of its EXECUTEs. Which
 * branch runs only a server knows, so what does not apply is passed over in silence. `apply` executes one statement.
 */
export function applyDoBlock(
  script: PostgresScript,
  statement: DoStmt,
  apply: (script: PostgresScript, node: Node, text: string) => void,
): void {
  const body = bodyOf(statement);
  if (body === undefined || depth >= DEEPEST) return;
  const origin = originOf(script, undefined);
  const parsed = parsePlSql(`DO ${dollarQuote(body)}`);
  if (parsed === undefined) {
    const problem: Diagnostic = {
      severity: 'warning',
      code: 'postgres-block-not-understood',
      message: 'The body of this DO block is not PL/pgSQL that can be read; what it does is not known.',
      location: origin,
    };
    script.diagnostics.push(problem);
    script.draft.noteUnread({ origin, kind: 'text' });
    return;
  }
  depth += 1;
  try {
    for (const query of collectQueries(parsed)) {
      const text = query.dynamic ? constantText(query.text) : query.text;
      if (text === undefined) {
        script.diagnostics.push({
          severity: 'info',
          code: 'postgres-computed-statement',
          message: 'A statement in this DO block is put together while it runs; what it does is not known.',
          location: origin,
        });
        script.draft.noteUnread({ origin, kind: 'text' });
        continue;
      }
      const result = parseSql(text);
      if (!result.ok) continue;
      const inner: PostgresScript = {
        ...script,
        text,
        positions: new TextPositions(text, origin.path),
        base: 0,
        fixedOrigin: origin,
        tolerant: true,
      };
      for (const each of result.statements) if (each.stmt !== undefined) apply(inner, each.stmt, text);
    }
  } finally {
    depth -= 1;
  }
}

function bodyOf(statement: DoStmt): string | undefined {
  for (const node of statement.args ?? []) {
    if (
      'DefElem' in node &&
      node.DefElem.defname === 'as' &&
      node.DefElem.arg !== undefined &&
      'String' in node.DefElem.arg
    ) {
      return node.DefElem.arg.String.sval;
    }
  }
  return undefined;
}

function dollarQuote(body: string): string {
  let tag = '$do$';
  for (let number = 0; body.includes(tag); number += 1) tag = `$do${String(number)}$`;
  return tag + body + tag;
}

interface BlockQuery {
  readonly text: string;
  /** The text of an EXECUTE: an expression that gives the statement. */
  readonly dynamic: boolean;
}

/** The statements in a parsed block, in the order of the text. */
function collectQueries(root: unknown): readonly BlockQuery[] {
  const found: BlockQuery[] = [];
  const stack: unknown[] = [root];
  while (stack.length > 0) {
    const node = stack.pop();
    if (typeof node !== 'object' || node === null) continue;
    const children: unknown[] = [];
    for (const [key, child] of Object.entries(node as Record<string, unknown>)) {
      const text =
        key === 'PLpgSQL_stmt_execsql'
          ? queryOf(child, 'sqlstmt')
          : key === 'PLpgSQL_stmt_dynexecute'
            ? queryOf(child, 'query')
            : undefined;
      if (text !== undefined) found.push({ text, dynamic: key === 'PLpgSQL_stmt_dynexecute' });
      else children.push(child);
    }
    // A stack gives the last first.
    for (const child of children.reverse()) stack.push(child);
  }
  return found;
}

function queryOf(node: unknown, key: string): string | undefined {
  const expression = (node as Record<string, { PLpgSQL_expr?: { query?: string } } | undefined>)[key];
  return expression?.PLpgSQL_expr?.query;
}

/** The value of a constant text expression: `'…'`, or several joined by ||. */
function constantText(expression: string): string | undefined {
  const result = parseSql(`SELECT ${expression}`);
  const statement = result.ok ? result.statements[0]?.stmt : undefined;
  if (statement === undefined || !('SelectStmt' in statement)) return undefined;
  const target = statement.SelectStmt.targetList?.[0];
  return target !== undefined && 'ResTarget' in target ? foldText(target.ResTarget.val, 0) : undefined;
}

function foldText(node: Node | undefined, level: number): string | undefined {
  if (node === undefined || level > 200) return undefined;
  if ('A_Const' in node) return node.A_Const.sval?.sval;
  if ('TypeCast' in node) return foldText(node.TypeCast.arg, level + 1);
  if ('A_Expr' in node) {
    const operator = node.A_Expr.name?.[0];
    if (operator === undefined || !('String' in operator) || operator.String.sval !== '||') return undefined;
    const left = foldText(node.A_Expr.lexpr, level + 1);
    const right = foldText(node.A_Expr.rexpr, level + 1);
    return left === undefined || right === undefined ? undefined : left + right;
  }
  return undefined;
}
