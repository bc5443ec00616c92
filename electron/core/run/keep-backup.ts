import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerConnection } from '../mysql';
import type { TargetState } from '../plan/target-state';
import { backupToFile, backupToTables } from './backup-target';
import { openWriter } from './open-writer';
import type { RunSession } from './run-session';

/** Keeps what the run could change where the policy says; answers where that is. */
export async function keepBackup(
  session: RunSession,
  reader: ServerConnection,
  present: TargetState,
): Promise<readonly string[]> {
  const { request, journal } = session;
  const what = {
    present: present.model,
    statements: request.migration.plan.statements,
    signal: request.signal,
  };
  if (request.policy.backup === 'none') return [];
  if (request.policy.backup === 'file') {
    const kept = await backupToFile(reader, freeBackupPath(request.root, journal.run), what);
    await journal.write({
      kind: 'note',
      message: `Backup of ${String(kept.objects)} tables and ${String(kept.rows)} rows: ${kept.where.join(', ')}`,
    });
    return kept.where;
  }
  const writer = await openWriter(request);
  try {
    const kept = await backupToTables(writer, journal.run, what);
    await journal.write({
      kind: 'note',
      message: `Backup of ${String(kept.rows)} rows: ${kept.where.join(', ')}`,
    });
    return kept.where;
  } finally {
    await writer.close();
  }
}

/** A run that goes on keeps the backup of its first start: that is the one with everything in it. */
function freeBackupPath(root: string, run: string): string {
  const path = (end: string): string => join(root, '.tidemark', 'backups', `${run}${end}.sql`);
  let end = '';
  for (let next = 2; existsSync(path(end)); next += 1) end = `-${String(next)}`;
  return path(end);
}
