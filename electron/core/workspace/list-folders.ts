import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { OutputOf } from '../../../shared/api';
import { AppError } from '../../../shared/app-error';
import { codeOf } from '../files/file-error';
import { findRoot } from './find-root';
import { CONFIG_FILE } from './read-config';

/** More folders in one are too many to choose from by eye. */
const MOST = 2000;

/**
 * The folders in a folder, without hidden ones; the person's own folder when none is named. Links to folders count as
 * folders. Throws AppError `not-found` or `not-readable`.
 */
export async function listFolders(path: string | undefined): Promise<OutputOf<'folder.list'>> {
  const folder = await findRoot(resolve(path ?? homedir()));
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new AppError(
      'not-readable',
      `“${folder}” may not be looked into (${codeOf(error) ?? 'unknown'}).`,
      {
        cause: error,
      },
    );
  });
  const isFolder = await Promise.all(
    entries.map(async (entry) => {
      if (entry.name.startsWith('.')) return false;
      if (!entry.isSymbolicLink()) return entry.isDirectory();
      return stat(join(folder, entry.name)).then(
        (found) => found.isDirectory(),
        () => false,
      );
    }),
  );
  const names = entries.flatMap(({ name }, at) => (isFolder[at] === true ? [name] : []));
  names.sort((a, b) => a.localeCompare(b, 'en', { sensitivity: 'base', numeric: true }));
  const parent = dirname(folder);
  return {
    path: folder,
    ...(parent === folder ? {} : { parent }),
    isWorkspace: entries.some(({ name }) => name === CONFIG_FILE),
    folders: names.slice(0, MOST).map((name) => ({ name, path: join(folder, name) })),
    more: Math.max(0, names.length - MOST),
  };
}
