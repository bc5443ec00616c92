import type { Flavor, SchemaModel } from '../../../shared/model';
import { readCalled } from '../../../shared/sql/program-calls';
import type { Token } from '../../../shared/sql/token';
import { tokenize } from '../../../shared/sql/tokenize';

/** What stands behind DROP in an ALTER TABLE and holds no rows. */
const WITHOUT_ROWS: ReadonlySet<string> = new Set([
  'INDEX',
  'KEY',
  'CHECK',
  'CONSTRAINT',
  'FOREIGN',
  'DEFAULT',
  'PRIMARY',
]);

/** What is known of a migration beside the text of one statement. */
export interface LossContext {
  readonly flavor: Flavor;
  /** The body of a procedure, by its name in lower case; undefined where nobody knows it. */
  readonly bodyOf: (name: string) => string | undefined;
  /** True when rows may go between the states before and after the migration, or one of them is not known. */
  readonly losesParts: boolean;
}

/**
 * Whether a statement of a hand-written migration may take away or change rows. What is run by its text is judged by that;
 * what EXECUTE runs, by what becomes of tables and columns; a procedure by its body, and one that nobody knows may do anything.
 */
export function mayLoseData(tokens: readonly Token[], context: LossContext): boolean {
  return loses(tokens, context, new Set());
}

function loses(tokens: readonly Token[], context: LossContext, seen: ReadonlySet<string>): boolean {
  const [first = '', second = ''] = tokens.map((token) => token.upper);
  switch (first) {
    case 'TRUNCATE':
    case 'DELETE':
    case 'UPDATE':
    case 'REPLACE':
      return true;
    case 'DROP':
      return (
        second === 'DATABASE' ||
        second === 'SCHEMA' ||
        tokens.slice(0, 3).some(({ upper }) => upper === 'TABLE')
      );
    case 'ALTER':
      return alterLoses(tokens);
    case 'EXECUTE':
      return context.losesParts;
    case 'CALL':
      return callLoses(tokens, context, seen);
    case 'BEGIN':
      return second === 'NOT' && bodyLoses(tokens, context, seen);
    default:
      return false;
  }
}

function alterLoses(tokens: readonly Token[]): boolean {
  return tokens.some(
    ({ upper }, at) =>
      upper === 'MODIFY' ||
      upper === 'CHANGE' ||
      (upper === 'DROP' && !WITHOUT_ROWS.has(tokens[at + 1]?.upper ?? '')),
  );
}

function callLoses(tokens: readonly Token[], context: LossContext, seen: ReadonlySet<string>): boolean {
  const name = readCalled(tokens).name.toLowerCase();
  if (seen.has(name)) return false;
  const body = context.bodyOf(name);
  if (body === undefined) return true;
  return bodyLoses(tokenize(body, { flavor: context.flavor }), context, new Set([...seen, name]));
}

/** Any statement of a body: one begins at the start, behind `;`, and behind the words of flow. */
function bodyLoses(tokens: readonly Token[], context: LossContext, seen: ReadonlySet<string>): boolean {
  let start = 0;
  for (let at = 0; at <= tokens.length; at += 1) {
    const token = tokens[at];
    const isEnd = token === undefined || token.upper === ';';
    const isFlow = token !== undefined && FLOW.has(token.upper);
    if (!isEnd && !isFlow) continue;
    if (at > start && loses(tokens.slice(start, at), context, seen)) return true;
    start = at + 1;
  }
  return false;
}

const FLOW: ReadonlySet<string> = new Set(['BEGIN', 'THEN', 'ELSE', 'DO', 'LOOP', 'REPEAT', ':', 'ATOMIC']);

/** True unless every table and column of the one state is in the other, with its type: names decide, so a rename counts as gone. */
export function losesParts(before: SchemaModel, after: SchemaModel | undefined): boolean {
  if (after === undefined) return true;
  return before.schemas.some((schema) => {
    const others = after.schemas.find(({ name }) => name === schema.name)?.tables ?? [];
    const byName = new Map(others.map((table) => [table.name, table]));
    return schema.tables.some((table) => {
      const columns = new Map(byName.get(table.name)?.columns.map((column) => [column.name, column]));
      return table.columns.some(
        ({ name, type }) => JSON.stringify(columns.get(name)?.type) !== JSON.stringify(type),
      );
    });
  });
}
