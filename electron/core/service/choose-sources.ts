import { realpathSync } from 'node:fs';
import { parse, relative, resolve } from 'node:path';
import type { SourceConfig } from '../../../shared/workspace';
import { isInside, workspacePath } from '../files/resolve-inside';
import { resolveSource } from '../source/parse-source-address';
import type { Workspace } from '../workspace/workspace';

/** A source that a caller named, and the folder that its paths are relative to. */
export interface ChosenSource {
  readonly config: SourceConfig;
  readonly root: string;
  /** Stands before the paths of its origins when they are shown: '' inside the folder that the user is in. */
  readonly prefix: string;
  /** False for an address: it is no part of the workspace, and its rules do not apply. */
  readonly isOwn: boolean;
}

/**
 * Finds the sources that a caller named, all of the workspace when it named none. `addressesFrom` is the folder
 * that addresses are relative to, and may leave; without it they stay inside the workspace. Throws AppError
 * `not-found` or `invalid-input`.
 */
export function chooseSources(
  workspace: Workspace,
  names: readonly string[] | undefined,
  addressesFrom: string | undefined,
): ChosenSource[] {
  const own = workspace.config.sources;
  const configs = names === undefined ? own : [...new Set(names)].map((name) => resolveSource(name, own));
  return configs.map((config) => {
    const isOwn = own.includes(config);
    if (isOwn || config.kind === 'mysql') return { config, root: workspace.root, prefix: '', isOwn };
    return { ...placeAddress(config, workspace.root, addressesFrom), isOwn };
  });
}

function placeAddress(
  config: Exclude<SourceConfig, { readonly kind: 'mysql' }>,
  root: string,
  addressesFrom: string | undefined,
): Omit<ChosenSource, 'isOwn'> {
  // The reader itself refuses what leaves the root.
  if (addressesFrom === undefined) return { config, root, prefix: '' };
  const from = followLinks(addressesFrom);
  const path = followLinks(resolve(from, config.path));
  if (isInside(from, path))
    return { config: { ...config, path: workspacePath(from, path) }, root: from, prefix: '' };
  const top = parse(path).root;
  return { config: { ...config, path: relative(top, path).replaceAll('\\', '/') }, root: top, prefix: top };
}

function followLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // What does not exist is named by the reader, with the path as it was written.
    return path;
  }
}
