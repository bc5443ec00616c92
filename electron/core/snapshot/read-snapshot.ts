import { readFile } from 'node:fs/promises';
import { AppError } from '../../../shared/app-error';
import type { Read } from '../../../shared/model';
import { decodeSnapshot } from '../../../shared/snapshot';
import type { Snapshot } from '../../../shared/snapshot';

/**
 * Reads a snapshot file. `shownPath` stands in diagnostics. What is no snapshot is a diagnostic and no value;
 * throws AppError `not-found` or `not-readable` when the file cannot be read at all.
 */
export async function readSnapshot(path: string, shownPath = path): Promise<Read<Snapshot | undefined>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (code === 'ENOENT') throw new AppError('not-found', `There is no snapshot ${shownPath}.`, { cause });
    throw new AppError('not-readable', `The snapshot ${shownPath} cannot be read (${code}).`, { cause });
  }
  return decodeSnapshot(text, shownPath);
}

/** How old a snapshot is at `now`, in milliseconds; never negative, whatever the clocks say. */
export function snapshotAge(snapshot: Pick<Snapshot, 'takenAt'>, now: Date = new Date()): number {
  return Math.max(0, now.getTime() - Date.parse(snapshot.takenAt));
}

/** `just now`, `5 minutes ago`, `3 hours ago`, `2 days ago`: for people. */
export function describeAge(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return ago(minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? ago(hours, 'hour') : ago(Math.floor(hours / 24), 'day');
}

function ago(count: number, unit: string): string {
  return `${String(count)} ${unit}${count === 1 ? '' : 's'} ago`;
}
