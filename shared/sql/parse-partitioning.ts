import type { Partition, Partitioning, PartitionScheme } from '../model';
import type { TokenReader } from './token-reader';

/** Reads what follows PARTITION BY, its partitions included. */
export function parsePartitioning(reader: TokenReader): Partitioning {
  const scheme = readScheme(reader, 'PARTITIONS');
  const subpartition = reader.acceptAll('SUBPARTITION', 'BY')
    ? readScheme(reader, 'SUBPARTITIONS')
    : undefined;
  const partitions = reader.at('(') ? parsePartitionList(reader) : [];
  return { scheme, ...(subpartition === undefined ? {} : { subpartition }), partitions };
}

function readScheme(reader: TokenReader, countWord: string): PartitionScheme {
  const linear = reader.accept('LINEAR');
  const method = readMethod(reader);
  const scheme = { ...method, linear };
  const count = reader.accept(countWord) ? Number(reader.digits()) : undefined;
  return count === undefined ? scheme : { ...scheme, count };
}

function readMethod(reader: TokenReader): Omit<PartitionScheme, 'linear'> {
  const word = reader.acceptAny('RANGE', 'LIST', 'HASH', 'KEY', 'SYSTEM_TIME');
  switch (word) {
    case 'RANGE':
    case 'LIST': {
      const method = word === 'RANGE' ? 'range' : 'list';
      if (reader.accept('COLUMNS'))
        return { method: `${method} columns`, columns: reader.nameList('a column') };
      return { method, expression: reader.parenthesised() };
    }
    case 'HASH':
      return { method: 'hash', expression: reader.parenthesised() };
    case 'KEY': {
      let algorithm: number | undefined;
      if (reader.accept('ALGORITHM')) {
        reader.expect('=');
        algorithm = Number(reader.digits());
      }
      const columns = reader.nameList('a column');
      return { method: 'key', columns, ...(algorithm === undefined ? {} : { algorithm }) };
    }
    case 'SYSTEM_TIME': {
      reader.markOnly('mariadb');
      const start = reader.index;
      while (!reader.atEnd && !['PARTITIONS', '(', 'SUBPARTITION', ';'].includes(reader.peek().upper))
        reader.advance();
      const text = reader.spelling(start, reader.index);
      return { method: 'system_time', ...(text === '' ? {} : { expression: text }) };
    }
    default:
      throw reader.fault('expected RANGE, LIST, HASH, KEY or SYSTEM_TIME');
  }
}

/** `(PARTITION p0 VALUES …, …)`. */
export function parsePartitionList(reader: TokenReader): Partition[] {
  reader.expect('(');
  const partitions: Partition[] = [];
  do partitions.push(parsePartition(reader));
  while (reader.accept(','));
  reader.expect(')');
  return partitions;
}

/** `PARTITION name [VALUES …] [options] [(SUBPARTITION …)]`. MariaDB reads it without the word PARTITION, too. */
export function parsePartition(reader: TokenReader): Partition {
  if (!reader.accept('PARTITION')) {
    if (reader.context.flavor?.vendor === 'mysql' || !reader.atName())
      throw reader.fault('expected PARTITION');
    reader.markOnly('mariadb');
  }
  const name = reader.name('a partition');
  const values = readValues(reader);
  const options = readOptions(reader);
  const subpartitions: { name: string; options: Map<string, string> }[] = [];
  if (reader.accept('(')) {
    do {
      reader.expect('SUBPARTITION');
      subpartitions.push({ name: reader.nameOrString('a subpartition'), options: readOptions(reader) });
    } while (reader.accept(','));
    reader.expect(')');
  }
  return { name, ...(values === undefined ? {} : { values }), options, subpartitions };
}

function readValues(reader: TokenReader): Partition['values'] {
  if (reader.accept('CURRENT')) return { kind: 'current', text: 'CURRENT' };
  if (reader.accept('HISTORY')) return { kind: 'history', text: 'HISTORY' };
  if (reader.accept('DEFAULT')) return { kind: 'default', text: 'DEFAULT' };
  if (!reader.accept('VALUES')) return undefined;
  if (reader.acceptAll('LESS', 'THAN')) {
    if (reader.accept('MAXVALUE')) return { kind: 'less than', text: 'MAXVALUE' };
    return { kind: 'less than', text: reader.parenthesised() };
  }
  reader.expect('IN');
  return { kind: 'in', text: reader.parenthesised() };
}

const OPTIONS = new Set(['COMMENT', 'MAX_ROWS', 'MIN_ROWS', 'TABLESPACE', 'NODEGROUP']);

function readOptions(reader: TokenReader): Map<string, string> {
  const options = new Map<string, string>();
  for (;;) {
    const upper = reader.peek().upper;
    let name: string;
    if (upper === 'ENGINE' || (upper === 'STORAGE' && reader.at('ENGINE', 1))) {
      reader.index += upper === 'ENGINE' ? 1 : 2;
      name = 'engine';
    } else if ((upper === 'DATA' || upper === 'INDEX') && reader.at('DIRECTORY', 1)) {
      reader.index += 2;
      name = upper.toLowerCase() + ' directory';
    } else if (OPTIONS.has(upper) || (reader.atName() && reader.at('=', 1))) {
      name = reader.name().toLowerCase();
    } else {
      return options;
    }
    reader.accept('=');
    options.set(name, reader.peek().kind === 'string' ? reader.string() : reader.advance().text);
  }
}
