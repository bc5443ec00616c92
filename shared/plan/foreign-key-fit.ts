import type { Column, DataType, Flavor, ForeignKey, Table } from '../model';
import { byName, foldName } from './fold-name';

/** Bytes and sign of what InnoDB keeps as a number; other numbers and enums are not judged. */
const WHOLE_NUMBERS: ReadonlySet<string> = new Set(['tinyint', 'smallint', 'mediumint', 'int', 'bigint']);
/** What InnoDB keeps as plain bytes, and compares as such (measured: a DECIMAL may refer to a DATETIME). */
const BYTES: ReadonlySet<string> = new Set(
  'decimal datetime timestamp time bit binary varbinary uuid inet4 inet6'.split(' '),
);
const TEXTS: ReadonlySet<string> = new Set(['char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext']);

/** What two columns have to share for a foreign key between them; undefined where that is not known for sure. */
function storageClass(type: DataType): string | undefined {
  if (WHOLE_NUMBERS.has(type.name)) return `${type.unsigned ? 'unsigned ' : ''}${type.name}`;
  if (BYTES.has(type.name)) return 'bytes';
  if (type.name === 'float' || type.name === 'double') return type.name;
  return TEXTS.has(type.name) && type.collation !== undefined ? `text in ${type.collation}` : undefined;
}

function isInnoDb(table: Table): boolean {
  return (table.options.engine ?? 'InnoDB').toLowerCase() === 'innodb';
}

/** Does an index or the primary key begin with these columns, whole and in this order? InnoDB adds the primary key to each. */
function isKeyed(table: Table, columns: readonly string[]): boolean {
  const primary = table.primaryKey?.parts ?? [];
  return [table.primaryKey, ...table.indexes].some((index) => {
    if (index === undefined || index.kind === 'fulltext' || index.kind === 'spatial') return false;
    const parts = index.kind === 'primary' ? index.parts : [...index.parts, ...primary];
    return columns.every((column, at) => {
      const part = parts[at];
      return (
        part?.kind === 'column' && part.length === undefined && foldName(part.column) === foldName(column)
      );
    });
  });
}

/**
 * Why servers would not take a foreign key between two tables as they are, in a few words; undefined when they would, or
 * when that cannot be told. Such keys do exist: `foreign_key_checks = 0` lets them in. Both tables are normalised and
 * whole; `parent` is undefined when it is not there.
 */
export function whyUnfit(
  key: ForeignKey,
  child: Table,
  parent: Table | undefined,
  flavor: Flavor,
): string | undefined {
  if (!isInnoDb(child)) return undefined;
  const other = key.referencedTable;
  if (parent === undefined) return `there is no table ${other}`;
  if (!isInnoDb(parent)) return `${other} is no InnoDB table`;
  if (parent.partitioning !== undefined) return `${other} is partitioned`;
  if (child.partitioning !== undefined) return `${child.name} is partitioned`;
  const [own, referred] = [byName(child.columns), byName(parent.columns)];
  for (const [at, name] of key.columns.entries()) {
    const [from, to] = [own.get(foldName(name)), referred.get(foldName(key.referencedColumns[at]))];
    if (to === undefined) return `${other} has no column ${key.referencedColumns[at] ?? ''}`;
    const why = from === undefined ? `${child.name} has no column ${name}` : whyApart(from, to, key, flavor);
    if (why !== undefined) return why;
  }
  return isKeyed(parent, key.referencedColumns)
    ? undefined
    : `${other} has no key that begins with ${key.referencedColumns.join(', ')}`;
}

function whyApart(from: Column, to: Column, key: ForeignKey, flavor: Flavor): string | undefined {
  const [own, referred] = [storageClass(from.type), storageClass(to.type)];
  if (own !== undefined && referred !== undefined && own !== referred)
    return `${from.name} is ${own} and ${to.name} is ${referred}`;
  const setsNull = key.onDelete === 'set null' || key.onUpdate === 'set null';
  if (setsNull && from.nullable === false) return `${from.name} cannot be NULL, as SET NULL needs`;
  return flavor.vendor === 'mysql' && from.generated?.storage === 'virtual'
    ? `${from.name} is a virtual column`
    : undefined;
}
