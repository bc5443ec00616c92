import { contextFor } from '../drift/contexts';
import type { ModelDiff } from '../drift/difference';
import { diffModels } from '../drift/diff-models';
import type { Flavor, SchemaModel, Table } from '../model';
import type { NormaliseContext } from '../normalise/context';
import { normaliseTable } from '../normalise/normalise-table';

/** How the plan asks what differs; the drift room answers. Both sides are judged for the target's flavor. */
export interface Comparer {
  readonly diff: (from: SchemaModel, to: SchemaModel) => ModelDiff;
  readonly normalise: (model: SchemaModel, schema: string, table: Table) => Table;
}

/**
 * Compares states for a target: everything is judged as the target's server would, and what a model leaves
 * unsaid (charsets, defaults of the server) it has from the target.
 */
export function compareFor(flavor: Flavor, target: SchemaModel, off?: ReadonlySet<string>): Comparer {
  // Asked for once a schema: finding out what a context is takes a look at the whole model.
  const contexts = new Map<SchemaModel, Map<string, NormaliseContext | undefined>>();
  const findContext = (model: SchemaModel, name: string): NormaliseContext | undefined => {
    const known = contexts.get(model) ?? new Map<string, NormaliseContext | undefined>();
    contexts.set(model, known);
    if (known.has(name)) return known.get(name);
    const schema = model.schemas.find((one) => one.name === name);
    const other = { model: target, schema: target.schemas.find((one) => one.name === name) };
    const context = schema && contextFor(model, schema, other, flavor, off);
    known.set(name, context);
    return context;
  };
  return {
    diff: (from, to) => diffModels(from, to, off === undefined ? { flavor } : { flavor, off }),
    normalise: (model, name, table) => {
      const context = findContext(model, name);
      return context === undefined ? table : normaliseTable(table, context).table;
    },
  };
}
