import type { FileExcerpt } from '../../../shared/api';
import { AppError } from '../../../shared/app-error';
import { readTextFile } from './read-text-file';
import { resolveInside } from './resolve-inside';

const MAXIMUM_SIZE = 64 * 1024 * 1024;
const LINES_AROUND = 500;
/** A line of a dump may hold all rows of a table. In UTF-16 units. */
const LONGEST_LINE = 4000;

/**
 * The lines of a workspace's file around one of them, at most 1,001; long ones are cut and end with “…”. A line beyond
 * the end shows the end. Throws AppError `outside-workspace` for a path that leaves the workspace, and `not-readable`
 * for what is no text file or has more than 64 MB.
 */
export async function readExcerpt(root: string, path: string, line: number): Promise<FileExcerpt> {
  const { value, diagnostics } = await readTextFile(resolveInside(root, path), {
    path,
    maximumSize: MAXIMUM_SIZE,
  });
  if (value === undefined) {
    const [problem] = diagnostics;
    throw new AppError('not-readable', problem?.message ?? `${path} cannot be read.`, {
      ...(problem?.hint === undefined ? {} : { hint: problem.hint }),
      details: { path },
    });
  }
  const all = value.text.split(/\r\n|\n|\r/);
  const at = Math.min(line, all.length);
  const from = Math.max(0, at - 1 - LINES_AROUND);
  const lines = all.slice(from, at + LINES_AROUND).map(shorten);
  const isWhole = lines.length === all.length && lines.every((text, index) => text === all[index]);
  return { path, firstLine: from + 1, lines, totalLines: all.length, isWhole };
}

function shorten(text: string): string {
  return text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)}…` : text;
}
