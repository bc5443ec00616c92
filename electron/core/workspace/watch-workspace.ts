import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { watch } from 'chokidar';
import { ignoreMatcher } from '../files/list-files';
import { workspacePath } from '../files/resolve-inside';
import { CONFIG_FILE } from './read-config';
import type { Workspace } from './workspace';

/** What changed since the last call: paths relative to the workspace, each once. */
export interface WorkspaceChange {
  readonly paths: readonly string[];
  /** True when tidemark.yaml is among them. */
  readonly config: boolean;
  /** The ids of the sources that lie at, above or below the changed paths. */
  readonly sources: readonly string[];
}

/** A watcher at work. */
export interface WorkspaceWatcher {
  /** Resolves when the first look is over: changes after that are told. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

/** What to do with changes, and how long to wait for more of them. */
export interface WatchOptions {
  readonly onChange: (change: WorkspaceChange) => void;
  /** Told when the system stops watching, such as when it has no watches left. */
  readonly onError?: (error: unknown) => void;
  /**
   * Milliseconds since the epoch at which the workspace began to be read. What changed between then and `ready` is told
   * too, or the first reading would stand for ever beside another file. Left out: only what changes after `ready`.
   */
  readonly since?: number;
  /** Changes that follow each other within this time, in milliseconds, are told together. */
  readonly quietMs?: number;
  /** A stream of changes without a pause is told after this time at the latest, in milliseconds. */
  readonly latestMs?: number;
}

/**
 * Watches tidemark.yaml and the files of the sources. A checkout that changes a thousand files is told once.
 * Links are not followed, so nothing outside the workspace is watched.
 */
export function watchWorkspace(workspace: Workspace, options: WatchOptions): WorkspaceWatcher {
  const { root, config } = workspace;
  const isIgnored = ignoreMatcher(config.ignore);
  const sources = config.sources.flatMap((source) =>
    source.kind === 'mysql' ? [] : [{ id: source.id, path: normalise(source.path) }],
  );
  const roots = [...new Set([CONFIG_FILE, ...sources.map((source) => source.path)])];
  const watcher = watch(roots, {
    cwd: root,
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (path: string) => isIgnored(path.startsWith(root) ? workspacePath(root, path) : path),
    // Editors and our own writer make a temporary file and rename it; half-written files are not worth telling.
    awaitWriteFinish: { stabilityThreshold: 60, pollInterval: 20 },
  });

  const changed = new Set<string>();
  let quiet: NodeJS.Timeout | undefined;
  let latest: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(quiet);
    clearTimeout(latest);
    quiet = undefined;
    latest = undefined;
    if (changed.size === 0) return;
    const paths = [...changed].toSorted();
    changed.clear();
    options.onChange({
      paths,
      config: paths.includes(CONFIG_FILE),
      sources: sources
        .filter((source) => paths.some((path) => touches(path, source.path)))
        .map((source) => source.id),
    });
  };
  let isReady = false;
  let isClosed = false;
  const tell = (path: string): void => {
    if (isClosed) return;
    changed.add(normalise(path));
    clearTimeout(quiet);
    quiet = setTimeout(flush, options.quietMs ?? 150);
    latest ??= setTimeout(flush, options.latestMs ?? 2000);
  };
  watcher.on('all', (event, path) => {
    // The first look lists everything; what is new in it is found when it is over.
    if (isReady || (options.since !== undefined && event !== 'add' && event !== 'addDir')) tell(path);
  });
  watcher.on('error', (error) => options.onError?.(error));
  const ready = new Promise<void>((resolve) => {
    watcher.once('ready', () => {
      isReady = true;
      resolve();
      // Between a file's turn in the first look and the system's watch on it, a change is seen by nobody else.
      if (options.since !== undefined)
        void findStampedSince(root, watcher.getWatched(), options.since - CLOCK_LAG_MS).then((paths) => {
          paths.forEach(tell);
        });
    });
  });
  return {
    ready,
    close: async () => {
      isClosed = true;
      clearTimeout(quiet);
      clearTimeout(latest);
      changed.clear();
      await watcher.close();
    },
  };
}

/**
 * Milliseconds by which a file's time may lie before the clock of the moment in which it was written: kernels stamp
 * files with the time of their last tick (up to 10 ms ago on Linux). A change told once too often costs one reading.
 */
const CLOCK_LAG_MS = 20;

/** Those of the watched paths, folders included for what had gone from them, whose times say that they changed since. */
async function findStampedSince(
  root: string,
  watched: Readonly<Record<string, readonly string[]>>,
  since: number,
): Promise<readonly string[]> {
  const paths = Object.entries(watched).flatMap(([folder, names]) =>
    folder.startsWith('..') ? [] : names.map((name) => join(folder, name)),
  );
  const stamped = await Promise.all(
    paths.map(async (path) => {
      const stats = await lstat(join(root, path)).catch(() => undefined);
      return (stats?.ctimeMs ?? since) < since ? [] : [path];
    }),
  );
  return stamped.flat();
}

/** Forward slashes, no `./` before and no slash behind. */
function normalise(path: string): string {
  const plain = path
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .replace(/\/+$/, '');
  return plain === '' ? '.' : plain;
}

function touches(path: string, source: string): boolean {
  return source === '.' || path === source || path.startsWith(`${source}/`) || source.startsWith(`${path}/`);
}
