import { parseColumn, parseColumnRest, parsePosition } from './parse-column';
import { parseDefault } from './parse-default';
import { parsePartition, parsePartitioning, parsePartitionList } from './parse-partitioning';
import { parsePeriod, parseTableConstraint, parseTableElement } from './parse-table-element';
import { parseTableOptions } from './parse-table-options';
import type { AlterAction, AlterTable, TableElement } from './statement-node';
import type { TokenReader } from './token-reader';

/** Reads what follows ALTER [ONLINE] [IGNORE] TABLE. */
export function parseAlterTable(reader: TokenReader): AlterTable {
  const ifExists = reader.acceptIfExists();
  if (ifExists) reader.markOnly('mariadb');
  const table = reader.qualifiedName('a table');
  readWait(reader);
  const actions: AlterAction[] = [];
  if (reader.atEnd) return { kind: 'alter table', table, ifExists, actions };
  do {
    readAction(reader, actions);
    // Partition clauses may follow the list without a comma.
    while (!reader.at(',') && (reader.at('PARTITION') || reader.atAll('REMOVE', 'PARTITIONING')))
      readAction(reader, actions);
  } while (reader.accept(','));
  return { kind: 'alter table', table, ifExists, actions };
}

/** MariaDB: WAIT n or NOWAIT. */
export function readWait(reader: TokenReader): void {
  if (reader.accept('NOWAIT')) reader.markOnly('mariadb');
  else if (reader.at('WAIT') && reader.peek(1).kind === 'number') {
    reader.index += 2;
    reader.markOnly('mariadb');
  }
}

function ifExistsMark(reader: TokenReader): boolean {
  const found = reader.acceptIfExists();
  if (found) reader.markOnly('mariadb');
  return found;
}

function ifNotExistsMark(reader: TokenReader): boolean {
  const found = reader.acceptIfNotExists();
  if (found) reader.markOnly('mariadb');
  return found;
}

function readAction(reader: TokenReader, actions: AlterAction[]): void {
  const { upper } = reader.peek();
  switch (upper) {
    case 'ADD':
      reader.advance();
      readAdd(reader, actions);
      return;
    case 'DROP':
      reader.advance();
      actions.push(readDrop(reader));
      return;
    case 'MODIFY':
    case 'CHANGE':
      reader.advance();
      actions.push(readModify(reader, upper === 'CHANGE'));
      return;
    case 'ALTER':
      reader.advance();
      actions.push(readAlter(reader));
      return;
    case 'RENAME':
      reader.advance();
      actions.push(readRename(reader));
      return;
    case 'CONVERT':
      reader.advance();
      actions.push(readConvert(reader));
      return;
    case 'PARTITION':
      reader.advance();
      reader.expect('BY');
      actions.push({ kind: 'partition by', partitioning: parsePartitioning(reader) });
      return;
    case 'REMOVE':
      reader.advance();
      reader.expect('PARTITIONING');
      actions.push({ kind: 'remove partitioning' });
      return;
    case 'COALESCE':
      reader.advance();
      reader.expect('PARTITION');
      acceptNoWriteToBinlog(reader);
      actions.push({ kind: 'coalesce partitions', count: Number(reader.digits()) });
      return;
    case 'REORGANIZE':
      reader.advance();
      actions.push(readReorganize(reader));
      return;
    default:
  }
  if (readNothing(reader, actions)) return;
  const options = parseTableOptions(reader, false);
  if (options === undefined) {
    throw reader.fault('expected a change of the table');
  }
  actions.push({ kind: 'options', options });
}

/** Clauses that change nothing that a schema states. */
function readNothing(reader: TokenReader, actions: AlterAction[]): boolean {
  const { upper } = reader.peek();
  switch (upper) {
    case 'ALGORITHM':
    case 'LOCK':
      reader.advance();
      reader.accept('=');
      reader.name();
      break;
    case 'FORCE':
      reader.advance();
      break;
    case 'WITH':
    case 'WITHOUT':
      if (!reader.at('VALIDATION', 1)) return false;
      reader.index += 2;
      break;
    case 'ENABLE':
    case 'DISABLE':
      reader.advance();
      reader.expect('KEYS');
      break;
    case 'ORDER':
      reader.advance();
      reader.expect('BY');
      // The list has commas of its own; whatever follows that is not an action belongs to it.
      do {
        reader.qualifiedName('a column');
        reader.acceptAny('ASC', 'DESC');
      } while (reader.at(',') && !ACTION_WORDS.has(reader.peek(1).upper) && reader.accept(','));
      break;
    case 'DISCARD':
    case 'IMPORT':
      reader.advance();
      if (reader.accept('PARTITION')) readPartitionNames(reader);
      reader.expect('TABLESPACE');
      break;
    case 'TRUNCATE':
    case 'ANALYZE':
    case 'CHECK':
    case 'OPTIMIZE':
    case 'REBUILD':
    case 'REPAIR':
      reader.advance();
      reader.expect('PARTITION');
      acceptNoWriteToBinlog(reader);
      readPartitionNames(reader);
      while (
        reader.acceptAny('QUICK', 'EXTENDED', 'USE_FRM', 'FAST', 'MEDIUM', 'CHANGED', 'FOR', 'UPGRADE') !==
        undefined
      );
      break;
    case 'EXCHANGE':
      reader.advance();
      reader.expect('PARTITION');
      reader.name();
      reader.expect('WITH');
      reader.expect('TABLE');
      reader.qualifiedName('a table');
      if (reader.acceptAny('WITH', 'WITHOUT') !== undefined) reader.expect('VALIDATION');
      break;
    case 'SECONDARY_LOAD':
    case 'SECONDARY_UNLOAD':
      reader.advance();
      reader.markOnly('mysql');
      break;
    default:
      return false;
  }
  actions.push({ kind: 'nothing', clause: upper });
  return true;
}

const ACTION_WORDS = new Set(
  (
    'ADD DROP MODIFY CHANGE ALTER RENAME CONVERT PARTITION REMOVE COALESCE REORGANIZE ALGORITHM LOCK FORCE ENABLE DISABLE ' +
    'ENGINE AUTO_INCREMENT COMMENT DEFAULT CHARSET CHARACTER COLLATE ROW_FORMAT'
  ).split(' '),
);

function acceptNoWriteToBinlog(reader: TokenReader): void {
  reader.acceptAny('NO_WRITE_TO_BINLOG', 'LOCAL');
}

function readPartitionNames(reader: TokenReader): string[] {
  if (reader.accept('ALL')) return [];
  const names: string[] = [];
  do names.push(reader.name('a partition'));
  while (reader.accept(','));
  return names;
}

function readAdd(reader: TokenReader, actions: AlterAction[]): void {
  if (reader.at('PARTITION') && !reader.at('BY', 1)) {
    reader.advance();
    const ifNotExists = ifNotExistsMark(reader);
    acceptNoWriteToBinlog(reader);
    if (reader.accept('PARTITIONS'))
      actions.push({ kind: 'add partitions', partitions: [], count: Number(reader.digits()), ifNotExists });
    else actions.push({ kind: 'add partitions', partitions: parsePartitionList(reader), ifNotExists });
    return;
  }
  if (reader.acceptAll('SYSTEM', 'VERSIONING')) {
    reader.markOnly('mariadb');
    actions.push({ kind: 'system versioning', on: true });
    return;
  }
  if (reader.atAll('PERIOD', 'IF', 'NOT', 'EXISTS')) {
    // ADD PERIOD IF NOT EXISTS FOR name: the mark stands before FOR here.
    reader.advance();
    const ifNotExists = ifNotExistsMark(reader);
    reader.expect('FOR');
    actions.push({ kind: 'add', element: { ...parsePeriod(reader), ifNotExists } });
    return;
  }
  const constraint = reader.at('COLUMN') ? undefined : parseTableConstraint(reader);
  if (constraint !== undefined) {
    actions.push({ kind: 'add', element: constraint });
    return;
  }
  reader.accept('COLUMN');
  const ifNotExists = ifNotExistsMark(reader);
  if (reader.accept('(')) {
    do {
      const element = parseTableElement(reader);
      actions.push({
        kind: 'add',
        element: element.kind === 'column' ? { ...element, ifNotExists } : element,
      });
    } while (reader.accept(','));
    reader.expect(')');
    return;
  }
  const definition = parseColumn(reader);
  const position = parsePosition(reader);
  const element: TableElement = {
    kind: 'column',
    definition,
    ifNotExists,
    ...(position === undefined ? {} : { position }),
  };
  actions.push({ kind: 'add', element });
}

function readDrop(reader: TokenReader): AlterAction {
  switch (reader.peek().upper) {
    case 'PRIMARY': {
      reader.advance();
      reader.expect('KEY');
      return { kind: 'drop primary key', ifExists: ifExistsMark(reader) };
    }
    case 'INDEX':
    case 'KEY': {
      reader.advance();
      const ifExists = ifExistsMark(reader);
      const index = reader.name('an index');
      if (index.toUpperCase() === 'PRIMARY') return { kind: 'drop primary key', ifExists };
      return { kind: 'drop index', index, ifExists };
    }
    case 'FOREIGN': {
      reader.advance();
      reader.expect('KEY');
      const ifExists = ifExistsMark(reader);
      return { kind: 'drop foreign key', foreignKey: reader.name('a foreign key'), ifExists };
    }
    case 'CHECK':
    case 'CONSTRAINT': {
      const of = reader.advance().upper === 'CHECK' ? 'check' : 'any';
      if (of === 'check') reader.markOnly('mysql');
      const ifExists = ifExistsMark(reader);
      return { kind: 'drop constraint', name: reader.name('a constraint'), of, ifExists };
    }
    case 'PARTITION': {
      reader.advance();
      const ifExists = ifExistsMark(reader);
      return { kind: 'drop partitions', names: readPartitionNames(reader), ifExists };
    }
    case 'SYSTEM':
      if (reader.acceptAll('SYSTEM', 'VERSIONING')) {
        reader.markOnly('mariadb');
        return { kind: 'system versioning', on: false };
      }
      break;
    case 'PERIOD':
      // The mark stands before FOR.
      if (reader.acceptAll('PERIOD', 'IF', 'EXISTS', 'FOR')) {
        reader.markOnly('mariadb');
        return { kind: 'drop period', name: reader.name('a period'), ifExists: true };
      }
      if (reader.acceptAll('PERIOD', 'FOR')) {
        reader.markOnly('mariadb');
        return { kind: 'drop period', name: reader.name('a period'), ifExists: false };
      }
      break;
    default:
  }
  reader.accept('COLUMN');
  const ifExists = ifExistsMark(reader);
  const column = reader.name('a column');
  if (reader.accept('RESTRICT') || reader.accept('CASCADE')) reader.markOnly('mariadb');
  return { kind: 'drop column', column, ifExists };
}

function readModify(reader: TokenReader, renames: boolean): AlterAction {
  reader.accept('COLUMN');
  const ifExists = ifExistsMark(reader);
  const start = reader.peek().start;
  const name = reader.name('a column');
  const definition = renames ? parseColumn(reader) : parseColumnRest(reader, name, start);
  const position = parsePosition(reader);
  return {
    kind: 'modify column',
    name,
    definition,
    ifExists,
    ...(position === undefined ? {} : { position }),
  };
}

function readAlter(reader: TokenReader): AlterAction {
  if (reader.at('INDEX') || reader.at('KEY')) {
    reader.advance();
    const ifExists = ifExistsMark(reader);
    const index = reader.name('an index');
    return { kind: 'set index visibility', index, visible: readIndexVisibility(reader), ifExists };
  }
  if ((reader.at('CHECK') || reader.at('CONSTRAINT')) && reader.atName(1)) {
    reader.advance();
    const name = reader.name('a constraint');
    const enforced = !reader.accept('NOT');
    reader.expect('ENFORCED');
    reader.markOnly('mysql');
    return { kind: 'enforce check', name, enforced };
  }
  reader.accept('COLUMN');
  const ifExists = ifExistsMark(reader);
  const column = reader.name('a column');
  if (reader.acceptAll('DROP', 'DEFAULT')) return { kind: 'set default', column, value: undefined, ifExists };
  reader.expect('SET');
  if (reader.accept('DEFAULT')) return { kind: 'set default', column, value: parseDefault(reader), ifExists };
  reader.markOnly('mysql');
  if (reader.accept('VISIBLE')) return { kind: 'set column visibility', column, visible: true };
  reader.expect('INVISIBLE');
  return { kind: 'set column visibility', column, visible: false };
}

function readIndexVisibility(reader: TokenReader): boolean {
  if (reader.accept('VISIBLE')) return markVisibility(reader, 'mysql', true);
  if (reader.accept('INVISIBLE')) return markVisibility(reader, 'mysql', false);
  if (reader.acceptAll('NOT', 'IGNORED')) return markVisibility(reader, 'mariadb', true);
  reader.expect('IGNORED');
  return markVisibility(reader, 'mariadb', false);
}

function markVisibility(reader: TokenReader, vendor: 'mysql' | 'mariadb', visible: boolean): boolean {
  reader.markOnly(vendor);
  return visible;
}

function readRename(reader: TokenReader): AlterAction {
  const what = reader.peek().upper;
  // `RENAME index TO b` with a table of that name is not meant: these words are reserved.
  if ((what === 'COLUMN' || what === 'INDEX' || what === 'KEY') && reader.atName(1)) {
    reader.advance();
  } else {
    if (!reader.accept('TO') && !reader.accept('AS')) reader.accept('=');
    return { kind: 'rename table', to: reader.qualifiedName('a table') };
  }
  const ifExists = ifExistsMark(reader);
  const from = reader.name();
  reader.expect('TO');
  const to = reader.name();
  return what === 'COLUMN'
    ? { kind: 'rename column', from, to, ifExists }
    : { kind: 'rename index', from, to, ifExists };
}

function readConvert(reader: TokenReader): AlterAction {
  if (reader.accept('PARTITION')) {
    const partition = reader.name('a partition');
    reader.expect('TO');
    reader.expect('TABLE');
    reader.markOnly('mariadb');
    const table = reader.qualifiedName('a table');
    if (reader.acceptAny('WITH', 'WITHOUT') !== undefined) reader.expect('VALIDATION');
    return { kind: 'partition to table', partition, table };
  }
  if (reader.accept('TABLE')) {
    const table = reader.qualifiedName('a table');
    reader.expect('TO');
    reader.markOnly('mariadb');
    const partition = parsePartition(reader);
    if (reader.acceptAny('WITH', 'WITHOUT') !== undefined) reader.expect('VALIDATION');
    return { kind: 'table to partition', table, partition };
  }
  reader.expect('TO');
  if (!reader.accept('CHARSET')) {
    reader.advance();
    reader.expect('SET');
  }
  const charset = reader.accept('DEFAULT') ? undefined : reader.nameOrString('a character set').toLowerCase();
  const collation = reader.accept('COLLATE') ? reader.nameOrString('a collation').toLowerCase() : undefined;
  return { kind: 'convert charset', charset, collation };
}

function readReorganize(reader: TokenReader): AlterAction {
  reader.expect('PARTITION');
  acceptNoWriteToBinlog(reader);
  if (reader.atEnd) return { kind: 'nothing', clause: 'REORGANIZE PARTITION' };
  const names = readPartitionNames(reader);
  reader.expect('INTO');
  return { kind: 'reorganize partitions', names, into: parsePartitionList(reader) };
}
