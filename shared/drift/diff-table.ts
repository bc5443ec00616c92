import type { Table } from '../model';
import type { NormaliseContext } from '../normalise/context';
import { isForeign, jsonInOneWord } from '../normalise/translate-stored';
import { diffColumnOrder } from './column-order';
import { diffColumns } from './diff-columns';
import { diffChecks, diffForeignKeys, diffPartitioning } from './diff-constraints';
import { diffIndexes, diffPrimaryKey } from './diff-keys';
import { diffOptions } from './diff-options';
import type { AttributeDiff, DriftStatus, ObjectDiff, PartDiff } from './difference';
import { doubtParts } from './doubt-parts';
import { isSameStatement } from './same-statement';
import { readTableSide } from './table-sides';

/**
 * Compares two statements of one table, from → to. What either of them cannot state is unknown and leaves the
 * table's status alone; what only a server can settle, and what was not understood of either, makes it unknown.
 */
export function diffTable(
  from: Table,
  to: Table,
  contextFrom: NormaliseContext,
  contextTo: NormaliseContext,
): ObjectDiff {
  const isSame =
    (from === to && contextFrom === contextTo) || isSameStatement(from, to, contextFrom, contextTo);
  const found = isSame ? [] : diffParts(from, to, contextFrom, contextTo);
  const { parts, attributes } = from === to ? { parts: found, attributes: [] } : doubtParts(found, from, to);
  return {
    schema: contextFrom.schema.name,
    name: from.name,
    object: 'table',
    status: summariseParts(parts, attributes),
    from,
    to,
    parts,
    attributes,
    origins: { from: from.origin, to: to.origin },
  };
}

function diffParts(
  from: Table,
  to: Table,
  contextFrom: NormaliseContext,
  contextTo: NormaliseContext,
): readonly PartDiff[] {
  const isOfOtherVendor = isForeign(contextFrom) || isForeign(contextTo);
  const a = readTableSide(isOfOtherVendor ? jsonInOneWord(from) : from, contextFrom);
  const b = readTableSide(isOfOtherVendor ? jsonInOneWord(to) : to, contextTo);
  return [
    ...diffColumns(a, b),
    ...diffColumnOrder(a, b),
    ...diffPrimaryKey(a, b),
    ...diffIndexes(a, b),
    ...diffForeignKeys(a, b),
    ...diffChecks(a, b),
    ...diffPartitioning(a, b),
    ...diffOptions(a, b),
  ];
}

function summariseParts(parts: readonly PartDiff[], doubts: readonly AttributeDiff[]): DriftStatus {
  // What was not understood may differ, unlike what a source has no words for.
  let status: DriftStatus = doubts.length > 0 ? 'unknown' : 'equal';
  for (const part of parts) {
    if (part.status === 'different' || part.status === 'missing' || part.status === 'extra')
      return 'different';
    if (part.status === 'unknown' && part.attributes.some((attribute) => attribute.needsServer === true))
      status = 'unknown';
    else if (
      status === 'equal' &&
      (part.status === 'equivalent' || part.attributes.some((attribute) => attribute.status === 'equivalent'))
    )
      status = 'equivalent';
  }
  return status;
}
