import type { ForeignKey } from '../model';
import { SERVER_STOPS } from './execution';
import type { Execution } from './execution';
import type { SchemaDraft } from './model-draft';
import type { QualifiedName } from './statement-node';
import type { TableDraft } from './table-draft';

/** Renames a table or view, also into another schema. Foreign keys and triggers follow, as on a server. */
export function renameTable(
  execution: Execution,
  from: QualifiedName,
  to: QualifiedName,
  ifExists = false,
): void {
  const source = execution.model.schemaOf(from);
  const target = execution.model.schemaOf(to);
  const temporary = source.temporary.get(from.name);
  if (temporary !== undefined) {
    source.temporary.delete(temporary.name);
    temporary.name = to.name;
    target.temporary.set(to.name, temporary);
    return;
  }
  const table = source.tables.get(from.name);
  if (table === undefined) {
    renameView(execution, source, target, from.name, to.name, ifExists);
    return;
  }
  const holder = target.tables.has(to.name) ? target.tables.get(to.name) : undefined;
  if (holder !== undefined && holder !== table) {
    execution.report(
      'warning',
      'sql-duplicate-table',
      `${from.name} cannot become ${to.name}: that table exists. ${SERVER_STOPS}`,
      { related: holder.origin },
    );
    return;
  }
  const old = table.name;
  followForeignKeys(execution, table, target, to.name);
  source.tables.delete(old);
  table.name = to.name;
  renameGenerated(table, old);
  if (source !== target) {
    table.foreignKeys = table.foreignKeys.map((key) =>
      key.referencedSchema === undefined ? { ...key, referencedSchema: source.name } : key,
    );
  }
  for (const trigger of source.triggers.values()) {
    if (trigger.table !== old) continue;
    source.triggers.delete(trigger.name);
    target.triggers.set(trigger.name, { ...trigger, table: to.name });
  }
  target.tables.set(to.name, table);
  table.touch();
}

function renameView(
  execution: Execution,
  source: SchemaDraft,
  target: SchemaDraft,
  from: string,
  to: string,
  ifExists: boolean,
): void {
  const view = source.views.get(from);
  if (view !== undefined) {
    source.views.delete(view.name);
    target.views.set(to, { ...view, name: to });
    return;
  }
  const sequence = source.sequences.get(from);
  if (sequence !== undefined) {
    source.sequences.delete(sequence.name);
    target.sequences.set(to, { ...sequence, name: to });
    return;
  }
  if (ifExists) return;
  source.presume(from, execution.origin);
  execution.report('warning', 'sql-unknown-table', `Table ${from} is not known here, so it is not renamed.`, {
    hint: 'The statement that creates it may stand in another file that is to be read first.',
  });
}

/** Foreign keys of all tables that refer to this one refer to its new name. */
function followForeignKeys(execution: Execution, table: TableDraft, target: SchemaDraft, name: string): void {
  for (const schema of execution.model.allSchemas()) {
    for (const other of schema.tables.values()) {
      if (other.foreignKeys.length === 0) continue;
      const refers = (key: ForeignKey): boolean =>
        execution.model.findSchema(key.referencedSchema ?? schema.name)?.tables.get(key.referencedTable) ===
        table;
      if (!other.foreignKeys.some(refers)) continue;
      other.foreignKeys = other.foreignKeys.map((key) => {
        if (!refers(key)) return key;
        const qualified = key.referencedSchema !== undefined || schema !== target;
        return { ...key, referencedTable: name, ...(qualified ? { referencedSchema: target.name } : {}) };
      });
      other.touch();
    }
  }
}

/** Servers rename the names that they made from the table's name: `<table>_ibfk_<n>`, `<table>_chk_<n>`. */
function renameGenerated(table: TableDraft, old: string): void {
  const renamed = (name: string, infix: string): string => {
    const prefix = old + infix;
    return name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length))
      ? table.name + infix + name.slice(prefix.length)
      : name;
  };
  table.foreignKeys = table.foreignKeys.map((key) =>
    key.name === undefined ? key : { ...key, name: renamed(key.name, '_ibfk_') },
  );
  table.checks = table.checks.map((check) =>
    check.name === undefined ? check : { ...check, name: renamed(check.name, '_chk_') },
  );
}
