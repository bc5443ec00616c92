import { readTargetState } from '../plan/target-state';
import type { TargetState } from '../plan/target-state';
import type { RunRequest } from './run-request';

/** The present state of the target's schemas. */
export async function readPresent(request: RunRequest, schemas: readonly string[]): Promise<TargetState> {
  return readTargetState(request.target, schemas, {
    signal: request.signal,
    tracking: request.policy.tracking,
    progress: (done, total, current) =>
      request.progress?.({ phase: 'reading the target', done, total, current }),
  });
}
