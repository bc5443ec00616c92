import type { SchemaModel } from '../../../shared/model';
import type { RunPolicy } from '../../../shared/run';
import type { FederationConfig } from '../../../shared/workspace';
import { trackingTableNames } from './tracking-tables';

/** How the names of tables begin that keep rows which a run could lose. */
export const BACKUP_PREFIX = '_tidemark_backup_';

/** The schema in which runs are recorded: the one that the policy names, else that of orchestration; none records none. */
export function trackingSchemaOf(
  tracking: RunPolicy['tracking'],
  federation: FederationConfig | undefined,
): string | undefined {
  return tracking?.schema ?? federation?.schemas.find(({ role }) => role === 'orchestration')?.name;
}

/** Which tables are Tidemark's own. */
export interface OwnTables {
  /** True for the schema whose tracking tables are meant. */
  readonly tracks: (schema: string) => boolean;
  /** How the names of the tracking tables begin. */
  readonly prefix: string | undefined;
  /** Tables by these names, in lower case, belong to the person: a file of theirs states them. */
  readonly stated?: ReadonlySet<string>;
}

/**
 * The model without Tidemark's own tables: those that record runs, and those that keep the rows of earlier ones. They
 * come with Tidemark and go with it, so they are no drift, and no table of anybody's budget. The very model where it
 * has none.
 */
export function withoutOwnTables(model: SchemaModel, own: OwnTables): SchemaModel {
  const names = new Set(trackingTableNames(own.prefix));
  const isOwn = (schema: string, table: string): boolean =>
    table.startsWith(BACKUP_PREFIX) ||
    (names.has(table) && own.tracks(schema) && own.stated?.has(table.toLowerCase()) !== true);
  const schemas = model.schemas.map((schema) => {
    const tables = schema.tables.filter(({ name }) => !isOwn(schema.name, name));
    return tables.length === schema.tables.length ? schema : { ...schema, tables };
  });
  return schemas.every((schema, at) => schema === model.schemas[at]) ? model : { ...model, schemas };
}
