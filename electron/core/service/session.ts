import { resolve } from 'node:path';
import type { ApiEvent } from '../../../shared/api';
import { AppError } from '../../../shared/app-error';
import type { Vendor } from '../../../shared/model';
import type { AskPassword } from '../mysql';
import { describeTarget } from '../mysql/connection-target';
import { PasswordStore } from '../passwords/password-store';
import type { WorkspaceWatcher } from '../workspace/watch-workspace';
import { isSourceAddress } from '../source/parse-source-address';
import type { Trial } from '../trial/open-trial';
import type { Workspace } from '../workspace/workspace';
import type { HandlerCall } from './handler';
import type { ServiceContext } from './service-context';
import { SourceStore } from './source-store';

/** The workspace that is open, what was read of it, and the eye kept on its files. */
export class Session {
  readonly sources: SourceStore;
  readonly passwords: PasswordStore;
  #opening: Promise<Workspace> | undefined;
  #lastOpen: Promise<unknown> = Promise.resolve();
  #watcher: WorkspaceWatcher | undefined;
  #trial: Trial | undefined;

  constructor(
    readonly context: ServiceContext,
    private readonly emit: (event: ApiEvent) => void,
  ) {
    this.sources = new SourceStore();
    this.passwords = new PasswordStore(context.desktop?.vault);
  }

  /** How a password is asked for; undefined where nobody can be asked. */
  get askPassword(): AskPassword | undefined {
    const { askPassword } = this.context;
    return askPassword && ((target) => askPassword(`Password for ${describeTarget(target)}:`));
  }

  /** The open workspace; the first call opens the folder that the service was made for. */
  workspace(): Promise<Workspace> {
    if (this.#opening !== undefined) return this.#opening;
    const opening = this.#open(this.context.directory);
    this.#opening = opening;
    opening.catch(() => {
      // The next call tries again: the folder may be there by then.
      if (this.#opening === opening) this.#opening = undefined;
    });
    return opening;
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
    // Who had the other one in hand until now may have read by its config.
    this.sources.forgetAll();
    this.emit({ kind: 'workspace-changed', root: workspace.root });
    if (this.#trial !== undefined && !this.isTrial(workspace)) {
      const left = this.#trial;
      this.#trial = undefined;
      await left.close();
    }
    return workspace;
  }

  /** True for the workspace of a trial: it goes when another one is opened, or this session ends. */
  isTrial(workspace: Workspace): boolean {
    return this.#trial?.root === workspace.root;
  }

  /** Opens a copy of the sample with a private server. Throws AppError as `openTrial` does. */
  async openTrial(vendor: Vendor | undefined, call: HandlerCall): Promise<Workspace> {
    const { sample } = this.context;
    if (sample === undefined) throw new AppError('not-found', 'The sample is not here.');
    const { openTrial } = await import('../trial/open-trial');
    const before = this.#trial;
    const trial = await openTrial(sample, { vendor, ...call });
    // No password, whatever the environment says of others.
    await this.passwords.keep(trial.target, '', 'session', { plainText: false });
    this.#trial = trial;
    try {
      return await this.open(trial.root);
    } finally {
      await before?.close();
    }
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
    await this.#trial?.close();
  }

  /** One after the other: two at once would leave a watcher that nobody ends, or the older reading of a config. */
  #open(folder: string): Promise<Workspace> {
    const opened = this.#lastOpen.then(() => this.#openNow(folder));
    this.#lastOpen = opened.catch(() => undefined);
    return opened;
  }

  async #openNow(folder: string): Promise<Workspace> {
    const since = Date.now();
    // Sources that are named by their addresses need no workspace, nor what reads one.
    const { openWorkspace } = await import('../workspace/open-workspace');
    const workspace = await openWorkspace(folder);
    await this.#watcher?.close();
    this.#watcher = undefined;
    this.sources.forgetAll();
    if (this.context.watch === true) await this.#watch(workspace, since);
    return workspace;
  }

  async #watch(workspace: Workspace, since: number): Promise<void> {
    const { watchWorkspace } = await import('../workspace/watch-workspace');
    this.#watcher = watchWorkspace(workspace, {
      since,
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
