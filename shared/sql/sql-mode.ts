import type { Vendor } from '../model';

/** The parts of sql_mode that change how SQL text is read. */
export interface SqlMode {
  /** Double quotes hold identifiers, not strings. */
  readonly ansiQuotes: boolean;
  /** A backslash in a string is just a character. */
  readonly noBackslashEscapes: boolean;
  /** `||` joins texts, and is no OR. */
  readonly pipesAsConcat: boolean;
  /** REAL is FLOAT, and not DOUBLE. */
  readonly realAsFloat: boolean;
  /** All of it as it was set; undefined where nobody set it. */
  readonly text?: string;
}

/** How servers read SQL unless told otherwise. */
export const DEFAULT_SQL_MODE: SqlMode = Object.freeze({
  ansiQuotes: false,
  noBackslashEscapes: false,
  pipesAsConcat: false,
  realAsFloat: false,
});

/** Combination modes that switch ANSI_QUOTES on: ANSI everywhere, the others on MariaDB (sql_mode manual pages). */
const ANSI_COMBINATIONS = new Set(['ANSI', 'ORACLE', 'POSTGRESQL', 'MSSQL', 'DB2', 'MAXDB']);

/** Reads a sql_mode value such as `ANSI_QUOTES,STRICT_TRANS_TABLES`; unknown names are left aside. */
export function parseSqlMode(text: string): SqlMode {
  const names = text
    .toUpperCase()
    .split(',')
    .map((name) => name.trim());
  // The same combinations join texts with ||.
  const isAnsi = names.some((name) => ANSI_COMBINATIONS.has(name));
  return {
    ansiQuotes: isAnsi || names.includes('ANSI_QUOTES'),
    pipesAsConcat: isAnsi || names.includes('PIPES_AS_CONCAT'),
    realAsFloat: names.includes('REAL_AS_FLOAT') || names.includes('ANSI'),
    noBackslashEscapes: names.includes('NO_BACKSLASH_ESCAPES'),
    text: names.filter((name) => name !== '').join(','),
  };
}

const OTHER_DATABASE = [
  'PIPES_AS_CONCAT',
  'ANSI_QUOTES',
  'IGNORE_SPACE',
  'NO_KEY_OPTIONS',
  'NO_TABLE_OPTIONS',
  'NO_FIELD_OPTIONS',
];

/** What a combination stands for beside itself (manuals of both vendors, sql_mode; MariaDB knows more of them). */
const COMBINATIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['ANSI', ['REAL_AS_FLOAT', 'PIPES_AS_CONCAT', 'ANSI_QUOTES', 'IGNORE_SPACE']],
  ['DB2', OTHER_DATABASE],
  ['MSSQL', OTHER_DATABASE],
  ['POSTGRESQL', OTHER_DATABASE],
  ['MAXDB', [...OTHER_DATABASE, 'NO_AUTO_CREATE_USER']],
  ['ORACLE', [...OTHER_DATABASE, 'NO_AUTO_CREATE_USER', 'SIMULTANEOUS_ASSIGNMENT']],
  [
    'TRADITIONAL',
    [
      'STRICT_TRANS_TABLES',
      'STRICT_ALL_TABLES',
      'NO_ZERO_IN_DATE',
      'NO_ZERO_DATE',
      'ERROR_FOR_DIVISION_BY_ZERO',
      'NO_ENGINE_SUBSTITUTION',
    ],
  ],
]);

/** Modes that the other vendor does not know, or does no longer (MySQL 8.0 took away what it had in common with MariaDB). */
const ONLY: Readonly<Record<Vendor, ReadonlySet<string>>> = {
  mysql: new Set(['TIME_TRUNCATE_FRACTIONAL']),
  mariadb: new Set([
    ...OTHER_DATABASE.slice(3),
    'DB2',
    'MSSQL',
    'POSTGRESQL',
    'MAXDB',
    'ORACLE',
    'MYSQL323',
    'MYSQL40',
    'NO_AUTO_CREATE_USER',
    'SIMULTANEOUS_ASSIGNMENT',
    'EMPTY_STRING_IS_NULL',
    'IGNORE_BAD_TABLE_OPTIONS',
    'TIME_ROUND_FRACTIONAL',
  ]),
};

/** A sql_mode without the names that servers of the vendor refuse (error 1231): a dump of the other one may hold them. */
export function knownSqlMode(text: string, vendor: Vendor): string {
  const foreign = ONLY[vendor === 'mysql' ? 'mariadb' : 'mysql'];
  return text
    .split(',')
    .filter((name) => !foreign.has(name.trim().toUpperCase()))
    .join(',');
}

/** A sql_mode as a server stores it: combinations spelled out beside their name, each mode once, sorted. */
export function canonicalSqlMode(text: string, vendor: Vendor): string {
  const names = new Set<string>();
  for (const stated of knownSqlMode(text.toUpperCase(), vendor).split(',')) {
    const name = stated.trim();
    if (name === '') continue;
    names.add(name);
    for (const implied of COMBINATIONS.get(name) ?? []) names.add(implied);
    if (name === 'ANSI' && vendor === 'mysql') names.add('ONLY_FULL_GROUP_BY');
    // MySQL 8 took NO_AUTO_CREATE_USER away.
    if (name === 'TRADITIONAL' && vendor === 'mariadb') names.add('NO_AUTO_CREATE_USER');
  }
  return [...names].sort().join(',');
}
