import type { Index } from '../model';
import type { Execution } from './execution';
import type { TableDraft } from './table-draft';

/**
 * What MariaDB (10.11) does in any ALTER of a table but its renaming, CREATE INDEX and DROP INDEX included: USING HASH of its unique
 * indexes is forgotten, except in MEMORY tables. Those that are too long for a tree are hashes all the same.
 */
export function forgetHashes({ vendor }: Execution, table: TableDraft): void {
  if (vendor !== 'mariadb' || /^(?:memory|heap)$/i.test(table.options.engine ?? '')) return;
  if (!table.indexes.some(isUniqueHash)) return;
  table.indexes = table.indexes.map((index) => {
    if (!isUniqueHash(index)) return index;
    const { using: _using, ...rest } = index;
    return rest;
  });
}

function isUniqueHash(index: Index): boolean {
  return index.kind === 'unique' && index.using === 'hash';
}
