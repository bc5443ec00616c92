import type { SchemaModel, Table } from '../../../shared/model';
import { zoneOfDefault } from '../../../shared/model';
import { moveDefault } from '../../../shared/normalise/default-rules';

/**
 * The model with the defaults of its TIMESTAMP columns in the server's time zone, in which a plan's statements are run. What was said
 * in a zone whose distance from it is not known keeps its zone, and is refused by whoever would write it.
 */
export function inServerZone(model: SchemaModel, timeZone: string | undefined): SchemaModel {
  const has = (table: Table): boolean =>
    table.columns.some((column) => zoneOfDefault(column.default) !== undefined);
  if (!model.schemas.some(({ tables }) => tables.some(has))) return model;
  const schemas = model.schemas.map((schema) => ({
    ...schema,
    tables: schema.tables.map((table) =>
      has(table)
        ? { ...table, columns: table.columns.map((column) => moveDefault(column, timeZone)) }
        : table,
    ),
  }));
  return { ...model, schemas };
}
