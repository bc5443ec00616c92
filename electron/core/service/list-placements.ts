import type { OutputOf } from '../../../shared/api';
import { placeTable } from '../../../shared/workspace';
import type { FederationConfig } from '../../../shared/workspace';
import type { ReadOutcome } from './read-sources';

type PlacementItem = OutputOf<'workspace.placements'>['items'][number];

/**
 * Where tables land and why, by name; one entry for all sources whose table lands alike. With `tried` rules, tables that
 * no source places are placed by those, and each says where it lands without them.
 */
export function listPlacements(
  outcomes: readonly ReadOutcome[],
  text = '',
  tried?: { readonly federation: FederationConfig | undefined },
): readonly PlacementItem[] {
  const wanted = text.toLowerCase();
  const found = new Map<string, PlacementItem>();
  for (const { source, reading } of outcomes) {
    for (const now of reading?.placements ?? []) {
      const isOpen = now.rule !== 'stated' && now.rule !== 'source';
      const { table, schema, rule, reason } = tried && isOpen ? placeTable(now.table, tried) : now;
      if (!table.toLowerCase().includes(wanted) && !schema.toLowerCase().includes(wanted)) continue;
      const before = schema === now.schema ? {} : { before: now.schema };
      const key = JSON.stringify([table, schema, rule, now.schema]);
      const known = found.get(key);
      const sources = [...(known?.sources ?? []), source.config.id];
      found.set(key, { table, schema, rule, reason, ...before, sources });
    }
  }
  return [...found.values()].sort((a, b) => compareText(a.schema, b.schema) || compareText(a.table, b.table));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
