import type { Desktop } from './desktop';

/** What a service is made for. */
export interface ServiceContext {
  /** Tidemark's own version. */
  readonly version: string;
  /** The folder that is opened when nothing else is said. */
  readonly directory: string;
  /**
   * The folder that addresses such as `sql:dump.sql` are read from, which may then lie anywhere: for the command
   * line, whose user names any file that they may read. Left out, addresses stay inside the workspace.
   */
  readonly addressesFrom?: string;
  /** The folder of the sample that comes with Tidemark. */
  readonly sample?: string;
  /** True refuses every `write` method. */
  readonly readOnly: boolean;
  /** True tells of changed files as events, and reads them again. */
  readonly watch?: boolean;
  /** What the desktop app can do; absent behind a browser and a terminal. */
  readonly desktop?: Desktop;
  /** Told of bugs; without it they go to stderr. */
  readonly log?: (message: string) => void;
  /** Asks the person for a password; without it, a connection that needs one fails as `password-needed`. */
  readonly askPassword?: (question: string) => Promise<string | undefined>;
}
