import type { OutputOf } from '../../../shared/api';
import type { ReadOutcome } from './read-sources';

type PlacementItem = OutputOf<'workspace.placements'>['items'][number];

/** Where tables land and why, by name; one entry for all sources whose table lands alike. */
export function listPlacements(outcomes: readonly ReadOutcome[], text = ''): readonly PlacementItem[] {
  const wanted = text.toLowerCase();
  const found = new Map<string, PlacementItem>();
  for (const { source, reading } of outcomes) {
    for (const { table, schema, rule, reason } of reading?.placements ?? []) {
      if (!table.toLowerCase().includes(wanted) && !schema.toLowerCase().includes(wanted)) continue;
      const key = JSON.stringify([table, schema, rule]);
      const known = found.get(key);
      const sources = [...(known?.sources ?? []), source.config.id];
      found.set(key, { table, schema, rule, reason, sources });
    }
  }
  return [...found.values()].sort((a, b) => compareText(a.schema, b.schema) || compareText(a.table, b.table));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
