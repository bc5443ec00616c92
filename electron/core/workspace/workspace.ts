import type { Diagnostic } from '../../../shared/model';
import type { WorkspaceConfig } from '../../../shared/workspace';

/** An open workspace: a folder, and what its tidemark.yaml says. */
export interface Workspace {
  /** Absolute, with links followed. */
  readonly root: string;
  readonly name: string;
  readonly config: WorkspaceConfig;
  /** Relative to the root; undefined when the folder has no tidemark.yaml. */
  readonly configPath: string | undefined;
  /** True when there is no tidemark.yaml and the config is what was found by looking. Nothing was written. */
  readonly detected: boolean;
  readonly diagnostics: readonly Diagnostic[];
}
