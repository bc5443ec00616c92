import { readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { AppError } from '../../../shared/app-error';
import { codeOf } from './file-error';

/**
 * The absolute path of `path`, which is relative to the workspace, with links followed. A path that leaves the
 * workspace, by `..` or through a link, throws AppError `outside-workspace`. What does not exist yet is judged
 * by the folder it would be made in.
 */
export function resolveInside(root: string, path: string): string {
  const realRoot = realpathSync(root);
  if (path.includes('\0')) throw new AppError('invalid-input', 'A path may not hold a NUL character.');
  const real = realpathOfExisting(resolve(realRoot, path));
  if (isInside(realRoot, real)) return real;
  throw new AppError('outside-workspace', `“${path}” leads out of the workspace.`, {
    hint: 'Only files inside the workspace are read and written. Open the folder that holds both, or copy the file.',
    details: { path },
  });
}

/** True when `path` is `root` or below it. Both are absolute and have their links followed. */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** `path` relative to `root` with forward slashes, as origins and tidemark.yaml have it. */
export function workspacePath(root: string, path: string): string {
  const way = relative(root, path);
  return way === '' ? '.' : way.split(sep).join('/');
}

function realpathOfExisting(path: string, links = 0): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw asAppError(error, path);
    // A dangling link is judged by what it points at: writing through it would make that file.
    const target = targetOfLink(path);
    if (target !== undefined && links < 40)
      return realpathOfExisting(resolve(dirname(path), target), links + 1);
    return join(realpathOfExisting(dirname(path), links), basename(path));
  }
}

function targetOfLink(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

function asAppError(error: unknown, path: string): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  return new AppError('not-readable', `“${path}” cannot be followed (${code}).`, { cause: error });
}
