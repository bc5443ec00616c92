import type { AttributeDiff, ObjectDiff, PartDiff } from '../drift/difference';
import { isNullDefault } from '../normalise/default-rules';
import { spellColumnClocks } from './spell-clocks';
import type { Check, Column, DataType, ForeignKey, Index, Table, TableFacet, TableOptions } from '../model';
import { withoutEngines } from '../model';
import { byName, foldName } from './fold-name';
import { isCharsetStated, respell } from './respell';

/** Is a change part of the plan? Asked by the part and, for one that is modified, the attribute. */
export type Chosen = (part: PartDiff['part'], name: string, attribute: string) => boolean;

/** What the composed column's charset has to say, beyond what either side states. */
export interface ComposeContext {
  /** The wanted table, normalised: every charset and collation resolved. */
  readonly normalTo: Table;
  /** The present table, normalised. */
  readonly normalFrom: Table;
}

/** The defaults of the composed table, which its columns inherit. */
interface ColumnContext extends ComposeContext {
  readonly charset: string | undefined;
  readonly collation: string | undefined;
  readonly statesCharsets: boolean;
  /** Those of `normalFrom`. */
  readonly normalColumns: ReadonlyMap<string, Column>;
}

/**
 * The table that the chosen differences of `diff` lead to: the present one, with each chosen part or
 * attribute taken from the wanted one, and everything that the wanted source cannot state left as it is.
 */
export function composeTable(
  diff: ObjectDiff,
  from: Table,
  to: Table,
  chosen: Chosen,
  context: ComposeContext,
): Table {
  const parts = diff.parts;
  const stated = new Set(to.facets);
  const options = composeOptions(parts, from, to, context, chosen);
  const columns = composeColumns(parts, from, to, chosen, {
    ...context,
    charset: options.charset ?? context.normalFrom.options.charset,
    collation: options.collation ?? context.normalFrom.options.collation,
    statesCharsets: stated.has('columnCharsets'),
    normalColumns: byName(context.normalFrom.columns),
  });
  const primaryKey = composePrimaryKey(parts, from, to, chosen);
  const partitioning = composePartitioning(parts, from, to, chosen, options.engine);
  const takesPeriods =
    chosen('option', 'periods', '') &&
    parts.some((part) => part.part === 'option' && part.name === 'periods' && isActing(part));
  const { periods } = takesPeriods ? to : from;
  const { primaryKey: _k, partitioning: _p, periods: _o, ...rest } = from;
  const composed: Table = {
    ...rest,
    name: from.name,
    columns: stated.has('columnOrder') ? orderColumns(parts, columns, from, to, chosen) : columns,
    ...(primaryKey === undefined ? {} : { primaryKey }),
    indexes: composeList(
      parts,
      'index',
      { stated: from.indexes, normal: context.normalFrom.indexes },
      { stated: to.indexes, normal: context.normalTo.indexes, facets: to.facets },
      chosen,
    ),
    foreignKeys: composeList(
      parts,
      'foreignKey',
      { stated: from.foreignKeys, normal: context.normalFrom.foreignKeys },
      { stated: to.foreignKeys, normal: context.normalTo.foreignKeys, facets: to.facets },
      chosen,
    ),
    checks: orderLike(
      context.normalTo.checks,
      composeList(
        parts,
        'check',
        { stated: from.checks, normal: context.normalFrom.checks },
        { stated: to.checks, normal: context.normalTo.checks, facets: to.facets },
        chosen,
      ),
    ),
    options,
    ...(partitioning === undefined ? {} : { partitioning }),
    ...(periods === undefined ? {} : { periods }),
  };
  return parts.some((part) => isTaken(part, chosen)) ? respell(composed, to, context, parts) : composed;
}

/** Is anything of the part acted on? */
function isTaken(part: PartDiff, chosen: Chosen): boolean {
  if (!isActing(part)) return false;
  return (
    chosen(part.part, part.name, '') ||
    actingAttributes(part).some(({ attribute }) => chosen(part.part, part.name, attribute))
  );
}

function changedParts(parts: readonly PartDiff[], kind: PartDiff['part']): ReadonlyMap<string, PartDiff> {
  return new Map(parts.filter((part) => part.part === kind).map((part) => [foldName(part.name), part]));
}

/** Attributes that are really to change; what only a server could settle counts, for it may differ. */
export function actingAttributes(part: PartDiff): readonly AttributeDiff[] {
  return part.attributes.filter((one) => one.status === 'different' || one.needsServer === true);
}

function composeColumns(
  parts: readonly PartDiff[],
  from: Table,
  to: Table,
  chosen: Chosen,
  context: ColumnContext,
): readonly Column[] {
  const differing = changedParts(parts, 'column');
  const wanted = new Map(to.columns.map((column) => [foldName(column.name), column]));
  const columns: Column[] = [];
  for (const column of from.columns) {
    const part = differing.get(foldName(column.name));
    const other = wanted.get(foldName(column.name));
    if (part === undefined) columns.push(anchorCharset(column, context));
    else if (other === undefined) {
      if (!chosen('column', column.name, '')) columns.push(anchorCharset(column, context));
    } else columns.push(composeColumn(part, column, spellColumnClocks(other), chosen, context));
  }
  const present = new Set(from.columns.map((column) => foldName(column.name)));
  to.columns.forEach((column, at) => {
    if (present.has(foldName(column.name)) || !chosen('column', column.name, '')) return;
    insertAfter(
      columns,
      spellColumnClocks(column),
      to.columns.slice(0, at).map((one) => foldName(one.name)),
    );
  });
  return columns;
}

/** Places a new column after the nearest of its wanted predecessors that is there, or first. */
function insertAfter(columns: Column[], column: Column, predecessors: readonly string[]): void {
  for (let at = predecessors.length - 1; at >= 0; at -= 1) {
    const place = columns.findIndex((one) => foldName(one.name) === predecessors[at]);
    if (place >= 0) {
      columns.splice(place + 1, 0, column);
      return;
    }
  }
  columns.unshift(column);
}

function composeColumn(
  part: PartDiff,
  from: Column,
  to: Column,
  chosen: Chosen,
  context: ColumnContext,
): Column {
  const taken = new Set(
    actingAttributes(part)
      .filter((attribute) => chosen('column', from.name, attribute.attribute))
      .map((attribute) => attribute.attribute),
  );
  if (taken.size === 0) return anchorCharset(from, context);
  const normal = context.normalTo.columns.find((column) => foldName(column.name) === foldName(to.name)) ?? to;
  const now =
    context.normalFrom.columns.find((column) => foldName(column.name) === foldName(from.name)) ?? from;
  const pick = <K extends keyof Column>(field: K): Partial<Pick<Column, K>> => {
    const source = taken.has(field) ? to : from;
    const value = source[field];
    return (value === undefined ? {} : { [field]: value }) as Partial<Pick<Column, K>>;
  };
  const type = taken.has('type') ? to.type : from.type;
  const charset = composeCharset(taken, from, to, { now, normal }, context);
  const { charset: _c, collation: _o, binary: _b, ...plainType } = type;
  const nullable = taken.has('nullable') ? to.nullable : from.nullable;
  const isFreed =
    taken.has('nullable') &&
    [from, to].every((one) => one.default === undefined || isNullDefault(one.default));
  const byDefault = taken.has('default') || isFreed ? to.default : from.default;
  const options = (taken.has('options') ? to : from).options;
  const isGenerated = (taken.has('generated') ? to : from).generated !== undefined;
  return {
    name: taken.has('name') ? to.name : from.name,
    type: { ...plainType, ...charset },
    ...(nullable === undefined ? {} : { nullable }),
    // A generated column takes no default (MySQL 9.7 refuses even DEFAULT NULL).
    ...(byDefault === undefined || isGenerated || (nullable === false && isNullDefault(byDefault))
      ? {}
      : { default: byDefault }),
    ...pick('onUpdate'),
    autoIncrement: (taken.has('autoIncrement') ? to : from).autoIncrement,
    ...pick('generated'),
    invisible: (taken.has('visibility') ? to : from).invisible,
    ...pick('comment'),
    ...(options === undefined ? {} : { options }),
    ...pick('versioning'),
    origin: to.origin,
  };
}

/** A column that inherited its charset keeps it, and says so, when the table's default becomes another. */
function anchorCharset(column: Column, context: ColumnContext): Column {
  if (isCharsetStated(column) || column.type.binary === true || column.type.name === 'json') return column;
  const now = context.normalColumns.get(foldName(column.name));
  const { charset, collation } = now?.type ?? {};
  if (charset === undefined || (charset === context.charset && collation === context.collation))
    return column;
  return { ...column, type: { ...column.type, ...spellCharset(charset, collation, context) } };
}

/**
 * What the composed column says of its charset: nothing where the composed table's default means the same
 * and whoever spelled it said nothing either.
 */
function composeCharset(
  taken: ReadonlySet<string>,
  from: Column,
  to: Column,
  normals: { readonly now: Column; readonly normal: Column },
  context: ColumnContext,
): Pick<DataType, 'charset' | 'collation'> {
  const { now, normal } = normals;
  // A text in the charset `binary` is stored as another type, which the charset alone tells.
  if (taken.has('type') && isBytes(normal.type) && !isBytes(to.type)) return { charset: 'binary' };
  // MariaDB's json brings its own charset, and may not be given one.
  if (taken.has('type') && (normal.type.charset === undefined || to.type.name === 'json')) return {};
  if (!taken.has('type') && (from.type.name === 'json' || now.type.charset === undefined)) return {};
  const isWanted = taken.has('charset') || (context.statesCharsets && now.type.charset === undefined);
  const { charset, collation } = (isWanted ? normal : now).type;
  const isInherited = charset === context.charset && collation === context.collation;
  if (charset === undefined || (isInherited && !isCharsetStated(context.statesCharsets ? to : from)))
    return {};
  return spellCharset(charset, collation, context);
}

/** A type that holds bytes and no text. */
function isBytes({ name }: DataType): boolean {
  return /(?:binary|blob)$/.test(name);
}

/** As an author would write it: the charset that the table has anyway is left out beside a collation of its own. */
function spellCharset(
  charset: string,
  collation: string | undefined,
  context: ColumnContext,
): Pick<DataType, 'charset' | 'collation'> {
  if (collation === undefined) return { charset };
  return charset === context.charset && collation !== context.collation
    ? { collation }
    : { charset, collation };
}

function orderColumns(
  parts: readonly PartDiff[],
  columns: readonly Column[],
  from: Table,
  to: Table,
  chosen: Chosen,
): readonly Column[] {
  const differs = parts.some((part) => part.part === 'columnOrder' && part.status === 'different');
  if (!differs || !chosen('columnOrder', '', '')) return columns;
  const wanted = new Map(to.columns.map((column, at) => [foldName(column.name), at]));
  const known = columns
    .filter((column) => wanted.has(foldName(column.name)))
    .sort((a, b) => (wanted.get(foldName(a.name)) ?? 0) - (wanted.get(foldName(b.name)) ?? 0));
  const ordered: Column[] = [...known];
  // Columns that the wanted table does not have, and that stay, keep their present predecessor.
  columns.forEach((column) => {
    if (wanted.has(foldName(column.name))) return;
    const before = from.columns.slice(
      0,
      from.columns.findIndex((one) => one.name === column.name),
    );
    insertAfter(
      ordered,
      column,
      before.map((one) => foldName(one.name)),
    );
  });
  return ordered;
}

function composePrimaryKey(
  parts: readonly PartDiff[],
  from: Table,
  to: Table,
  chosen: Chosen,
): Index | undefined {
  const differs = parts.some(
    (part) => part.part === 'primaryKey' && part.status !== 'unknown' && part.status !== 'equivalent',
  );
  return differs && chosen('primaryKey', 'PRIMARY', '') ? to.primaryKey : from.primaryKey;
}

function composePartitioning(
  parts: readonly PartDiff[],
  from: Table,
  to: Table,
  chosen: Chosen,
  engine: string | undefined,
): Table['partitioning'] {
  const differs = parts.some((part) => part.part === 'partitioning' && part.status !== 'equivalent');
  if (differs && chosen('partitioning', '', '')) return to.partitioning;
  return from.partitioning === undefined || foldName(engine) === foldName(from.options.engine)
    ? from.partitioning
    : withoutEngines(from.partitioning);
}

/** One side's list with the names that the server gives, or gave, to what is unnamed. */
interface NamedList<T> {
  readonly stated: readonly T[];
  readonly normal: readonly T[];
}

/**
 * Indexes, foreign keys and checks: whole parts come, go or are replaced. Everything in the result has its
 * resolved name, because a name that is left to the server depends on the table's history.
 */
function composeList<T extends Index | ForeignKey | Check>(
  parts: readonly PartDiff[],
  kind: 'index' | 'foreignKey' | 'check',
  from: NamedList<T>,
  to: NamedList<T> & { readonly facets: readonly TableFacet[] },
  chosen: Chosen,
): readonly T[] {
  const byFrom = new Map<unknown, PartDiff>();
  const extras: PartDiff[] = [];
  for (const part of parts) {
    if (part.part !== kind || !isActing(part)) continue;
    if (part.from === undefined) extras.push(part);
    else byFrom.set(part.from, part);
  }
  const result: T[] = [];
  from.stated.forEach((stated, at) => {
    const normal = from.normal[at] ?? stated;
    const part = byFrom.get(stated);
    if (part === undefined || !chosen(kind, part.name, '')) result.push(withName(stated, normal.name));
    else if (part.to !== undefined) {
      const wanted = keepDetails(part.to as T, stated, to.facets);
      const name = to.normal[to.stated.indexOf(part.to as T)]?.name ?? normal.name;
      result.push(isOfColumn(wanted, to) ? wanted : withName(wanted, wanted.name ?? name));
    }
  });
  for (const part of extras) {
    if (!chosen(kind, part.name, '')) continue;
    const wanted = part.to as T;
    result.push(isOfColumn(wanted, to) ? wanted : withName(wanted, wanted.name ?? part.name));
  }
  return result;
}

/** In the order of `wanted`, by name; what that does not have stays behind what it stood behind. */
function orderLike<T extends { readonly name?: string }>(
  wanted: readonly T[],
  items: readonly T[],
): readonly T[] {
  const places = new Map(wanted.map(({ name }, at) => [foldName(name), at]));
  let before = -1;
  const placed = items.map((item) => {
    before = (item.name === undefined ? undefined : places.get(foldName(item.name))) ?? before;
    return { item, at: before };
  });
  return placed.sort((a, b) => a.at - b.at).map(({ item }) => item);
}

/**
 * A wanted index with what its source cannot say (prefix lengths, directions, USING, comment, visibility)
 * as it is now.
 */
function keepDetails<T extends Index | ForeignKey | Check>(
  wanted: T,
  present: T,
  facets: readonly TableFacet[],
): T {
  if (!('parts' in wanted) || !('parts' in present) || facets.includes('indexDetails')) return wanted;
  const before = new Map(
    present.parts.flatMap((part) => (part.kind === 'column' ? [[foldName(part.column), part] as const] : [])),
  );
  return {
    ...present,
    ...wanted,
    ...(present.using === undefined ? {} : { using: present.using }),
    visible: present.visible,
    parts: wanted.parts.map((part) => {
      const old = part.kind === 'column' ? before.get(foldName(part.column)) : undefined;
      return old === undefined ? part : { ...old, ...part };
    }),
  };
}

/** A check that the target's server keeps, unnamed, with its column (MariaDB). */
function isOfColumn<T extends Index | ForeignKey | Check>(item: T, to: NamedList<T>): boolean {
  return (
    'expression' in item &&
    item.column !== undefined &&
    to.normal[to.stated.indexOf(item)]?.name === undefined
  );
}

/** Is the part to be acted on? What only a server could settle is written again: that is harmless to repeat. */
export function isActing(part: PartDiff): boolean {
  if (part.status === 'different' || part.status === 'missing' || part.status === 'extra') return true;
  return part.status === 'unknown' && part.attributes.some((attribute) => attribute.needsServer === true);
}

function withName<T extends { readonly name?: string }>(item: T, name: string | undefined): T {
  return name === undefined || name === '' || item.name === name ? item : { ...item, name };
}

function composeOptions(
  parts: readonly PartDiff[],
  from: Table,
  to: Table,
  context: ComposeContext,
  chosen: Chosen,
): TableOptions {
  const wanted = context.normalTo.options;
  let options: TableOptions = { ...from.options };
  const rest = new Map(from.options.rest);
  for (const part of parts) {
    if (part.part !== 'option' || !isActing(part) || !chosen('option', part.name, '')) continue;
    switch (part.name) {
      case 'engine':
        options = withOption(options, 'engine', wanted.engine);
        // What says nothing under one engine (PAGE_CHECKSUM=1 of Aria) would say something under another.
        for (const name of rest.keys())
          if (context.normalFrom.options.rest?.has(name) !== true && to.options.rest?.has(name) !== true)
            rest.delete(name);
        break;
      case 'charset':
      case 'collation':
      case 'comment':
        options = withOption(options, part.name, wanted[part.name]);
        break;
      case 'row_format':
        options = withOption(options, 'rowFormat', to.options.rowFormat);
        break;
      default: {
        const value = wanted.rest?.get(part.name);
        if (value === undefined) rest.delete(part.name);
        else rest.set(part.name, value);
      }
    }
  }
  const { rest: _, ...plain } = options;
  return rest.size === 0 ? plain : { ...plain, rest };
}

function withOption(
  options: TableOptions,
  name: 'engine' | 'charset' | 'collation' | 'comment' | 'rowFormat',
  value: string | undefined,
): TableOptions {
  const { [name]: _, ...others } = options;
  return value === undefined ? others : { ...others, [name]: value };
}
