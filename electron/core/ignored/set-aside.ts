import { dateOfTrash, isTrash } from '../../../shared/plan/trash';
import type { Comparison } from '../service/comparison';
import { listItems } from '../service/drift-items';
import { entryFor } from './ignored-file';
import type { IgnoredEntry } from './ignored-file';

const REASON = 'A plan set this table aside instead of dropping it. Drop it when nobody misses it.';

/**
 * Entries for the tables that plans set aside, as if somebody had ignored them: plans leave them alone, so a schema that
 * followed its plan would drift for ever. They are in no file; the tables stay listed with what is ignored.
 */
export function setAsideEntries(comparison: Comparison): readonly IgnoredEntry[] {
  return comparison.matrix.rows
    .filter((row) => row.object === 'table' && row.status !== 'equal' && isTrash(row.name))
    .flatMap((row) =>
      listItems(comparison, row).map((item) =>
        entryFor(item, { reason: REASON, by: 'Tidemark', at: `${dateOfTrash(row.name)}T00:00:00Z` }),
      ),
    );
}
