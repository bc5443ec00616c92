import type { MigrationEffect } from '../../../shared/migrations/effect';
import { readSql } from '../../../shared/sql';
import type { SqlDialect } from '../postgres/detect-sql-dialect';
import { PostgresSession } from '../postgres/read-postgres';

/** What a script does to which object, by itself. For PostgreSQL's, loadPostgresParser must have run. */
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
  return [];
}
