import { forgetHashes } from './forget-hashes';
import { addElement } from './apply-table-element';
import type { Execution } from './execution';
import { orderActions } from './order-actions';
import { renameTable } from './rename-table';
import type { AlterAction, AlterTable } from './statement-node';
import type { TableDraft } from './table-draft';
import { reportUnknownTable } from './report-unknown';
import { changeColumn, modifyColumn, setDefault, dropColumn } from './apply-column-change';
import {
  dropPrimaryKey,
  changeIndex,
  dropIndex,
  dropForeignKey,
  dropConstraint,
  enforceCheck,
} from './apply-key-change';
import { applyOptions, convertCharset } from './apply-option-change';
import { applyPartitionAction } from './apply-partition-action';

/** Executes ALTER TABLE, action by action. An action that a server would refuse is reported and left out. */
export function applyAlterTable(execution: Execution, node: AlterTable): void {
  const schema = execution.model.schemaOf(node.table);
  const table = execution.model.table(node.table);
  if (table === undefined && schema.sequences.has(node.table.name)) {
    alterSequenceAsTable(execution, node);
    return;
  }
  if (table === undefined) {
    if (!node.ifExists) reportUnknownTable(execution, node.table);
    return;
  }
  const before = table.numberNames();
  if (node.actions.some(({ kind }) => kind !== 'rename table')) forgetHashes(execution, table);
  const isForeignKey = (name: string): boolean =>
    table.findCheck(name, execution.vendor) < 0 && table.findForeignKey(name) >= 0;
  const added = new Set(
    node.actions.flatMap((action) =>
      action.kind === 'add' && action.element.kind === 'column'
        ? [action.element.definition.column.name.toLowerCase()]
        : [],
    ),
  );
  for (const action of orderActions(node.actions, isForeignKey)) {
    if (action.kind === 'drop column')
      dropColumn(execution, table, action.column, action.ifExists, added.has(action.column.toLowerCase()));
    else applyAction(execution, schema.name, table, action);
  }
  table.nameAdded(before, execution.vendor);
}

/** To MariaDB a sequence is a table too: it can be renamed, commented and moved to another engine as one. */
function alterSequenceAsTable(execution: Execution, node: AlterTable): void {
  const { sequences } = execution.model.schemaOf(node.table);
  for (const action of node.actions) {
    const old = sequences.get(node.table.name);
    if (old === undefined) return;
    if (action.kind === 'rename table') {
      sequences.delete(old.name);
      sequences.set(action.to.name, { ...old, name: action.to.name });
    } else if (action.kind === 'options') {
      const { engine, comment } = action.options.options;
      sequences.set(old.name, {
        ...old,
        ...(engine === undefined ? {} : { engine }),
        ...(comment === undefined ? {} : { comment }),
      });
    }
  }
}

function applyAction(execution: Execution, schema: string, table: TableDraft, action: AlterAction): void {
  switch (action.kind) {
    case 'add':
      addElement(execution, table, action.element);
      if (action.element.kind === 'index' && action.element.index.kind === 'primary') requireNotNull(table);
      break;
    case 'modify column':
      modifyColumn(execution, table, action);
      break;
    case 'set default':
      setDefault(execution, table, action);
      break;
    case 'set column visibility':
      changeColumn(execution, table, action.column, false, (column) => ({
        ...column,
        invisible: !action.visible,
      }));
      break;
    case 'rename column':
      changeColumn(execution, table, action.from, action.ifExists, (column) => ({
        ...column,
        name: action.to,
      }));
      break;
    case 'drop primary key':
      dropPrimaryKey(execution, table, action.ifExists);
      break;
    case 'drop index':
      dropIndex(execution, table, action.index, action.ifExists);
      break;
    case 'drop foreign key':
      dropForeignKey(execution, table, action.foreignKey, action.ifExists);
      break;
    case 'drop constraint':
      dropConstraint(execution, table, action);
      break;
    case 'rename index':
      changeIndex(execution, table, action.from, action.ifExists, (index) => ({ ...index, name: action.to }));
      break;
    case 'set index visibility':
      changeIndex(execution, table, action.index, action.ifExists, (index) => ({
        ...index,
        visible: action.visible,
      }));
      break;
    case 'enforce check':
      enforceCheck(execution, table, action);
      break;
    case 'rename table':
      renameTable(execution, { schema, name: table.name }, { schema, ...action.to });
      break;
    case 'options':
      applyOptions(execution, schema, table, action.options);
      break;
    case 'convert charset':
      convertCharset(execution, schema, table, action);
      break;
    case 'system versioning':
      table.systemVersioned = action.on;
      break;
    case 'drop period':
      table.periods = table.periods.filter(
        (period) => period.name.toLowerCase() !== action.name.toLowerCase(),
      );
      break;
    default:
      applyPartitionAction(execution, schema, table, action);
  }
  table.touch();
}

/** Columns of a new primary key become NOT NULL. */
function requireNotNull(table: TableDraft): void {
  for (const part of table.primaryKey?.parts ?? []) {
    const column = part.kind === 'column' ? table.column(part.column) : undefined;
    if (column?.nullable === true) table.replaceColumn(column, { ...column, nullable: false });
  }
}
