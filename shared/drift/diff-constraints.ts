import type { Check, ForeignKey, Partitioning, PartitionScheme } from '../model';
import { needsServerToCompute } from '../normalise/partition-rules';
import { isForeign } from '../normalise/translate-stored';
import { readCanonicalForm } from '../expression/canonical-expression';
import { compareExpressions } from '../expression/compare-expressions';
import { describeCheck, describeForeignKey, describePartitioning, describeReference } from './describe-value';
import type { AttributeDiff, PartDiff } from './difference';
import { isSameList, summarise } from './diff-columns';
import type { Pairs } from './pair-parts';
import { isNumbered, isOtherCase, pairByName, pairUnnamed } from './pair-parts';
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

interface Sided<T> {
  readonly side: TableSide;
  readonly stated: T;
  readonly normal: T;
}

function zip<T>(side: TableSide, stated: readonly T[], normal: readonly T[]): readonly Sided<T>[] {
  return normal.map((item, i) => ({ side, normal: item, stated: stated[i] ?? item }));
}

/** Compares the foreign keys of two tables: by name, and unnamed ones by what they say. */
export function diffForeignKeys(from: TableSide, to: TableSide): readonly PartDiff[] {
  const base = { part: 'foreignKey', facet: 'foreignKeys' } as const;
  const ours = zip(from, from.stated.foreignKeys, from.normal.foreignKeys);
  const theirs = zip(to, to.stated.foreignKeys, to.normal.foreignKeys);
  if (!from.states('foreignKeys') || !to.states('foreignKeys')) {
    return [...ours, ...theirs].map((key) => {
      const isFrom = key.side === from;
      const text = describeForeignKey(key.stated);
      const attribute = unknownAttribute(
        'references',
        'foreignKeys',
        isFrom ? text : undefined,
        isFrom ? undefined : text,
        UNSTATED,
      );
      return {
        ...base,
        name: key.normal.name ?? '',
        status: 'unknown',
        attributes: [attribute],
        ...(isFrom ? { from: key.stated } : { to: key.stated }),
      };
    });
  }
  const named = pairByName(ours, theirs, ({ normal }) => (normal.name ?? '').toLowerCase());
  const pairs = pairUnnamed(named, {
    isUnnamed: ({ stated }) => stated.name === undefined,
    isServerName: ({ side, normal }) => isNumbered(normal.name, side.stated.name, '_ibfk_', false),
    shapeOf: ({ normal }) => describeForeignKey(normal).toLowerCase(),
  });
  const parts: PartDiff[] = [];
  for (const [a, b] of pairs.matched) {
    const attributes = diffForeignKey(a, b);
    if (attributes.length > 0) {
      parts.push({
        ...base,
        name: a.normal.name ?? '',
        status: summarise(attributes),
        attributes,
        from: a.stated,
        to: b.stated,
      });
    }
  }
  for (const { normal, stated } of pairs.onlyFrom)
    parts.push({ ...base, name: normal.name ?? '', status: 'missing', attributes: [], from: stated });
  for (const { normal, stated } of pairs.onlyTo)
    parts.push({ ...base, name: normal.name ?? '', status: 'extra', attributes: [], to: stated });
  return parts;
}

function diffForeignKey(from: Sided<ForeignKey>, to: Sided<ForeignKey>): readonly AttributeDiff[] {
  const found: AttributeDiff[] = [];
  const a = from.normal;
  const b = to.normal;
  const because = (attribute: string): readonly ReturnType<typeof toEquivalence>[] =>
    collectEquivalences(
      from.side,
      to.side,
      ...new Set(
        [from.stated.name, to.stated.name, a.name, b.name].map(
          (name) => `foreignKeys/${name ?? ''}/${attribute}`,
        ),
      ),
    );
  const compare = (attribute: string, same: boolean, show: (key: ForeignKey) => string | undefined): void => {
    const shown = [show(from.stated), show(to.stated)] as const;
    if (!same)
      found.push(differentAttribute(attribute, 'foreignKeys', shown[0] ?? show(a), shown[1] ?? show(b)));
    else if (shown[0] !== shown[1]) {
      const reasons = because(attribute);
      found.push(
        equivalentAttribute(
          attribute,
          'foreignKeys',
          ...shown,
          reasons.length > 0 ? reasons : [toEquivalence('name-case')],
        ),
      );
    }
  };
  const lower = (names: readonly string[]): readonly string[] => names.map((name) => name.toLowerCase());
  compare('name', !isOtherCase(from.stated.name, to.stated.name), ({ name }) => name);
  compare('columns', isSameList(lower(a.columns), lower(b.columns)), ({ columns }) => columns.join(', '));
  const isFolded = isCaseFolded(from.side) || isCaseFolded(to.side);
  const fold = (name: string | undefined): string | undefined => (isFolded ? name?.toLowerCase() : name);
  compare(
    'references',
    fold(a.referencedTable) === fold(b.referencedTable) &&
      isSameSchema(fold(a.referencedSchema), fold(b.referencedSchema)) &&
      // No columns said means the primary key of the other table, which the server then writes down.
      (a.referencedColumns.length === 0 ||
        b.referencedColumns.length === 0 ||
        isSameList(lower(a.referencedColumns), lower(b.referencedColumns))),
    describeReference,
  );
  const actions = (key: ForeignKey): string =>
    [
      key.onDelete && `ON DELETE ${key.onDelete.toUpperCase()}`,
      key.onUpdate && `ON UPDATE ${key.onUpdate.toUpperCase()}`,
    ]
      .filter(Boolean)
      .join(' ');
  compare('actions', a.onDelete === b.onDelete && a.onUpdate === b.onUpdate, actions);
  return found;
}

/** A schema that is not said is the table's own, under whatever name that goes at each side. */
function isSameSchema(a: string | undefined, b: string | undefined): boolean {
  return a === b;
}

function isCaseFolded(side: TableSide): boolean {
  return side.context.foldsTableNames === true;
}

/** Compares the checks of two tables: by name, those of columns by column, and unnamed ones by meaning. */
export function diffChecks(from: TableSide, to: TableSide): readonly PartDiff[] {
  const base = { part: 'check', facet: 'checks' } as const;
  const ours = zip(from, from.stated.checks, from.normal.checks);
  const theirs = zip(to, to.stated.checks, to.normal.checks);
  if (!from.states('checks') || !to.states('checks')) {
    return [...ours, ...theirs].map((check) => {
      const isFrom = check.side === from;
      const text = describeCheck(check.stated);
      const attribute = unknownAttribute(
        'expression',
        'checks',
        isFrom ? text : undefined,
        isFrom ? undefined : text,
        UNSTATED,
      );
      return {
        ...base,
        name: checkName(check.normal),
        status: 'unknown',
        attributes: [attribute],
        ...(isFrom ? { from: check.stated } : { to: check.stated }),
      };
    });
  }
  const named = pairByName(ours, theirs, ({ normal }) =>
    normal.name === undefined
      ? `column ${(normal.column ?? '').toLowerCase()}`
      : `check ${normal.name.toLowerCase()}`,
  );
  const { flavor } = to.context;
  // MySQL forgets whether a check was a column's: that of another vendor's table may be either.
  const isOfOtherVendor = isForeign(from.context) || isForeign(to.context);
  const pairs = pairUnnamed(separateUnlike(named), {
    isUnnamed: ({ stated, normal }) => stated.name === undefined && normal.name !== undefined,
    isServerName: ({ side, normal }) =>
      isNumbered(normal.name, side.stated.name, '_chk_', false) ||
      isNumbered(normal.name, 'constraint', '_', false) ||
      (isOfOtherVendor && normal.name === undefined),
    shapeOf: ({ normal }) =>
      readCanonicalForm(normal.expression, flavor, { truth: true })?.text ?? normal.expression,
  });
  const parts: PartDiff[] = [];
  for (const [a, b] of pairs.matched) {
    const attributes = diffCheck(a, b);
    if (attributes.length > 0) {
      parts.push({
        ...base,
        name: checkName(a.normal),
        status: summarise(attributes),
        attributes,
        from: a.stated,
        to: b.stated,
      });
    }
  }
  for (const { normal, stated } of pairs.onlyFrom)
    parts.push({ ...base, name: checkName(normal), status: 'missing', attributes: [], from: stated });
  for (const { normal, stated } of pairs.onlyTo)
    parts.push({ ...base, name: checkName(normal), status: 'extra', attributes: [], to: stated });
  return parts;
}

/** Two checks of one guessed name whose meaning differs may each have a better match; named ones stay together. */
function separateUnlike(pairs: Pairs<Sided<Check>>): Pairs<Sided<Check>> {
  const isApart = ([a, b]: readonly [Sided<Check>, Sided<Check>]): boolean =>
    (a.stated.name === undefined) !== (b.stated.name === undefined) &&
    a.normal.name !== undefined &&
    compareChecks(a, b) === 'different';
  const apart = pairs.matched.filter(isApart);
  if (apart.length === 0) return pairs;
  return {
    matched: pairs.matched.filter((pair) => !isApart(pair)),
    onlyFrom: [...pairs.onlyFrom, ...apart.map(([a]) => a)],
    onlyTo: [...pairs.onlyTo, ...apart.map(([, b]) => b)],
  };
}

function checkName(check: Check): string {
  return check.name ?? check.column ?? '';
}

function compareChecks(a: Sided<Check>, b: Sided<Check>): ReturnType<typeof compareExpressions> {
  return compareExpressions(
    { text: a.normal.expression, stored: a.side.context.stored === true },
    { text: b.normal.expression, stored: b.side.context.stored === true },
    b.side.context.flavor,
    { truth: true },
  );
}

function diffCheck(from: Sided<Check>, to: Sided<Check>): readonly AttributeDiff[] {
  const found: AttributeDiff[] = [];
  if (
    from.stated.name !== to.stated.name ||
    (from.stated.column ?? '').toLowerCase() !== (to.stated.column ?? '').toLowerCase()
  ) {
    const show = ({ stated }: Sided<Check>): string | undefined =>
      stated.name ?? (stated.column === undefined ? undefined : `of column ${stated.column}`);
    found.push(
      isOtherCase(from.stated.name, to.stated.name)
        ? differentAttribute('name', 'checks', show(from), show(to))
        : equivalentAttribute('name', 'checks', show(from), show(to), [toEquivalence('check-place')]),
    );
  }
  const verdict = compareChecks(from, to);
  const shown = [from.stated.expression, to.stated.expression] as const;
  if (verdict === 'equivalent')
    found.push(equivalentAttribute('expression', 'checks', ...shown, [toEquivalence('expression')]));
  else if (verdict === 'different') found.push(differentAttribute('expression', 'checks', ...shown));
  else if (verdict === 'unknown')
    found.push(unknownAttribute('expression', 'checks', ...shown, NEEDS_SERVER, true));
  if (from.normal.enforced !== to.normal.enforced) {
    const show = ({ enforced }: Check): string => (enforced ? 'ENFORCED' : 'NOT ENFORCED');
    found.push(differentAttribute('enforced', 'checks', show(from.normal), show(to.normal)));
  }
  return found;
}

/** Compares the partitionings of two tables. */
export function diffPartitioning(from: TableSide, to: TableSide): readonly PartDiff[] {
  const a = from.stated.partitioning;
  const b = to.stated.partitioning;
  if (!a && !b) return [];
  const base = {
    part: 'partitioning',
    name: 'partitions',
    facet: 'partitions',
    ...(a ? { from: a } : {}),
    ...(b ? { to: b } : {}),
  } as const;
  const shown = [a && describePartitioning(a), b && describePartitioning(b)] as const;
  if (!from.states('partitions') || !to.states('partitions')) {
    return [
      {
        ...base,
        status: 'unknown',
        attributes: [unknownAttribute('scheme', 'partitions', ...shown, UNSTATED)],
      },
    ];
  }
  if (!a || !b) return [{ ...base, status: a ? 'missing' : 'extra', attributes: [] }];
  if (shown[0] === shown[1]) return [];
  const normalA = from.normal.partitioning ?? a;
  const normalB = to.normal.partitioning ?? b;
  const attribute =
    describePartitioning(normalA) === describePartitioning(normalB) || startsAnywhen(normalA, normalB)
      ? equivalentAttribute('scheme', 'partitions', ...shown, [toEquivalence('partitioning')])
      : mayComputeAlike(normalA, normalB)
        ? unknownAttribute('scheme', 'partitions', ...shown, NEEDS_SERVER, true)
        : differentAttribute('scheme', 'partitions', ...shown);
  return [{ ...base, status: summarise([attribute]), attributes: [attribute] }];
}

/** SYSTEM_TIME partitions that differ in a STARTS that one side leaves to the moment of creation: any is as good. */
function startsAnywhen(a: Partitioning, b: Partitioning): boolean {
  if (a.scheme.method !== 'system_time' || b.scheme.method !== 'system_time') return false;
  const [startsA, startsB] = [a, b].map(
    ({ scheme }) => / STARTS [^']+'[^']*'/.exec(scheme.expression ?? '')?.[0],
  );
  if (startsA !== undefined && startsB !== undefined) return false;
  const without = (partitioning: Partitioning, starts: string | undefined): string =>
    describePartitioning({
      ...partitioning,
      scheme: {
        ...partitioning.scheme,
        expression: (partitioning.scheme.expression ?? '').replace(starts ?? '', ''),
      },
    });
  return without(a, startsA) === without(b, startsB);
}

/** Partitions of the same names and scheme, where a limit or the scheme is written as a computation. */
function mayComputeAlike(a: Partitioning, b: Partitioning): boolean {
  const isRewritten = mayBeRewritten(a.scheme, b.scheme);
  if (!isRewritten && !needsServerToCompute(a) && !needsServerToCompute(b)) return false;
  const withoutLimits = ({ scheme, subpartition, partitions }: Partitioning): string =>
    describePartitioning({
      scheme: isRewritten ? { ...scheme, expression: '' } : scheme,
      ...(subpartition === undefined ? {} : { subpartition }),
      partitions: partitions.map(({ name, options, subpartitions }) => ({ name, options, subpartitions })),
    });
  return withoutLimits(a) === withoutLimits(b);
}

/** Servers store some functions as others: DATEDIFF as a difference of TO_DAYS. */
function mayBeRewritten(a: PartitionScheme, b: PartitionScheme): boolean {
  return [a, b].some(({ expression }) => expression !== undefined && /\bdatediff\(/i.test(expression));
}
