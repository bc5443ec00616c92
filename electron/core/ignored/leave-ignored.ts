import type { DriftItem } from '../../../shared/api';
import type { DriftMatrix, MatrixCell, MatrixRow } from '../../../shared/drift/build-matrix';
import { countStates, statusOfCells, worstStatus } from '../../../shared/drift/build-matrix';
import type { AttributeDiff, ObjectDiff, PartDiff } from '../../../shared/drift/difference';
import type { Comparison } from '../service/comparison';
import { listItems } from '../service/drift-items';
import { markIgnored, objectKey } from './ignored-file';
import type { IgnoredEntry } from './ignored-file';

/** A comparison as it stands without what somebody decided to live with. */
export interface SpokenComparison extends Comparison {
  /** How many differences of a row are ignored; only of rows that have some. */
  readonly ignored: ReadonlyMap<MatrixRow, number>;
}

/**
 * Takes ignored differences out of a comparison: rows, cells and counts say what is left to be done. The comparison
 * itself stays as it is. Costs no more than the rows that somebody ignored something of.
 */
export function leaveIgnored(comparison: Comparison, entries: readonly IgnoredEntry[]): SpokenComparison {
  const concerned = new Set(entries.map(objectKey));
  const ignored = new Map<MatrixRow, number>();
  if (concerned.size === 0) return { ...comparison, ignored };
  const rows = comparison.matrix.rows.map((row) => {
    if (!concerned.has(objectKey({ object: row.object, schema: row.schema, table: row.name }))) return row;
    const gone = markIgnored(listItems(comparison, row), entries).filter(
      (item) => item.ignored !== undefined,
    );
    if (gone.length === 0) return row;
    const left = rowWithout(row, gone);
    ignored.set(left, gone.length);
    return left;
  });
  const sources = comparison.matrix.sources;
  const matrix: DriftMatrix = { ...comparison.matrix, rows, ...countStates(sources, rows) };
  return { ...comparison, matrix, ignored };
}

function rowWithout(row: MatrixRow, gone: readonly DriftItem[]): MatrixRow {
  const keys = new Set(gone.map((item) => itemKey(item.part, item.name, item.attribute)));
  const isGone = (part: DriftItem['part'], name: string, attribute?: string): boolean =>
    keys.has(itemKey(part, name, attribute));
  const cells = row.cells.map((cell): MatrixCell => {
    if (cell.diff === undefined)
      return cell.status !== 'equal' && isGone('object', row.name) ? { ...cell, status: 'equal' } : cell;
    const diff = diffWithout(cell.diff, isGone);
    if (diff.parts.length > 0 || diff.attributes.length > 0) return { ...cell, diff, status: diff.status };
    const { diff: _diff, ...bare } = cell;
    return { ...bare, status: 'equal' };
  });
  return { ...row, cells, status: statusOfCells(cells) };
}

type IsGone = (part: DriftItem['part'], name: string, attribute?: string) => boolean;

function diffWithout(diff: ObjectDiff, isGone: IsGone): ObjectDiff {
  const parts = diff.parts.flatMap((part): PartDiff[] => {
    const isWhole = part.status === 'missing' || part.status === 'extra' || part.part === 'columnOrder';
    if (isWhole) return isGone(part.part, part.name) ? [] : [part];
    const attributes = part.attributes.filter(({ attribute }) => !isGone(part.part, part.name, attribute));
    if (attributes.length === part.attributes.length) return [part];
    return attributes.length === 0 ? [] : [{ ...part, attributes, status: worstOf(attributes) }];
  });
  const attributes = diff.attributes.filter(({ attribute }) => !isGone('object', '', attribute));
  return {
    ...diff,
    parts,
    attributes,
    status: worstStatus([...parts, ...attributes].map((one) => one.status)),
  };
}

function worstOf(attributes: readonly AttributeDiff[]): PartDiff['status'] {
  return worstStatus(attributes.map(({ status }) => status));
}

/** Two sources may spell one name in two cases. */
function itemKey(part: string, name: string, attribute = ''): string {
  return JSON.stringify([part, name.toLowerCase(), attribute]);
}
