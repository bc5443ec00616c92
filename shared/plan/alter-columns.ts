import type { Column, Flavor, Table } from '../model';
import { isAtLeast } from '../model';
import { printColumn } from '../sql';
import { quoteIdentifier } from '../sql/quote';
import type { Clause } from './clause';
import { COPY, INSTANT, IN_PLACE, IN_PLACE_REBUILD } from './clause';
import { findMoves } from './column-order';
import { collationCondition, columnStateCondition, sameBytes, typeCondition } from './column-state';
import { onlyDropsDefault } from './dropped-defaults';
import { columnOrderIs, columnThere, not, spelledSo } from './guard';
import type { Prediction } from './plan';
import type { StoredTexts } from './stored-text';
import { storedTextCondition } from './stored-text';
import { assessTypeChange } from './type-risk';
import {
  addsColumns,
  hasVolatileDefault,
  volatileColumns,
  withoutVolatileDefault,
} from './volatile-defaults';

/** What the clauses for the columns of one table are made from. Tables are compared by their normalised forms. */
export interface ColumnAlteration {
  readonly flavor: Flavor;
  /** As they stand, after renames. */
  readonly from: Table;
  readonly normalFrom: Table;
  /** As they shall be; the text of clauses comes from here. */
  readonly after: Table;
  readonly normalAfter: Table;
  /** Names of columns whose definition differs. */
  readonly modified: ReadonlySet<string>;
  /** Those of them whose own check differs (MariaDB): information_schema tells too little to guard that. */
  readonly checked: ReadonlySet<string>;
  readonly stored: StoredTexts;
}

/** The clauses that drop columns, then those that add, change and move them, left to right. */
export function alterColumns(input: ColumnAlteration): readonly Clause[] {
  const wanted = input.after.columns.map((column) => column.name);
  const present = input.from.columns.map((column) => column.name);
  const wantedKeys = new Set(wanted.map(fold));
  const presentKeys = new Set(present.map(fold));
  const moves = findMoves(present.map(fold), wanted.map(fold));
  const normals = new Map(input.normalAfter.columns.map((column) => [fold(column.name), column]));
  const befores = new Map(input.normalFrom.columns.map((column) => [fold(column.name), column]));
  const clauses: Clause[] = [];
  for (const column of input.from.columns) {
    if (!wantedKeys.has(fold(column.name))) clauses.push(dropColumn(input, column));
  }
  const moved = moves.size > 0 ? not(columnOrderIs(input.after.name, wanted)) : undefined;
  input.after.columns.forEach((column, at) => {
    const key = fold(column.name);
    const normal = normals.get(key) ?? column;
    const place = at === 0 ? ' FIRST' : ` AFTER ${quoteIdentifier(wanted[at - 1] ?? '')}`;
    if (!presentKeys.has(key)) {
      clauses.push(
        addColumn(input, column, wanted.slice(at).some((name) => presentKeys.has(fold(name))) ? place : ''),
      );
      return;
    }
    const before = befores.get(key);
    const changed = input.modified.has(column.name);
    if (changed && before !== undefined && mustReplace(before, normal)) {
      clauses.push(...replaceColumn(input, before, column, normal, place));
      return;
    }
    const isDropped = changed && !moves.has(key) && before !== undefined && onlyDropsDefault(before, normal);
    if (((changed && !isDropped) || moves.has(key)) && !isDeferred(input, column)) {
      clauses.push(
        modifyColumn(input, column, { normal, before, changed, place: moves.has(key) ? place : '', moved }),
      );
    }
  });
  return clauses;
}

function fold(name: string): string {
  return name.toLowerCase();
}

/** A column that changes, but not in an ALTER that adds others. */
function isDeferred(input: ColumnAlteration, column: Column): boolean {
  return hasVolatileDefault(column, input.flavor) && addsColumns(input);
}

/** A definition with what belongs to the column on this flavor: MariaDB keeps a column's own check with it. */
function printDefinition(input: ColumnAlteration, column: Column): string {
  const own = input.after.checks.filter(
    (check) => check.column !== undefined && fold(check.column) === fold(column.name),
  );
  return printColumn(column, input.flavor, input.flavor.vendor === 'mariadb' ? own : []);
}

/** Columns that are dropped and added anew, lower case, each with the condition under which that is needed. */
export function replacedColumns(input: ColumnAlteration): ReadonlyMap<string, string> {
  const befores = new Map(input.normalFrom.columns.map((column) => [fold(column.name), column]));
  const normals = new Map(input.normalAfter.columns.map((column) => [fold(column.name), column]));
  const found = new Map<string, string>();
  for (const column of input.after.columns) {
    const [before, normal] = [befores.get(fold(column.name)), normals.get(fold(column.name))];
    if (before === undefined || normal === undefined || !input.modified.has(column.name)) continue;
    if (!mustReplace(before, normal)) continue;
    const added = replaceColumn(input, before, column, normal, '').at(-1);
    if (added !== undefined) found.set(fold(column.name), added.needed);
  }
  return found;
}

function dropColumn(input: ColumnAlteration, column: Column): Clause {
  return {
    text: `DROP COLUMN ${quoteIdentifier(column.name)}`,
    mariadb: `DROP COLUMN IF EXISTS ${quoteIdentifier(column.name)}`,
    needed: columnThere(input.from.name, column.name),
    title: `drop column ${column.name}`,
    about: [`column/${column.name}`],
    prediction: instantSince(input.flavor),
    losesData: column.generated === undefined,
  };
}

/** ADD and DROP COLUMN anywhere are INSTANT since MySQL 8.0.29 and MariaDB 10.4; dropping a stored one too (measured). */
function instantSince(flavor: Flavor): Prediction {
  return flavor.vendor === 'mariadb' || isAtLeast(flavor, 8, 0, 29) ? INSTANT : IN_PLACE_REBUILD;
}

function addColumn(input: ColumnAlteration, wanted: Column, place: string): Clause {
  const column = hasVolatileDefault(wanted, input.flavor) ? withoutVolatileDefault(wanted) : wanted;
  const stored = column.generated?.storage === 'stored';
  return {
    text: `ADD COLUMN ${printDefinition(input, column)}${place}`,
    mariadb: `ADD COLUMN IF NOT EXISTS ${printDefinition(input, column)}${place}`,
    needed: not(columnThere(input.after.name, column.name)),
    title: `add column ${column.name}`,
    about: [`column/${column.name}`],
    prediction: stored ? COPY : column.autoIncrement ? IN_PLACE_REBUILD : instantSince(input.flavor),
    losesData: false,
  };
}

/**
 * Neither server changes a generated column between VIRTUAL and STORED, nor a plain column into a VIRTUAL
 * one or back, by MODIFY (MySQL error 3106, MariaDB error 1907): it is dropped and added.
 */
function mustReplace(before: Column, after: Column): boolean {
  const [from, to] = [before.generated?.storage, after.generated?.storage];
  if (from === to) return false;
  return !(from === 'stored' && to === undefined) && !(from === undefined && to === 'stored');
}

/** The condition that a generated column, or one that was generated, is as wanted; undefined where nobody can tell. */
function generatedState(input: ColumnAlteration, normal: Column): string | undefined {
  const find = (table: Table): Column | undefined =>
    table.columns.find((column) => fold(column.name) === fold(normal.name));
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
    if (old !== undefined && old !== wanted) {
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

function replaceColumn(
  input: ColumnAlteration,
  before: Column,
  column: Column,
  normal: Column,
  place: string,
): readonly Clause[] {
  const table = input.after.name;
  const there = columnThere(table, column.name);
  const state = generatedState(input, normal);
  const done = state === undefined ? undefined : columnThere(table, column.name, state);
  const about = [`column/${column.name}`];
  const prediction = normal.generated?.storage === 'virtual' ? IN_PLACE : COPY;
  if (keepsValues(before, normal)) {
    // A virtual column has no values to keep; stored first, it has them when it becomes a plain one.
    const virtual = columnThere(table, column.name, "EXTRA LIKE '%VIRTUAL%'");
    const stored: Column = {
      ...withoutDefault(column),
      generated: { expression: before.generated?.expression ?? '', storage: 'stored' },
    };
    return [
      {
        text: `DROP COLUMN ${quoteIdentifier(column.name)}`,
        needed: virtual,
        title: `drop ${column.name} to add it anew`,
        about,
        prediction,
        losesData: false,
      },
      {
        text: `ADD COLUMN ${printColumn(stored, input.flavor)}${place}`,
        needed: virtual,
        title: `add ${column.name} with its values stored`,
        about,
        prediction: COPY,
        losesData: false,
      },
    ];
  }
  return [
    {
      text: `DROP COLUMN ${quoteIdentifier(column.name)}`,
      needed: done === undefined ? there : `${there} AND ${not(done)}`,
      title: `drop ${column.name} to add it anew`,
      about,
      prediction,
      losesData: before.generated === undefined,
    },
    {
      text: `ADD COLUMN ${printDefinition(input, column)}${place}`,
      needed: done === undefined ? '1' : not(done),
      title: `add ${column.name} anew`,
      about,
      prediction,
      losesData: false,
    },
  ];
}

function keepsValues(before: Column, after: Column): boolean {
  return before.generated?.storage === 'virtual' && after.generated === undefined;
}

function withoutDefault(column: Column): Column {
  const { default: _d, onUpdate: _u, nullable: _n, ...rest } = column;
  return { ...rest, autoIncrement: false };
}

/**
 * The clauses of a second ALTER: columns that were virtual, are stored now, and become plain with their values; and
 * defaults that no ALTER may speak of that adds columns.
 */
export function settleColumns(input: ColumnAlteration): readonly Clause[] {
  return [...settleGenerated(input), ...settleDefaults(input)];
}

function settleDefaults(input: ColumnAlteration): readonly Clause[] {
  const normals = new Map(input.normalAfter.columns.map((column) => [fold(column.name), column]));
  const added = volatileColumns(input).map((column): Clause => ({
    text: `MODIFY COLUMN ${printDefinition(input, column)}`,
    needed: not(columnThere(input.after.name, column.name, 'COLUMN_DEFAULT IS NOT NULL')),
    title: `set the default of ${column.name}`,
    about: [`column/${column.name}`],
    prediction: column.nullable === false ? IN_PLACE_REBUILD : INSTANT,
    losesData: false,
  }));
  if (!addsColumns(input)) return added;
  const present = input.from.columns.map((column) => fold(column.name));
  const wanted = input.after.columns.map((column) => column.name);
  const moves = findMoves(present, wanted.map(fold));
  const moved = not(columnOrderIs(input.after.name, wanted));
  const changed = input.after.columns.flatMap((column, at) => {
    const key = fold(column.name);
    if (!present.includes(key) || !hasVolatileDefault(column, input.flavor)) return [];
    if (!input.modified.has(column.name) && !moves.has(key)) return [];
    const before = input.normalFrom.columns.find((one) => fold(one.name) === key);
    const normal = normals.get(key) ?? column;
    if (before !== undefined && mustReplace(before, normal)) return [];
    const place = at === 0 ? ' FIRST' : ` AFTER ${quoteIdentifier(wanted[at - 1] ?? '')}`;
    return [
      modifyColumn(input, column, {
        normal,
        before,
        changed: input.modified.has(column.name),
        place: moves.has(key) ? place : '',
        moved,
      }),
    ];
  });
  return [...added, ...changed];
}

function settleGenerated(input: ColumnAlteration): readonly Clause[] {
  const befores = new Map(input.normalFrom.columns.map((column) => [fold(column.name), column]));
  const normals = new Map(input.normalAfter.columns.map((column) => [fold(column.name), column]));
  return input.after.columns.flatMap((column) => {
    const [before, normal] = [befores.get(fold(column.name)), normals.get(fold(column.name))];
    if (
      before === undefined ||
      normal === undefined ||
      !input.modified.has(column.name) ||
      !keepsValues(before, normal)
    )
      return [];
    return [
      {
        text: `MODIFY COLUMN ${printDefinition(input, column)}`,
        needed: columnThere(
          input.after.name,
          column.name,
          "(EXTRA LIKE '%STORED%' OR EXTRA LIKE '%PERSISTENT%')",
        ),
        title: `make ${column.name} a plain column`,
        about: [`column/${column.name}`],
        prediction: COPY,
        losesData: false,
      },
    ];
  });
}

function modifyColumn(
  input: ColumnAlteration,
  column: Column,
  change: {
    readonly normal: Column;
    readonly before: Column | undefined;
    readonly changed: boolean;
    readonly place: string;
    readonly moved: string | undefined;
  },
): Clause {
  const { normal, before, changed, place, moved } = change;
  const table = input.after.name;
  const state =
    normal.generated === undefined && before?.generated === undefined
      ? plainState(input, normal)
      : generatedState(input, normal);
  const isTold = before === undefined || untold(before) === untold(normal);
  const inState =
    state === undefined || !isTold || input.checked.has(fold(column.name))
      ? undefined
      : columnThere(table, column.name, state);
  const old = before?.name ?? column.name;
  const conditions = [
    changed ? (inState === undefined ? '1' : not(inState)) : undefined,
    old === column.name
      ? undefined
      : not(columnThere(table, column.name, spelledSo('COLUMN_NAME', column.name))),
    place === '' ? undefined : moved,
  ].filter((condition) => condition !== undefined);
  const verb = old === column.name ? 'MODIFY COLUMN' : `CHANGE COLUMN ${quoteIdentifier(old)}`;
  return {
    text: `${verb} ${printDefinition(input, column)}${place}`,
    mariadb: `${verb} ${printDefinition(input, column)}${place}`,
    needed: conditions.includes('1') ? '1' : conditions.map((one) => `(${one})`).join(' OR '),
    title: changed ? `change column ${column.name}` : `move column ${column.name}`,
    about: changed ? [`column/${column.name}`, ...(place === '' ? [] : ['columnOrder/'])] : ['columnOrder/'],
    prediction: predictModify(input.flavor, before, normal, place !== ''),
    losesData: before !== undefined && assessTypeChange(before.type, normal.type).kind === 'held',
  };
}

/** What information_schema.COLUMNS does not tell of a column on every server: where it differs, the clause is repeated. */
function untold({ type, options, versioning, default: value }: Column): string {
  return JSON.stringify([type.srid, [...(options ?? [])], versioning, value?.kind === 'none']);
}

/** The condition that a plain column is as wanted; a default that only the server can spell by its stored text. */
function plainState(input: ColumnAlteration, normal: Column): string | undefined {
  const options = normal.type.collation === undefined ? {} : { collation: normal.type.collation };
  const known = columnStateCondition(normal, options);
  if (known !== undefined) return known;
  const find = (table: Table): string | undefined => {
    const value = table.columns.find((column) => fold(column.name) === fold(normal.name))?.default;
    return value?.kind === 'expression' ? value.value : undefined;
  };
  const text = storedTextCondition('COLUMN_DEFAULT', find(input.after), find(input.from), input.stored);
  if (text === undefined) return undefined;
  const { default: _, ...rest } = normal;
  const others = columnStateCondition(rest, { ...options, anyDefault: true });
  return others === undefined ? undefined : `${others} AND ${text}`;
}

/** What MODIFY COLUMN does (manual: "Online DDL Operations", "InnoDB Online DDL Operations"; measured in part). */
export function predictModify(
  flavor: Flavor,
  before: Column | undefined,
  after: Column,
  moved: boolean,
): Prediction {
  if (before === undefined) return COPY;
  const predictions: Prediction[] = [INSTANT];
  if (moved) predictions.push(flavor.vendor === 'mariadb' ? INSTANT : IN_PLACE_REBUILD);
  if (JSON.stringify(typeKey(before)) !== JSON.stringify(typeKey(after)))
    predictions.push(predictType(flavor, before, after));
  if ((before.nullable ?? true) !== (after.nullable ?? true)) predictions.push(IN_PLACE_REBUILD);
  if (before.autoIncrement !== after.autoIncrement) predictions.push(COPY);
  if (before.generated?.expression !== after.generated?.expression) {
    predictions.push(after.generated?.storage === 'virtual' ? IN_PLACE : COPY);
  }
  return predictions.reduce((heaviest, one) => (weigh(one) > weigh(heaviest) ? one : heaviest));
}

function weigh(prediction: Prediction): number {
  return (
    { metadata: 0, instant: 1, inplace: 2, copy: 4 }[prediction.algorithm] +
    (prediction.rebuildsTable ? 1 : 0)
  );
}

function typeKey(column: Column): unknown {
  const { type } = column;
  return [
    type.name,
    type.parameters,
    type.values,
    type.unsigned,
    type.zerofill,
    type.charset,
    type.collation,
    type.srid,
  ];
}

function predictType(flavor: Flavor, before: Column, after: Column): Prediction {
  const [from, to] = [before.type, after.type];
  if (from.values !== undefined && to.values !== undefined && from.name === to.name) {
    const appended = from.values.every((value, at) => to.values?.[at] === value);
    // An enum grows from one byte to two at 256 values, a set by a byte every eight.
    const sameSize =
      from.name === 'enum'
        ? from.values.length > 255 === to.values.length > 255
        : Math.ceil(from.values.length / 8) === Math.ceil(to.values.length / 8);
    return appended && sameSize ? INSTANT : COPY;
  }
  if (
    from.name === 'varchar' &&
    to.name === 'varchar' &&
    from.charset === to.charset &&
    from.collation === to.collation
  ) {
    const bytes =
      from.charset === 'latin1' || from.charset === 'ascii' ? 1 : from.charset === 'utf8mb3' ? 3 : 4;
    const [a, b] = [Number(from.parameters[0] ?? 0) * bytes, Number(to.parameters[0] ?? 0) * bytes];
    // MariaDB grows past 255 bytes too where the length fitted in seven bits (manual, InnoDB Online DDL; 10.4.3).
    if (flavor.vendor === 'mariadb') return b >= a && (a > 255 === b > 255 || a <= 127) ? INSTANT : COPY;
    if (b >= a && a > 255 === b > 255) return IN_PLACE;
  }
  return COPY;
}
