import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { AppError } from '../../../shared/app-error';
import type { Diagnostic, UnreadPlace } from '../../../shared/model';
import { describeFileError } from '../files/file-error';
import type { ListedFile } from '../files/list-files';
import { listFiles, unreadFile } from '../files/list-files';
import type { TextFile } from '../files/read-text-file';
import { readTextFile } from '../files/read-text-file';
import { resolveInside, workspacePath } from '../files/resolve-inside';
import { askToRead } from './heavy-job-error';

/** The files of a source, read, in a fixed order. */
export interface CollectedFiles {
  readonly files: readonly TextFile[];
  readonly diagnostics: readonly Diagnostic[];
  /** What belongs to the source and could not be read. */
  readonly unread: readonly UnreadPlace[];
  /** SHA-256, hex, over paths and contents. */
  readonly fingerprint: string;
  /** True when the source's path is a folder. */
  readonly isFolder: boolean;
}

/** Which files to read. */
export interface CollectOptions {
  readonly root: string;
  readonly path: string;
  readonly ignore?: readonly string[];
  /** Answers whether a file in the folder is wanted; a file that the source names itself always is. */
  readonly accept: (path: string) => boolean;
  /** False reads the folder's own files only. */
  readonly deep: boolean;
  readonly isCancelled?: () => boolean;
  /** See JobWatch. */
  readonly mayRead?: ((bytes: number) => boolean) | undefined;
  readonly progress?: (done: number, total: number, current: string) => void;
}

/** Files read at once: more only waits for the disk. */
const AT_ONCE = 16;

/**
 * Reads the file, or the files of the folder, that a source names. What cannot be read is a diagnostic, and the
 * others are read. Throws AppError `outside-workspace` for a path that leaves the workspace, and HeavyJobError.
 */
export async function collectFiles(options: CollectOptions): Promise<CollectedFiles> {
  const absolute = resolveInside(options.root, options.path);
  const shown = workspacePath(options.root, absolute);
  const diagnostics: Diagnostic[] = [];
  const unread: UnreadPlace[] = [];
  let listed: readonly ListedFile[] = [];
  let isFolder = false;
  try {
    isFolder = (await stat(absolute)).isDirectory();
    if (isFolder) {
      const list = await listFiles(absolute, {
        root: options.root,
        accept: options.accept,
        ...(options.ignore && { ignore: options.ignore }),
        ...(!options.deep && { depth: 0 }),
      });
      listed = list.value;
      diagnostics.push(...list.diagnostics);
      unread.push(...list.unread);
    } else {
      listed = [{ path: shown, absolutePath: absolute }];
    }
  } catch (error) {
    diagnostics.push(describeFileError(error, options.path));
  }
  const hash = createHash('sha256');
  const files: TextFile[] = [];
  for (let at = 0; at < listed.length; at += AT_ONCE) {
    if (options.isCancelled?.() === true) throw new AppError('cancelled', 'Reading was cancelled.');
    const wanted = listed.slice(at, at + AT_ONCE);
    if (options.mayRead) askToRead(options.mayRead, await sizeOf(wanted));
    const batch = await Promise.all(
      wanted.map((file) => readTextFile(file.absolutePath, { path: file.path })),
    );
    for (const [index, { value, diagnostics: found }] of batch.entries()) {
      diagnostics.push(...found);
      if (!value) {
        unread.push(unreadFile(wanted[index]?.path ?? shown));
        continue;
      }
      files.push(value);
      hash.update(`${value.path}\0${String(value.size)}\0`);
      updateWithText(hash, value.text);
      hash.update('\0');
      options.progress?.(files.length, listed.length, value.path);
    }
  }
  // What could not be read is part of what was seen: when it can be, the content has changed.
  for (const { code, location } of diagnostics) hash.update(`${code}\0${location?.path ?? ''}\0`);
  return { files, diagnostics, unread, fingerprint: hash.digest('hex'), isFolder };
}

/** Bytes of the files that are there. */
async function sizeOf(files: readonly ListedFile[]): Promise<number> {
  const sizes = await Promise.all(
    files.map(({ absolutePath }) =>
      stat(absolutePath).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** UTF-16 units that are hashed at once: a text is turned into bytes for that, and a dump of 200 MB is big enough once. */
const HASHED_AT_ONCE = 1 << 20;

function updateWithText(hash: Hash, text: string): void {
  for (let at = 0; at < text.length; at += HASHED_AT_ONCE) hash.update(text.slice(at, at + HASHED_AT_ONCE));
}
