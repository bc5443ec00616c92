import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { RowDataPacket } from 'mysql2/promise';
import type { PrivateServer } from '../support/private-server';
import { quoteIdentifier } from '../../shared/sql';
import type { CrashTrial } from './crash-trial';

/**
 * Does what the runner tells a person to do where a killed server has left files of its own broken, word for word: REPAIR TABLE,
 * or the way to lost partitions (electron/core/mysql/driver-error.ts). Answers whether there was anything to mend.
 */
export async function mendAfterCrash(
  trial: CrashTrial,
  server: PrivateServer,
  message: string,
): Promise<boolean> {
  const crashed = /for '\.\/([^/']+)\/([^']+)'|Table '([^'.]+)' is marked as crashed/.exec(message);
  if (crashed !== null) {
    const [, schema = trial.schema, table = crashed[3] ?? ''] = crashed;
    await trial.use((connection) =>
      connection.query(`REPAIR TABLE ${quoteIdentifier(schema)}.${quoteIdentifier(table)}`),
    );
    return true;
  }
  if (!message.includes('.par file')) return false;
  return trial.use(async (connection) => {
    const [tables] = await connection.query<RowDataPacket[]>(
      "SELECT TABLE_NAME AS n FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND ENGINE IS NULL AND TABLE_COMMENT LIKE '%.par file%'",
      [trial.schema],
    );
    const folder = join(server.dataFolder, trial.schema);
    const [left] = readdirSync(folder).filter((file) => /^#sql-alter-.*\.par$/.test(file));
    const name = tables[0]?.['n'] as string | undefined;
    if (left === undefined || name === undefined) return false;
    const own = left.slice(0, -'.par'.length);
    renameSync(join(folder, `${name}.frm`), join(folder, `${own}.frm`));
    await connection.query(`USE ${quoteIdentifier(trial.schema)}`);
    await connection.query(`RENAME TABLE ${quoteIdentifier(`#mysql50#${own}`)} TO ${quoteIdentifier(name)}`);
    return true;
  });
}
