import type { OutputOf } from '../../../shared/api';
import type { ComparedSource } from './comparison';

/** A source of a comparison, for the wire. */
export function describeSource({
  id,
  reading,
  model,
  own,
}: ComparedSource): OutputOf<'drift.matrix'>['sources'][number] {
  return {
    id,
    kind: reading.kind,
    tables: model.schemas.reduce((sum, schema) => sum + schema.tables.length, 0),
    ...(own === 0 ? {} : { own }),
    ...(reading.stale === undefined ? {} : { stale: reading.stale }),
  };
}
