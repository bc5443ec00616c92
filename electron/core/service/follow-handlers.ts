import { join } from 'node:path';
import type { Handlers } from './handler';
import type { PlanAccess } from './plan-access';

/** The handler that makes files follow another source. What it needs is loaded when it is first used. */
export function makeFollowHandlers(access: PlanAccess): Pick<Handlers, 'follow.files'> {
  return {
    'follow.files': async ({ target, follow, flavor, write, remove }, call) => {
      const { planFollow, writeFollow } = await import('../follow/plan-follow');
      const { requireFlavor } = await import('../plan/make-plan');
      const { source, reading, readFor } = await access.read(target, call);
      const wanted = await access.followed(follow, call);
      const own = { config: source.config, root: source.root, reading, ...(readFor && { readFor }) };
      const plan = await planFollow(own, wanted, {
        remove,
        flavor: flavor === undefined ? undefined : requireFlavor(flavor),
        ignored: await access.ignoredBetween(target, follow, call),
      });
      if (write) await writeFollow(source.root, plan, call.signal);
      return {
        files: plan.files.map(({ path, change, tables }) => ({
          path: join(source.prefix, path),
          change,
          tables,
        })),
        unchanged: plan.unchanged,
        notes: plan.notes,
      };
    },
  };
}
