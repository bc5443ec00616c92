import type { OutputOf } from '../../../shared/api';
import type { DriftMatrix, MatrixRow } from '../../../shared/drift/build-matrix';
import type { ModelDiff, ObjectDiff } from '../../../shared/drift/difference';
import type { RenameCandidate } from '../../../shared/drift/find-renames';
import type { SchemaModel } from '../../../shared/model';
import type { SourceReading } from '../source/source-reading';

/** A source that takes part in a comparison. */
export interface ComparedSource {
  readonly id: string;
  readonly reading: SourceReading;
  /** As it is compared: with its objects in the schemas that they share with the others. */
  readonly model: SchemaModel;
  /** How many tables of the reading are Tidemark's own, and take no part. */
  readonly own: number;
  /** Stands before the paths of its origins. */
  readonly prefix: string;
}

/** Sources side by side. */
export interface Comparison {
  readonly sources: readonly ComparedSource[];
  /** Rows by schema, then kind, then name. */
  readonly matrix: DriftMatrix;
  /** Things that may be one under another name, where there is a reference to say what they were called. */
  readonly renames: readonly RenameCandidate[];
  readonly failed: OutputOf<'drift.matrix'>['failed'];
}

/** The part of a matrix that compares one source with its measure `measure`, as a diff of the two. */
export function pairOf(rows: readonly MatrixRow[], measure: string, source: string): ModelDiff {
  const objects: ObjectDiff[] = [];
  const counts = { equal: 0, equivalent: 0, different: 0, missing: 0, extra: 0, unknown: 0 };
  for (const row of rows) {
    const cell = row.measure === measure ? row.cells.find((one) => one.source === source) : undefined;
    if (!cell) continue;
    counts[cell.status] += 1;
    if (cell.diff) objects.push(cell.diff);
    else if (cell.status !== 'equal') objects.push(oneSided(row, measure, source, cell.status));
  }
  return { objects, counts };
}

function oneSided(row: MatrixRow, measure: string, source: string, status: ObjectDiff['status']): ObjectDiff {
  const from = row.objects.get(measure);
  const to = row.objects.get(source);
  return {
    schema: row.schema,
    name: row.name,
    object: row.object,
    status,
    ...(from && { from }),
    ...(to && { to }),
    parts: [],
    attributes: [],
    origins: { ...(from && { from: from.origin }), ...(to && { to: to.origin }) },
  };
}
