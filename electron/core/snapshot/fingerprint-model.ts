import { createHash } from 'node:crypto';
import type { SchemaModel } from '../../../shared/model';

/**
 * A SHA-256 (hex) over all that the model states, whatever its origins, counters of rows and reading times:
 * two reads of an unchanged source have one fingerprint. Order of objects counts, as a source gives it.
 */
export function fingerprintModel(model: SchemaModel): string {
  const text = JSON.stringify(model, (key, value: unknown) => {
    if (key === 'origin' || (key === 'autoIncrement' && typeof value === 'string')) return undefined;
    return value instanceof Map ? [...(value as ReadonlyMap<unknown, unknown>)] : value;
  });
  return createHash('sha256').update(text).digest('hex');
}
