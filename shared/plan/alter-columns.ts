import type { Column, Flavor, Table } from '../model';
import { isAtLeast } from '../model';
import { quoteIdentifier } from '../sql/quote';
import type { Clause } from './clause';
import { COPY, INSTANT, IN_PLACE, IN_PLACE_REBUILD } from './clause';
import { addedColumns, ownChecks, printDefinition, type ColumnAlteration } from './column-alteration';
import { findMoves } from './column-order';
import { columnStateCondition, defaultCondition } from './column-state';
import { onlyDropsDefault } from './dropped-defaults';
import { foldName } from './fold-name';
import { generatedState } from './generated-state';
import { columnCheckThere, columnOrderIs, columnThere, not, spelledSo } from './guard';
import type { Prediction } from './plan';
import { replaceColumn, replacedColumns, restatedColumns } from './replace-columns';
import { storedTextCondition } from './stored-text';
import { assessTypeChange } from './type-risk';
import { hasVolatileDefault, volatileColumns, withoutVolatileDefault } from './volatile-defaults';

/** The clauses that drop columns, then those that add, change and move them, left to right. */
export function alterColumns(input: ColumnAlteration): readonly Clause[] {
  const wanted = input.after.columns.map((column) => column.name);
  const present = input.from.columns.map((column) => column.name);
  const wantedKeys = new Set(wanted.map(foldName));
  const presentKeys = new Set(present.map(foldName));
  const moves = findMoves(present.map(foldName), wanted.map(foldName));
  const normals = new Map(input.normalAfter.columns.map((column) => [foldName(column.name), column]));
  const befores = new Map(input.normalFrom.columns.map((column) => [foldName(column.name), column]));
  const clauses: Clause[] = [];
  for (const column of input.from.columns) {
    if (!wantedKeys.has(foldName(column.name))) clauses.push(dropColumn(input, column));
  }
  const replaced = replacedColumns(input);
  const restated = restatedColumns(input, replaced);
  const moved = moves.size > 0 ? not(columnOrderIs(input.after.name, wanted)) : undefined;
  input.after.columns.forEach((column, at) => {
    const key = foldName(column.name);
    const normal = normals.get(key) ?? column;
    const place = at === 0 ? ' FIRST' : ` AFTER ${quoteIdentifier(wanted[at - 1] ?? '')}`;
    if (!presentKeys.has(key)) {
      clauses.push(
        addColumn(
          input,
          column,
          wanted.slice(at).some((name) => presentKeys.has(foldName(name))) ? place : '',
        ),
      );
      return;
    }
    const before = befores.get(key);
    const changed = input.modified.has(column.name);
    const anew = replaced.get(key);
    if (before !== undefined && anew !== undefined) {
      clauses.push(...replaceColumn(input, before, column, anew, place));
      return;
    }
    const again = restated.get(key);
    const isDropped = changed && !moves.has(key) && before !== undefined && onlyDropsDefault(before, normal);
    const isSaid = (changed && !isDropped) || moves.has(key) || again !== undefined;
    if (isSaid && !isDeferred(input, column)) {
      const modified = { normal, before, changed, place: moves.has(key) ? place : '', moved, again };
      const clause = modifyColumn(input, column, modified);
      clauses.push(clause, ...askRows(input, column, clause));
    }
  });
  return clauses;
}

/**
 * MariaDB 10.11 takes another check of a column by MODIFY at once and looks at no row; the next ALTER that copies the table is
 * refused for the rows that break it. Told to copy, it looks.
 */
function askRows(input: ColumnAlteration, column: Column, modify: Clause): readonly Clause[] {
  if (!input.checked.has(foldName(column.name)) || ownChecks(input.after, column).length === 0) return [];
  return [
    {
      text: 'ALGORITHM=COPY',
      needed: modify.needed,
      title: `check each row of ${column.name}`,
      about: modify.about,
      prediction: COPY,
      losesData: false,
    },
  ];
}

/** A column that changes, but not in an ALTER that adds others. */
function isDeferred(input: ColumnAlteration, column: Column): boolean {
  return hasVolatileDefault(column, input.flavor) && addedColumns(input).length > 0;
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

/** The clauses of a second ALTER: defaults that no ALTER may speak of that adds columns. */
export function settleDefaults(input: ColumnAlteration): readonly Clause[] {
  const normals = new Map(input.normalAfter.columns.map((column) => [foldName(column.name), column]));
  const added = volatileColumns(input).map((column): Clause => ({
    text: `MODIFY COLUMN ${printDefinition(input, column)}`,
    needed: not(columnThere(input.after.name, column.name, 'COLUMN_DEFAULT IS NOT NULL')),
    title: `set the default of ${column.name}`,
    about: [`column/${column.name}`],
    prediction: column.nullable === false ? IN_PLACE_REBUILD : INSTANT,
    losesData: false,
  }));
  const news = new Set(addedColumns(input));
  if (news.size === 0) return added;
  const present = input.from.columns.map((column) => foldName(column.name));
  const wanted = input.after.columns.map((column) => column.name);
  const moves = findMoves(present, wanted.map(foldName));
  const moved = not(columnOrderIs(input.after.name, wanted));
  const changed = input.after.columns.flatMap((column, at) => {
    const key = foldName(column.name);
    if (news.has(column) || !hasVolatileDefault(column, input.flavor)) return [];
    if (!input.modified.has(column.name) && !moves.has(key)) return [];
    const before = input.normalFrom.columns.find((one) => foldName(one.name) === key);
    const normal = normals.get(key) ?? column;
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

function modifyColumn(
  input: ColumnAlteration,
  column: Column,
  change: {
    readonly normal: Column;
    readonly before: Column | undefined;
    readonly changed: boolean;
    readonly place: string;
    readonly moved: string | undefined;
    /** While this holds, the same ALTER drops and adds what the column is computed from. */
    readonly again?: string | undefined;
  },
): Clause {
  const { normal, before, changed, place, moved, again } = change;
  const table = input.after.name;
  const state =
    normal.generated === undefined && before?.generated === undefined
      ? plainState(input, normal)
      : generatedState(input, normal);
  const isTold = before === undefined || untold(before) === untold(normal);
  const isChecked = input.checked.has(foldName(column.name));
  // Where none was, any is the wanted one.
  const isNew =
    isChecked &&
    ownChecks(input.after, column).length > 0 &&
    (before === undefined || ownChecks(input.from, before).length === 0);
  const inState =
    state === undefined || !isTold || (isChecked && !isNew)
      ? undefined
      : isNew
        ? `${columnThere(table, column.name, state)} AND ${columnCheckThere(table, column.name)}`
        : columnThere(table, column.name, state);
  const old = before?.name ?? column.name;
  const conditions = [
    changed ? (inState === undefined ? '1' : not(inState)) : undefined,
    old === column.name
      ? undefined
      : not(columnThere(table, column.name, spelledSo('COLUMN_NAME', column.name))),
    place === '' ? undefined : moved,
    again,
  ].filter((condition) => condition !== undefined);
  const verb = old === column.name ? 'MODIFY COLUMN' : `CHANGE COLUMN ${quoteIdentifier(old)}`;
  return {
    text: `${verb} ${printDefinition(input, column)}${place}`,
    mariadb: `${verb} ${printDefinition(input, column)}${place}`,
    needed: conditions.includes('1') ? '1' : conditions.map((one) => `(${one})`).join(' OR '),
    title: changed
      ? `change column ${column.name}`
      : place === ''
        ? `say ${column.name} again`
        : `move column ${column.name}`,
    about: [
      ...(changed || place === '' ? [`column/${column.name}`] : []),
      ...(place === '' ? [] : ['columnOrder/']),
    ],
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
  const find = (table: Table): Column | undefined =>
    table.columns.find((column) => foldName(column.name) === foldName(normal.name));
  const textOf = (column: Column | undefined): string | undefined =>
    column?.default?.kind === 'expression' ? column.default.value : undefined;
  const [before, after] = [find(input.from), find(input.after)];
  // Of an expression that comes where none was it is enough that what was there is gone.
  const isGone =
    before?.default?.kind === 'expression' ? undefined : defaultCondition(find(input.normalFrom)?.default);
  const text =
    storedTextCondition('COLUMN_DEFAULT', textOf(after), textOf(before), input.stored) ??
    (isGone === undefined ? undefined : not(isGone));
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
