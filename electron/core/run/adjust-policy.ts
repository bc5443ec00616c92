import type { RunPolicy } from '../../../shared/run';

/** What somebody asks for this once; what is undefined stays as the workspace rules it. */
export interface RunWishes {
  readonly trackingSchema?: string | undefined;
  readonly rollbackOnFailure?: boolean | undefined;
  readonly backup?: RunPolicy['backup'] | undefined;
}

/** The workspace's policy with what was asked for one run. */
export function adjustPolicy(policy: RunPolicy, wishes: RunWishes): RunPolicy {
  const { trackingSchema, rollbackOnFailure, backup } = wishes;
  return {
    ...policy,
    ...(rollbackOnFailure === undefined ? {} : { rollbackOnFailure }),
    ...(backup === undefined ? {} : { backup }),
    ...(trackingSchema === undefined
      ? {}
      : { tracking: { prefix: 'lupo_', create: false, ...policy.tracking, schema: trackingSchema } }),
  };
}
