import type { Method } from '../../../shared/api';

/** What answers otherwise once somebody decides to live with a difference, or no longer does. */
export const READS_OF_IGNORED: readonly Method[] = [
  'drift.items',
  'drift.matrix',
  'drift.object',
  'source.table',
  'plan.build',
];
