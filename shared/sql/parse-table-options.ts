import type { TableOptions } from '../model';
import { MARIADB_TABLE_OPTIONS, MYSQL_TABLE_OPTIONS } from './option-vendors';
import type { TableOptionsNode } from './statement-node';
import type { TokenReader } from './token-reader';

interface OptionsDraft {
  engine?: string;
  charset?: string;
  collation?: string;
  comment?: string;
  rowFormat?: string;
  autoIncrement?: string;
  rest?: Map<string, string>;
  systemVersioned?: boolean;
}

/** Options of two words, by their first. */
const TWO_WORDS = new Map([
  ['DATA', 'DIRECTORY'],
  ['INDEX', 'DIRECTORY'],
  ['START', 'TRANSACTION'],
]);

/** Options whose `=` may be left out; the rest is read as `name = value` (MariaDB lets engines define their own). */
const PLAIN_OPTIONS = new Set(
  (
    'AVG_ROW_LENGTH CHECKSUM TABLE_CHECKSUM COMPRESSION CONNECTION DELAY_KEY_WRITE ENCRYPTION ENGINE_ATTRIBUTE SECONDARY_ENGINE_ATTRIBUTE ' +
    'SECONDARY_ENGINE INSERT_METHOD KEY_BLOCK_SIZE MAX_ROWS MIN_ROWS PACK_KEYS PASSWORD STATS_AUTO_RECALC STATS_PERSISTENT ' +
    'STATS_SAMPLE_PAGES TABLESPACE STORAGE AUTOEXTEND_SIZE TRANSACTIONAL PAGE_CHECKSUM PAGE_COMPRESSED PAGE_COMPRESSION_LEVEL SEQUENCE ENCRYPTED ' +
    'ENCRYPTION_KEY_ID IETF_QUOTES'
  ).split(' '),
);

/** Reads table options for as long as there are any; commas between them are read too when `commas` says so. */
export function parseTableOptions(reader: TokenReader, commas: boolean): TableOptionsNode | undefined {
  const draft: OptionsDraft = {};
  let found = false;
  for (;;) {
    const mark = reader.index;
    if (found && commas) reader.accept(',');
    if (!readOption(reader, draft)) {
      reader.index = mark;
      break;
    }
    found = true;
  }
  if (!found) return undefined;
  const { systemVersioned, ...options } = draft;
  return {
    options: options satisfies TableOptions,
    ...(systemVersioned === undefined ? {} : { systemVersioned }),
  };
}

function readOption(reader: TokenReader, draft: OptionsDraft): boolean {
  const token = reader.peek();
  const upper = token.upper;
  switch (upper) {
    case 'ENGINE':
    case 'TYPE':
      reader.advance();
      reader.accept('=');
      draft.engine = reader.nameOrString('an engine');
      return true;
    case 'DEFAULT':
      if (!['CHARSET', 'CHARACTER', 'CHAR', 'COLLATE'].includes(reader.peek(1).upper)) return false;
      reader.advance();
      return readOption(reader, draft);
    case 'CHARSET':
    case 'CHARACTER':
    case 'CHAR':
      draft.charset = readCharset(reader);
      return true;
    case 'COLLATE':
      reader.advance();
      reader.accept('=');
      draft.collation = readCollation(reader);
      return true;
    case 'COMMENT':
      reader.advance();
      reader.accept('=');
      draft.comment = reader.string('a comment');
      return true;
    case 'AUTO_INCREMENT':
      reader.advance();
      reader.accept('=');
      draft.autoIncrement = reader.digits();
      return true;
    case 'ROW_FORMAT':
      reader.advance();
      reader.accept('=');
      draft.rowFormat = reader.name('a row format').toLowerCase();
      return true;
    case 'WITH':
      if (!reader.acceptAll('WITH', 'SYSTEM', 'VERSIONING')) return false;
      reader.markOnly('mariadb');
      draft.systemVersioned = true;
      return true;
    case 'UNION':
      if (!reader.at('(', 1) && !reader.at('=', 1)) return false;
      reader.advance();
      reader.accept('=');
      setRest(draft, 'union', reader.parenthesised());
      return true;
    default:
      return readRestOption(reader, draft, upper);
  }
}

function readCharset(reader: TokenReader): string {
  if (!reader.accept('CHARSET')) {
    reader.advance();
    reader.expect('SET');
  }
  reader.accept('=');
  return reader.nameOrString('a character set').toLowerCase();
}

/** A collation's name; DEFAULT, which MariaDB reads here and for charsets, is `default`: the schema's (see `inheritDefaults`). */
function readCollation(reader: TokenReader): string {
  return reader.nameOrString('a collation').toLowerCase();
}

function readRestOption(reader: TokenReader, draft: OptionsDraft, upper: string): boolean {
  const second = TWO_WORDS.get(upper);
  if (second !== undefined && reader.at(second, 1)) {
    reader.index += 2;
    reader.accept('=');
    setRest(draft, (upper + ' ' + second).toLowerCase(), upper === 'START' ? '' : reader.string('a path'));
    return true;
  }
  const named = reader.atName() && reader.at('=', 1);
  if (!named && !PLAIN_OPTIONS.has(upper)) return false;
  const name = reader.name();
  reader.accept('=');
  if (MYSQL_TABLE_OPTIONS.has(name.toLowerCase())) reader.markOnly('mysql');
  if (MARIADB_TABLE_OPTIONS.has(name.toLowerCase())) reader.markOnly('mariadb');
  const value = reader.peek().kind === 'string' ? reader.string() : reader.advance().text;
  setRest(draft, name.toLowerCase(), value);
  return true;
}

function setRest(draft: OptionsDraft, name: string, value: string): void {
  (draft.rest ??= new Map()).set(name, value);
}
