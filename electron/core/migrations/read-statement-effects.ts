import { summaryEffects } from '../../../shared/migrations';
import type { MigrationEffect } from '../../../shared/migrations';
import { readSql } from '../../../shared/sql';
import type { SqlDialect } from '../postgres/detect-sql-dialect';
import { PostgresSession } from '../postgres/read-postgres';

/**
 * What a script does to which object, read by itself: it may speak of tables that others make. For
 * PostgreSQL's, loadPostgresParser must have run.
 */
export function readStatementEffects(
  text: string,
  dialect: SqlDialect,
  path: string,
): readonly MigrationEffect[] {
  if (dialect === 'postgresql') {
    return new PostgresSession()
      .run(text, path, { tolerant: true })
      .value.flatMap((statement) => statement.effects);
  }
  // An included file answers for itself.
  const read = readSql(text, { path, include: (name) => ({ path: name, text: '' }) });
  return summaryEffects(read.statements, text);
}
