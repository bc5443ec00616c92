import type { Flavor, ForeignKey, Index, IndexPart } from '../model';
import { printEngineOption } from './print-option-value';
import { quoteIdentifier, quoteQualified, quoteString } from './quote';

const KIND_WORDS = {
  primary: 'PRIMARY KEY',
  unique: 'UNIQUE KEY',
  index: 'KEY',
  fulltext: 'FULLTEXT KEY',
  spatial: 'SPATIAL KEY',
  vector: 'VECTOR KEY',
} as const;

/** An index as CREATE TABLE and ALTER TABLE … ADD read it: ``UNIQUE KEY `name` (`a`, `b`(10) DESC)``. */
export function printIndex(index: Index, flavor: Flavor): string {
  const name = index.name === undefined || index.kind === 'primary' ? '' : ' ' + quoteIdentifier(index.name);
  const parts = index.parts.map(printIndexPart);
  if (index.withoutOverlaps !== undefined && flavor.vendor === 'mariadb')
    parts.push(quoteIdentifier(index.withoutOverlaps) + ' WITHOUT OVERLAPS');
  return KIND_WORDS[index.kind] + name + ' (' + parts.join(',') + ')' + printIndexOptions(index, flavor);
}

function printIndexPart(part: IndexPart): string {
  const direction = part.direction === 'desc' ? ' DESC' : '';
  if (part.kind === 'expression') return '(' + part.expression + ')' + direction;
  return (
    quoteIdentifier(part.column) +
    (part.length === undefined ? '' : '(' + String(part.length) + ')') +
    direction
  );
}

function printIndexOptions(index: Index, flavor: Flavor): string {
  const mariadb = flavor.vendor === 'mariadb';
  const parts: string[] = [];
  if (index.using !== undefined && index.using !== 'rtree') parts.push('USING ' + index.using.toUpperCase());
  if (index.keyBlockSize !== undefined) parts.push('KEY_BLOCK_SIZE=' + String(index.keyBlockSize));
  if (index.parser !== undefined) parts.push('WITH PARSER ' + quoteIdentifier(index.parser));
  if (index.comment !== undefined && index.comment !== '')
    parts.push('COMMENT ' + quoteString(index.comment));
  if (!index.visible) parts.push(mariadb ? 'IGNORED' : 'INVISIBLE');
  for (const [name, value] of index.options ?? []) {
    if (name.endsWith('engine_attribute')) {
      if (!mariadb) parts.push(name.toUpperCase() + '=' + quoteString(value));
    } else if (mariadb) parts.push(quoteIdentifier(name) + '=' + printEngineOption(value));
  }
  return parts.length === 0 ? '' : ' ' + parts.join(' ');
}

/** A foreign key as CREATE TABLE and ALTER TABLE … ADD read it. */
export function printForeignKey(foreignKey: ForeignKey): string {
  const parts = [
    (foreignKey.name === undefined ? '' : 'CONSTRAINT ' + quoteIdentifier(foreignKey.name) + ' ') +
      'FOREIGN KEY (' +
      foreignKey.columns.map(quoteIdentifier).join(',') +
      ')',
    'REFERENCES ' + quoteQualified(foreignKey.referencedSchema, foreignKey.referencedTable),
  ];
  if (foreignKey.referencedColumns.length > 0)
    parts.push('(' + foreignKey.referencedColumns.map(quoteIdentifier).join(',') + ')');
  if (foreignKey.match !== undefined) parts.push('MATCH ' + foreignKey.match.toUpperCase());
  if (foreignKey.onDelete !== undefined) parts.push('ON DELETE ' + foreignKey.onDelete.toUpperCase());
  if (foreignKey.onUpdate !== undefined) parts.push('ON UPDATE ' + foreignKey.onUpdate.toUpperCase());
  return parts.join(' ');
}
