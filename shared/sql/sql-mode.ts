/** The parts of sql_mode that change how SQL text is read. */
export interface SqlMode {
  /** Double quotes hold identifiers, not strings. */
  readonly ansiQuotes: boolean;
  /** A backslash in a string is just a character. */
  readonly noBackslashEscapes: boolean;
}

/** How servers read SQL unless told otherwise. */
export const DEFAULT_SQL_MODE: SqlMode = Object.freeze({ ansiQuotes: false, noBackslashEscapes: false });

/** Combination modes that switch ANSI_QUOTES on: ANSI everywhere, the others on MariaDB (sql_mode manual pages). */
const ANSI_COMBINATIONS = new Set(['ANSI_QUOTES', 'ANSI', 'ORACLE', 'POSTGRESQL', 'MSSQL', 'DB2', 'MAXDB']);

/** Reads a sql_mode value such as `ANSI_QUOTES,STRICT_TRANS_TABLES`; unknown names are left aside. */
export function parseSqlMode(text: string): SqlMode {
  const names = text
    .toUpperCase()
    .split(',')
    .map((name) => name.trim());
  return {
    ansiQuotes: names.some((name) => ANSI_COMBINATIONS.has(name)),
    noBackslashEscapes: names.includes('NO_BACKSLASH_ESCAPES'),
  };
}
