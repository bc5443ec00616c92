import { stat } from 'node:fs/promises';
import { posix } from 'node:path';
import { codeOf } from '../files/file-error';
import { readTextFile } from '../files/read-text-file';
import { resolveInside } from '../files/resolve-inside';

/**
 * The folder that holds the revisions: where alembic.ini points, `versions` below the path, or the path itself.
 * Relative to the workspace.
 */
export async function findVersions(root: string, path: string): Promise<string> {
  const ini = /\.ini$/i.test(path) ? path : posix.join(path, 'alembic.ini');
  const read = await readTextFile(resolveInside(root, ini), { path: ini, maximumSize: 1_000_000 });
  const location = /^[ \t]*script_location[ \t]*=[ \t]*([^\r\n]+)$/m
    .exec(read.value?.text ?? '')?.[1]
    ?.trim();
  const home = posix.dirname(ini);
  const candidates =
    location === undefined
      ? [posix.join(path, 'versions')]
      : [posix.join(home, location.replaceAll('%(here)s', '.').replaceAll('\\', '/'), 'versions')];
  for (const candidate of candidates) {
    if (await isFolder(resolveInside(root, candidate))) return candidate;
  }
  return path;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return false;
  }
}
