import type { SchemaModel } from '../../../shared/model';
import { printForeignKey } from '../../../shared/sql/print-key';
import { quoteIdentifier, quoteQualified } from '../../../shared/sql/quote';
import { lostForeignKeys } from './lost-foreign-keys';
import { openExecution } from './open-execution';
import type { RunSession } from './run-session';

/**
 * After an interruption, puts back the foreign keys that the plan does not touch and that the server lost when it was
 * stopped in the middle of an ALTER. Each is announced in the journal before, and told to whoever asked for the run.
 * Answers whether there was one; throws AppError when the rows no longer allow it.
 */
export async function restoreForeignKeys(
  session: RunSession,
  present: SchemaModel,
  to: 'before' | 'after',
): Promise<boolean> {
  const { before, after } = session.request.migration;
  if (!session.interrupted || before === undefined || after === undefined) return false;
  const [wanted, other] = to === 'after' ? [after, before] : [before, after];
  const lost = lostForeignKeys(wanted, other, present);
  if (lost.length === 0) return false;
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
  return true;
}
