import type {
  Check,
  Column,
  DataType,
  DefaultValue,
  ForeignKey,
  Index,
  Partitioning,
  PartitionScheme,
} from '../model';
import { quoteIdentifier, quoteString } from '../sql/quote';

/** A type as it is written in SQL, without charset and collation: `decimal(10,2) unsigned`. */
export function describeType(type: DataType): string {
  const inside = type.values
    ? type.values.map((value) => quoteString(value)).join(',')
    : type.parameters.join(',');
  const words = [inside === '' && !type.values ? type.name : `${type.name}(${inside})`];
  if (type.unsigned) words.push('unsigned');
  if (type.zerofill) words.push('zerofill');
  if (type.compressed === true) words.push('compressed');
  if (type.srid !== undefined) words.push(`srid ${String(type.srid)}`);
  return words.join(' ');
}

/** Charset and collation as stated; undefined when nothing is. */
export function describeCharset(type: DataType): string | undefined {
  const words: string[] = [];
  if (type.charset !== undefined) words.push(`character set ${type.charset}`);
  if (type.collation !== undefined) words.push(`collate ${type.collation}`);
  if (type.binary === true) words.push('binary');
  return words.length === 0 ? undefined : words.join(' ');
}

/** A default as it is written after DEFAULT. */
export function describeDefault(value: DefaultValue | undefined): string | undefined {
  if (!value) return undefined;
  switch (value.kind) {
    case 'null':
      return 'NULL';
    case 'none':
      return 'none, not even NULL';
    case 'string':
      return `${value.introducer === undefined ? '' : `${value.introducer} `}${quoteString(value.value)}${value.zone === undefined ? '' : ` in time zone ${value.zone}`}`;
    case 'bit':
      return `b'${value.value}'`;
    case 'hex':
      return `0x${value.value}`;
    default:
      return value.value;
  }
}

/** NULL or NOT NULL; undefined when neither is said. */
export function describeNullable(column: Column): string | undefined {
  return column.nullable === undefined ? undefined : column.nullable ? 'NULL' : 'NOT NULL';
}

/** A column in one line, for people: what a missing or extra one looks like. */
export function describeColumn(column: Column): string {
  const words = [describeType(column.type)];
  const charset = describeCharset(column.type);
  if (charset !== undefined) words.push(charset);
  if (column.generated) words.push(`as (${column.generated.expression}) ${column.generated.storage}`);
  const nullable = describeNullable(column);
  if (nullable !== undefined) words.push(nullable);
  const value = describeDefault(column.default);
  if (value !== undefined) words.push(`DEFAULT ${value}`);
  if (column.onUpdate !== undefined) words.push(`ON UPDATE ${column.onUpdate}`);
  if (column.autoIncrement) words.push('AUTO_INCREMENT');
  if (column.invisible) words.push('INVISIBLE');
  if (column.comment !== undefined && column.comment !== '')
    words.push(`COMMENT ${quoteString(column.comment)}`);
  return words.join(' ');
}

/** The parts of an index: `a`, b(10) DESC. */
export function describeParts(index: Index): string {
  return index.parts
    .map((part) => {
      const base =
        part.kind === 'expression'
          ? `(${part.expression})`
          : quoteIdentifier(part.column) + (part.length === undefined ? '' : `(${String(part.length)})`);
      return part.direction === undefined ? base : `${base} ${part.direction.toUpperCase()}`;
    })
    .join(', ');
}

const INDEX_WORDS = {
  primary: 'PRIMARY KEY',
  unique: 'UNIQUE',
  index: 'INDEX',
  fulltext: 'FULLTEXT',
  spatial: 'SPATIAL',
  vector: 'VECTOR',
};

/** An index in one line: UNIQUE (`a`, `b`) USING HASH. */
export function describeIndex(index: Index): string {
  const words = [`${INDEX_WORDS[index.kind]} (${describeParts(index)})`];
  if (index.using !== undefined) words.push(`USING ${index.using.toUpperCase()}`);
  if (!index.visible) words.push('INVISIBLE');
  if (index.parser !== undefined) words.push(`WITH PARSER ${index.parser}`);
  if (index.comment !== undefined && index.comment !== '')
    words.push(`COMMENT ${quoteString(index.comment)}`);
  return words.join(' ');
}

/** What a foreign key refers to: `t` (`id`), qualified when it says so. */
export function describeReference(key: ForeignKey): string {
  const schema = key.referencedSchema === undefined ? '' : `${quoteIdentifier(key.referencedSchema)}.`;
  return `${schema}${quoteIdentifier(key.referencedTable)} (${key.referencedColumns.map(quoteIdentifier).join(', ')})`;
}

/** A foreign key in one line. */
export function describeForeignKey(key: ForeignKey): string {
  const actions = `${key.onDelete === undefined ? '' : ` ON DELETE ${key.onDelete.toUpperCase()}`}${key.onUpdate === undefined ? '' : ` ON UPDATE ${key.onUpdate.toUpperCase()}`}`;
  return `(${key.columns.map(quoteIdentifier).join(', ')}) REFERENCES ${describeReference(key)}${actions}`;
}

/** A check in one line. */
export function describeCheck(check: Check): string {
  return `CHECK (${check.expression})${check.enforced ? '' : ' NOT ENFORCED'}`;
}

/** A partitioning in one line. */
export function describePartitioning(partitioning: Partitioning): string {
  const words = [describeScheme('PARTITION BY', partitioning.scheme)];
  if (partitioning.subpartition) words.push(describeScheme('SUBPARTITION BY', partitioning.subpartition));
  if (partitioning.partitions.length > 0) {
    const parts = partitioning.partitions.map(({ name, values, options, subpartitions }) => {
      const what = values === undefined ? '' : ` VALUES ${values.kind.toUpperCase()} (${values.text})`;
      const said = [...options].map(([option, value]) => ` ${option.toUpperCase()} = ${value}`).join('');
      const subs = subpartitions
        .map(
          (sub) =>
            `${quoteIdentifier(sub.name)}${[...sub.options].map(([option, value]) => ` ${option.toUpperCase()} = ${value}`).join('')}`,
        )
        .join(', ');
      return `${quoteIdentifier(name)}${what}${said}${subs === '' ? '' : ` (${subs})`}`;
    });
    words.push(`(${parts.join(', ')})`);
  }
  return words.join(' ');
}

function describeScheme(keyword: string, scheme: PartitionScheme): string {
  const inside = scheme.columns ? scheme.columns.map(quoteIdentifier).join(', ') : (scheme.expression ?? '');
  const algorithm = scheme.algorithm === undefined ? '' : ` ALGORITHM=${String(scheme.algorithm)}`;
  const count = scheme.count === undefined ? '' : ` PARTITIONS ${String(scheme.count)}`;
  return `${keyword} ${scheme.linear ? 'LINEAR ' : ''}${scheme.method.toUpperCase()}${algorithm} (${inside})${count}`;
}

/** An attribute's value within a sentence: what people wrote freely stands in quotes, `nothing` where there is none. */
export function describeInSentence(attribute: string, value: string | undefined): string {
  if (value === undefined) return 'nothing';
  return attribute === 'comment' ? `“${value}”` : value;
}
