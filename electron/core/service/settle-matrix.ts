import type { DriftMatrix, MatrixCell, MatrixRow } from '../../../shared/drift/build-matrix';
import { countStates, statusOfCells } from '../../../shared/drift/build-matrix';
import type { ObjectDiff } from '../../../shared/drift/difference';
import { findQuestions } from '../settle/find-questions';
import { pairOf } from './comparison';
import type { ComparedSource } from './comparison';
import type { HandlerCall } from './handler';

/**
 * Lets a server of the matrix's flavor, where one is to be had, tell what rules could not. Without one, or where
 * it does not know either, things stay unknown with the reason.
 */
export async function settleMatrix(
  matrix: DriftMatrix,
  sources: readonly ComparedSource[],
  call: HandlerCall,
): Promise<DriftMatrix> {
  const pairs = sources.flatMap((from) =>
    sources.flatMap((to) => {
      const diff = pairOf(matrix.rows, from.id, to.id);
      return from !== to && findQuestions(diff).length > 0 ? [{ from, to, diff }] : [];
    }),
  );
  if (pairs.length === 0) return matrix;
  const { findOracle, settleDiff } = await import('../settle');
  const oracle = await findOracle(matrix.flavor, { signal: call.signal });
  if (!oracle) return matrix;
  const settled = new Map<ObjectDiff, ObjectDiff>();
  try {
    for (const [done, { from, to, diff }] of pairs.entries()) {
      call.progress({ phase: 'asking a server', done, total: pairs.length, current: oracle.label });
      const answered = await settleDiff(from.model, to.model, diff, oracle, { signal: call.signal });
      for (const [at, object] of diff.objects.entries()) settled.set(object, answered.objects[at] ?? object);
    }
  } finally {
    await oracle.close();
  }
  return withDiffs(matrix, settled);
}

function withDiffs(matrix: DriftMatrix, settled: ReadonlyMap<ObjectDiff, ObjectDiff>): DriftMatrix {
  const rows = matrix.rows.map((row): MatrixRow => {
    const cells = row.cells.map((cell): MatrixCell => {
      const diff = cell.diff && settled.get(cell.diff);
      return diff ? { ...cell, diff, status: diff.status } : cell;
    });
    return { ...row, cells, status: statusOfCells(cells) };
  });
  return { ...matrix, rows, ...countStates(matrix.sources, rows) };
}
