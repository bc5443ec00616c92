import type { Index, IndexPart } from '../model';
import { compareExpressions } from '../expression/compare-expressions';
import { describeIndex, describeParts } from './describe-value';
import type { AttributeDiff, PartDiff } from './difference';
import { isSameMap, summarise } from './diff-columns';
import { isNumbered, isOtherCase, pairByName, pairUnnamed } from './pair-parts';
import { engineOf, isHashEngine } from '../normalise/index-rules';
import type { TableSide } from './table-sides';
import {
  collectEquivalences,
  differentAttribute,
  equivalentAttribute,
  NEEDS_SERVER,
  toEquivalence,
  unknownAttribute,
} from './table-sides';

const UNSTATED = 'One of the sources cannot state this.';

/** Compares the primary keys; nothing when they are equal. */
export function diffPrimaryKey(from: TableSide, to: TableSide): readonly PartDiff[] {
  const a = from.stated.primaryKey;
  const b = to.stated.primaryKey;
  if (!a && !b) return [];
  const base = { part: 'primaryKey', name: 'PRIMARY', facet: 'primaryKey' } as const;
  const sides = { ...(a ? { from: a } : {}), ...(b ? { to: b } : {}) };
  if (!from.states('primaryKey') || !to.states('primaryKey')) {
    const attribute = unknownAttribute(
      'parts',
      'primaryKey',
      a && describeParts(a),
      b && describeParts(b),
      UNSTATED,
    );
    return [{ ...base, ...sides, status: 'unknown', attributes: [attribute] }];
  }
  if (!a || !b) return [{ ...base, ...sides, status: a ? 'missing' : 'extra', attributes: [] }];
  const doubt = doubtIncompleteKey(a, b) ?? doubtIncompleteKey(b, a);
  if (doubt === true) {
    const reason = 'One of the sources can name only one column of a primary key; the rest is unknown.';
    const attribute = unknownAttribute('parts', 'primaryKey', describeParts(a), describeParts(b), reason);
    return [{ ...base, ...sides, status: 'unknown', attributes: [attribute] }];
  }
  const normalA = from.normal.primaryKey ?? a;
  const normalB = to.normal.primaryKey ?? b;
  const attributes = diffIndex(
    { side: from, stated: a, normal: normalA, path: 'primaryKey' },
    { side: to, stated: b, normal: normalB, path: 'primaryKey' },
  );
  return attributes.length === 0 ? [] : [{ ...base, ...sides, status: summarise(attributes), attributes }];
}

/** True when an incomplete key agrees with the other as far as it goes and the other goes further. */
function doubtIncompleteKey(key: Index, other: Index): boolean | undefined {
  if (key.complete) return undefined;
  const names = new Set(other.parts.map((part) => (part.kind === 'column' ? part.column.toLowerCase() : '')));
  const agrees = key.parts.every((part) => part.kind === 'column' && names.has(part.column.toLowerCase()));
  return agrees && (other.parts.length > key.parts.length || !other.complete) ? true : undefined;
}

interface IndexSide {
  readonly side: TableSide;
  readonly stated: Index;
  readonly normal: Index;
  readonly path: string;
}

/** Compares the indexes of two tables: by name, and unnamed ones by what they index. Their order means nothing. */
export function diffIndexes(from: TableSide, to: TableSide): readonly PartDiff[] {
  const ours = listIndexes(from);
  const theirs = listIndexes(to);
  if (!from.states('indexes') || !to.states('indexes')) {
    const unknown = (index: IndexSide, isFrom: boolean): PartDiff => {
      const text = describeIndex(index.stated);
      const attribute = unknownAttribute(
        'parts',
        'indexes',
        isFrom ? text : undefined,
        isFrom ? undefined : text,
        UNSTATED,
      );
      const sides = isFrom ? { from: index.stated } : { to: index.stated };
      return {
        part: 'index',
        name: nameOf(index),
        facet: 'indexes',
        status: 'unknown',
        attributes: [attribute],
        ...sides,
      };
    };
    return [
      ...(from.states('indexes') ? ours.map((index) => unknown(index, true)) : []),
      ...(to.states('indexes') ? theirs.map((index) => unknown(index, false)) : []),
    ];
  }
  const named = pairByName(ours, theirs, (index) => nameOf(index).toLowerCase());
  const pairs = pairUnnamed(named, {
    isUnnamed: (index) => index.stated.name === undefined,
    isServerName: isServerIndexName,
    shapeOf: indexShape,
  });
  const parts: PartDiff[] = [];
  for (const [a, b] of pairs.matched) {
    const attributes = diffIndex(a, b);
    if (attributes.length === 0) continue;
    parts.push({
      part: 'index',
      name: nameOf(a),
      facet: 'indexes',
      status: summarise(attributes),
      attributes,
      from: a.stated,
      to: b.stated,
    });
  }
  for (const index of pairs.onlyFrom) {
    parts.push({
      part: 'index',
      name: nameOf(index),
      facet: 'indexes',
      status: 'missing',
      attributes: [],
      from: index.stated,
    });
  }
  for (const index of pairs.onlyTo) {
    parts.push({
      part: 'index',
      name: nameOf(index),
      facet: 'indexes',
      status: 'extra',
      attributes: [],
      to: index.stated,
    });
  }
  return parts;
}

/** Normal indexes with what was stated; an index that the server adds for a foreign key stands for itself. */
function listIndexes(side: TableSide): readonly IndexSide[] {
  return side.normal.indexes.map((normal, i) => ({
    side,
    normal,
    stated: side.stated.indexes[i] ?? normal,
    path: `indexes/${normal.name ?? ''}`,
  }));
}

function nameOf(index: IndexSide): string {
  return index.normal.name ?? '';
}

/** A name like those that servers give: the first column's, with a number or without. */
function isServerIndexName(index: IndexSide): boolean {
  const [part] = index.normal.parts;
  const base = part?.kind === 'column' ? part.column : 'functional_index';
  return isNumbered(index.normal.name, base, '_', true);
}

function indexShape(index: IndexSide): string {
  return `${index.normal.kind} ${index.normal.parts.map(partShape).join(',')}`.toLowerCase();
}

function partShape(part: IndexPart): string {
  const direction = part.direction ?? 'asc';
  return part.kind === 'expression'
    ? `(${part.expression}) ${direction}`
    : `${part.column}(${String(part.length ?? '')}) ${direction}`;
}

/** MySQL's information_schema tells the algorithm, not whether somebody wrote it down; just SHOW CREATE knows that. */
function isUsingUnread({ context, stated }: TableSide): boolean {
  const isMysql = context.stored === true && context.flavor.vendor === 'mysql';
  if (!isMysql && context.storedBy !== 'mysql') return false;
  return stated.origin.kind !== 'server' || stated.origin.shown !== true;
}

/** The algorithm that an index has, said or not. */
function effectiveUsing(index: Index, side: TableSide): string | undefined {
  if (index.kind === 'fulltext' || index.kind === 'spatial' || index.kind === 'vector') return index.using;
  return index.using ?? (isHashEngine(engineOf(side.stated, side.context)) ? 'hash' : 'btree');
}

function diffIndex(from: IndexSide, to: IndexSide): readonly AttributeDiff[] {
  const found: AttributeDiff[] = [];
  const a = from.normal;
  const b = to.normal;
  const detailed = from.side.states('indexDetails') && to.side.states('indexDetails');
  const because = (attribute: string): readonly ReturnType<typeof toEquivalence>[] => {
    const paths = [from, to].flatMap(({ path, stated }) => [
      `${path}/${attribute}`,
      `indexes/${stated.name ?? ''}/${attribute}`,
    ]);
    return collectEquivalences(from.side, to.side, ...new Set(paths));
  };
  if (from.stated.name !== to.stated.name && a.kind !== 'primary') {
    found.push(
      isOtherCase(from.stated.name, to.stated.name) || (detailed && isOtherCase(a.name, b.name))
        ? differentAttribute('name', 'indexes', from.stated.name ?? a.name, to.stated.name ?? b.name)
        : equivalentAttribute('name', 'indexes', from.stated.name, to.stated.name, because('name')),
    );
  }
  if (a.kind !== b.kind) found.push(differentAttribute('kind', 'indexes', a.kind, b.kind));
  comparePartLists(found, from, to, detailed, because);
  if (!detailed) return found;
  const compare = (
    attribute: string,
    x: string | undefined,
    y: string | undefined,
    statedX: string | undefined,
    statedY: string | undefined,
  ): void => {
    if (x !== y) found.push(differentAttribute(attribute, 'indexDetails', statedX ?? x, statedY ?? y));
    else if ((statedX ?? '') !== (statedY ?? ''))
      found.push(equivalentAttribute(attribute, 'indexDetails', statedX, statedY, because(attribute)));
  };
  const isUnread = isUsingUnread(from.side) || isUsingUnread(to.side);
  const usingOf = (index: Index, { side }: IndexSide): string | undefined =>
    isUnread ? effectiveUsing(index, side) : index.using;
  compare('using', usingOf(a, from), usingOf(b, to), from.stated.using, to.stated.using);
  compare('comment', a.comment, b.comment, from.stated.comment, to.stated.comment);
  const visible = (index: Index): string => (index.visible ? 'VISIBLE' : 'INVISIBLE');
  compare('visibility', visible(a), visible(b), visible(a), visible(b));
  compare(
    'parser',
    a.parser?.toLowerCase(),
    b.parser?.toLowerCase(),
    a.parser?.toLowerCase(),
    b.parser?.toLowerCase(),
  );
  const size = ({ keyBlockSize }: Index): string | undefined =>
    keyBlockSize ? String(keyBlockSize) : undefined;
  compare('keyBlockSize', size(a), size(b), size(a), size(b));
  compare('withoutOverlaps', a.withoutOverlaps, b.withoutOverlaps, a.withoutOverlaps, b.withoutOverlaps);
  if (!isSameMap(a.options, b.options)) {
    const show = ({ options }: Index): string =>
      [...(options ?? [])].map(([name, value]) => `${name}=${value}`).join(' ');
    found.push(differentAttribute('options', 'indexDetails', show(a), show(b)));
  }
  return found;
}

function comparePartLists(
  found: AttributeDiff[],
  from: IndexSide,
  to: IndexSide,
  detailed: boolean,
  because: (attribute: string) => readonly ReturnType<typeof toEquivalence>[],
): void {
  const a = from.normal.parts;
  const b = to.normal.parts;
  const verdicts = new Set<string>();
  const same =
    a.length === b.length &&
    a.every((part, i) => {
      const other = b[i];
      if (!other || part.kind !== other.kind) return false;
      if (detailed && (part.direction ?? 'asc') !== (other.direction ?? 'asc')) return false;
      if (part.kind === 'column' && other.kind === 'column') {
        if (part.column.toLowerCase() !== other.column.toLowerCase()) return false;
        return !detailed || part.length === other.length;
      }
      if (part.kind !== 'expression' || other.kind !== 'expression') return false;
      const verdict = compareExpressions(
        { text: part.expression, stored: from.side.context.stored === true },
        { text: other.expression, stored: to.side.context.stored === true },
        to.side.context.flavor,
      );
      verdicts.add(verdict);
      return verdict !== 'different';
    });
  const shown = [describeParts(from.stated), describeParts(to.stated)] as const;
  if (!same) found.push(differentAttribute('parts', 'indexes', ...shown));
  else if (verdicts.has('unknown'))
    found.push(unknownAttribute('parts', 'indexes', ...shown, NEEDS_SERVER, true));
  else if (shown[0] !== shown[1]) {
    const reasons = because('parts');
    const details = verdicts.has('equivalent') ? [toEquivalence('expression'), ...reasons] : reasons;
    if (!detailed && details.length === 0)
      found.push(unknownAttribute('parts', 'indexDetails', ...shown, UNSTATED));
    else
      found.push(
        equivalentAttribute(
          'parts',
          'indexes',
          ...shown,
          details.length > 0 ? details : [toEquivalence('name-case')],
        ),
      );
  }
}
