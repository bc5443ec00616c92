import type { Schema, SchemaFacet, SchemaModel } from '../../../shared/model';
import type { FileSource } from './file-job';

/** What a part of a schema may still say: the options of the schema itself, where a CREATE DATABASE states them. */
const OF_A_PART: readonly SchemaFacet[] = Object.freeze(['schemaOptions']);

/**
 * Takes from the schemas of a placed model what they cannot state. Files that change tables which they do not make stand on
 * something outside, so what they leave out may be there: absence in them is unknown, while what they hold is compared.
 *
 * Migrations and revisions are such a part whenever one of their changes finds no table. SQL files are when they make no table
 * of the schema at all; in a dump that makes some, only the tables that it changes and does not make are unknown, because one
 * mistaken ALTER must not hide everything that the dump lacks.
 */
export function limitFacets(model: SchemaModel, kind: FileSource['kind']): SchemaModel {
  if (!model.schemas.some((schema) => isPart(schema, kind))) return model;
  return {
    ...model,
    schemas: model.schemas.map((schema) =>
      isPart(schema, kind) ? { ...schema, facets: OF_A_PART } : schema,
    ),
  };
}

function isPart({ presumes = [], tables }: Schema, kind: FileSource['kind']): boolean {
  if (presumes.length === 0) return false;
  return kind === 'migrations' || kind === 'alembic' || (kind === 'sql' && tables.length === 0);
}
