import type { Schema, SchemaModel, Table, TableOptions } from '../model';
import type { Comparer } from './comparer';

/**
 * A composed state in which every table has the charset and encryption that it had, or was wanted with, whatever became of its
 * schema's defaults: a table that leaves these unsaid would follow other defaults, though no change of it was chosen. Where
 * both mean the same, nothing is written out.
 */
export function pinInherited(
  composed: SchemaModel,
  from: SchemaModel,
  to: SchemaModel,
  comparer: Comparer,
): SchemaModel {
  const schemas = composed.schemas.map((schema): Schema => {
    const before = from.schemas.find(({ name }) => name === schema.name);
    const wanted = to.schemas.find(({ name }) => name === schema.name);
    if (sameDefaults(before, schema) && sameDefaults(wanted, schema)) return schema;
    const present = new Set(before?.tables.map(({ name }) => name));
    const tables = schema.tables.map((table) => {
      const meant = comparer.normalise(present.has(table.name) ? from : to, schema.name, table).options;
      const given = comparer.normalise(composed, schema.name, table).options;
      return pinEncryption(pinCharset(table, meant, given), meant, given);
    });
    return tables.every((table, at) => table === schema.tables[at]) ? schema : { ...schema, tables };
  });
  return schemas.every((schema, at) => schema === composed.schemas[at]) ? composed : { ...composed, schemas };
}

/** A schema that says nothing has the target's defaults, and so has one that is not there. */
function sameDefaults(one: Schema | undefined, other: Schema): boolean {
  if (one === undefined) return true;
  const isSilent = one.charset === undefined && one.collation === undefined;
  const sameCharset = one.charset === other.charset && one.collation === other.collation;
  return (isSilent || sameCharset) && (one.encryption === undefined || one.encryption === other.encryption);
}

function pinCharset(table: Table, meant: TableOptions, given: TableOptions): Table {
  const { options } = table;
  if (options.charset !== undefined || options.collation !== undefined) return table;
  const { charset, collation } = meant;
  if (charset === undefined || collation === undefined) return table;
  return charset === given.charset && collation === given.collation
    ? table
    : { ...table, options: { ...options, charset, collation } };
}

const ENCRYPTION = 'encryption';

function pinEncryption(table: Table, meant: TableOptions, given: TableOptions): Table {
  const { options } = table;
  const wanted = meant.rest?.get(ENCRYPTION);
  if (options.rest?.has(ENCRYPTION) === true || wanted === given.rest?.get(ENCRYPTION)) return table;
  return {
    ...table,
    options: { ...options, rest: new Map([...(options.rest ?? []), [ENCRYPTION, wanted ?? 'N']]) },
  };
}
