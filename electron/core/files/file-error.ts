import type { Diagnostic } from '../../../shared/model';

const EXPLANATIONS: ReadonlyMap<
  string,
  { readonly code: string; readonly message: string; readonly hint?: string }
> = new Map([
  [
    'ENOENT',
    { code: 'file-missing', message: 'This does not exist', hint: 'Correct the path in tidemark.yaml.' },
  ],
  [
    'ENOTDIR',
    {
      code: 'file-missing',
      message: 'A part of this path is not a folder',
      hint: 'Correct the path in tidemark.yaml.',
    },
  ],
  [
    'EACCES',
    { code: 'file-forbidden', message: 'This may not be read', hint: 'Give yourself permission to read it.' },
  ],
  [
    'EPERM',
    { code: 'file-forbidden', message: 'This may not be read', hint: 'Give yourself permission to read it.' },
  ],
  ['EISDIR', { code: 'file-is-folder', message: 'This is a folder, not a file' }],
  ['ELOOP', { code: 'link-loop', message: 'This link leads back to itself' }],
  ['ENAMETOOLONG', { code: 'file-missing', message: 'This path is longer than the system allows' }],
  ['EMFILE', { code: 'file-unreadable', message: 'Too many files are open at once' }],
  ['EIO', { code: 'file-unreadable', message: 'The disk could not deliver this' }],
]);

/** The system's code of an error (`ENOENT`), when it has one. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Tells why a file or folder could not be read. Errors that are not the system's are thrown on: they are bugs. */
export function describeFileError(error: unknown, path: string): Diagnostic {
  const code = codeOf(error);
  if (code === undefined) throw error;
  const known = EXPLANATIONS.get(code) ?? {
    code: 'file-unreadable',
    message: `The system refused to read this (${code})`,
  };
  return { severity: 'error', ...known, location: { kind: 'file', path, line: 1, column: 1 } };
}
