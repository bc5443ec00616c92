import type { Diagnostic, SchemaModel } from '../../../shared/model';
import type { SourceConfig } from '../../../shared/workspace';
import type { IncludedFile } from './read-sql-source';
import type { SourceProgress, SourceStatement } from './source-reading';

/** A source that is read from files. */
export type FileSource = Exclude<SourceConfig, { readonly kind: 'mysql' }>;

/** The work of reading one source from files: plain data, so that it can be sent to a thread. */
export interface FileJob {
  readonly source: FileSource;
  readonly root: string;
  readonly ignore: readonly string[];
  /** What the caller has a reading of: its fingerprint, and the files that were brought in. */
  readonly known: { readonly fingerprint: string; readonly included: readonly IncludedFile[] } | undefined;
}

/** What a job found: that nothing changed, or what the files state. */
export type FileResult =
  | { readonly kind: 'unchanged'; readonly fingerprint: string }
  | {
      readonly kind: 'read';
      readonly fingerprint: string;
      readonly model: SchemaModel;
      readonly diagnostics: readonly Diagnostic[];
      readonly statements: readonly SourceStatement[] | undefined;
      readonly included: readonly IncludedFile[];
      readonly files: number;
      /** When the content was read from a server, for snapshots. */
      readonly takenAt: string | undefined;
      /** See SqlFilesReading. */
      readonly perFlavor?: true;
    };

/** What a job's runner may be told and asked while it runs. */
export interface JobWatch {
  readonly progress: (progress: SourceProgress) => void;
  readonly isCancelled: () => boolean;
  /**
   * Asked before files are read: false when so many more bytes are too many for the thread that the job runs on, which
   * then throws HeavyJobError. Without it the job may read what it likes.
   */
  readonly mayRead?: (bytes: number) => boolean;
}
