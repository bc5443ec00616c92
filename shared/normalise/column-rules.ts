import type { Column, Table } from '../model';
import type { NormaliseContext } from './context';
import { hasPlainTimestamps } from './default-rules';
import type { RuleScope } from './rule';

/** NULL where nothing is said; NOT NULL where the primary key asks for it, or AUTO_INCREMENT without NULL behind it. */
export function applyNullability(column: Column, scope: RuleScope): Column {
  const isKey =
    (column.autoIncrement && column.nullable !== true) || scope.keyColumns.has(column.name.toLowerCase());
  const nullable =
    isKey || column.versioning === 'row-start' || column.versioning === 'row-end'
      ? false
      : (column.nullable ?? true);
  return nullable === column.nullable ? column : { ...column, nullable };
}

/** The old behaviour of TIMESTAMP columns, where the server still has it: NOT NULL, and defaults that nobody wrote. */
export function applyTimestampDefaults(column: Column, scope: RuleScope): Column {
  if (column.type.name !== 'timestamp' || column.generated !== undefined || hasPlainTimestamps(scope.context))
    return column;
  const nullable = column.nullable ?? false;
  if (nullable) return column;
  if (column.default !== undefined && column.default.kind !== 'null')
    return column.nullable === false ? column : { ...column, nullable };
  const precision = column.type.parameters[0];
  const now =
    precision === undefined || precision === '0' ? 'current_timestamp' : `current_timestamp(${precision})`;
  if (column.name.toLowerCase() === scope.firstTimestamp) {
    if (column.onUpdate !== undefined)
      return { ...column, nullable, default: { kind: 'expression', value: now } };
    return { ...column, nullable, default: { kind: 'expression', value: now }, onUpdate: now };
  }
  return { ...column, nullable, default: { kind: 'string', value: '0000-00-00 00:00:00' } };
}

/** COMMENT '' is no comment. */
export function applyEmptyComment(column: Column): Column {
  if (column.comment !== '') return column;
  const { comment: _comment, ...rest } = column;
  return rest;
}

/** COLUMN_FORMAT DEFAULT, STORAGE DISK: what there is when nothing is said. */
export function applyColumnOptions(column: Column): Column {
  if (!column.options || column.options.size === 0) return column;
  const kept = new Map(
    [...column.options].filter(([, value]) => !['', 'default'].includes(value.toLowerCase())),
  );
  return kept.size === column.options.size ? column : { ...column, options: kept };
}

/** SERIAL is BIGINT UNSIGNED NOT NULL AUTO_INCREMENT UNIQUE. */
export function applySerial(table: Table): Table {
  if (!table.columns.some((column) => column.type.name === 'serial')) return table;
  const indexes = [...table.indexes];
  const columns = table.columns.map((column) => {
    if (column.type.name !== 'serial') return column;
    const { default: _default, ...rest } = column;
    const has = indexes.some(
      (index) =>
        index.kind === 'unique' &&
        index.parts.length === 1 &&
        index.parts[0]?.kind === 'column' &&
        index.parts[0].column.toLowerCase() === column.name.toLowerCase(),
    );
    if (!has) {
      indexes.push({
        kind: 'unique',
        parts: [{ kind: 'column', column: column.name }],
        visible: true,
        complete: true,
        origin: column.origin,
      });
    }
    const type = { ...column.type, name: 'bigint', parameters: [], unsigned: true };
    return { ...rest, type, nullable: false, autoIncrement: true };
  });
  return { ...table, columns, indexes };
}

/** MariaDB's JSON is LONGTEXT in utf8mb4_bin with CHECK (json_valid(column)), unless the column has a check already. */
export function applyMariaDbJson(table: Table, context: NormaliseContext): Table {
  if (context.flavor.vendor !== 'mariadb' || !table.columns.some((column) => column.type.name === 'json'))
    return table;
  const checks = [...table.checks];
  const columns = table.columns.map((column) => {
    if (column.type.name !== 'json') return column;
    if (!checks.some((check) => check.column?.toLowerCase() === column.name.toLowerCase())) {
      const name = `\`${column.name.replaceAll('`', '``')}\``;
      checks.push({
        expression: `json_valid(${name})`,
        enforced: true,
        column: column.name,
        origin: column.origin,
      });
    }
    const type = {
      ...column.type,
      name: 'longtext',
      parameters: [],
      charset: 'utf8mb4',
      collation: column.type.collation ?? 'utf8mb4_bin',
    };
    return { ...column, type };
  });
  return { ...table, columns, checks };
}

/** The columns of the primary key are declared once: a name given to the key itself is forgotten. */
export function applyPrimaryKeyName(table: Table): Table {
  if (table.primaryKey?.name === undefined) return table;
  const { name: _name, ...primaryKey } = table.primaryKey;
  return { ...table, primaryKey };
}

/** MariaDB makes the columns of a period NOT NULL. */
export function applyPeriodColumns(table: Table): Table {
  if (table.periods === undefined || table.periods.length === 0) return table;
  const ends = new Set(table.periods.flatMap(({ start, end }) => [start.toLowerCase(), end.toLowerCase()]));
  const isLoose = (column: Column): boolean =>
    ends.has(column.name.toLowerCase()) && column.nullable !== false;
  if (!table.columns.some(isLoose)) return table;
  return {
    ...table,
    columns: table.columns.map((column) => (isLoose(column) ? { ...column, nullable: false } : column)),
  };
}
