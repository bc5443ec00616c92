import type { Column, Flavor, Table } from '../model';
import { printIndex } from '../sql';
import { quoteIdentifier } from '../sql/quote';
import { rebuildCheck } from './alter-keys';
import type { Clause } from './clause';
import { COPY } from './clause';
import { printDefinition } from './column-alteration';
import { foldName } from './fold-name';
import { columnThere } from './guard';
import { namesIn } from './order-views';
import { restatedColumns } from './replace-columns';

/** A table on its way: as it stands, and as it stands once its virtual columns hold what they show. */
export interface StoredFirst {
  /** The clauses of an ALTER that comes before all others of the table; empty where nothing has to be stored. */
  readonly clauses: readonly Clause[];
  readonly from: Table;
  readonly normalFrom: Table;
}

/**
 * A virtual column has no values that it could keep when it becomes a plain one. It is stored first, where it stands and
 * with all that rests on it as it is; then it is changed like any other column, and what it was computed from may go.
 */
export function storeVirtual(pair: {
  readonly flavor: Flavor;
  readonly from: Table;
  readonly normalFrom: Table;
  readonly normalAfter: Table;
}): StoredFirst {
  const { flavor, from, normalFrom, normalAfter } = pair;
  const plain = new Set(
    normalAfter.columns.flatMap(({ name, generated }) => (generated === undefined ? [foldName(name)] : [])),
  );
  const becomesPlain = ({ name, generated }: Column): boolean =>
    generated?.storage === 'virtual' && plain.has(foldName(name));
  const columns = from.columns.filter(becomesPlain);
  if (columns.length === 0) return { clauses: [], from, normalFrom };
  const stored = (column: Column): Column =>
    column.generated !== undefined && becomesPlain(column)
      ? { ...column, generated: { ...column.generated, storage: 'stored' } }
      : column;
  const table = normalAfter.name;
  // One ALTER, so it is done for all of them or for none: the last clause to be asked finds the state of the first.
  const needed = `(${columns.map(({ name }) => columnThere(table, name, "EXTRA LIKE '%VIRTUAL%'")).join(' OR ')})`;
  const names = new Set(columns.map(({ name }) => foldName(name)));
  const clause = (text: string, title: string, about: string): Clause => ({
    text,
    needed,
    title,
    about: [about],
    prediction: COPY,
    losesData: false,
  });
  const after = { ...from, columns: from.columns.map(stored) };
  const mentions = (text: string): boolean => [...namesIn(text)].some((name) => names.has(name));
  const checks = normalFrom.checks.flatMap((check, at) =>
    check.name !== undefined && mentions(check.expression)
      ? [rebuildCheck(table, check.name, from.checks[at] ?? check, [needed], flavor)]
      : [],
  );
  const always = (clauses: readonly Clause[]): readonly Clause[] =>
    clauses.map((one) => ({ ...one, needed }));
  const indexes = normalFrom.indexes.filter(({ parts }) =>
    parts.some((part) =>
      part.kind === 'column' ? names.has(foldName(part.column)) : mentions(part.expression),
    ),
  );
  const restated = restatedColumns({ flavor, from }, new Map([...names].map((name) => [name, needed])));
  return {
    clauses: [
      ...checks.flatMap((pair) => always(pair.slice(0, 1))),
      ...indexes.map(({ name }) =>
        clause(
          `DROP INDEX ${quoteIdentifier(name ?? '')}`,
          `build index ${name ?? ''} anew`,
          `index/${name ?? ''}`,
        ),
      ),
      ...from.columns.flatMap((column, at) => {
        if (restated.has(foldName(column.name)))
          return [
            clause(
              `MODIFY COLUMN ${printDefinition({ flavor, after: from }, column)}`,
              `say ${column.name} again`,
              `column/${column.name}`,
            ),
          ];
        if (!becomesPlain(column)) return [];
        const name = quoteIdentifier(column.name);
        const place = at === 0 ? ' FIRST' : ` AFTER ${quoteIdentifier(from.columns[at - 1]?.name ?? '')}`;
        return [
          clause(`DROP COLUMN ${name}`, `drop ${column.name} to add it anew`, `column/${column.name}`),
          clause(
            `ADD COLUMN ${printDefinition({ flavor, after: from }, stored(column))}${place}`,
            `add ${column.name} with its values stored`,
            `column/${column.name}`,
          ),
        ];
      }),
      ...indexes.map((index) =>
        clause(`ADD ${printIndex(index, flavor)}`, 'as it was', `index/${index.name ?? ''}`),
      ),
      ...checks.flatMap((pair) => always(pair.slice(1))),
    ],
    from: after,
    normalFrom: { ...normalFrom, columns: normalFrom.columns.map(stored) },
  };
}
