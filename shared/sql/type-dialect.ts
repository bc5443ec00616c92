import type { TokenReader } from './token-reader';

/** Whose types are meant: MariaDB's own, or those that sql_mode=ORACLE and MAXDB give other names and meanings. */
export type TypeDialect = 'mariadb' | 'oracle' | 'maxdb';

/** `oracle_schema.` before a type, which is read, else what sql_mode says (MariaDB manual, sql_mode=ORACLE; seen on 10.11). */
export function readTypeDialect(reader: TokenReader): TypeDialect {
  const qualifier = /^(MARIADB|ORACLE|MAXDB)_SCHEMA$/.exec(reader.peek().upper)?.[1];
  if (qualifier !== undefined && reader.at('.', 1)) {
    reader.index += 2;
    reader.markOnly('mariadb');
    return qualifier.toLowerCase() as TypeDialect;
  }
  const modes = reader.context.mode.text?.split(',') ?? [];
  return modes.includes('ORACLE') ? 'oracle' : modes.includes('MAXDB') ? 'maxdb' : 'mariadb';
}

const ORACLE_TYPES: ReadonlyMap<string, string> = new Map([
  ['varchar2', 'varchar'],
  ['raw', 'varbinary'],
  ['clob', 'longtext'],
  ['date', 'datetime'],
]);

/** What the server makes of a type's name in that dialect; `isBare`: no length is said. */
export function typeIn(dialect: TypeDialect, name: string, isBare: boolean): string {
  if (dialect === 'maxdb' && name === 'timestamp') return 'datetime';
  if (dialect !== 'oracle') return name;
  if (name === 'number') return isBare ? 'double' : 'decimal';
  return name === 'blob' && isBare ? 'longblob' : (ORACLE_TYPES.get(name) ?? name);
}

/** Lengths of what a function returns without saying one; of `char` a server makes a varchar. */
const RETURN_LENGTHS: ReadonlyMap<string, string> = new Map([
  ['varchar2', 'varchar(4000)'],
  ['varchar', 'varchar(4000)'],
  ['char', 'varchar(2000)'],
  ['raw', 'varbinary(4000)'],
]);

/** What the server makes of the type that a function returns, as it is written: `varchar2` is `varchar(4000)`. */
export function returnTypeIn(dialect: TypeDialect, text: string): string {
  const [, name = '', rest = ''] = /^([a-z]\w*)([\s\S]*)$/i.exec(text) ?? [];
  if (dialect === 'mariadb' || name === '') return text;
  const isBare = !/^\s*\(/.test(rest);
  const lower = name.toLowerCase();
  const sized = dialect === 'oracle' && isBare ? RETURN_LENGTHS.get(lower) : undefined;
  return `${sized ?? typeIn(dialect, lower, isBare)}${rest}`;
}
