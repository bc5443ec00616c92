import type { Check, Flavor, ForeignKey, Index, Table } from '../model';
import { printCheck, printForeignKey, printIndex } from '../sql';
import { quoteIdentifier } from '../sql/quote';
import type { Clause } from './clause';
import { COPY, INSTANT, IN_PLACE, IN_PLACE_REBUILD, IN_PLACE_SHARED } from './clause';
import { checkTextIs, checkThere, foreignKeyIs, foreignKeyThere, indexIs, indexThere, not } from './guard';
import type { Prediction } from './plan';

/** A part as it stands and as it shall be; one side is undefined where it comes or goes. */
export interface Pair<T> {
  readonly from: T | undefined;
  readonly to: T | undefined;
}

function predictIndex(index: Index): Prediction {
  if (index.kind === 'fulltext' || index.kind === 'spatial' || index.kind === 'vector')
    return IN_PLACE_SHARED;
  return index.kind === 'primary' ? IN_PLACE_REBUILD : IN_PLACE;
}

function indexName(index: Index): string {
  return index.kind === 'primary' ? 'PRIMARY' : (index.name ?? '');
}

/** Drop clauses for an index or primary key that goes or is replaced; `wanted` is what will bear its name. */
export function dropIndex(table: string, index: Index, wanted: Index | undefined): Clause {
  const name = indexName(index);
  const there = indexThere(table, name);
  return {
    text: index.kind === 'primary' ? 'DROP PRIMARY KEY' : `DROP INDEX ${quoteIdentifier(name)}`,
    ...(index.kind === 'primary' || wanted !== undefined
      ? {}
      : { mariadb: `DROP INDEX IF EXISTS ${quoteIdentifier(name)}` }),
    needed: wanted === undefined ? there : `${there} AND ${not(indexIs(table, name, wanted))}`,
    title: index.kind === 'primary' ? 'drop the primary key' : `drop index ${name}`,
    about: [index.kind === 'primary' ? 'primaryKey/PRIMARY' : `index/${name}`],
    prediction: index.kind === 'primary' && wanted === undefined ? COPY : IN_PLACE,
    losesData: false,
  };
}

/** The clause that adds an index or primary key. `normal` holds its resolved name and parts. */
export function addIndex(
  table: string,
  index: Index,
  normal: Index,
  flavor: Flavor,
  replaces = false,
): Clause {
  const name = indexName(normal);
  const named = index.kind === 'primary' ? index : { ...index, name };
  const text = `ADD ${printIndex(named, flavor)}`;
  return {
    text,
    ...(index.kind === 'primary' || replaces
      ? {}
      : { mariadb: text.replace(/^(ADD (?:\w+ )?(?:KEY|INDEX)) /, '$1 IF NOT EXISTS ') }),
    needed: not(indexIs(table, name, normal)),
    title:
      index.kind === 'primary'
        ? 'add the primary key'
        : `add ${index.kind === 'index' ? '' : `${index.kind} `}index ${name}`,
    about: [index.kind === 'primary' ? 'primaryKey/PRIMARY' : `index/${name}`],
    prediction: predictIndex(index),
    losesData: false,
  };
}

/** RENAME INDEX: MySQL 5.7+, MariaDB 10.5.2+. */
export function renameIndex(table: string, from: string, to: string): Clause {
  return {
    text: `RENAME INDEX ${quoteIdentifier(from)} TO ${quoteIdentifier(to)}`,
    mariadb: `RENAME INDEX IF EXISTS ${quoteIdentifier(from)} TO ${quoteIdentifier(to)}`,
    needed: `${indexThere(table, from)} AND ${not(indexThere(table, to))}`,
    title: `rename index ${from} to ${to}`,
    about: [`index/${from}`, `index/${to}`],
    prediction: INSTANT,
    losesData: false,
  };
}

/** Visibility alone: ALTER INDEX … [IN]VISIBLE on MySQL, [NOT] IGNORED on MariaDB 10.6+. Harmless to repeat. */
export function setIndexVisibility(index: Index, flavor: Flavor): Clause {
  const name = indexName(index);
  const word =
    flavor.vendor === 'mariadb'
      ? index.visible
        ? 'NOT IGNORED'
        : 'IGNORED'
      : index.visible
        ? 'VISIBLE'
        : 'INVISIBLE';
  return {
    text: `ALTER INDEX ${quoteIdentifier(name)} ${word}`,
    mariadb: `ALTER INDEX ${quoteIdentifier(name)} ${word}`,
    needed: '1',
    title: `make index ${name} ${index.visible ? 'visible' : 'invisible'}`,
    about: [`index/${name}`],
    prediction: INSTANT,
    losesData: false,
  };
}

/** Drops a foreign key; `wanted` is what will bear its name, and `until` a condition that ends the need. */
export function dropForeignKey(
  table: string,
  name: string,
  wanted: ForeignKey | undefined,
  until?: string,
): Clause {
  const there = foreignKeyThere(table, name);
  const conditions = [there];
  if (until !== undefined) conditions.push(not(until));
  else if (wanted !== undefined) conditions.push(not(foreignKeyIs(table, name, wanted)));
  return {
    text: `DROP FOREIGN KEY ${quoteIdentifier(name)}`,
    ...(until !== undefined || wanted !== undefined
      ? {}
      : { mariadb: `DROP FOREIGN KEY IF EXISTS ${quoteIdentifier(name)}` }),
    needed: conditions.join(' AND '),
    title: `drop foreign key ${name}`,
    about: [`foreignKey/${name}`],
    prediction: IN_PLACE,
    losesData: false,
  };
}

/** Adds a foreign key under its resolved name. */
export function addForeignKey(table: string, key: ForeignKey, name: string, flavor: Flavor): Clause {
  return {
    text: `ADD ${printForeignKey({ ...key, name })}`,
    needed: not(foreignKeyIs(table, name, key)),
    title: `add foreign key ${name}`,
    about: [`foreignKey/${name}`],
    // In place only with foreign_key_checks = 0, which would let orphans in.
    prediction: COPY,
    losesData: false,
  };
}

/** Drops a check, while it is there with its old text. */
export function dropCheck(table: string, check: Check, name: string, replaced: boolean): Clause {
  const there = checkThere(table, name);
  return {
    // DROP CHECK is MySQL's alone; DROP CONSTRAINT is understood by MySQL 8.0.19+ and MariaDB.
    text: `DROP CONSTRAINT ${quoteIdentifier(name)}`,
    ...(replaced ? {} : { mariadb: `DROP CONSTRAINT IF EXISTS ${quoteIdentifier(name)}` }),
    needed: replaced
      ? `${there} AND ${checkTextIs(name, [check.expression, `(${check.expression})`])}`
      : there,
    title: `drop check ${name}`,
    about: [`check/${name}`],
    prediction: INSTANT,
    losesData: false,
  };
}

/** Adds a check under its resolved name; `old` is the text that one of the same name has now. */
export function addCheck(
  table: string,
  check: Check,
  name: string,
  old: Check | undefined,
  flavor: Flavor,
): Clause {
  const there = checkThere(table, name);
  return {
    text: `ADD ${printCheck({ ...withoutColumn(check), name }, flavor)}`,
    needed:
      old === undefined
        ? not(there)
        : `(${not(there)} OR ${checkTextIs(name, [old.expression, `(${old.expression})`])})`,
    title: `add check ${name}`,
    about: [`check/${name}`],
    prediction: COPY,
    losesData: false,
  };
}

function withoutColumn(check: Check): Check {
  const { column: _, ...rest } = check;
  return rest;
}

/** MySQL 8.0.16+: only whether the check is enforced changes. Harmless to repeat. */
export function setCheckEnforcement(check: Check, name: string): Clause {
  return {
    text: `ALTER CHECK ${quoteIdentifier(name)} ${check.enforced ? '' : 'NOT '}ENFORCED`,
    needed: '1',
    title: `${check.enforced ? 'enforce' : 'no longer enforce'} check ${name}`,
    about: [`check/${name}`],
    prediction: check.enforced ? COPY : INSTANT,
    losesData: false,
  };
}

/** The names that the table's foreign keys use, by key in the same order. */
export function foreignKeyNames(normal: Table): readonly string[] {
  return normal.foreignKeys.map((key) => key.name ?? '');
}
