import { AppError } from '../../../shared/app-error';

/** One file that follows, with what it shall hold. */
export interface FollowedFile {
  /** Relative to the source's root. */
  readonly path: string;
  readonly change: 'created' | 'changed' | 'removed';
  readonly tables: readonly string[];
  /** undefined removes the file. */
  readonly content?: string;
}

/** What making files follow would write. */
export interface FollowPlan {
  readonly files: readonly FollowedFile[];
  readonly unchanged: number;
  readonly notes: readonly string[];
}

/** Refuses sources that nothing can be written into. */
export function refuseTarget(id: string, kind: string): AppError {
  return new AppError(
    'unsupported',
    `${id} is ${kind === 'mysql' ? 'a server' : `of kind ${kind}`}; only TOON folders and SQL files can follow as files.`,
    {
      hint:
        kind === 'mysql'
          ? 'Plan a migration instead: tidemark plan --make … --follow ….'
          : 'Write the source in another form with tidemark export.',
    },
  );
}
