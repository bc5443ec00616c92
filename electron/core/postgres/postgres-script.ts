import type { Constraint, Node } from 'libpg-query';

import type { DefaultValue, Diagnostic, FileOrigin, Severity } from '../../../shared/model';
import type { MigrationEffect } from '../../../shared/migrations/effect';
import type { SchemaDraft } from '../migrations/schema-draft';
import { firstLocation, stringsOf } from './postgres-node';
import { skipComment, skipToken } from './scan-statements';
import type { TextPositions } from './text-positions';

/** One statement under execution: the text that its byte locations count in, and where to put what it does. */
export interface PostgresScript {
  readonly text: string;
  readonly positions: TextPositions;
  /** The UTF-16 offset that byte 0 of the parsed text stands for. */
  readonly base: number;
  /** Where the statement begins: the place of whatever has none of its own. */
  readonly statementOrigin: FileOrigin;
  /** Set for text that stands inside another (a DO block, a string): everything in it has this place. */
  readonly fixedOrigin?: FileOrigin;
  readonly draft: SchemaDraft;
  readonly settings: PostgresSettings;
  /** True where the statement may not run, or guards itself: what does not apply is then no mistake. */
  readonly tolerant: boolean;
  readonly effects: MigrationEffect[];
  readonly diagnostics: Diagnostic[];
}

/** What lasts from one statement to the next. */
export interface PostgresSettings {
  /** Where unqualified names live; '' until a file says `SET search_path`. */
  schema: string;
  /** Values of enum types, by lower-case name. */
  readonly enums: Map<string, readonly string[]>;
  /** Domains, composite types and ranges made here, by lower-case name. */
  readonly types: Map<string, string>;
}

/** The origin of a byte location of the parsed text. */
export function originOf(script: PostgresScript, location: number | undefined): FileOrigin {
  if (script.fixedOrigin !== undefined) return script.fixedOrigin;
  return location === undefined
    ? script.statementOrigin
    : script.positions.originAt(offsetOf(script, location));
}

/** The UTF-16 offset of a byte location of the parsed text. */
export function offsetOf(script: PostgresScript, location: number | undefined): number {
  return script.positions.offsetOfByte(Math.max(0, location ?? 0), script.base);
}

/** The schema of a name; `public` is where PostgreSQL puts names without one, so both are the same place. */
export function schemaOf(script: PostgresScript, schema: string | undefined): string {
  const named = schema === undefined || schema === '' ? script.settings.schema : schema;
  return named === 'public' || named === '$user' ? '' : named;
}

/** Reports what a statement wanted but the schema does not have; silent where the statement tolerates it. */
export function report(
  script: PostgresScript,
  severity: Severity,
  code: string,
  message: string,
  location: number | undefined,
): void {
  if (script.tolerant) return;
  script.diagnostics.push({ severity, code, message, location: originOf(script, location) });
}

/** Notes that a statement needs a table that nothing before it made, unless it need not run. */
export function presume(
  script: PostgresScript,
  schema: string,
  table: string,
  location: number | undefined,
  dropped = false,
): void {
  if (!script.tolerant) script.draft.presume(schema, table, originOf(script, location), dropped);
}

/** The source text of an expression that starts at `from` (UTF-16) and ends before a top-level comma, `)` or `until`. */
export function sliceExpression(text: string, from: number, until: number): string {
  let depth = 0;
  let at = from;
  let end = from;
  while (at < until && at < text.length) {
    const character = text.charAt(at);
    if (character === '-' && text.charAt(at + 1) === '-') {
      const line = text.indexOf('\n', at);
      at = line === -1 ? text.length : line;
      continue;
    }
    if (character === '/' && text.charAt(at + 1) === '*') {
      at = skipComment(text, at);
      continue;
    }
    if (character === '(' || character === '[') depth += 1;
    if (character === ')' || character === ']') depth -= 1;
    if (depth < 0 || (depth === 0 && (character === ',' || character === ';'))) break;
    at = skipToken(text, at);
    if (!/\s/.test(character)) end = at;
  }
  return text.slice(from, Math.min(end, until)).trim();
}

/** The text between the first `(` at or after `from` and its partner. */
export function sliceParentheses(text: string, from: number): string {
  const open = text.indexOf('(', from);
  return open === -1 ? '' : sliceExpression(text, open + 1, text.length);
}

const DEFAULT_HEAD = /(?:constraint\s+(?:"(?:[^"]|"")*"|\S+)\s+)?default\s+/iy;

/** A DEFAULT as the model holds it. Casts of a plain text (`'a'::mood`) are spelling; nextval() is the column's counter. */
export function readDefault(
  script: PostgresScript,
  expression: Node | undefined,
  where: { readonly constraint?: Constraint; readonly until?: number },
): { readonly value?: DefaultValue; readonly counter: boolean } {
  if (expression === undefined) return { counter: false };
  const inner = 'TypeCast' in expression ? (expression.TypeCast.arg ?? expression) : expression;
  if ('A_Const' in inner) {
    const constant = inner.A_Const;
    if (constant.isnull === true) return { value: { kind: 'null' }, counter: false };
    if (constant.sval !== undefined)
      return { value: { kind: 'string', value: constant.sval.sval ?? '' }, counter: false };
    if (constant.boolval !== undefined) {
      return { value: { kind: 'boolean', value: String(constant.boolval.boolval ?? false) }, counter: false };
    }
    if (constant.ival !== undefined) {
      return { value: { kind: 'number', value: String(constant.ival.ival ?? 0) }, counter: false };
    }
    if (constant.fval !== undefined)
      return { value: { kind: 'number', value: constant.fval.fval ?? '0' }, counter: false };
  }
  if ('FuncCall' in expression && stringsOf(expression.FuncCall.funcname).at(-1) === 'nextval')
    return { counter: true };
  return { value: { kind: 'expression', value: sliceDefault(script, expression, where) }, counter: false };
}

function sliceDefault(
  script: PostgresScript,
  expression: Node,
  where: { readonly constraint?: Constraint; readonly until?: number },
): string {
  const until = where.until ?? script.text.length;
  if (where.constraint !== undefined) {
    const head = offsetOf(script, where.constraint.location);
    DEFAULT_HEAD.lastIndex = head;
    const match = DEFAULT_HEAD.exec(script.text);
    if (match !== null) return sliceExpression(script.text, head + match[0].length, until);
  }
  return sliceExpression(script.text, offsetOf(script, firstLocation(expression)), until);
}
