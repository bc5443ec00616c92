import { join } from 'node:path';
import type { ParsedInputOf } from '../../../shared/api';
import { AppError } from '../../../shared/app-error';
import type { SchemaModel } from '../../../shared/model';
import type { FollowPlan } from '../follow/follow-files';
import type { SourceReading } from '../source/source-reading';
import type { HandlerCall, Handlers } from './handler';
import type { PlanAccess } from './plan-access';

/** A text of more characters than this is not shown beside another: comparing them line by line would take minutes. */
const MOST_SHOWN = 3_000_000;

type Made = FollowPlan & { readonly root: string; readonly prefix: string };

/** What was made of two readings. */
interface LatestPlan {
  readonly key: string;
  readonly reading: SourceReading;
  readonly model: SchemaModel;
  readonly made: Made;
}

/** The handlers that make files follow another source. What they need is loaded when it is first used. */
export function makeFollowHandlers(access: PlanAccess): Pick<Handlers, 'follow.files' | 'follow.preview'> {
  /** The files are shown one by one, just after they were listed: of ten thousand tables each took seconds. */
  let latest: LatestPlan | undefined;

  async function plan(
    { target, follow, flavor, remove }: Omit<ParsedInputOf<'follow.preview'>, 'path'>,
    call: HandlerCall,
    mayReuse: boolean,
  ): Promise<Made> {
    const { planFollow } = await import('../follow/plan-follow');
    const { requireFlavor } = await import('../plan/make-plan');
    const { source, reading, readFor } = await access.read(target, call);
    const wanted = await access.followed(follow, call);
    const ignored = await access.ignoredBetween(target, follow, call);
    const key = JSON.stringify([target, follow, flavor, remove]);
    const isLatest = latest?.key === key && latest.reading === reading && latest.model === wanted.model;
    // What is ignored may have changed without a file of the sources having done so.
    if (mayReuse && isLatest && latest !== undefined && ignored === undefined) return latest.made;
    const own = { config: source.config, root: source.root, reading, ...(readFor && { readFor }) };
    const made = await planFollow(own, wanted, {
      remove,
      flavor: flavor === undefined ? undefined : requireFlavor(flavor),
      ignored,
    });
    const whole: Made = { ...made, root: source.root, prefix: source.prefix };
    latest = ignored === undefined ? { key, reading, model: wanted.model, made: whole } : undefined;
    return whole;
  }

  return {
    'follow.files': async ({ write, ...input }, call) => {
      const made = await plan(input, call, false);
      const { writeFollow } = await import('../follow/plan-follow');
      if (write) await writeFollow(made.root, made, call.signal);
      return {
        files: made.files.map(({ path, change, tables }) => ({
          path: join(made.prefix, path),
          change,
          tables,
        })),
        unchanged: made.unchanged,
        notes: made.notes,
      };
    },
    'follow.preview': async ({ path, ...input }, call) => {
      const { files, root, prefix } = await plan(input, call, true);
      const file = files.find((one) => join(prefix, one.path) === path);
      if (file === undefined)
        throw new AppError('not-found', `${path} would not be written.`, {
          hint: 'The sources have changed meanwhile: look again which files would be.',
        });
      const { readTextFile } = await import('../files/read-text-file');
      const { resolveInside } = await import('../files/resolve-inside');
      const before =
        file.change === 'created'
          ? undefined
          : (await readTextFile(resolveInside(root, file.path), { path })).value?.text;
      const { content: after } = file;
      if (Math.max(before?.length ?? 0, after?.length ?? 0) > MOST_SHOWN)
        throw new AppError('unsupported', `${path} is too large to be shown beside what it would become.`, {
          hint: 'Write it, and look at it with your version control.',
        });
      return { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
    },
  };
}
