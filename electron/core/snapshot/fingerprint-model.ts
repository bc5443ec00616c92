import { createHash } from 'node:crypto';
import type { SchemaModel } from '../../../shared/model';

/**
 * A SHA-256 (hex) over all that the model states, whatever its origins, counters of rows and reading times:
 * two reads of an unchanged source have one fingerprint. Order of objects counts, as a source gives it.
 */
export function fingerprintModel(model: SchemaModel): string {
  const text = JSON.stringify(model, (key, value: unknown) => {
    if (key === 'origin' || (key === 'autoIncrement' && typeof value === 'string')) return undefined;
    if (value instanceof Map) return [...(value as ReadonlyMap<unknown, unknown>)];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    // A model out of a snapshot has its keys in another order than one that was read from its server.
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
  return createHash('sha256').update(text).digest('hex');
}
