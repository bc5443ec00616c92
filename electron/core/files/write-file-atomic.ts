import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../shared/app-error';
import { codeOf } from './file-error';

/** What writing did: a file whose content is the same already is left alone, with its time. */
export type FileChange = 'created' | 'changed' | 'unchanged';

/**
 * Writes a file whole or not at all: into a temporary file beside it, forced to disk, then renamed over it. The
 * folder is made when missing; an existing file keeps its permissions, a new one gets `mode`. Throws AppError `not-readable` where the
 * system refuses, and leaves no temporary file behind.
 */
export async function writeFileAtomic(
  path: string,
  content: string | Uint8Array,
  options: { readonly mode?: number } = {},
): Promise<FileChange> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const existing = await readExisting(path);
    if (existing && Buffer.compare(existing.bytes, bytes) === 0) return 'unchanged';
    await mkdir(folder, { recursive: true });
    const file = await open(temporary, 'wx', existing?.mode ?? options.mode ?? 0o666);
    try {
      await file.writeFile(bytes);
      // The umask may have taken away what the existing file has.
      if (existing) await file.chmod(existing.mode);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    await syncFolder(folder);
    return existing ? 'changed' : 'created';
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    const code = codeOf(error);
    if (code === undefined) throw error;
    throw new AppError('not-readable', `“${path}” could not be written (${code}).`, {
      ...(code === 'ENOSPC' && { hint: 'The disk is full. The file is as it was before.' }),
      cause: error,
    });
  }
}

async function readExisting(
  path: string,
): Promise<{ readonly bytes: Buffer; readonly mode: number } | undefined> {
  try {
    const { mode } = await stat(path);
    return { bytes: await readFile(path), mode: mode & 0o777 };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** A rename is on disk only when its folder is. Windows cannot open folders, and needs it not. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
