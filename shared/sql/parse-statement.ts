import { parseAlterTable, readWait } from './parse-alter-table';
import { parseCreateTable } from './parse-create-table';
import { parseIndexRest } from './parse-index';
import {
  findUses,
  parseCharacteristics,
  parseEvent,
  parseEventClauses,
  parseRoutine,
  parseSequence,
  parseSequenceOptions,
  parseTrigger,
  parseUser,
  parseView,
} from './parse-stored-object';
import type { StoredObjectHeader } from './parse-stored-object';
import type { DroppableKind, QualifiedName, StatementNode } from './statement-node';
import type { TokenReader } from './token-reader';

/** A parsed statement: its kind for people (`CREATE TABLE`), and its node unless it is none that touches a schema. */
export interface ParsedStatement {
  readonly kind: string;
  readonly node: StatementNode;
}

/** Statements that are read as such and touch no schema. */
const IGNORED = new Set(
  (
    'SELECT INSERT REPLACE UPDATE DELETE LOAD VALUES HANDLER WITH CALL DO SET SHOW EXPLAIN DESCRIBE DESC LOCK UNLOCK START COMMIT ROLLBACK ' +
    'SAVEPOINT RELEASE BEGIN XA ANALYZE OPTIMIZE CHECK REPAIR CHECKSUM FLUSH RESET KILL GRANT REVOKE PREPARE EXECUTE DEALLOCATE ' +
    'CHANGE PURGE STOP INSTALL UNINSTALL CACHE SIGNAL RESIGNAL GET HELP BINLOG SHUTDOWN RESTART CLONE IMPORT TABLE'
  ).split(' '),
);

/** Kinds of CREATE, ALTER and DROP that speak of the server, not of a schema. */
const SERVER_OBJECTS = new Set([
  'USER',
  'ROLE',
  'SERVER',
  'TABLESPACE',
  'LOGFILE',
  'UNDO',
  'INSTANCE',
  'RESOURCE',
  'SPATIAL',
  'LIBRARY',
  'PACKAGE',
  'PREPARE',
]);

/** Reads one statement. Throws SyntaxFault where it cannot; what came before may have left diagnostics. */
export function parseStatement(reader: TokenReader): ParsedStatement {
  const start = reader.peek().start;
  const first = reader.peek().upper;
  switch (first) {
    case 'CREATE':
      reader.advance();
      return parseCreate(reader, start);
    case 'ALTER':
      reader.advance();
      return parseAlter(reader);
    case 'DROP':
      reader.advance();
      return parseDrop(reader);
    case 'RENAME':
      reader.advance();
      return parseRename(reader);
    case 'TRUNCATE': {
      reader.advance();
      reader.accept('TABLE');
      const table = reader.qualifiedName('a table');
      readWait(reader);
      return { kind: 'TRUNCATE TABLE', node: { kind: 'truncate', table } };
    }
    case 'USE': {
      reader.advance();
      return { kind: 'USE', node: { kind: 'use', schema: reader.nameOrString('a schema') } };
    }
    default:
      if (!IGNORED.has(first) && first !== '(') throw reader.fault('no statement that is known starts');
      return ignore(reader, first === '(' ? 'SELECT' : first);
  }
}

function ignore(reader: TokenReader, kind: string): ParsedStatement {
  const uses = findUses(reader, 0, reader.tokens.length);
  reader.index = reader.tokens.length;
  return { kind, node: { kind: 'ignored', uses } };
}

type HeaderDraft = { -readonly [K in keyof StoredObjectHeader]: StoredObjectHeader[K] };

function parseCreate(reader: TokenReader, start: number): ParsedStatement {
  const header: HeaderDraft = { orReplace: reader.acceptAll('OR', 'REPLACE') };
  const temporary = reader.accept('TEMPORARY');
  readHeader(reader, header);
  const word = reader.peek().upper;
  switch (word) {
    case 'TABLE':
      reader.advance();
      return {
        kind: 'CREATE TABLE',
        node: parseCreateTable(reader, start, { orReplace: header.orReplace, temporary }),
      };
    case 'DATABASE':
    case 'SCHEMA':
      reader.advance();
      return parseDatabase(reader, 'create database', header.orReplace);
    case 'UNIQUE':
    case 'FULLTEXT':
    case 'SPATIAL':
    case 'VECTOR':
    case 'INDEX':
    case 'ONLINE':
    case 'OFFLINE':
      if (word === 'SPATIAL' && reader.at('REFERENCE', 1)) break;
      return parseCreateIndex(reader, start, header.orReplace);
    case 'VIEW':
      reader.advance();
      return { kind: 'CREATE VIEW', node: parseView(reader, header, start) };
    case 'TRIGGER':
      reader.advance();
      if (header.orReplace) reader.markOnly('mariadb');
      return { kind: 'CREATE TRIGGER', node: parseTrigger(reader, header, start) };
    case 'PROCEDURE':
    case 'FUNCTION':
      reader.advance();
      if (header.orReplace) reader.markOnly('mariadb');
      if (isLoadable(reader)) return ignore(reader, 'CREATE FUNCTION SONAME');
      return {
        kind: 'CREATE ' + word,
        node: parseRoutine(reader, word === 'FUNCTION' ? 'function' : 'procedure', header, start),
      };
    case 'EVENT':
      reader.advance();
      if (header.orReplace) reader.markOnly('mariadb');
      return { kind: 'CREATE EVENT', node: parseEvent(reader, header, start) };
    case 'SEQUENCE':
      reader.advance();
      return { kind: 'CREATE SEQUENCE', node: parseSequence(reader, header, start) };
    default:
  }
  if (word === 'PACKAGE') {
    reader.report(
      'info',
      'sql-package-not-read',
      'Packages are passed over: they are neither compared nor planned.',
      reader.peek().start,
    );
  }
  if (SERVER_OBJECTS.has(word)) return ignore(reader, 'CREATE ' + word);
  throw reader.fault('expected a kind of object');
}

function readHeader(reader: TokenReader, header: HeaderDraft): void {
  for (;;) {
    if (reader.accept('ALGORITHM')) {
      reader.expect('=');
      const word = reader.acceptAny('UNDEFINED', 'MERGE', 'TEMPTABLE');
      if (word === undefined) throw reader.fault('expected UNDEFINED, MERGE or TEMPTABLE');
      header.algorithm = word === 'MERGE' ? 'merge' : word === 'TEMPTABLE' ? 'temptable' : 'undefined';
    } else if (reader.accept('DEFINER')) {
      reader.expect('=');
      header.definer = parseUser(reader);
    } else if (reader.acceptAll('SQL', 'SECURITY')) {
      header.security = reader.accept('INVOKER') ? 'invoker' : 'definer';
      if (header.security === 'definer') reader.expect('DEFINER');
    } else if (reader.accept('AGGREGATE')) {
      header.aggregate = true;
    } else if (reader.acceptAll('JSON', 'DUALITY') || reader.acceptAll('JSON', 'RELATIONAL', 'DUALITY')) {
      header.duality = true;
      reader.markOnly('mysql');
    } else {
      return;
    }
  }
}

/** CREATE FUNCTION name RETURNS STRING SONAME 'library'. */
function isLoadable(reader: TokenReader): boolean {
  return reader.tokens
    .slice(reader.index, reader.index + 10)
    .some(({ upper }, at) => upper === 'SONAME' && reader.peek(at + 1).kind === 'string');
}

function parseCreateIndex(reader: TokenReader, start: number, orReplace: boolean): ParsedStatement {
  reader.acceptAny('ONLINE', 'OFFLINE');
  const word = reader.acceptAny('UNIQUE', 'FULLTEXT', 'SPATIAL', 'VECTOR');
  reader.expect('INDEX');
  const ifNotExists = reader.acceptIfNotExists();
  if (ifNotExists || orReplace) reader.markOnly('mariadb');
  const name = reader.name('an index');
  const using = reader.accept('USING') || reader.accept('TYPE') ? reader.name().toLowerCase() : undefined;
  reader.expect('ON');
  const table = reader.qualifiedName('a table');
  const kind =
    word === 'UNIQUE'
      ? 'unique'
      : word === 'FULLTEXT'
        ? 'fulltext'
        : word === 'SPATIAL'
          ? 'spatial'
          : word === 'VECTOR'
            ? 'vector'
            : 'index';
  const index = parseIndexRest(reader, kind, name, start);
  readWait(reader);
  readAlgorithmAndLock(reader);
  return {
    kind: 'CREATE INDEX',
    node: {
      kind: 'create index',
      table,
      index: using === undefined || index.using !== undefined ? index : { ...index, using },
      orReplace,
      ifNotExists,
    },
  };
}

function readAlgorithmAndLock(reader: TokenReader): void {
  while (reader.acceptAny('ALGORITHM', 'LOCK') !== undefined) {
    reader.accept('=');
    reader.name();
    reader.accept(',');
  }
}

function parseDatabase(
  reader: TokenReader,
  kind: 'create database' | 'alter database',
  orReplace: boolean,
): ParsedStatement {
  const ifNotExists = kind === 'create database' && reader.acceptIfNotExists();
  const isOption = ['CHARACTER', 'CHARSET', 'COLLATE', 'DEFAULT', 'ENCRYPTION', 'READ', 'COMMENT'].includes(
    reader.peek().upper,
  );
  const name = kind === 'alter database' && isOption ? undefined : reader.name('a schema');
  let charset: string | undefined;
  let collation: string | undefined;
  let comment: string | undefined;
  let encryption: boolean | undefined;
  let readOnly: boolean | undefined;
  if (orReplace) reader.markOnly('mariadb');
  while (!reader.atEnd) {
    reader.accept('DEFAULT');
    if (reader.accept('CHARSET') || reader.acceptAll('CHARACTER', 'SET') || reader.acceptAll('CHAR', 'SET')) {
      reader.accept('=');
      charset = reader.nameOrString('a character set').toLowerCase();
    } else if (reader.accept('COLLATE')) {
      reader.accept('=');
      collation = reader.nameOrString('a collation').toLowerCase();
    } else if (reader.accept('COMMENT')) {
      reader.accept('=');
      reader.markOnly('mariadb');
      comment = reader.string('a comment');
    } else if (reader.accept('ENCRYPTION')) {
      reader.accept('=');
      reader.markOnly('mysql');
      encryption = reader.string().toUpperCase() === 'Y';
    } else if (reader.acceptAll('READ', 'ONLY')) {
      reader.accept('=');
      // 0, 1 or DEFAULT, which is 0.
      readOnly = reader.advance().text === '1';
      reader.markOnly('mysql');
    } else if (reader.acceptAll('UPGRADE', 'DATA', 'DIRECTORY', 'NAME')) {
      continue;
    } else {
      break;
    }
  }
  return {
    kind: kind === 'create database' ? 'CREATE DATABASE' : 'ALTER DATABASE',
    node: {
      kind,
      name,
      orReplace,
      ifNotExists,
      ...(charset === undefined ? {} : { charset }),
      ...(collation === undefined ? {} : { collation }),
      ...(comment === undefined ? {} : { comment }),
      ...(encryption === undefined ? {} : { encryption }),
      ...(readOnly === undefined ? {} : { readOnly }),
    },
  };
}

function parseAlter(reader: TokenReader): ParsedStatement {
  const header: HeaderDraft = { orReplace: true };
  const start = reader.peek(-1).start;
  reader.acceptAny('ONLINE', 'OFFLINE');
  reader.accept('IGNORE');
  readHeader(reader, header);
  const word = reader.peek().upper;
  switch (word) {
    case 'TABLE':
      reader.advance();
      return { kind: 'ALTER TABLE', node: parseAlterTable(reader) };
    case 'DATABASE':
    case 'SCHEMA':
      reader.advance();
      return parseDatabase(reader, 'alter database', false);
    case 'VIEW':
      reader.advance();
      return { kind: 'ALTER VIEW', node: parseView(reader, header, start) };
    case 'EVENT': {
      reader.advance();
      const event = reader.qualifiedName('an event');
      const { renameTo, ...changes } = parseEventClauses(reader);
      if (changes.body !== undefined) reader.index = reader.tokens.length;
      return {
        kind: 'ALTER EVENT',
        node: { kind: 'alter event', event, changes, ...(renameTo === undefined ? {} : { renameTo }) },
      };
    }
    case 'PROCEDURE':
    case 'FUNCTION': {
      reader.advance();
      const routine = reader.qualifiedName('a routine');
      const { dataAccess, security, comment } = parseCharacteristics(reader);
      const changes = {
        ...(dataAccess === undefined ? {} : { dataAccess }),
        ...(security === undefined ? {} : { security }),
        ...(comment === undefined ? {} : { comment }),
      };
      return {
        kind: 'ALTER ' + word,
        node: {
          kind: 'alter routine',
          routine,
          object: word === 'FUNCTION' ? 'function' : 'procedure',
          changes,
        },
      };
    }
    case 'SEQUENCE': {
      reader.advance();
      reader.markOnly('mariadb');
      const ifExists = reader.acceptIfExists();
      const sequence = reader.qualifiedName('a sequence');
      return {
        kind: 'ALTER SEQUENCE',
        node: { kind: 'alter sequence', sequence, changes: parseSequenceOptions(reader), ifExists },
      };
    }
    default:
  }
  if (SERVER_OBJECTS.has(word)) return ignore(reader, 'ALTER ' + word);
  throw reader.fault('expected a kind of object');
}

const DROPPABLE = new Map<string, DroppableKind>([
  ['TABLE', 'table'],
  ['TABLES', 'table'],
  ['VIEW', 'view'],
  ['TRIGGER', 'trigger'],
  ['PROCEDURE', 'procedure'],
  ['FUNCTION', 'function'],
  ['EVENT', 'event'],
  ['SEQUENCE', 'sequence'],
  ['DATABASE', 'database'],
  ['SCHEMA', 'database'],
]);

function parseDrop(reader: TokenReader): ParsedStatement {
  const temporary = reader.accept('TEMPORARY');
  const word = reader.peek().upper;
  if (word === 'INDEX' || ((word === 'ONLINE' || word === 'OFFLINE') && reader.at('INDEX', 1)))
    return parseDropIndex(reader);
  const object = DROPPABLE.get(word);
  if (object === undefined) {
    if (word === 'PREPARE' || SERVER_OBJECTS.has(word)) return ignore(reader, 'DROP ' + word);
    throw reader.fault('expected a kind of object');
  }
  reader.advance();
  if (object === 'sequence') reader.markOnly('mariadb');
  const ifExists = reader.acceptIfExists();
  const names: QualifiedName[] = [];
  do names.push(object === 'database' ? { name: reader.name('a schema') } : reader.qualifiedName());
  while (reader.accept(','));
  readWait(reader);
  reader.acceptAny('RESTRICT', 'CASCADE');
  return {
    kind: 'DROP ' + (object === 'table' ? 'TABLE' : object.toUpperCase()),
    node: { kind: 'drop', object, names, ifExists, temporary },
  };
}

function parseDropIndex(reader: TokenReader): ParsedStatement {
  reader.acceptAny('ONLINE', 'OFFLINE');
  reader.expect('INDEX');
  const ifExists = reader.acceptIfExists();
  if (ifExists) reader.markOnly('mariadb');
  const index = reader.name('an index');
  reader.expect('ON');
  const table = reader.qualifiedName('a table');
  readWait(reader);
  readAlgorithmAndLock(reader);
  return { kind: 'DROP INDEX', node: { kind: 'drop index', table, index, ifExists } };
}

function parseRename(reader: TokenReader): ParsedStatement {
  if (reader.accept('USER')) return ignore(reader, 'RENAME USER');
  if (!reader.accept('TABLE')) reader.expect('TABLES');
  const ifExists = reader.acceptIfExists();
  if (ifExists) reader.markOnly('mariadb');
  const renames: { from: QualifiedName; to: QualifiedName }[] = [];
  do {
    const from = reader.qualifiedName('a table');
    readWait(reader);
    reader.expect('TO');
    renames.push({ from, to: reader.qualifiedName('a table') });
  } while (reader.accept(','));
  return { kind: 'RENAME TABLE', node: { kind: 'rename tables', ifExists, renames } };
}
