import type { Check, Column, Flavor, Index, Table } from '../model';
import { printCheck, printColumn, printIndex } from '../sql';
import { quoteIdentifier } from '../sql/quote';
import { renameInExpression } from '../sql/rename-identifier';
import { repartition } from './alter-partitioning';
import type { Clause } from './clause';
import { COPY, INSTANT } from './clause';
import { checkThere, columnThere, indexThere, not } from './guard';

/** The renamed columns of one table. */
export interface ColumnRenames {
  readonly flavor: Flavor;
  /** As the table stands, the new names already in it. */
  readonly from: Table;
  /** The same, normalised: every check and index has its name. */
  readonly normalFrom: Table;
  /** New name → the name it has now. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** What renaming takes: an ALTER of names alone, and one for those that something else of the table speaks of. */
export interface RenameClauses {
  readonly renames: readonly Clause[];
  readonly boundRenames: readonly Clause[];
}

/**
 * RENAME COLUMN, in an ALTER of its own: with other changes servers may copy the table, and a copy refuses to rename
 * what a foreign key speaks of ("Try ALGORITHM=INPLACE", MySQL 9.7, MariaDB 10.11). MariaDB follows the new name in
 * checks, generated columns and partitions; MySQL refuses it while they speak of the old one (errors 3108, 3837,
 * 3855, 3959), so there they go and come back in the same ALTER.
 */
export function renameColumns(input: ColumnRenames): RenameClauses {
  const { from, renamed } = input;
  const bound =
    input.flavor.vendor === 'mariadb' ? [] : [...renamed.keys()].filter((name) => isSpokenOf(from, name));
  const clauses = [...renamed].map(([name, old]): Clause => ({
    text: `RENAME COLUMN ${quoteIdentifier(old)} TO ${quoteIdentifier(name)}`,
    needed: `${columnThere(from.name, old)} AND ${not(columnThere(from.name, name))}`,
    title: `rename column ${old} to ${name}`,
    about: [`column/${name}`, `column/${old}`],
    prediction: INSTANT,
    losesData: false,
  }));
  const isBound = (_: Clause, at: number): boolean => bound.includes([...renamed.keys()][at] ?? '');
  const renames = clauses.filter((clause, at) => !isBound(clause, at));
  if (bound.length === 0) return { renames, boundRenames: [] };
  const { leave, come } = dependents({
    ...input,
    renamed: new Map([...renamed].filter(([name]) => bound.includes(name))),
  });
  return { renames, boundRenames: [...leave, ...clauses.filter(isBound), ...come] };
}

/** Does an expression of the table, or its partitioning, speak of the column? */
function isSpokenOf(table: Table, name: string): boolean {
  const schemes = [table.partitioning?.scheme, table.partitioning?.subpartition];
  const texts = [
    ...table.columns.flatMap(({ generated, default: value }) => [
      generated?.expression,
      value?.kind === 'expression' ? value.value : undefined,
    ]),
    ...table.indexes.flatMap(({ parts }) =>
      parts.map((part) => (part.kind === 'expression' ? part.expression : undefined)),
    ),
    ...table.checks.map(({ expression }) => expression),
    ...schemes.map((scheme) => scheme?.expression),
  ];
  return (
    texts.some((text) => speaksOf(text, name)) ||
    schemes.some(
      (scheme) => scheme?.columns?.some((column) => column.toLowerCase() === name.toLowerCase()) === true,
    )
  );
}

function speaksOf(expression: string | undefined, name: string): boolean {
  return expression !== undefined && renameInExpression(expression, name, `${name}_`) !== expression;
}

interface Dependents {
  readonly leave: readonly Clause[];
  readonly come: readonly Clause[];
}

/** What speaks of a renamed column, as clauses that take it away and bring it back under the new name. */
function dependents(input: ColumnRenames): Dependents {
  const { from, normalFrom, flavor } = input;
  const leave: Clause[] = [];
  const come: Clause[] = [];
  const needed = [...input.renamed]
    .map(([name, old]) => `(${columnThere(from.name, old)} AND ${not(columnThere(from.name, name))})`)
    .join(' OR ');
  const speaks = (expression: string | undefined): boolean =>
    [...input.renamed.keys()].some((name) => speaksOf(expression, name));
  // On the way back from half way, what speaks of the column may not be there yet.
  const clause = (text: string, title: string, there?: string): Clause => ({
    text,
    needed: there === undefined ? needed : `(${needed}) AND ${there}`,
    title,
    about: [],
    prediction: COPY,
    losesData: false,
  });
  from.columns.forEach((column: Column, at) => {
    const before = from.columns[at - 1];
    const place = before === undefined ? ' FIRST' : ` AFTER ${quoteIdentifier(before.name)}`;
    const text = `${printColumn(column, flavor)}${place}`;
    if (speaks(column.generated?.expression)) {
      leave.push(
        clause(
          `DROP COLUMN ${quoteIdentifier(column.name)}`,
          `take ${column.name} away for the rename`,
          columnThere(from.name, column.name),
        ),
      );
      come.push(clause(`ADD COLUMN ${text}`, 'as it was'));
    } else if (column.default?.kind === 'expression' && speaks(column.default.value)) {
      come.push(clause(`MODIFY COLUMN ${text}`, `say the default of ${column.name} by the new name`));
    }
  });
  from.indexes.forEach((index: Index, at) => {
    if (!index.parts.some((part) => part.kind === 'expression' && speaks(part.expression))) return;
    const name = normalFrom.indexes[at]?.name ?? index.name ?? '';
    leave.push(
      clause(
        `DROP INDEX ${quoteIdentifier(name)}`,
        `take index ${name} away for the rename`,
        indexThere(from.name, name),
      ),
    );
    come.push(clause(`ADD ${printIndex({ ...index, name }, flavor)}`, 'as it was'));
  });
  from.checks.forEach((check: Check, at) => {
    if (!speaks(check.expression)) return;
    const name = normalFrom.checks[at]?.name ?? check.name ?? '';
    const { column: _, ...plain } = check;
    leave.push(
      clause(
        `DROP CONSTRAINT ${quoteIdentifier(name)}`,
        `take check ${name} away for the rename`,
        checkThere(from.name, name),
      ),
    );
    come.push(clause(`ADD ${printCheck({ ...plain, name }, flavor)}`, 'as it was'));
  });
  const schemes = [from.partitioning?.scheme, from.partitioning?.subpartition];
  const isPartition = schemes.some(
    (scheme) => speaks(scheme?.expression) || (scheme?.columns ?? []).some((name) => input.renamed.has(name)),
  );
  const partition = isPartition
    ? repartition({ after: from, flavor }, needed, 'partition by the new names')
    : undefined;
  return { leave, come: partition === undefined ? come : [...come, partition] };
}
