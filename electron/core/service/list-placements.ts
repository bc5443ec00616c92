import type { OutputOf } from '../../../shared/api';
import { placeTable } from '../../../shared/workspace';
import type { FederationConfig } from '../../../shared/workspace';
import type { ReadOutcome } from './read-sources';

type PlacementItem = OutputOf<'workspace.placements'>['items'][number];

/**
 * Where tables land and by which rule, by name: each table once for each schema it lands in. Where sources come to the
 * same schema by different rules (one states it, others leave it to a pattern), the rule that placed most of them is
 * named, and the federation's own before what a source says of itself. With `tried` rules, tables that no source places
 * are placed by those, and each says where it lands without them.
 */
export function listPlacements(
  outcomes: readonly ReadOutcome[],
  text = '',
  tried?: { readonly federation: FederationConfig | undefined },
): readonly PlacementItem[] {
  const wanted = text.toLowerCase();
  const found = new Map<string, PlacementItem[]>();
  for (const { source, reading } of outcomes) {
    for (const now of reading?.placements ?? []) {
      const isOpen = now.rule !== 'stated' && now.rule !== 'source';
      const { table, schema, rule, reason } = tried && isOpen ? placeTable(now.table, tried) : now;
      if (!table.toLowerCase().includes(wanted) && !schema.toLowerCase().includes(wanted)) continue;
      const before = schema === now.schema ? {} : { before: now.schema };
      const key = JSON.stringify([table, schema, now.schema]);
      const rules = found.get(key) ?? [];
      const at = rules.findIndex((one) => one.rule === rule);
      const sources = [...(rules[at]?.sources ?? []), source.config.id];
      const item = { table, schema, rule, reason, ...before, sources };
      found.set(key, at < 0 ? [...rules, item] : rules.with(at, item));
    }
  }
  return [...found.values()]
    .flatMap((rules) => joinRules(rules))
    .sort((a, b) => compareText(a.schema, b.schema) || compareText(a.table, b.table));
}

function joinRules(rules: readonly PlacementItem[]): readonly PlacementItem[] {
  const isOwn = ({ rule }: PlacementItem): boolean => rule !== 'stated' && rule !== 'source';
  const [first] = [...rules].sort(
    (a, b) => Number(isOwn(b)) - Number(isOwn(a)) || b.sources.length - a.sources.length,
  );
  return first === undefined ? [] : [{ ...first, sources: rules.flatMap(({ sources }) => sources) }];
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
