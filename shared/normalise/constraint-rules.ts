import type { Check, ForeignKey, ReferenceAction, Table } from '../model';
import type { NormaliseContext } from './context';

/** RESTRICT, NO ACTION and nothing said are one to InnoDB; each vendor shows another of them. */
export function applyReferenceAction(key: ForeignKey): ForeignKey {
  if (!isDefaultAction(key.onDelete) && !isDefaultAction(key.onUpdate)) return key;
  const { onDelete, onUpdate, ...rest } = key;
  return {
    ...rest,
    ...(onDelete === undefined || isDefaultAction(onDelete) ? {} : { onDelete }),
    ...(onUpdate === undefined || isDefaultAction(onUpdate) ? {} : { onUpdate }),
  };
}

function isDefaultAction(action: ReferenceAction | undefined): boolean {
  return action === 'restrict' || action === 'no action';
}

/** Servers read MATCH and forget it. */
export function applyMatch(key: ForeignKey): ForeignKey {
  if (key.match === undefined) return key;
  const { match: _match, ...rest } = key;
  return rest;
}

/** The table's own schema need not be said. */
export function applyReferencedSchema(key: ForeignKey, context: NormaliseContext): ForeignKey {
  if (
    key.referencedSchema === undefined ||
    key.referencedSchema.toLowerCase() !== context.schema.name.toLowerCase()
  )
    return key;
  const { referencedSchema: _schema, ...rest } = key;
  return rest;
}

/** Engines that are known to have no foreign keys. */
const WITHOUT_FOREIGN_KEYS: ReadonlySet<string> = new Set([
  'myisam',
  'memory',
  'heap',
  'aria',
  'archive',
  'csv',
  'mrg_myisam',
  'blackhole',
]);

/** No foreign keys where the engine has none. */
export function applyForeignKeyEngine(table: Table): readonly ForeignKey[] {
  const engine = table.options.engine?.toLowerCase();
  return engine !== undefined && table.foreignKeys.length > 0 && WITHOUT_FOREIGN_KEYS.has(engine)
    ? []
    : table.foreignKeys;
}

/** Names of unnamed foreign keys: `<table>_ibfk_1`, counted from the highest number in use. */
export function nameForeignKeys(table: Table): readonly ForeignKey[] {
  const { foreignKeys } = table;
  if (foreignKeys.every((key) => key.name !== undefined)) return foreignKeys;
  const taken = new Set(foreignKeys.map((key) => key.name?.toLowerCase()));
  let number = 0;
  return foreignKeys.map((key) => {
    if (key.name !== undefined) return key;
    do number += 1;
    while (taken.has(`${table.name.toLowerCase()}_ibfk_${String(number)}`));
    return { ...key, name: `${table.name}_ibfk_${String(number)}` };
  });
}

/**
 * Where checks live and what unnamed ones are called: MySQL makes each one the table's (`t_chk_1`…); MariaDB
 * leaves those of columns unnamed with their column and calls the others CONSTRAINT_1….
 */
export function placeChecks(table: Table, context: NormaliseContext): readonly Check[] {
  const isMariaDb = context.flavor.vendor === 'mariadb';
  const taken = new Set(table.checks.map((check) => check.name?.toLowerCase()));
  const prefix = isMariaDb ? 'CONSTRAINT_' : `${table.name}_chk_`;
  let number = 0;
  const checks = table.checks.map((check) => {
    if (isMariaDb && check.column !== undefined) {
      // SHOW CREATE TABLE of MariaDB has no name for it; INFORMATION_SCHEMA gives it the column's.
      if (check.name === undefined || check.name.toLowerCase() !== check.column.toLowerCase()) return check;
      const { name: _name, ...rest } = check;
      return rest;
    }
    const { column: _column, ...rest } = check;
    if (check.name !== undefined && check.column === undefined) return check;
    if (check.name !== undefined) return rest;
    do number += 1;
    while (taken.has(`${prefix}${String(number)}`.toLowerCase()));
    return { ...rest, name: `${prefix}${String(number)}` };
  });
  return checks.every((check, i) => check === table.checks[i]) ? table.checks : checks;
}
