import type { SchemaModel, ServerOrigin } from '../../../shared/model';

/**
 * The model with every server's reading time replaced by `readAt`, so that two readings of one state are the same
 * data. Nothing else is touched; parts without a server's origin are shared with the original.
 */
export function dateOrigins(model: SchemaModel, readAt: string): SchemaModel {
  const known = new Map<ServerOrigin, ServerOrigin>();
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null || value instanceof Map) return value;
    const result: [string, unknown][] = [];
    for (const [name, inner] of Object.entries(value)) {
      if (name === 'origin' && isServerOrigin(inner)) {
        // All that it says but the time: whether a definition was shown decides what it leaves unsaid.
        const dated = known.get(inner) ?? { ...inner, readAt };
        known.set(inner, dated);
        result.push([name, dated]);
      } else {
        result.push([name, name === 'facets' ? inner : visit(inner)]);
      }
    }
    return Object.fromEntries(result);
  };
  return visit(model) as SchemaModel;
}

function isServerOrigin(value: unknown): value is ServerOrigin {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'server';
}
