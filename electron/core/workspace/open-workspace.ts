import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../../../shared/app-error';
import { codeOf } from '../files/file-error';
import { readTextFile } from '../files/read-text-file';
import { resolveInside } from '../files/resolve-inside';
import { writeFileAtomic } from '../files/write-file-atomic';
import type { FileChange } from '../files/write-file-atomic';
import { detectSources } from './detect-sources';
import { findRoot } from './find-root';
import { CONFIG_FILE, readConfig } from './read-config';
import type { Workspace } from './workspace';

/** A tidemark.yaml is written by hand; one larger than this, in bytes, is something else. */
const MAXIMUM_CONFIG_SIZE = 2_000_000;

/**
 * Opens a folder. With a tidemark.yaml, it is read, mistakes as diagnostics; without one, what the folder holds
 * is detected and offered, and nothing is written. Throws AppError `not-found` or `not-readable` for a folder
 * that is not there or may not be entered, `outside-workspace` for a tidemark.yaml that links out of it.
 */
export async function openWorkspace(
  folder: string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Workspace> {
  const root = await findRoot(folder);
  // A link in its place must not make us read, and show lines of, a file elsewhere.
  resolveInside(root, CONFIG_FILE);
  const read = await readTextFile(join(root, CONFIG_FILE), {
    path: CONFIG_FILE,
    maximumSize: MAXIMUM_CONFIG_SIZE,
  });
  if (read.value) {
    const config = readConfig(read.value.text);
    return {
      root,
      name: config.value.name ?? basename(root),
      config: config.value,
      configPath: CONFIG_FILE,
      detected: false,
      diagnostics: [...read.diagnostics, ...config.diagnostics],
    };
  }
  if (read.diagnostics.some((diagnostic) => diagnostic.code !== 'file-missing')) {
    // A config that is there but cannot be read must not be papered over by detection.
    return {
      root,
      name: basename(root),
      config: { sources: [] },
      configPath: CONFIG_FILE,
      detected: false,
      diagnostics: read.diagnostics,
    };
  }
  const detection = await detectSources(root, options);
  return {
    root,
    name: detection.config.name ?? basename(root),
    config: detection.config,
    configPath: undefined,
    detected: true,
    diagnostics: detection.diagnostics,
  };
}

/**
 * Writes an accepted tidemark.yaml. Refuses (AppError `invalid-input`) text that is not a valid config, and
 * (`conflict`) to replace an existing file unless `replace` is said.
 */
export async function writeConfig(
  root: string,
  text: string,
  options: { readonly replace: boolean },
): Promise<FileChange> {
  const problem = readConfig(text).diagnostics.find((diagnostic) => diagnostic.severity === 'error');
  if (problem) {
    throw new AppError(
      'invalid-config',
      `${problem.message} (line ${String(problem.location?.line ?? 1)}).`,
      {
        ...(problem.hint !== undefined && { hint: problem.hint }),
        details: { diagnostic: problem },
      },
    );
  }
  const path = resolveInside(root, CONFIG_FILE);
  if (!options.replace && (await exists(path))) {
    throw new AppError('conflict', 'The folder has a tidemark.yaml already.', {
      hint: 'Say that it is to be replaced, or edit it.',
    });
  }
  return writeFileAtomic(path, text);
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
