import type { Check, Column, Table, Vendor } from '../model';
import { quoteString } from '../sql/quote';
import { tokenize } from '../sql/tokenize';
import type { NormaliseContext } from './context';

/**
 * A table that a server of the other vendor stored, in the words of the context's flavor: what that server wrote down of
 * its own accord is taken back, so that it is not compared as if somebody had said it. Any other table is answered
 * as it is.
 *
 * - a literal default of a TEXT, BLOB or JSON column is an expression to MySQL, which knows no other
 * - names that a server counts for checks (`CONSTRAINT_1`, `t_chk_1`) go
 * - the charset that MySQL writes before each text of an expression goes, where it says nothing about the text
 */
export function translateStored(table: Table, context: NormaliseContext): Table {
  const { storedBy } = context;
  if (storedBy === undefined || !isForeign(context)) return table;
  const plain = storedBy === 'mysql' ? withoutIntroducers : (text: string): string => text;
  return {
    ...table,
    columns: table.columns.map((column) =>
      storedBy === 'mysql' ? inColumn(column, plain) : asExpressionDefault(column),
    ),
    checks: table.checks.map((check) => {
      const { name, ...rest } = check;
      const isCounted = name !== undefined && isCountedName(name, table.name, storedBy);
      return {
        ...rest,
        ...(name === undefined || isCounted ? {} : { name }),
        expression: plain(check.expression),
      };
    }),
    indexes: table.indexes.map((index) =>
      index.parts.some(({ kind }) => kind === 'expression')
        ? {
            ...index,
            parts: index.parts.map((part) =>
              part.kind === 'expression' ? { ...part, expression: plain(part.expression) } : part,
            ),
          }
        : index,
    ),
  };
}

function inColumn(column: Column, plain: (text: string) => string): Column {
  const { generated, default: value } = column;
  const changed = generated === undefined ? undefined : plain(generated.expression);
  const stated = value?.kind === 'expression' ? plain(value.value) : undefined;
  if (changed === generated?.expression && (value?.kind !== 'expression' || stated === value.value))
    return column;
  return {
    ...column,
    ...(generated === undefined || changed === undefined
      ? {}
      : { generated: { ...generated, expression: changed } }),
    ...(value?.kind === 'expression' && stated !== undefined ? { default: { ...value, value: stated } } : {}),
  };
}

/** True when a server of one vendor stored what is read in the words of another. */
export function isForeign({ storedBy, flavor }: NormaliseContext): boolean {
  return storedBy !== undefined && storedBy !== flavor.vendor;
}

/**
 * A table whose JSON columns say `json`, for comparisons between vendors: MariaDB makes of one a LONGTEXT in utf8mb4_bin with
 * the check json_valid(), and nothing tells it from a column that was written so (MariaDB manual, JSON Data Type);
 * and beside a MySQL JSON that check says nothing.
 */
export function jsonInOneWord(table: Table): Table {
  const json = new Set(
    table.columns
      .filter(
        (column) =>
          column.type.name === 'json' ||
          (column.type.name === 'longtext' &&
            (column.type.collation ?? table.options.collation) === 'utf8mb4_bin' &&
            isJsonText(table, column)),
      )
      .map(({ name }) => name.toLowerCase()),
  );
  if (json.size === 0) return table;
  return {
    ...table,
    columns: table.columns.map((column) => (json.has(column.name.toLowerCase()) ? asJson(column) : column)),
    checks: table.checks.filter((check) => !json.has(checkedJson(check) ?? '')),
  };
}

function isJsonText(table: Table, { name }: Column): boolean {
  return table.checks.some((check) => checkedJson(check) === name.toLowerCase());
}

/** The column, lower case, of a check that is nothing but json_valid(column). */
function checkedJson({ expression }: Check): string | undefined {
  const match = /^\(?json_valid\(`((?:[^`]|``)+)`\)\)?$/i.exec(expression);
  return match?.[1]?.replaceAll('``', '`').toLowerCase();
}

function asJson(column: Column): Column {
  const { charset: _charset, collation: _collation, ...type } = column.type;
  return { ...column, type: { ...type, name: 'json', parameters: [] } };
}

function asExpressionDefault(column: Column): Column {
  const value = column.default;
  if (value?.kind !== 'string' || !/^(?:(?:tiny|medium|long)?(?:text|blob)|json)$/.test(column.type.name))
    return column;
  return { ...column, default: { kind: 'expression', value: quoteString(value.value) } };
}

function isCountedName(name: string, table: string, storedBy: Vendor): boolean {
  const base = storedBy === 'mariadb' ? 'constraint_' : `${table.toLowerCase()}_chk_`;
  const lower = name.toLowerCase();
  return lower.startsWith(base) && /^\d{1,9}$/.test(lower.slice(base.length));
}

/** `_utf8mb4'x'` as `'x'`: for ASCII and for the charset that scripts are read in, the introducer says nothing. */
function withoutIntroducers(expression: string): string {
  if (!expression.includes('_')) return expression;
  const tokens = tokenize(expression);
  let text = '';
  let copied = 0;
  tokens.forEach((token, at) => {
    const next = tokens[at + 1];
    if (token.kind !== 'word' || !token.text.startsWith('_') || next?.kind !== 'string') return;
    // eslint-disable-next-line no-control-regex -- the question is exactly whether all is ASCII
    const isPlain = /^_utf8mb[34]$/i.test(token.text) || /^[\x00-\x7f]*$/.test(next.text);
    if (!isPlain || /^_binary$/i.test(token.text)) return;
    text += expression.slice(copied, token.start);
    copied = next.start;
  });
  return text + expression.slice(copied);
}
