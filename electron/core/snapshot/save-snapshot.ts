import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../../shared/app-error';
import type { SchemaModel } from '../../../shared/model';
import { encodeSnapshot } from '../../../shared/snapshot';
import type { Snapshot } from '../../../shared/snapshot';
import { fingerprintModel } from './fingerprint-model';

/**
 * Saves a model as a snapshot file, all or nothing: a reader sees the old file or the new one, also after a
 * crash. Folders are made. Throws AppError `not-readable` when the file cannot be written.
 */
export async function saveSnapshot(
  path: string,
  model: SchemaModel,
  about: { readonly takenAt: string; readonly source?: string },
): Promise<Snapshot> {
  const snapshot: Snapshot = {
    takenAt: about.takenAt,
    ...(about.source === undefined ? {} : { source: about.source }),
    fingerprint: fingerprintModel(model),
    model,
  };
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(encodeSnapshot(snapshot), 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    throw new AppError('not-readable', `The snapshot ${path} cannot be written (${reason}).`, { cause });
  }
  return snapshot;
}
