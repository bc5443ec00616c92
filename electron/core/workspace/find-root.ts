import { realpath, stat } from 'node:fs/promises';
import { AppError } from '../../../shared/app-error';
import { codeOf } from '../files/file-error';

/** The real path of a folder. Throws AppError `not-found` or `not-readable`. */
export async function findRoot(folder: string): Promise<string> {
  try {
    const root = await realpath(folder);
    if (!(await stat(root)).isDirectory()) throw new AppError('not-found', `“${folder}” is not a folder.`);
    return root;
  } catch (error) {
    const code = codeOf(error);
    if (error instanceof AppError || code === undefined) throw error;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new AppError('not-found', `“${folder}” does not exist.`, { cause: error });
    throw new AppError('not-readable', `“${folder}” may not be opened (${code}).`, { cause: error });
  }
}
