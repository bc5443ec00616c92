import { zoneOfDefault } from '../model';
import type { Column, DataType, DefaultValue, TableFacet } from '../model';
import { compareExpressions } from '../expression/compare-expressions';
import { isNullDefault } from '../normalise/default-rules';
import { isForeign } from '../normalise/translate-stored';
import { isIntegerType } from '../normalise/type-rules';
import { describeCharset, describeDefault, describeNullable, describeType } from './describe-value';
import type { AttributeDiff, DriftStatus, Equivalence, PartDiff } from './difference';
import type { TableSide } from './table-sides';
import {
  collectEquivalences,
  differentAttribute,
  equivalentAttribute,
  internEquivalences,
  NEEDS_SERVER,
  toEquivalence,
  unknownAttribute,
} from './table-sides';

/** Compares the columns of two tables, by name without case. Columns that are equal are left out. */
export function diffColumns(from: TableSide, to: TableSide): readonly PartDiff[] {
  if (!from.states('columns') || !to.states('columns')) return [];
  const parts: PartDiff[] = [];
  const widthless = forgetsWidths(from) || forgetsWidths(to);
  const theirs = new Map<string, number>();
  to.normal.columns.forEach((column, i) => theirs.set(column.name.toLowerCase(), i));
  const seen = new Set<string>();
  from.normal.columns.forEach((column, i) => {
    const key = column.name.toLowerCase();
    const stated = from.stated.columns[i];
    const at = theirs.get(key);
    if (!stated) return;
    seen.add(key);
    if (at === undefined) {
      parts.push({
        part: 'column',
        name: stated.name,
        facet: 'columns',
        status: 'missing',
        attributes: [],
        from: stated,
      });
      return;
    }
    const other = to.normal.columns[at];
    const otherStated = to.stated.columns[at];
    if (!other || !otherStated) return;
    const attributes = diffColumn(
      { side: from, at: i, stated, normal: widthless ? withoutWidth(column) : column },
      { side: to, at, stated: otherStated, normal: widthless ? withoutWidth(other) : other },
    );
    if (attributes.length === 0) return;
    parts.push({
      part: 'column',
      name: stated.name,
      facet: 'columns',
      status: summarise(attributes),
      attributes,
      from: stated,
      to: otherStated,
    });
  });
  for (const column of to.stated.columns) {
    if (seen.has(column.name.toLowerCase())) continue;
    parts.push({
      part: 'column',
      name: column.name,
      facet: 'columns',
      status: 'extra',
      attributes: [],
      to: column,
    });
  }
  return parts;
}

/** A MySQL that forgot display widths, read in the eyes of a MariaDB, which keeps them. */
function forgetsWidths({ context }: TableSide): boolean {
  return context.storedBy === 'mysql' && isForeign(context);
}

/** `int(4)` as `int`; the widths of zerofill and `tinyint(1)` are kept by both vendors. */
function withoutWidth(column: Column): Column {
  const { type } = column;
  if (!isIntegerType(type.name) || type.zerofill) return column;
  const keeps = type.name === 'tinyint' && type.parameters[0] === '1' && !type.unsigned;
  return keeps || type.parameters.length === 0 ? column : { ...column, type: { ...type, parameters: [] } };
}

/** The status of something by those of its attributes; what cannot be stated does not count, what needs a server does. */
export function summarise(attributes: readonly AttributeDiff[]): DriftStatus {
  if (attributes.some((attribute) => attribute.status === 'different')) return 'different';
  if (attributes.some((attribute) => attribute.needsServer === true)) return 'unknown';
  if (attributes.some((attribute) => attribute.status === 'equivalent')) return 'equivalent';
  return attributes.length === 0 ? 'equal' : 'unknown';
}

interface ColumnSide {
  readonly side: TableSide;
  readonly at: number;
  readonly stated: Column;
  readonly normal: Column;
}

/** The rules that made an attribute of two columns equal. */
function equivalencesOf(from: ColumnSide, to: ColumnSide, attribute: string): readonly Equivalence[] {
  const rules: string[] = [];
  for (const { side, at } of [from, to]) {
    for (const note of side.columnNotes[at] ?? []) {
      if (note.attribute === attribute && !rules.includes(note.rule)) rules.push(note.rule);
    }
  }
  if (rules.length > 0) return internEquivalences(rules);
  // What a rule about the whole table did to its columns.
  return collectEquivalences(
    from.side,
    to.side,
    `columns/${from.stated.name}/${attribute}`,
    `columns/${to.stated.name}/${attribute}`,
  );
}

/** An attribute that is compared in one way: its normal forms, then its spellings. */
interface ColumnAttribute {
  readonly attribute: string;
  readonly facet: TableFacet;
  /** Of two normal forms. */
  readonly isSame: (a: Column, b: Column) => boolean;
  /** Of two stated forms; undefined where there is one spelling only. */
  readonly isSpelledSame?: (a: Column, b: Column) => boolean;
  readonly show: (column: Column) => string | undefined;
}

const TYPE: ColumnAttribute = {
  attribute: 'type',
  facet: 'columns',
  isSame: (a, b) => isSameType(a.type, b.type),
  isSpelledSame: (a, b) => isSameType(a.type, b.type),
  show: ({ type }) => describeType(type),
};

const CHARSET: ColumnAttribute = {
  attribute: 'charset',
  facet: 'columnCharsets',
  // A change of type that changes whether there is a charset at all is one difference, not two.
  isSame: (a, b) =>
    a.type.charset === undefined ||
    b.type.charset === undefined ||
    (a.type.charset === b.type.charset && a.type.collation === b.type.collation),
  isSpelledSame: (a, b) =>
    a.type.charset === b.type.charset &&
    a.type.collation === b.type.collation &&
    a.type.binary === b.type.binary,
  show: ({ type }) => describeCharset(type),
};

const AUTO_INCREMENT: ColumnAttribute = {
  attribute: 'autoIncrement',
  facet: 'columns',
  isSame: (a, b) => a.autoIncrement === b.autoIncrement,
  isSpelledSame: (a, b) => a.autoIncrement === b.autoIncrement,
  show: ({ autoIncrement }) => (autoIncrement ? 'AUTO_INCREMENT' : undefined),
};

const ON_UPDATE: ColumnAttribute = {
  attribute: 'onUpdate',
  facet: 'columns',
  isSame: (a, b) => a.onUpdate === b.onUpdate,
  isSpelledSame: (a, b) => a.onUpdate === b.onUpdate,
  show: ({ onUpdate }) => onUpdate,
};

const VISIBILITY: ColumnAttribute = {
  attribute: 'visibility',
  facet: 'columnVisibility',
  isSame: (a, b) => a.invisible === b.invisible,
  show: ({ invisible }) => (invisible ? 'INVISIBLE' : 'VISIBLE'),
};

const COMMENT: ColumnAttribute = {
  attribute: 'comment',
  facet: 'columnComments',
  isSame: (a, b) => a.comment === b.comment,
  isSpelledSame: (a, b) => a.comment === b.comment,
  show: ({ comment }) => comment,
};

const OPTIONS: ColumnAttribute = {
  attribute: 'options',
  facet: 'columns',
  isSame: (a, b) => isSameMap(a.options, b.options),
  isSpelledSame: (a, b) => isSameMap(a.options, b.options),
  show: ({ options }) =>
    options && options.size > 0
      ? [...options].map(([name, value]) => `${name}=${value}`).join(' ')
      : undefined,
};

const VERSIONING: ColumnAttribute = {
  attribute: 'versioning',
  facet: 'columns',
  isSame: (a, b) => a.versioning === b.versioning,
  show: ({ versioning }) => versioning,
};

function diffColumn(from: ColumnSide, to: ColumnSide): readonly AttributeDiff[] {
  const found: AttributeDiff[] = [];
  if (from.stated.name !== to.stated.name) {
    // Paired without case, as servers do; but they keep each name as it was written, and programs see it.
    found.push(differentAttribute('name', 'columns', from.stated.name, to.stated.name));
  }
  compareAttribute(found, from, to, TYPE);
  compareAttribute(found, from, to, CHARSET);
  compareNullable(found, from, to);
  compareDefault(found, from, to);
  compareAttribute(found, from, to, AUTO_INCREMENT);
  compareAttribute(found, from, to, ON_UPDATE);
  compareGenerated(found, from, to);
  compareAttribute(found, from, to, VISIBILITY);
  compareAttribute(found, from, to, COMMENT);
  compareAttribute(found, from, to, OPTIONS);
  compareAttribute(found, from, to, VERSIONING);
  return found;
}

function compareAttribute(
  found: AttributeDiff[],
  from: ColumnSide,
  to: ColumnSide,
  { attribute, facet, isSame, isSpelledSame, show }: ColumnAttribute,
): void {
  const same = isSame(from.normal, to.normal);
  if (same && isSpelledSame?.(from.stated, to.stated) !== false) return;
  if (!from.side.states(facet) || !to.side.states(facet)) {
    addUnstated(found, attribute, facet, from, to, show);
  } else if (!same) {
    // What is not said is shown as what it stands for, because the reader must see two different things.
    const shown = [show(from.stated) ?? show(from.normal), show(to.stated) ?? show(to.normal)] as const;
    found.push(differentAttribute(attribute, facet, ...shown));
  } else {
    const reasons = equivalencesOf(from, to, attribute);
    // Between vendors one of them may have said a width that the other forgot, and no rule had to touch it.
    const equivalences =
      reasons.length === 0 && attribute === 'type' ? internEquivalences(['int-width']) : reasons;
    found.push(equivalentAttribute(attribute, facet, show(from.stated), show(to.stated), equivalences));
  }
}

/** What only one side can state is unknown, and only worth a line when that side says something. */
function addUnstated(
  found: AttributeDiff[],
  attribute: string,
  facet: TableFacet,
  from: ColumnSide,
  to: ColumnSide,
  show: (column: Column) => string | undefined,
): void {
  const fromText = from.side.states(facet) ? show(from.stated) : undefined;
  const toText = to.side.states(facet) ? show(to.stated) : undefined;
  if (fromText === undefined && toText === undefined) return;
  found.push(unknownAttribute(attribute, facet, fromText, toText, 'One of the sources cannot state this.'));
}

function compareNullable(found: AttributeDiff[], from: ColumnSide, to: ColumnSide): void {
  const a = from.normal.nullable;
  const b = to.normal.nullable;
  if (a === b && from.stated.nullable === to.stated.nullable) return;
  if (a === b) {
    const equivalences = equivalencesOf(from, to, 'nullable');
    found.push(
      equivalentAttribute(
        'nullable',
        'columns',
        describeNullable(from.stated),
        describeNullable(to.stated),
        equivalences,
      ),
    );
    return;
  }
  const unsure = isNullabilityUnsure(from, to) || isNullabilityUnsure(to, from);
  const fromText = describeNullable(from.stated) ?? describeNullable(from.normal);
  const toText = describeNullable(to.stated) ?? describeNullable(to.normal);
  found.push(
    unsure
      ? unknownAttribute(
          'nullable',
          'columns',
          fromText,
          toText,
          'One of the sources cannot state the whole primary key, which makes its columns NOT NULL.',
        )
      : differentAttribute('nullable', 'columns', fromText, toText),
  );
}

/** A side that says nothing and cannot state its whole primary key, where the other's key has the column. */
function isNullabilityUnsure(side: ColumnSide, other: ColumnSide): boolean {
  if (side.stated.nullable !== undefined) return false;
  const key = side.side.stated.primaryKey;
  if (side.side.states('primaryKey') && (key === undefined || key.complete)) return false;
  const name = other.stated.name.toLowerCase();
  return (
    other.side.stated.primaryKey?.parts.some(
      (part) => part.kind === 'column' && part.column.toLowerCase() === name,
    ) === true
  );
}

function compareDefault(found: AttributeDiff[], from: ColumnSide, to: ColumnSide): void {
  const a = from.normal.default;
  const b = to.normal.default;
  const spelledSame = isSameDefault(from.stated.default, to.stated.default);
  const shown = [describeDefault(from.stated.default), describeDefault(to.stated.default)] as const;
  if (isSameDefault(a, b)) {
    if (spelledSame) return;
    const equivalences = equivalencesOf(from, to, 'default');
    found.push(equivalentAttribute('default', 'columns', ...shown, equivalences));
    return;
  }
  if (a?.kind === 'expression' && b?.kind === 'expression' && isPlainNow(a.value) === isPlainNow(b.value)) {
    const { flavor } = to.side.context;
    const verdict = compareExpressions(
      { text: a.value, stored: from.side.context.stored === true },
      { text: b.value, stored: to.side.context.stored === true },
      flavor,
    );
    if (verdict === 'equal' && spelledSame) return;
    if (verdict === 'equal' || verdict === 'equivalent') {
      found.push(equivalentAttribute('default', 'columns', ...shown, [toEquivalence('expression')]));
      return;
    }
    if (verdict === 'unknown') {
      found.push(unknownAttribute('default', 'columns', ...shown, NEEDS_SERVER, true));
      return;
    }
  }
  // A server's text of a binary default lost bytes that are no UTF-8: nobody can read it back.
  if ([a, b].some((value) => value?.kind === 'hex' && value.value.includes('EFBFBD'))) {
    found.push(
      unknownAttribute(
        'default',
        'columns',
        ...shown,
        'The server’s text of this default lost bytes that are no UTF-8.',
      ),
    );
    return;
  }
  if (zoneOfDefault(a) !== zoneOfDefault(b)) {
    const reason = 'They are said in different time zones, and how far these are apart is not known.';
    found.push(unknownAttribute('default', 'columns', ...shown, reason));
    return;
  }
  // Whoever cannot tell a dropped default from NULL says nothing of it.
  const isTold = [from, to].every(({ side }) => side.states('droppedDefaults'));
  if (!isTold && isNullDefault(a) && isNullDefault(b)) return;
  // Nullability that is in doubt takes the default NULL with it.
  if (
    from.normal.nullable !== to.normal.nullable &&
    isNullDefault(a) !== isNullDefault(b) &&
    (a === undefined || b === undefined)
  ) {
    return;
  }
  found.push(
    differentAttribute('default', 'columns', shown[0] ?? describeDefault(a), shown[1] ?? describeDefault(b)),
  );
}

/** MySQL's DEFAULT (now()) and DEFAULT CURRENT_TIMESTAMP are two things. */
function isPlainNow(text: string): boolean {
  return text.startsWith('current_timestamp');
}

function compareGenerated(found: AttributeDiff[], from: ColumnSide, to: ColumnSide): void {
  const a = from.normal.generated;
  const b = to.normal.generated;
  if (!a && !b) return;
  const show = (value: Column['generated']): string | undefined =>
    value === undefined ? undefined : `(${value.expression}) ${value.storage.toUpperCase()}`;
  if (!from.side.states('generated') || !to.side.states('generated')) {
    if (a && b && a.expression === b.expression && a.storage === b.storage) return;
    found.push(
      unknownAttribute('generated', 'generated', show(a), show(b), 'One of the sources cannot state this.'),
    );
    return;
  }
  if (!a || !b || a.storage !== b.storage) {
    found.push(differentAttribute('generated', 'generated', show(a), show(b)));
    return;
  }
  const verdict = compareExpressions(
    { text: a.expression, stored: from.side.context.stored === true },
    { text: b.expression, stored: to.side.context.stored === true },
    to.side.context.flavor,
  );
  if (verdict === 'equal') return;
  if (verdict === 'equivalent')
    found.push(
      equivalentAttribute('generated', 'generated', show(a), show(b), [toEquivalence('expression')]),
    );
  else if (verdict === 'unknown')
    found.push(unknownAttribute('generated', 'generated', show(a), show(b), NEEDS_SERVER, true));
  else found.push(differentAttribute('generated', 'generated', show(a), show(b)));
}

function isSameType(a: DataType, b: DataType): boolean {
  return (
    a === b ||
    (a.name === b.name &&
      a.unsigned === b.unsigned &&
      a.zerofill === b.zerofill &&
      a.srid === b.srid &&
      (a.compressed ?? false) === (b.compressed ?? false) &&
      isSameList(a.parameters, b.parameters) &&
      isSameList(a.values, b.values))
  );
}

function isSameDefault(a: DefaultValue | undefined, b: DefaultValue | undefined): boolean {
  if (a === b) return true;
  if (!a || !b || a.kind !== b.kind) return false;
  if (a.kind === 'null' || a.kind === 'none' || b.kind === 'null' || b.kind === 'none') return true;
  return a.value === b.value && a.introducer === b.introducer && a.zone === b.zone;
}

/** Equal lists of texts; a missing list equals only a missing one. */
export function isSameList(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  if (a === b) return true;
  return a?.length === b?.length && a !== undefined && b !== undefined && a.every((item, i) => item === b[i]);
}

/** Equal maps; a missing map is an empty one. */
export function isSameMap(
  a: ReadonlyMap<string, string> | undefined,
  b: ReadonlyMap<string, string> | undefined,
): boolean {
  if (a === b) return true;
  if ((a?.size ?? 0) !== (b?.size ?? 0)) return false;
  if (!a || !b) return true;
  for (const [name, value] of a) if (b.get(name) !== value) return false;
  return true;
}
