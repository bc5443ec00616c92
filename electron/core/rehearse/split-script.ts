import type { Flavor } from '../../../shared/model';
import { ScriptScanner } from '../../../shared/sql/script-scanner';

/** The statements of a script, one text each, without delimiters; client commands are left out. */
export function splitScript(sql: string, flavor: Flavor): readonly string[] {
  const scanner = new ScriptScanner(sql, { flavor });
  const statements: string[] = [];
  for (let statement = scanner.next(); statement !== undefined; statement = scanner.next()) {
    if (statement.kind !== 'client' && statement.kind !== 'stray')
      statements.push(sql.slice(statement.start, statement.end));
  }
  return statements;
}
