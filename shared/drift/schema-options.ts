import type { Origin, Schema, SchemaOptions } from '../model';

const NOWHERE: Origin = Object.freeze({ kind: 'file', path: '', line: 1, column: 1 });

const known = new WeakMap<Schema, { readonly options: SchemaOptions | undefined }>();

/**
 * What a schema says of itself, as a thing that is compared like its objects; undefined where it says nothing, as in files
 * without CREATE DATABASE. The same answer for the same schema.
 */
export function optionsOf(schema: Schema): SchemaOptions | undefined {
  let found = known.get(schema);
  if (!found) {
    found = { options: readOptions(schema) };
    known.set(schema, found);
  }
  return found.options;
}

function readOptions({
  name,
  charset,
  collation,
  comment,
  encryption,
  readOnly,
  ...rest
}: Schema): SchemaOptions | undefined {
  const stated = {
    ...(charset === undefined ? {} : { charset }),
    ...(collation === undefined ? {} : { collation }),
    ...(comment === undefined ? {} : { comment }),
    ...(encryption === undefined ? {} : { encryption }),
    ...(readOnly === undefined ? {} : { readOnly }),
  };
  if (!rest.facets.includes('schemaOptions') || Object.keys(stated).length === 0) return undefined;
  return { kind: 'schema', name, ...stated, origin: rest.origin ?? NOWHERE };
}
