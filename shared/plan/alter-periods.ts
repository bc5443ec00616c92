import type { Table } from '../model';
import { printPeriod } from '../sql/print-table';
import { quoteIdentifier } from '../sql/quote';
import { rebuildIndex } from './alter-keys';
import type { Clause } from './clause';
import { COPY, INSTANT } from './clause';
import { foldName } from './fold-name';
import { not, periodIs } from './guard';
import type { TablePair } from './table-pair';

type Period = NonNullable<Table['periods']>[number];

/** The clauses for periods that go, and for those that come; what rests on them stands between and after. */
export interface PeriodClauses {
  readonly drops: readonly Clause[];
  readonly adds: readonly Clause[];
  /** Indexes WITHOUT OVERLAPS of a period that is another one now, and that stay. */
  readonly keys: readonly Clause[];
}

/**
 * Application-time periods of MariaDB. There is one to a table (error 4154), so another one replaces it in the same ALTER, and
 * a period cannot change but by that. Its columns stay NOT NULL when it goes. `touched` are the indexes that change anyway,
 * lower case.
 */
export function alterPeriods(pair: TablePair, touched: ReadonlySet<string>): PeriodClauses {
  const { from, after, normalAfter, flavor } = pair;
  if (flavor.vendor !== 'mariadb') return { drops: [], adds: [], keys: [] };
  const lacks = (table: Table, period: Period): boolean =>
    !(table.periods ?? []).some((one) => isSame(one, period));
  const clause = (text: string, needed: string, title: string): Clause => ({
    text,
    needed,
    title,
    about: ['option/periods'],
    prediction: text.startsWith('ADD') ? COPY : INSTANT,
    losesData: false,
  });
  const drops = (from.periods ?? [])
    .filter((period) => lacks(after, period))
    .map((period) =>
      clause(
        `DROP PERIOD FOR ${quoteIdentifier(period.name)}`,
        periodIs(after.name, period),
        `drop period ${period.name}`,
      ),
    );
  const adds = (after.periods ?? [])
    .filter((period) => lacks(from, period))
    .map((period) =>
      clause(`ADD ${printPeriod(period)}`, not(periodIs(after.name, period)), `add period ${period.name}`),
    );
  const waits = [...drops, ...adds].map(({ needed }) => needed);
  const keys =
    waits.length === 0
      ? []
      : [...(normalAfter.primaryKey === undefined ? [] : [normalAfter.primaryKey]), ...normalAfter.indexes]
          .filter(
            (index) =>
              index.withoutOverlaps !== undefined &&
              !touched.has(foldName(index.kind === 'primary' ? 'PRIMARY' : index.name)),
          )
          .flatMap((index) => rebuildIndex(after.name, index, waits, flavor));
  return { drops, adds, keys };
}

function isSame(a: Period, b: Period): boolean {
  return (
    [a.name, a.start, a.end].map(foldName).join('\0') === [b.name, b.start, b.end].map(foldName).join('\0')
  );
}
