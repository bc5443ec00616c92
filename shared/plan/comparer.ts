import { contextFor } from '../drift/contexts';
import { diffModels } from '../drift/diff-models';
import type { Flavor, Schema, SchemaModel } from '../model';
import { normaliseTable } from '../normalise/normalise-table';
import type { Comparer } from './draft-statements';

/**
 * Compares states for a target: everything is judged as the target's server would, and what a model leaves
 * unsaid (charsets, defaults of the server) it has from the target.
 */
export function compareFor(flavor: Flavor, target: SchemaModel, off?: ReadonlySet<string>): Comparer {
  const schemas = new Map<SchemaModel, ReadonlyMap<string, Schema>>();
  const find = (model: SchemaModel, name: string): Schema | undefined => {
    let known = schemas.get(model);
    if (known === undefined) {
      known = new Map(model.schemas.map((schema) => [schema.name, schema]));
      schemas.set(model, known);
    }
    return known.get(name);
  };
  return {
    diff: (from, to) => diffModels(from, to, off === undefined ? { flavor } : { flavor, off }),
    normalise: (model, name, table) => {
      const schema = find(model, name);
      if (schema === undefined) return table;
      const context = contextFor(model, schema, { model: target, schema: find(target, name) }, flavor, off);
      return normaliseTable(table, context).table;
    },
  };
}
