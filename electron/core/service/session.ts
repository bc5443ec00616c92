import { resolve } from 'node:path';
import type { ApiEvent } from '../../../shared/api';
import type { WorkspaceWatcher } from '../workspace/watch-workspace';
import { isSourceAddress } from '../source/parse-source-address';
import type { Workspace } from '../workspace/workspace';
import type { ServiceContext } from './service-context';
import { SourceStore } from './source-store';

/** The workspace that is open, what was read of it, and the eye kept on its files. */
export class Session {
  readonly sources: SourceStore;
  #opening: Promise<Workspace> | undefined;
  #watcher: WorkspaceWatcher | undefined;

  constructor(
    readonly context: ServiceContext,
    private readonly emit: (event: ApiEvent) => void,
  ) {
    this.sources = new SourceStore();
  }

  /** The open workspace; the first call opens the folder that the service was made for. */
  workspace(): Promise<Workspace> {
    this.#opening ??= this.#open(this.context.directory);
    return this.#opening;
  }

  /**
   * The workspace in which sources of these names are found. Addresses from a command line need none: the folder
   * is then not even looked at, however much it holds.
   */
  workspaceFor(names: readonly string[] | undefined): Promise<Workspace> {
    const { addressesFrom } = this.context;
    const needsNone = addressesFrom !== undefined && names?.every(isSourceAddress) === true;
    if (!needsNone) return this.workspace();
    return Promise.resolve({
      root: addressesFrom,
      name: '',
      config: { sources: [] },
      configPath: undefined,
      detected: false,
      diagnostics: [],
    });
  }

  /** Opens a folder in place of the one that is open. When that fails, the open one stays. */
  async open(folder: string): Promise<Workspace> {
    const workspace = await this.#open(resolve(this.context.directory, folder));
    this.#opening = Promise.resolve(workspace);
    this.emit({ kind: 'workspace-changed', root: workspace.root });
    return workspace;
  }

  /** Reads tidemark.yaml again, after it was written. */
  async reopen(): Promise<Workspace> {
    const { root } = await this.workspace();
    return this.open(root);
  }

  /** Stops watching, cancels what is being read and ends the readers. */
  async close(): Promise<void> {
    await this.#watcher?.close();
    await this.sources.close();
  }

  async #open(folder: string): Promise<Workspace> {
    try {
      // Sources that are named by their addresses need no workspace, nor what reads one.
      const { openWorkspace } = await import('../workspace/open-workspace');
      const workspace = await openWorkspace(folder);
      await this.#watcher?.close();
      this.#watcher = undefined;
      this.sources.forgetAll();
      if (this.context.watch === true) await this.#watch(workspace);
      return workspace;
    } catch (error) {
      // The next call tries again: the folder may be there by then.
      this.#opening = undefined;
      throw error;
    }
  }

  async #watch(workspace: Workspace): Promise<void> {
    const { watchWorkspace } = await import('../workspace/watch-workspace');
    this.#watcher = watchWorkspace(workspace, {
      onChange: ({ config, sources }) => {
        if (config) {
          // A config with mistakes opens with diagnostics; a folder that is gone stays as it was last seen.
          this.reopen().catch(() => undefined);
        } else if (sources.length > 0) {
          for (const id of sources) this.sources.forget(id);
          this.emit({ kind: 'sources-changed', sources });
        }
      },
      // Without watches, reading again is by hand: everything else works on.
      onError: (error) => this.context.log?.(`Files are no longer watched: ${String(error)}`),
    });
  }
}
