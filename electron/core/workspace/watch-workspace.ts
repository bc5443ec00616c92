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
    ignoreInitial: options.since === undefined,
    alwaysStat: true,
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
  watcher.on('all', (event, path, stats) => {
    if (!isReady) {
      if (options.since === undefined) return;
      // The first look lists everything; a folder's time tells of files that had gone from it. All else is a change.
      if ((event === 'add' || event === 'addDir') && (stats?.ctimeMs ?? 0) < options.since) return;
    }
    changed.add(normalise(path));
    clearTimeout(quiet);
    quiet = setTimeout(flush, options.quietMs ?? 150);
    latest ??= setTimeout(flush, options.latestMs ?? 2000);
  });
  watcher.on('error', (error) => options.onError?.(error));
  const ready = new Promise<void>((resolve) => {
    watcher.once('ready', () => {
      isReady = true;
      resolve();
    });
  });
  return {
    ready,
    close: async () => {
      clearTimeout(quiet);
      clearTimeout(latest);
      changed.clear();
      await watcher.close();
    },
  };
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
