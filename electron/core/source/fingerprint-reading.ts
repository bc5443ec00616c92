import { fingerprintModel } from '../snapshot/fingerprint-model';
import type { SchemaModel } from '../../../shared/model';
import type { SourceReading } from './source-reading';

const known = new WeakMap<SchemaModel, string>();

/**
 * The fingerprint of what was read: SHA-256, hex, equal for equal content. A server's is made when it is asked for: a
 * command that compares two servers once needs none, and it costs as much as reading a tenth of their tables.
 */
export function fingerprintReading({ fingerprint, model }: SourceReading): string {
  if (fingerprint !== undefined) return fingerprint;
  let made = known.get(model);
  if (made === undefined) {
    made = fingerprintModel(model);
    known.set(model, made);
  }
  return made;
}
