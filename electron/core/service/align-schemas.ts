import type { Schema, SchemaModel } from '../../../shared/model';
import { placeTables } from '../../../shared/workspace';

/** A model that takes part in a comparison. */
export interface NamedModel {
  readonly id: string;
  readonly model: SchemaModel;
}

/**
 * Brings models to the same names of schemas before they are compared. Objects of files that name no schema go
 * to the schema where another source has an object of that name, the first source first; if all the others
 * know one schema only, everything goes there. Federation rules have been applied before: what they placed stays.
 */
export function alignSchemas(sources: readonly NamedModel[]): NamedModel[] {
  const schemas = new Map<string, Set<string>>();
  for (const { model } of sources) {
    for (const schema of model.schemas) {
      if (schema.name === '') continue;
      const tables = schemas.get(schema.name) ?? new Set();
      for (const object of [...schema.tables, ...schema.views, ...schema.sequences]) tables.add(object.name);
      schemas.set(schema.name, tables);
    }
  }
  const [only] = schemas.keys();
  if (only === undefined) return [...sources];
  const federation = {
    default: schemas.size === 1 ? only : '',
    schemas: [...schemas].map(([name, tables]) => ({ name, tables: [...tables] })),
  };
  return sources.map((source) => {
    if (!source.model.schemas.some((schema) => schema.name === '')) return source;
    return { ...source, model: placeTables(source.model, { federation }).model };
  });
}

/**
 * Brings two models together for a diff. Where each knows one schema and the names differ, as with `shop` on
 * one server and `shop_test` on another, they are meant to be compared with each other: `to` takes on the name.
 * One of them may be empty.
 */
export function alignPair(from: NamedModel, to: NamedModel): readonly [NamedModel, NamedModel] {
  const [nameFrom, nameTo] = [onlySchema(from.model), onlySchema(to.model)];
  if (nameFrom !== undefined && nameTo !== undefined && nameFrom !== nameTo) {
    return [from, { ...to, model: renameSchema(to.model, nameTo, nameFrom) }];
  }
  const [first = from, second = to] = alignSchemas([from, to]);
  return [first, second];
}

/** The one schema that a model is about: the only one with something in it, or the only one, empty as it is. */
function onlySchema({ schemas }: SchemaModel): string | undefined {
  const filled = schemas.filter(holdsAnything);
  const [schema, ...rest] = filled.length > 0 ? filled : schemas;
  return rest.length === 0 ? schema?.name : undefined;
}

function holdsAnything(schema: Schema): boolean {
  return [
    schema.tables,
    schema.views,
    schema.triggers,
    schema.routines,
    schema.events,
    schema.sequences,
  ].some((objects) => objects.length > 0);
}

/** The model with one schema under another name, and with what its foreign keys say of it. */
function renameSchema(model: SchemaModel, from: string, to: string): SchemaModel {
  return {
    ...model,
    schemas: model.schemas.map((schema) => {
      const tables = schema.tables.map((table) => {
        if (!table.foreignKeys.some((key) => key.referencedSchema === from)) return table;
        const foreignKeys = table.foreignKeys.map((key) =>
          key.referencedSchema === from ? { ...key, referencedSchema: to } : key,
        );
        return { ...table, foreignKeys };
      });
      return { ...schema, tables, name: schema.name === from ? to : schema.name };
    }),
  };
}
