import type { Column } from '../model';
import { quoteIdentifier, quoteString } from '../sql/quote';
import type { Clause } from './clause';
import { keepClocks, type ColumnAlteration } from './column-alteration';
import { columnThere } from './guard';
import type { Prediction } from './plan';

/*
 * Scripts run in strict mode, where a value that does not fit stops the ALTER instead of being cut without
 * a word. Where somebody allowed the narrowing, the values are first made to fit, in the open: these UPDATEs
 * say which rows they touch, and are needed only while the column is still as it was.
 */

/** Rows are changed under row locks; no table is rebuilt. */
const ROWS: Prediction = { algorithm: 'inplace', lock: 'none', rebuildsTable: false };

/** The UPDATEs that must come before a table's columns are narrowed. */
export function makeRoom(input: ColumnAlteration): readonly Clause[] {
  const befores = new Map(input.normalFrom.columns.map((column) => [column.name.toLowerCase(), column]));
  const clauses: Clause[] = [];
  for (const column of input.normalAfter.columns) {
    const before = befores.get(column.name.toLowerCase());
    if (before === undefined || before.generated !== undefined || column.generated !== undefined) continue;
    const cut = cutTexts(input, before, column);
    if (cut !== undefined) clauses.push(cut);
    const fill = fillNulls(input, before, column);
    if (fill !== undefined) clauses.push(fill);
  }
  return clauses;
}

function fillNulls(input: ColumnAlteration, before: Column, after: Column): Clause | undefined {
  if (before.nullable === false || after.nullable !== false || after.autoIncrement) return undefined;
  // The rows still have the old type when they get the value: only what both types take is written.
  const value =
    before.type.name === after.type.name || bothIn(NUMBERS, before, after) || bothIn(TEXTS, before, after)
      ? fillingValue(after)
      : undefined;
  if (value === undefined) return undefined;
  const column = quoteIdentifier(after.name);
  return {
    text: `UPDATE ${quoteIdentifier(input.after.name)} SET ${column} = ${value}${keepClocks(input.from.columns, after.name)} WHERE ${column} IS NULL`,
    needed: columnThere(input.after.name, after.name, "IS_NULLABLE = 'YES'"),
    title: `give rows without ${after.name} the value ${value}`,
    about: [`column/${after.name}/nullable`],
    prediction: ROWS,
    losesData: true,
  };
}

const NUMBERS = new Set([
  'tinyint',
  'smallint',
  'mediumint',
  'int',
  'bigint',
  'decimal',
  'float',
  'double',
  'bit',
]);
const TEXTS = new Set([
  'char',
  'varchar',
  'tinytext',
  'text',
  'mediumtext',
  'longtext',
  'binary',
  'varbinary',
  'tinyblob',
  'blob',
  'mediumblob',
  'longblob',
]);

function bothIn(types: ReadonlySet<string>, a: Column, b: Column): boolean {
  return types.has(a.type.name) && types.has(b.type.name);
}

/** The stated default, else the type's implicit one; undefined where only the author can know (dates, enums). */
function fillingValue(column: Column): string | undefined {
  const stated = column.default;
  if (stated?.kind === 'string') return quoteString(stated.value);
  if (stated?.kind === 'number') return stated.value;
  if (stated?.kind === 'boolean') return stated.value.toUpperCase();
  if (stated?.kind === 'bit') return `b'${stated.value}'`;
  if (stated?.kind === 'hex') return `x'${stated.value}'`;
  if (stated?.kind === 'expression') return `(${stated.value})`;
  if (NUMBERS.has(column.type.name)) return '0';
  if (TEXTS.has(column.type.name)) return "''";
  return undefined;
}

function cutTexts(input: ColumnAlteration, before: Column, after: Column): Clause | undefined {
  const [from, to] = [before.type, after.type];
  if (to.name !== 'varchar' && to.name !== 'char') return undefined;
  if (from.name !== 'varchar' && from.name !== 'char' && !from.name.endsWith('text')) return undefined;
  const room = Number(to.parameters[0] ?? '1');
  if ((from.name === 'varchar' || from.name === 'char') && Number(from.parameters[0] ?? '1') <= room)
    return undefined;
  const column = quoteIdentifier(after.name);
  const length = String(room);
  return {
    text: `UPDATE ${quoteIdentifier(input.after.name)} SET ${column} = LEFT(${column}, ${length})${keepClocks(input.from.columns, after.name)} WHERE CHAR_LENGTH(${column}) > ${length}`,
    needed: columnThere(
      input.after.name,
      after.name,
      `(CHARACTER_MAXIMUM_LENGTH > ${length} OR DATA_TYPE LIKE '%text')`,
    ),
    title: `cut ${after.name} to ${length} characters`,
    about: [`column/${after.name}/type`],
    prediction: ROWS,
    losesData: true,
  };
}
