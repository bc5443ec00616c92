import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Diagnostic, Read } from '../../../shared/model';
import type { TextEncoding } from './decode-text';
import { decodeText } from './decode-text';
import { describeFileError } from './file-error';

/** A file's text. `path` is the one that places are told with, relative to the workspace. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
  readonly encoding: TextEncoding;
  /** In bytes. */
  readonly size: number;
}

/** Above this, in bytes, a file is refused: a JavaScript string ends at 512 MB. */
export const MAXIMUM_FILE_SIZE = 400 * 1024 * 1024;

/**
 * Reads a text file. What cannot be read (missing, forbidden, a folder, binary, too large) is undefined with a
 * diagnostic that says why; odd bytes are a diagnostic beside the text. Never throws for what the file is.
 */
export async function readTextFile(
  absolutePath: string,
  options: { readonly path: string; readonly maximumSize?: number },
): Promise<Read<TextFile | undefined>> {
  const { path } = options;
  const maximum = Math.min(options.maximumSize ?? MAXIMUM_FILE_SIZE, MAXIMUM_FILE_SIZE);
  try {
    // Without O_NONBLOCK, opening a named pipe waits for its writer for ever. Windows has neither, and takes it for 0.
    const file = await open(absolutePath, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const { size, mode } = await file.stat();
      if ((mode & 0o170000) !== 0o100000)
        return refuse('file-not-regular', 'This is not a regular file', path);
      if (size > maximum) {
        return refuse(
          'file-too-large',
          `The file has ${String(Math.ceil(size / 1_048_576))} MB; at most ${String(Math.floor(maximum / 1_048_576))} MB are read`,
          path,
          'Split it, or leave its rows out: mysqldump --no-data.',
        );
      }
      const bytes = await file.readFile();
      const decoded = decodeText(bytes, path);
      if (looksBinary(decoded.text)) return refuse('file-binary', 'The file is binary, not text', path);
      return {
        value: { path, text: decoded.text, encoding: decoded.encoding, size: bytes.length },
        diagnostics: decoded.diagnostics,
      };
    } finally {
      await file.close();
    }
  } catch (error) {
    return { value: undefined, diagnostics: [describeFileError(error, path)] };
  }
}

function refuse(code: string, message: string, path: string, hint?: string): Read<undefined> {
  const diagnostic: Diagnostic = {
    severity: 'error',
    code,
    message,
    location: { kind: 'file', path, line: 1, column: 1 },
    ...(hint !== undefined && { hint }),
  };
  return { value: undefined, diagnostics: [diagnostic] };
}

/** Dumps may hold a stray NUL in a BLOB; a file that begins with several is no text. */
function looksBinary(text: string): boolean {
  const head = text.slice(0, 8000);
  let zeros = 0;
  for (let at = head.indexOf('\0'); at >= 0 && zeros <= 8; at = head.indexOf('\0', at + 1)) zeros += 1;
  return zeros > 8 || (zeros > 0 && zeros * 10 > head.length);
}
