import type { Check, Column, Index, Table } from '../model';
import { printCheck, printColumn, printIndex } from '../sql';
import { quoteIdentifier } from '../sql/quote';
import { renameInExpression } from '../sql/rename-identifier';
import { repartition } from './alter-partitioning';
import type { Clause } from './clause';
import { COPY, INSTANT } from './clause';
import { foldName } from './fold-name';
import { checkThere, columnThere, indexThere, not } from './guard';
import { namesIn } from './order-views';
import type { TablePair } from './table-pair';

/** What renaming takes: an ALTER of names alone, and those for columns that something else of the table speaks of. */
export interface RenameClauses {
  readonly renames: readonly Clause[];
  readonly leaves: readonly Clause[];
  readonly boundRenames: readonly Clause[];
  readonly returns: readonly Clause[];
}

/**
 * RENAME COLUMN, in an ALTER of its own: with other changes servers may copy the table, and a copy refuses to rename
 * what a foreign key speaks of ("Try ALGORITHM=INPLACE", MySQL 9.7, MariaDB 10.11). MariaDB follows the new name in
 * checks, generated columns and partitions; MySQL refuses it while they speak of the old one (errors 3108, 3837,
 * 3855, 3959), so there they go and come back in the same ALTER. Where the column is part of a foreign key, they go in one before
 * and come back in one after it, with the checks over columns of some types, for which MySQL would copy the table too.
 */
export function renameColumns(pair: TablePair): RenameClauses {
  const { flavor, from, renamedColumns: renamed } = pair;
  const neededFor = (names: readonly string[]): string =>
    names
      .map((name) => {
        const old = renamed.get(name) ?? name;
        return `(${columnThere(from.name, old)} AND ${not(columnThere(from.name, name))})`;
      })
      .join(' OR ');
  const clauseOf = (name: string): Clause => {
    const old = renamed.get(name) ?? name;
    return {
      text: `RENAME COLUMN ${quoteIdentifier(old)} TO ${quoteIdentifier(name)}`,
      needed: `${columnThere(from.name, old)} AND ${not(columnThere(from.name, name))}`,
      title: `rename column ${old} to ${name}`,
      about: [`column/${name}`, `column/${old}`],
      prediction: INSTANT,
      losesData: false,
    };
  };
  const names = [...renamed.keys()];
  const none = { leaves: [], boundRenames: [], returns: [] };
  if (flavor.vendor === 'mariadb') return { ...none, renames: names.map(clauseOf) };
  const spokenOf = names.filter((name) => isSpokenOf(from, name) || isSpokenOf(strays(pair), name));
  const keyed = names.filter((name) => pair.keyed.has(foldName(name)));
  const apart = keyed.filter((name) => spokenOf.includes(name) || hasCopiedChecks(from));
  const together = spokenOf.filter((name) => !apart.includes(name));
  const free = names.filter((name) => !together.includes(name) && !apart.includes(name));
  const here = dependents(pair, together, neededFor(together), false);
  const before = dependents(pair, apart, neededFor(apart), true);
  return {
    renames: free.map(clauseOf),
    leaves: before.leave,
    boundRenames: [...here.leave, ...[...apart, ...together].map(clauseOf), ...here.come],
    returns: before.come,
  };
}

/** Types over whose columns a check makes MySQL (9.7) copy the table for every rename. */
const COPIED_FOR: ReadonlySet<string> = new Set('enum set date datetime timestamp time'.split(' '));

function copiedColumns({ columns }: Table): ReadonlySet<string> {
  return new Set(columns.flatMap(({ name, type }) => (COPIED_FOR.has(type.name) ? [foldName(name)] : [])));
}

function hasCopiedChecks(table: Table): boolean {
  const copied = copiedColumns(table);
  return table.checks.some(({ expression }) => [...namesIn(expression)].some((name) => copied.has(name)));
}

/** On the way back, what the first state has and the other one has not: a plan that stopped half way may have left it there. */
function strays(pair: TablePair): Table {
  const { from, normalFrom, after, normalAfter, restores } = pair;
  const isNew = <T extends { readonly name?: string }>(items: readonly T[], named: readonly T[]) => {
    const names = new Set(named.map(({ name }) => foldName(name)));
    return (_: T, at: number): boolean => restores && !names.has(foldName(items[at]?.name));
  };
  const { partitioning: _, ...rest } = from;
  return {
    ...rest,
    columns: after.columns.filter(isNew(normalAfter.columns, normalFrom.columns)),
    indexes: after.indexes.filter(isNew(normalAfter.indexes, normalFrom.indexes)),
    checks: after.checks.filter(isNew(normalAfter.checks, normalFrom.checks)),
  };
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

/**
 * What speaks of a renamed column, as clauses that take it away while `needed` holds, and bring it back under the new name: in
 * the same ALTER, or `apart` in a later one, where it is missing.
 */
function dependents(pair: TablePair, renamed: readonly string[], needed: string, apart: boolean): Dependents {
  if (renamed.length === 0) return { leave: [], come: [] };
  const { from, normalFrom, normalAfter, flavor } = pair;
  const leave: Clause[] = [];
  const come: Clause[] = [];
  const copied = apart ? copiedColumns(from) : new Set<string>();
  const speaks = (expression: string | undefined): boolean =>
    renamed.some((name) => speaksOf(expression, name));
  const isAway = (expression: string): boolean =>
    speaks(expression) || [...namesIn(expression)].some((name) => copied.has(name));
  // On the way back from half way, what speaks of the column may not be there yet.
  const goes = (text: string, title: string, there: string): void => {
    leave.push({
      text,
      needed: `(${needed}) AND ${there}`,
      title,
      about: [],
      prediction: COPY,
      losesData: false,
    });
  };
  const comes = (text: string, title: string, there?: string): void => {
    const back = apart && there !== undefined ? not(there) : needed;
    come.push({ text, needed: back, title, about: [], prediction: COPY, losesData: false });
  };
  const dropColumn = ({ name }: Column): void => {
    goes(
      `DROP COLUMN ${quoteIdentifier(name)}`,
      `take ${name} away for the rename`,
      columnThere(from.name, name),
    );
  };
  const dropIndex = (name: string): void => {
    const there = indexThere(from.name, name);
    goes(`DROP INDEX ${quoteIdentifier(name)}`, `take index ${name} away for the rename`, there);
  };
  const dropCheck = (name: string): void => {
    const there = checkThere(from.name, name);
    goes(`DROP CONSTRAINT ${quoteIdentifier(name)}`, `take check ${name} away for the rename`, there);
  };
  const speaksIndex = ({ parts }: Index): boolean =>
    parts.some((part) => part.kind === 'expression' && speaks(part.expression));
  from.columns.forEach((column: Column, at) => {
    const before = from.columns[at - 1];
    const place = before === undefined ? ' FIRST' : ` AFTER ${quoteIdentifier(before.name)}`;
    const text = `${printColumn(column, flavor)}${place}`;
    if (speaks(column.generated?.expression)) {
      dropColumn(column);
      comes(`ADD COLUMN ${text}`, 'as it was', columnThere(from.name, column.name));
    } else if (column.default?.kind === 'expression' && speaks(column.default.value)) {
      comes(`MODIFY COLUMN ${text}`, `say the default of ${column.name} by the new name`);
    }
  });
  from.indexes.forEach((index: Index, at) => {
    if (!speaksIndex(index)) return;
    const name = normalFrom.indexes[at]?.name ?? index.name ?? '';
    dropIndex(name);
    comes(`ADD ${printIndex({ ...index, name }, flavor)}`, 'as it was', indexThere(from.name, name));
  });
  from.checks.forEach((check: Check, at) => {
    if (!isAway(check.expression)) return;
    const name = normalFrom.checks[at]?.name ?? check.name ?? '';
    const { column: _, ...plain } = check;
    dropCheck(name);
    comes(`ADD ${printCheck({ ...plain, name }, flavor)}`, 'as it was', checkThere(from.name, name));
  });
  const left = strays(pair);
  left.columns.filter(({ generated }) => speaks(generated?.expression)).forEach(dropColumn);
  left.indexes.filter(speaksIndex).forEach(({ name = '' }) => {
    dropIndex(name);
  });
  pair.after.checks.forEach((check, at) => {
    const name = normalAfter.checks[at]?.name ?? check.name ?? '';
    if (left.checks.includes(check) && isAway(check.expression)) dropCheck(name);
  });
  const schemes = [from.partitioning?.scheme, from.partitioning?.subpartition];
  const isPartition = schemes.some(
    (scheme) => speaks(scheme?.expression) || (scheme?.columns ?? []).some((name) => renamed.includes(name)),
  );
  const partition = isPartition
    ? repartition({ after: from, flavor }, needed, 'partition by the new names')
    : undefined;
  return { leave, come: partition === undefined ? come : [...come, partition] };
}
