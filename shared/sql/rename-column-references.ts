import type { ForeignKey, Index, Partitioning } from '../model';
import type { Execution } from './execution';
import { renameInExpression } from './rename-identifier';
import type { TableDraft } from './table-draft';

/** A column's name lives on in keys, checks, generated columns, partitions and other tables' foreign keys. */
export function renameReferences(execution: Execution, table: TableDraft, from: string, to: string): void {
  const key = from.toLowerCase();
  const rename = (name: string): string => (name.toLowerCase() === key ? to : name);
  const inText = (expression: string): string => renameInExpression(expression, from, to);
  const inIndex = (index: Index): Index => ({
    ...index,
    parts: index.parts.map((part) =>
      part.kind === 'column'
        ? { ...part, column: rename(part.column) }
        : { ...part, expression: inText(part.expression) },
    ),
  });
  table.pinImplicitNames(execution.vendor);
  table.indexes = table.indexes.map(inIndex);
  if (table.primaryKey !== undefined) table.primaryKey = inIndex(table.primaryKey);
  table.foreignKeys = table.foreignKeys.map((foreignKey) => ({
    ...foreignKey,
    columns: foreignKey.columns.map(rename),
  }));
  table.checks = table.checks.map((check) => ({
    ...check,
    expression: inText(check.expression),
    ...(check.column === undefined ? {} : { column: rename(check.column) }),
  }));
  for (const column of table.columns.slice()) {
    const { generated } = column;
    if (generated === undefined) continue;
    const expression = inText(generated.expression);
    if (expression !== generated.expression)
      table.replaceColumn(column, { ...column, generated: { ...generated, expression } });
  }
  if (table.partitioning !== undefined)
    table.partitioning = renameInPartitioning(table.partitioning, rename, inText);
  table.periods = table.periods.map((period) => ({
    ...period,
    start: rename(period.start),
    end: rename(period.end),
  }));
  renameReferencedColumn(execution, table, rename);
}

function renameInPartitioning(
  partitioning: Partitioning,
  rename: (name: string) => string,
  inText: (text: string) => string,
): Partitioning {
  const inScheme = (scheme: Partitioning['scheme']): Partitioning['scheme'] => ({
    ...scheme,
    ...(scheme.expression === undefined ? {} : { expression: inText(scheme.expression) }),
    ...(scheme.columns === undefined ? {} : { columns: scheme.columns.map(rename) }),
  });
  return {
    ...partitioning,
    scheme: inScheme(partitioning.scheme),
    ...(partitioning.subpartition === undefined ? {} : { subpartition: inScheme(partitioning.subpartition) }),
  };
}

function renameReferencedColumn(
  execution: Execution,
  table: TableDraft,
  rename: (name: string) => string,
): void {
  for (const schema of execution.model.allSchemas()) {
    for (const other of schema.tables.values()) {
      if (other.foreignKeys.length === 0) continue;
      const refers = (key: ForeignKey): boolean =>
        execution.model.findSchema(key.referencedSchema ?? schema.name)?.tables.get(key.referencedTable) ===
        table;
      if (!other.foreignKeys.some(refers)) continue;
      other.foreignKeys = other.foreignKeys.map((key) =>
        refers(key) ? { ...key, referencedColumns: key.referencedColumns.map(rename) } : key,
      );
      other.touch();
    }
  }
}
