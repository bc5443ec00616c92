import type { ForeignKey, SchemaModel } from '../../../shared/model';
import { printForeignKey } from '../../../shared/sql/print-key';

/** A foreign key that a database should have, with the table that it belongs to. */
export interface OwnedForeignKey {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  readonly foreignKey: ForeignKey;
}

/**
 * The foreign keys of `wanted` that `other` has word for word too, so that no change between these two states touches
 * them, and that `present` has not. MariaDB (seen with 10.11.19) loses every foreign key of a table when it is killed
 * while an ALTER that copies the table waits for its last lock: on its next start it finishes the ALTER without them.
 */
export function lostForeignKeys(
  wanted: SchemaModel,
  other: SchemaModel,
  present: SchemaModel,
): readonly OwnedForeignKey[] {
  const untouched = new Map(foreignKeysOf(other).map((owned) => [keyOf(owned), owned]));
  const there = new Set(foreignKeysOf(present).map(keyOf));
  const tables = new Set(
    present.schemas.flatMap((schema) => schema.tables.map(({ name }) => `${schema.name}\0${name}`)),
  );
  return foreignKeysOf(wanted).filter((owned) => {
    const same = untouched.get(keyOf(owned));
    return (
      same !== undefined &&
      printForeignKey(same.foreignKey) === printForeignKey(owned.foreignKey) &&
      !there.has(keyOf(owned)) &&
      tables.has(`${owned.schema}\0${owned.table}`)
    );
  });
}

function foreignKeysOf(model: SchemaModel): readonly OwnedForeignKey[] {
  return model.schemas.flatMap((schema) =>
    schema.tables.flatMap((table) =>
      table.foreignKeys.flatMap((foreignKey) =>
        foreignKey.name === undefined
          ? []
          : [{ schema: schema.name, table: table.name, name: foreignKey.name, foreignKey }],
      ),
    ),
  );
}

/** Within a schema a foreign key's name is its own, in any case, whatever its table is called by now. */
function keyOf({ schema, name }: OwnedForeignKey): string {
  return `${schema}\0${name.toLowerCase()}`;
}
