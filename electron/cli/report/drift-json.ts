import type { DriftResult } from './drift-result';

/** The comparison as the published JSON. */
export function driftJson(result: DriftResult): unknown {
  return {
    version: 1,
    sources: result.sources.map(({ id, kind, tables, fingerprint }) => ({ id, kind, tables, fingerprint })),
    summary: result.summary,
    items: result.items.map(({ values, ...item }) => ({
      ...item,
      values: Object.fromEntries(values.map(({ source, ...value }) => [source, value])),
    })),
  };
}
