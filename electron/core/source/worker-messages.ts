import type { AppErrorCode } from '../../../shared/app-error';
import type { FileJob, FileResult } from './file-job';
import type { SourceProgress } from './source-reading';

/** What the pool tells a thread. */
export interface ToWorker {
  readonly id: number;
  readonly job: FileJob;
}

/** What a thread tells the pool. Errors do not survive the way between threads, so they go as plain data. */
export type FromWorker =
  | { readonly kind: 'progress'; readonly id: number; readonly progress: SourceProgress }
  | { readonly kind: 'done'; readonly id: number; readonly result: FileResult }
  | {
      readonly kind: 'refused';
      readonly id: number;
      readonly code: AppErrorCode;
      readonly message: string;
      readonly hint?: string;
    }
  | { readonly kind: 'failed'; readonly id: number; readonly stack: string };
