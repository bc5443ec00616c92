import type * as LibPgQuery from 'libpg-query';
import type { RawStmt } from 'libpg-query';

type Parser = typeof LibPgQuery;

let parser: Parser | undefined;

/** Loads PostgreSQL's own parser (WebAssembly, 1.7 MB) once, when the first PostgreSQL text is read. */
export async function loadPostgresParser(): Promise<void> {
  if (parser !== undefined) return;
  const module = await import('libpg-query');
  await module.loadModule();
  parser = module;
}

/** The parsed statements, or what the parser said, with the byte offset of the place. */
export type ParsedSql =
  | { readonly ok: true; readonly statements: readonly RawStmt[] }
  | { readonly ok: false; readonly message: string; readonly byte: number };

/** Parses a script. Needs loadPostgresParser first. Never throws. */
export function parseSql(text: string): ParsedSql {
  if (parser === undefined) return { ok: false, message: 'The PostgreSQL parser is not loaded.', byte: 0 };
  if (text.trim() === '') return { ok: true, statements: [] };
  // NUL ends the text for a parser written in C.
  if (text.includes('\0')) return { ok: false, message: 'The text holds a NUL character.', byte: 0 };
  try {
    return { ok: true, statements: parser.parseSync(text).stmts ?? [] };
  } catch (error) {
    const details = parser.hasSqlDetails(error) ? error.sqlDetails : undefined;
    return {
      ok: false,
      message: details?.message ?? describe(error),
      byte: Math.max(0, details?.cursorPosition ?? 0),
    };
  }
}

/** Parses the PL/pgSQL of a DO statement; undefined when it is not PL/pgSQL. */
export function parsePlSql(text: string): unknown {
  if (parser === undefined || text.includes('\0')) return undefined;
  try {
    return parser.parsePlPgSQLSync(text);
  } catch {
    return undefined;
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : 'The parser failed.';
}
