import type { Check, Flavor, ForeignKey, Index } from '../model';
import { printCheck, printForeignKey, printIndex } from '../sql';
import { quoteIdentifier, quoteString } from '../sql/quote';
import type { Clause } from './clause';
import { COPY, INSTANT, IN_PLACE, IN_PLACE_REBUILD, IN_PLACE_SHARED } from './clause';
import {
  checkEnforcedIs,
  checkText,
  checkThere,
  foreignKeyIs,
  foreignKeyThere,
  indexDirectionsTold,
  indexIs,
  indexThere,
  not,
} from './guard';
import type { Prediction } from './plan';
import type { StoredTexts } from './stored-text';
import { storedTextCondition } from './stored-text';

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
export function dropIndex(
  table: string,
  index: Index,
  wanted: Index | undefined,
  stored: StoredTexts,
): Clause {
  const name = indexName(index);
  const there = indexThere(table, name);
  const state = wanted === undefined ? undefined : indexState(table, name, wanted, index, stored);
  return {
    text: index.kind === 'primary' ? 'DROP PRIMARY KEY' : `DROP INDEX ${quoteIdentifier(name)}`,
    ...(index.kind === 'primary' || wanted !== undefined
      ? {}
      : { mariadb: `DROP INDEX IF EXISTS ${quoteIdentifier(name)}` }),
    needed: state === undefined ? there : `${there} AND ${not(state)}`,
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
  old: Index | undefined,
  stored: StoredTexts,
): Clause {
  const name = indexName(normal);
  const named = index.kind === 'primary' ? index : { ...index, name };
  const text = `ADD ${printIndex(named, flavor)}`;
  return {
    text,
    ...(index.kind === 'primary' || old !== undefined
      ? {}
      : { mariadb: text.replace(/^(ADD (?:\w+ )?(?:KEY|INDEX)) /, '$1 IF NOT EXISTS ') }),
    needed: negate(
      old === undefined ? indexIs(table, name, normal) : indexState(table, name, normal, old, stored),
    ),
    title:
      index.kind === 'primary'
        ? 'add the primary key'
        : `add ${index.kind === 'index' ? '' : `${index.kind} `}index ${name}`,
    about: [index.kind === 'primary' ? 'primaryKey/PRIMARY' : `index/${name}`],
    prediction: predictIndex(index),
    losesData: false,
  };
}

/** Is all that differs between two indexes told by information_schema? USING, parsers and the like are not. */
function isTold(old: Index, wanted: Index): boolean {
  const untold = ({ using, parser, keyBlockSize, options, withoutOverlaps, visible }: Index): string =>
    JSON.stringify([using, parser, keyBlockSize, [...(options ?? [])], withoutOverlaps, visible]);
  return untold(old) === untold(wanted);
}

function directions(index: Index): string {
  return index.parts.map((part) => part.direction ?? 'asc').join();
}

function negate(state: string | undefined): string {
  return state === undefined ? '1' : not(state);
}

/** The condition that an index which replaces another is there; its expressions by their stored texts. */
function indexState(
  table: string,
  name: string,
  wanted: Index,
  old: Index,
  stored: StoredTexts,
): string | undefined {
  if (!isTold(old, wanted)) return undefined;
  const conditions = [indexIs(table, name, wanted)];
  if (old.name !== wanted.name) conditions.push(indexThere(table, wanted.name ?? name, true));
  if (directions(old) !== directions(wanted)) conditions.push(indexDirectionsTold(table, name));
  for (let at = 0; at < wanted.parts.length; at += 1) {
    const part = wanted.parts[at];
    if (part?.kind !== 'expression') continue;
    const before = old.parts[at];
    // Only MySQL has expression parts, and so the column EXPRESSION; no MariaDB gets such a script.
    const text = `(SELECT MAX(EXPRESSION) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ${quoteString(table)} AND INDEX_NAME = ${quoteString(name)} AND SEQ_IN_INDEX = ${String(at + 1)})`;
    const oldText = before?.kind === 'expression' ? before.expression : undefined;
    if (oldText === undefined || oldText === part.expression) continue;
    const state = storedTextCondition(text, part.expression, oldText, stored);
    if (state === undefined) return undefined;
    conditions.push(state);
  }
  return conditions.join(' AND ');
}

/** What only the dictionary knows of an index: MySQL 9.7 refuses INSTANT for it, MariaDB 10.11 takes it (measured). */
function namesOnly(flavor: Flavor): Prediction {
  return flavor.vendor === 'mariadb' ? INSTANT : IN_PLACE;
}

/** RENAME INDEX: MySQL 5.7+, MariaDB 10.5.2+. */
export function renameIndex(table: string, from: string, to: string, flavor: Flavor): Clause {
  return {
    text: `RENAME INDEX ${quoteIdentifier(from)} TO ${quoteIdentifier(to)}`,
    mariadb: `RENAME INDEX IF EXISTS ${quoteIdentifier(from)} TO ${quoteIdentifier(to)}`,
    needed: `${indexThere(table, from, true)} AND ${not(indexThere(table, to, true))}`,
    title: `rename index ${from} to ${to}`,
    about: [`index/${from}`, `index/${to}`],
    prediction: namesOnly(flavor),
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
    prediction: namesOnly(flavor),
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
  else if (wanted !== undefined) conditions.push(not(foreignKeyState(table, wanted, name)));
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

/** As wanted; where only the case of the name changes, that too. */
function foreignKeyState(table: string, wanted: ForeignKey, oldName: string | undefined): string {
  const name = wanted.name ?? oldName ?? '';
  const state = foreignKeyIs(table, name, wanted);
  return oldName === undefined || oldName === name
    ? state
    : `(${state} AND ${foreignKeyThere(table, name, true)})`;
}

/** Adds a foreign key under its resolved name; `oldName` is the one that it replaces. */
export function addForeignKey(table: string, key: ForeignKey, name: string, oldName?: string): Clause {
  return {
    text: `ADD ${printForeignKey({ ...key, name })}`,
    needed: not(foreignKeyState(table, { ...key, name }, oldName)),
    title: `add foreign key ${name}`,
    about: [`foreignKey/${name}`],
    // In place only with foreign_key_checks = 0, which would let orphans in.
    prediction: COPY,
    losesData: false,
  };
}

/** A check as it stands and as it shall be, under one name, with what the server stored. */
export interface CheckChange {
  readonly table: string;
  readonly name: string;
  readonly from: Check | undefined;
  readonly to: Check | undefined;
  readonly stored: StoredTexts;
}

function checkState(change: CheckChange): string | undefined {
  const { from, to } = change;
  // Dropped and added in one ALTER: when the name is written as wanted, the text is as wanted too.
  if (from?.name !== undefined && to?.name !== undefined && from.name !== to.name) {
    return checkThere(change.table, to.name, true);
  }
  return storedTextCondition(
    checkText(change.table, change.name),
    change.to?.expression,
    change.from?.expression,
    change.stored,
  );
}

/**
 * Builds an index anew in the ALTER that adds the foreign key which it serves. An index that a server made
 * for a foreign key is replaced by one with the key's own name when the key is added again (MySQL 9.7,
 * MariaDB 10.11); one that somebody asked for stays.
 */
export function rebuildIndexFor(
  table: string,
  key: ForeignKey,
  name: string,
  index: Index,
  flavor: Flavor,
): readonly Clause[] {
  const needed = not(foreignKeyIs(table, name, key));
  const own = { needed, about: [`foreignKey/${name}`], prediction: COPY, losesData: false };
  const indexName = index.name ?? '';
  // It may be gone already: a server takes back an index of its own once another one serves the key.
  const there = indexThere(table, indexName);
  return [
    {
      ...own,
      needed: `${needed} AND ${there}`,
      text: `DROP INDEX ${quoteIdentifier(indexName)}`,
      title: `build index ${indexName} anew`,
    },
    { ...own, text: `ADD ${printIndex(index, flavor)}`, title: 'as it was' },
  ];
}

/** Builds an index anew while one of the conditions holds, or while it is not as wanted. */
export function rebuildIndex(
  table: string,
  index: Index,
  waits: readonly string[],
  flavor: Flavor,
): readonly Clause[] {
  const name = indexName(index);
  const needed = `(${[...waits, not(indexIs(table, name, index))].join(' OR ')})`;
  const own = { about: [`index/${name}`], prediction: predictIndex(index), losesData: false };
  return [
    {
      ...own,
      needed: `${indexThere(table, name)} AND ${needed}`,
      text: `DROP INDEX ${quoteIdentifier(name)}`,
      title: `build index ${name} anew`,
    },
    { ...own, needed, text: `ADD ${printIndex(index, flavor)}`, title: 'as it was' },
  ];
}

/** Makes a check anew, as it is, while one of the conditions holds, or while it is not there. */
export function rebuildCheck(
  table: string,
  name: string,
  check: Check,
  waits: readonly string[],
  flavor: Flavor,
): readonly Clause[] {
  const there = checkThere(table, name);
  const any = waits.join(' OR ');
  const own = { about: [`check/${name}`], prediction: COPY, losesData: false };
  return [
    {
      ...own,
      text: `DROP CONSTRAINT ${quoteIdentifier(name)}`,
      needed: `${there} AND (${any})`,
      title: `make check ${name} anew`,
    },
    {
      ...own,
      text: `ADD ${printCheck({ ...withoutColumn(check), name }, flavor)}`,
      needed: `(${any} OR ${not(there)})`,
      title: 'as it was',
    },
  ];
}

/** Drops a check that goes or is replaced. */
export function dropCheck(change: CheckChange): Clause {
  const there = checkThere(change.table, change.name);
  const replaced = change.to !== undefined;
  const state = replaced ? checkState(change) : undefined;
  return {
    // DROP CHECK is MySQL's alone; DROP CONSTRAINT is understood by MySQL 8.0.19+ and MariaDB.
    text: `DROP CONSTRAINT ${quoteIdentifier(change.name)}`,
    ...(replaced ? {} : { mariadb: `DROP CONSTRAINT IF EXISTS ${quoteIdentifier(change.name)}` }),
    needed: state === undefined ? there : `${there} AND ${not(state)}`,
    title: `drop check ${change.name}`,
    about: [`check/${change.name}`],
    prediction: INSTANT,
    losesData: false,
  };
}

/** Adds a check under its resolved name. */
export function addCheck(change: CheckChange, check: Check, flavor: Flavor): Clause {
  const there = checkThere(change.table, change.name);
  const state = change.from === undefined ? undefined : checkState(change);
  const text = `ADD ${printCheck({ ...withoutColumn(check), name: change.name }, flavor)}`;
  return {
    text,
    needed:
      change.from === undefined ? not(there) : state === undefined ? '1' : `(${not(there)} OR ${not(state)})`,
    title: `add check ${change.name}`,
    about: [`check/${change.name}`],
    prediction: COPY,
    losesData: false,
  };
}

function withoutColumn(check: Check): Check {
  const { column: _, ...rest } = check;
  return rest;
}

/** MySQL 8.0.16+: only whether the check is enforced changes. */
export function setCheckEnforcement(table: string, check: Check, name: string): Clause {
  return {
    text: `ALTER CHECK ${quoteIdentifier(name)} ${check.enforced ? '' : 'NOT '}ENFORCED`,
    needed: not(checkEnforcedIs(table, name, check.enforced)),
    title: `${check.enforced ? 'enforce' : 'no longer enforce'} check ${name}`,
    about: [`check/${name}`],
    prediction: check.enforced ? COPY : INSTANT,
    losesData: false,
  };
}
