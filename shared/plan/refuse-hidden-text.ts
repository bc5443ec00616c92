import { hidesLetters } from '../expression/compare-expressions';
import type { SchemaModel, Table } from '../model';
import type { Refusal } from './change';

/**
 * A table of which MySQL shows an expression with `????`: that is how it prints each character beyond U+FFFF in defaults, checks,
 * generated columns, index parts and partitions (9.7), though it keeps them; of a text that it has written in the charset of a
 * column (`_latin1'?'`), one question mark stands for every other letter than an ASCII one. Whatever says such a text again, a rollback too,
 * would write question marks, and nobody can tell which characters were there.
 */
export function refuseHiddenText(schema: string, name: string, target: SchemaModel): Refusal | undefined {
  if (target.flavor?.vendor !== 'mysql') return undefined;
  const table = target.schemas.find((one) => one.name === schema)?.tables.find((one) => one.name === name);
  if (table?.origin.kind !== 'server' || !textsOf(table).some(isHidden)) return undefined;
  return {
    reason: `MySQL shows question marks in an expression of ${name}, and not the characters that it keeps there`,
    alternative: 'change the table by hand, with the text that was written in the first place',
  };
}

function isHidden(text: string): boolean {
  return text.includes('????') || hidesLetters(text);
}

function textsOf(table: Table): readonly string[] {
  const { columns, checks, indexes, partitioning } = table;
  return [
    ...columns.flatMap((column) => [
      ...(column.generated === undefined ? [] : [column.generated.expression]),
      ...(column.default?.kind === 'expression' ? [column.default.value] : []),
    ]),
    ...checks.map((check) => check.expression),
    ...indexes.flatMap(({ parts }) =>
      parts.flatMap((part) => (part.kind === 'expression' ? [part.expression] : [])),
    ),
    ...(partitioning?.partitions ?? []).flatMap(({ values }) => (values === undefined ? [] : [values.text])),
  ];
}
