import type { Flavor, Table, TableOptions } from '../model';
import { printOptionValue } from '../sql/print-option-value';
import { printRestOption } from '../sql/print-table';
import { quoteString } from '../sql/quote';
import type { Clause } from './clause';
import { COPY, INSTANT, IN_PLACE, IN_PLACE_REBUILD } from './clause';
import { not, sameOption, tableIs } from './guard';
import type { Prediction } from './plan';

/**
 * The clauses that bring the table's options from → after. Both are normalised; `stated` is `after` as it is written:
 * a row format that says what is so anyway is shown again by servers, and written where one is written at all.
 */
export function alterOptions(
  table: string,
  from: TableOptions,
  after: TableOptions,
  stated: TableOptions,
  flavor: Flavor,
): readonly Clause[] {
  const clauses: Clause[] = [];
  const add = (option: string, text: string, state: string | undefined, prediction: Prediction): void => {
    clauses.push({
      text,
      needed: state === undefined ? '1' : not(tableIs(table, [state])),
      title: `set ${option.replaceAll('_', ' ')}`,
      about: [`option/${option}`],
      prediction,
      losesData: false,
    });
  };
  if (after.engine !== undefined && after.engine.toLowerCase() !== from.engine?.toLowerCase()) {
    add('engine', `ENGINE = ${printOptionValue(after.engine)}`, sameOption('engine', after.engine), COPY);
  }
  if (
    after.collation !== undefined &&
    (after.collation !== from.collation || after.charset !== from.charset)
  ) {
    const charset = after.charset ?? after.collation.split('_')[0] ?? '';
    add(
      'charset',
      `DEFAULT CHARACTER SET = ${printOptionValue(charset)} COLLATE = ${printOptionValue(after.collation)}`,
      sameOption('collation', after.collation),
      flavor.vendor === 'mariadb' ? INSTANT : IN_PLACE,
    );
  }
  if ((after.comment ?? '') !== (from.comment ?? '')) {
    add(
      'comment',
      `COMMENT = ${quoteString(after.comment ?? '')}`,
      sameOption('comment', after.comment),
      flavor.vendor === 'mariadb' ? INSTANT : IN_PLACE,
    );
  }
  const format = (options: TableOptions): string => (options.rowFormat ?? 'default').toLowerCase();
  if (format(after) !== format(from)) {
    const wanted = format(stated);
    add(
      'row_format',
      `ROW_FORMAT = ${printOptionValue(wanted.toUpperCase())}`,
      sameOption('row_format', wanted),
      IN_PLACE_REBUILD,
    );
  }
  const setsLater = takesChecksum(from, after);
  for (const [name, value] of changedRest(from, after)) {
    if ((setsLater && name === PAGE_CHECKSUM) || staysBehind(name, from, after)) continue;
    add(name, printRestOption(name, value, flavor), sameOption(name, value), predictOption(name, flavor));
  }
  return clauses;
}

/** Options that belong to an engine of MariaDB: it refuses them under another (error 1911), their defaults too. */
const OF_AN_ENGINE: ReadonlySet<string> = new Set([
  'page_compressed',
  'page_compression_level',
  'encrypted',
  'encryption_key_id',
  'transactional',
]);

/** Is it an option of the engine that the table leaves, and not one of those that it takes along? */
function staysBehind(name: string, from: TableOptions, after: TableOptions): boolean {
  return (
    OF_AN_ENGINE.has(name) &&
    after.rest?.get(name) === undefined &&
    after.engine?.toLowerCase() !== from.engine?.toLowerCase()
  );
}

/** The clauses that take off what belongs to the engine that the table leaves, in an ALTER before that. */
export function leaveEngine(
  table: string,
  from: TableOptions,
  after: TableOptions,
  flavor: Flavor,
): readonly Clause[] {
  const state = sameOption('engine', from.engine);
  if (state === undefined) return [];
  return changedRest(from, after).flatMap(([name, value]) =>
    staysBehind(name, from, after)
      ? [
          {
            text: printRestOption(name, value, flavor),
            needed: tableIs(table, [state]),
            title: `set ${name.replaceAll('_', ' ')}`,
            about: [`option/${name}`],
            prediction: COPY,
            losesData: false,
          },
        ]
      : [],
  );
}

/** Options of statistics are kept in the dictionary alone; MySQL 9.7 refuses INSTANT for them all the same (measured). */
function predictOption(name: string, flavor: Flavor): Prediction {
  if (!name.startsWith('stats_')) return IN_PLACE_REBUILD;
  return flavor.vendor === 'mariadb' ? INSTANT : IN_PLACE;
}

const PAGE_CHECKSUM = 'page_checksum';

/** Does a table leave Aria, and take PAGE_CHECKSUM=1 with it that nobody may have written? */
function takesChecksum(from: TableOptions, after: TableOptions): boolean {
  return isAria(from) && !isAria(after);
}

function isAria({ engine }: TableOptions): boolean {
  return engine?.toLowerCase() === 'aria';
}

/** Does MariaDB show PAGE_CHECKSUM=1 of a table that says nothing? It does of Aria, and not of its partitions. */
function showsChecksum({ options, partitioning }: Table): boolean {
  return isAria(options) && partitioning === undefined;
}

/**
 * The option clauses of a last ALTER. A table that leaves Aria, or gets partitions there, keeps Aria's PAGE_CHECKSUM, also where
 * the ALTER that sets the engine says DEFAULT; a table of any other engine forgets what was said of it in every later ALTER that
 * does not say it again (MariaDB 10.11). Both tables are normalised.
 */
export function settleOptions(from: Table, after: Table, flavor: Flavor): readonly Clause[] {
  if (flavor.vendor !== 'mariadb') return [];
  const said = isAria(after.options) ? undefined : after.options.rest?.get(PAGE_CHECKSUM);
  if (said === undefined && (!showsChecksum(from) || showsChecksum(after))) return [];
  const table = after.name;
  const value = said ?? 'DEFAULT';
  const state = sameOption(PAGE_CHECKSUM, value);
  return [
    {
      text: printRestOption(PAGE_CHECKSUM, value, flavor),
      needed: state === undefined ? '1' : not(tableIs(table, [state])),
      title: 'set page checksum',
      about: ['option/engine'],
      prediction: COPY,
      losesData: false,
    },
  ];
}

/** Options of the long tail whose value differs; one that is no longer stated goes back to its default. */
function changedRest(from: TableOptions, after: TableOptions): readonly (readonly [string, string])[] {
  const names = new Set([...(from.rest?.keys() ?? []), ...(after.rest?.keys() ?? [])]);
  const changed: (readonly [string, string])[] = [];
  for (const name of names) {
    const [old, wanted] = [from.rest?.get(name), after.rest?.get(name)];
    if (old === wanted) continue;
    const value = wanted ?? defaultOf(name, after);
    if (value !== undefined) changed.push([name, value]);
  }
  return changed.sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What a table option is set to in order to be as if never stated; undefined where there is no such value. */
function defaultOf(option: string, { engine }: TableOptions): string | undefined {
  switch (option) {
    case 'key_block_size':
    case 'max_rows':
    case 'min_rows':
    case 'avg_row_length':
    case 'checksum':
    case 'delay_key_write':
    case 'autoextend_size':
      return '0';
    case 'stats_persistent':
    case 'stats_auto_recalc':
    case 'stats_sample_pages':
    case 'pack_keys':
      return 'DEFAULT';
    case 'page_compressed':
    case 'page_compression_level':
    case 'encrypted':
    case 'encryption_key_id':
    case 'transactional':
      return 'DEFAULT';
    case 'page_checksum':
      return engine?.toLowerCase() === 'aria' ? '1' : 'DEFAULT';
    case 'encryption':
      // An empty text is no encryption option (MySQL error 3184).
      return 'N';
    case 'compression':
    case 'connection':
      return '';
    default:
      return undefined;
  }
}
