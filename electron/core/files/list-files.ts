import type { Dirent } from 'node:fs';
import { realpathSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import picomatch from 'picomatch';
import type { Diagnostic, Read, UnreadPlace } from '../../../shared/model';
import { codeOf, describeFileError } from './file-error';
import { isInside, workspacePath } from './resolve-inside';

/** One file below a folder. */
export interface ListedFile {
  /** Relative to the workspace, with forward slashes. */
  readonly path: string;
  readonly absolutePath: string;
}

/** The files that were found, and what could not be looked at and may hold more of those that were wanted. */
export interface FileListing extends Read<readonly ListedFile[]> {
  readonly unread: readonly UnreadPlace[];
}

/** What to leave out, and how far to go. */
export interface ListOptions {
  /** The workspace: paths are relative to it, and links may not leave it. Absolute, with links followed. */
  readonly root: string;
  /** Glob patterns, matched against paths relative to the workspace: `backups/**`, `*.bak`. */
  readonly ignore?: readonly string[];
  /** Answers whether a file is wanted. */
  readonly accept?: (path: string) => boolean;
  /** How many levels below the folder; all when left out. */
  readonly depth?: number;
  /** Stop after so many entries; a diagnostic tells. */
  readonly maximumEntries?: number;
}

/** Folders that hold tools' files, our own among them, never a schema's source. */
export const ALWAYS_IGNORED: readonly string[] = [
  '**/node_modules/**',
  '**/.git/**',
  '**/.hg/**',
  '**/.svn/**',
  '**/__pycache__/**',
  '**/.tidemark/**',
];

const MAXIMUM_ENTRIES = 500_000;

/**
 * Lists the files below a folder in a fixed order (by path, code unit by code unit). A folder that may not be
 * read and a link that leaves the workspace are diagnostics; the rest is listed. Links inside the workspace are
 * followed, each folder once.
 */
export async function listFiles(folder: string, options: ListOptions): Promise<FileListing> {
  const diagnostics: Diagnostic[] = [];
  const unread: UnreadPlace[] = [];
  const files: ListedFile[] = [];
  const isIgnored = ignoreMatcher(options.ignore);
  const maximum = options.maximumEntries ?? MAXIMUM_ENTRIES;
  const seen = new Set<string>();
  const waiting: { readonly folder: string; readonly depth: number }[] = [{ folder, depth: 0 }];
  let entries = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const current = next;
    const shown = workspacePath(options.root, current.folder);
    let listing: Dirent[];
    try {
      // Of two links to one folder, or a link to a parent, only the first is walked.
      const real = realpathSync(current.folder);
      if (seen.has(real)) continue;
      seen.add(real);
      listing = await readdir(current.folder, { withFileTypes: true });
    } catch (error) {
      diagnostics.push(describeFileError(error, shown));
      unread.push(unreadFile(shown));
      continue;
    }
    for (const entry of listing) {
      const absolutePath = join(current.folder, entry.name);
      const path = workspacePath(options.root, absolutePath);
      if (isIgnored(path)) continue;
      entries += 1;
      const kind = entry.isSymbolicLink()
        ? followLink(absolutePath, path, options.root, diagnostics)
        : kindOf(entry);
      const isDeeper = current.depth < (options.depth ?? Number.POSITIVE_INFINITY);
      const isWanted = (): boolean => options.accept?.(path) ?? true;
      if (kind === 'folder' && isDeeper) waiting.push({ folder: absolutePath, depth: current.depth + 1 });
      else if (kind === 'file' && isWanted()) files.push({ path, absolutePath });
      else if (kind === 'other' && isWanted()) {
        diagnostics.push(reportIrregular(path));
        unread.push(unreadFile(path));
      } else if ((kind === 'lost folder' && isDeeper) || (kind === 'lost file' && isWanted()))
        unread.push(unreadFile(path));
    }
    if (entries > maximum) {
      diagnostics.push({
        severity: 'warning',
        code: 'folder-too-large',
        message: `The folder has more than ${String(maximum)} entries; the rest was not looked at`,
        location: { kind: 'file', path: shown, line: 1, column: 1 },
        hint: 'Name the folders that matter, or list the others under `ignore` in tidemark.yaml.',
      });
      unread.push(unreadFile(shown));
      break;
    }
  }
  files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { value: files, diagnostics, unread };
}

/** Answers whether a path relative to the workspace is ignored, itself or by a folder it is in. */
export function ignoreMatcher(patterns: readonly string[] = []): (path: string) => boolean {
  const expanded = [...ALWAYS_IGNORED, ...patterns].flatMap((pattern) => {
    const plain = pattern.replace(/^\.?\//, '').replace(/\/+$/, '');
    // As in .gitignore: a pattern without a slash means any depth, and a folder means all that is in it.
    const anywhere = plain.includes('/') ? plain : `**/${plain}`;
    return [anywhere, anywhere.endsWith('/**') ? anywhere.slice(0, -3) : `${anywhere}/**`];
  });
  return picomatch(expanded, { dot: true, nonegate: true });
}

/** A file or folder that may hold anything, told by its path relative to the workspace. */
export function unreadFile(path: string): UnreadPlace {
  return { origin: { kind: 'file', path, line: 1, column: 1 }, kind: 'file' };
}

/** A pipe, socket or device under a wanted name: reading it might never end. */
function reportIrregular(path: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'file-not-regular',
    message: 'This is not a regular file; it is not read',
    location: { kind: 'file', path, line: 1, column: 1 },
  };
}

/** `lost`: it is there, or was meant to be, and may not or cannot be read. */
type EntryKind = 'folder' | 'file' | 'lost folder' | 'lost file' | 'other';

function kindOf(entry: { isDirectory(): boolean; isFile(): boolean }): 'folder' | 'file' | 'other' {
  return entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : 'other';
}

function followLink(absolutePath: string, path: string, root: string, diagnostics: Diagnostic[]): EntryKind {
  try {
    const real = realpathSync(absolutePath);
    if (isInside(root, real)) return kindOf(statSync(real));
    diagnostics.push({
      severity: 'warning',
      code: 'link-leaves-workspace',
      message: 'This link leads out of the workspace; it is not followed',
      location: { kind: 'file', path, line: 1, column: 1 },
      hint: 'Copy the file into the workspace, or open the folder that holds both.',
    });
    return statSync(real).isDirectory() ? 'lost folder' : 'lost file';
  } catch (error) {
    const found = describeFileError(error, path);
    diagnostics.push(
      codeOf(error) === 'ENOENT'
        ? { ...found, severity: 'warning', code: 'link-broken', message: 'This link leads nowhere' }
        : found,
    );
    return 'lost file';
  }
}
