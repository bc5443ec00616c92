import type { Origin, SchemaModel } from '../../../shared/model';

/**
 * The model with every server's reading time replaced by `readAt`, so that two readings of one state are the same
 * data. Nothing else is touched; parts without a server's origin are shared with the original.
 */
export function dateOrigins(model: SchemaModel, readAt: string): SchemaModel {
  const known = new Map<string, Origin>();
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null || value instanceof Map) return value;
    const result: [string, unknown][] = [];
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'origin' && isServerOrigin(inner)) {
        const dated = known.get(inner.server) ?? { kind: 'server' as const, server: inner.server, readAt };
        known.set(inner.server, dated);
        result.push([key, dated]);
      } else {
        result.push([key, key === 'facets' ? inner : visit(inner)]);
      }
    }
    return Object.fromEntries(result);
  };
  return visit(model) as SchemaModel;
}

function isServerOrigin(value: unknown): value is Origin & { readonly kind: 'server' } {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'server';
}
