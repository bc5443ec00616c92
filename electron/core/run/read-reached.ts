import type { SchemaModel } from '../../../shared/model';
import { printForeignKey } from '../../../shared/sql/print-key';
import { quoteIdentifier, quoteQualified } from '../../../shared/sql/quote';
import type { ServerConnection } from '../mysql';
import { readSchemas } from '../plan/target-state';
import { lostForeignKeys } from './lost-foreign-keys';
import type { OwnedForeignKey } from './lost-foreign-keys';
import { openExecution } from './open-execution';
import type { RunSession } from './run-session';

/**
 * Reads what a run has led to. After an interruption, the foreign keys that the plan does not touch and that the server
 * lost when it was stopped in the middle of an ALTER are put back first. Throws AppError when the rows no longer allow
 * that.
 */
export async function readReached(
  session: RunSession,
  reader: ServerConnection,
  to: 'before' | 'after',
): Promise<SchemaModel> {
  const { migration, policy } = session.request;
  const read = (): Promise<SchemaModel> =>
    readSchemas(reader, session.schemas, { tracking: policy.tracking });
  const present = await read();
  const { before, after } = migration;
  if (!session.interrupted || before === undefined || after === undefined) return present;
  const [wanted, other] = to === 'after' ? [after, before] : [before, after];
  const lost = lostForeignKeys(wanted, other, present);
  if (lost.length === 0) return present;
  await restoreForeignKeys(session, lost);
  return read();
}

/** Adds them again. Each is announced in the journal before, and told to whoever asked for the run. */
async function restoreForeignKeys(session: RunSession, lost: readonly OwnedForeignKey[]): Promise<void> {
  const connection = await openExecution(session);
  try {
    for (const { schema, table, name, foreignKey } of lost) {
      const message = `Foreign key ${name} of ${schema}.${table} was lost when the server stopped in the middle of an ALTER; it is put back.`;
      await session.journal.write({ kind: 'note', message });
      // What it refers to is found as it was when the key was made: in the table's own schema.
      await connection.query(`USE ${quoteIdentifier(schema)}`);
      await connection.execute(
        `ALTER TABLE ${quoteQualified(schema, table)} ADD ${printForeignKey(foreignKey)}`,
      );
      session.note(message);
    }
  } finally {
    await connection.close();
  }
}
