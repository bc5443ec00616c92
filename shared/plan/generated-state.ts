import { compareExpressions } from '../expression/compare-expressions';
import type { Column, Table } from '../model';
import type { ColumnAlteration } from './column-alteration';
import { collationCondition, sameBytes, typeCondition } from './column-state';
import { foldName } from './fold-name';
import { storedTextCondition } from './stored-text';

/** The condition that a generated column, or one that was generated, is as wanted; undefined where nobody can tell. */
export function generatedState(input: ColumnAlteration, normal: Column): string | undefined {
  const find = (table: Table): Column | undefined =>
    table.columns.find((column) => foldName(column.name) === foldName(normal.name));
  const [before, after] = [find(input.from), find(input.after)];
  const parts = [typeCondition(normal.type)];
  if (normal.generated === undefined) parts.push("COALESCE(GENERATION_EXPRESSION, '') = ''");
  else {
    parts.push(
      normal.generated.storage === 'stored'
        ? "(EXTRA LIKE '%STORED%' OR EXTRA LIKE '%PERSISTENT%')"
        : "EXTRA LIKE '%VIRTUAL%'",
    );
    const [old, wanted] = [before?.generated?.expression, after?.generated?.expression];
    if (old !== undefined && !meansTheSame(old, wanted, input)) {
      const text = storedTextCondition('GENERATION_EXPRESSION', wanted, old, input.stored);
      if (text === undefined) return undefined;
      parts.push(text);
    }
  }
  parts.push(`IS_NULLABLE = '${normal.nullable === false ? 'NO' : 'YES'}'`);
  if (normal.type.collation !== undefined) parts.push(collationCondition(normal.type.collation));
  parts.push(`EXTRA ${normal.invisible ? '' : 'NOT '}LIKE '%INVISIBLE%'`);
  parts.push(
    normal.comment === undefined || normal.comment === ''
      ? "COLUMN_COMMENT = ''"
      : sameBytes('COLUMN_COMMENT', normal.comment),
  );
  return parts.join(' AND ');
}

/** Then the text is no sign of the change: the server has one text for both. */
function meansTheSame(old: string, wanted: string | undefined, input: ColumnAlteration): boolean {
  if (wanted === undefined) return false;
  const side = (text: string): { readonly text: string; readonly stored: boolean } => ({
    text,
    stored: input.stored.has(text),
  });
  const verdict = compareExpressions(side(old), side(wanted), input.flavor);
  return verdict === 'equal' || verdict === 'equivalent';
}
