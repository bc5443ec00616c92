import { stat } from 'node:fs/promises';
import type { OutputOf } from '../../../shared/api';
import { toWireError } from '../../../shared/api';
import { AppError } from '../../../shared/app-error';
import { isDestructive } from '../../../shared/review';
import { isRefused, isUnfinished, presentState } from '../../../shared/run';
import type { RunPolicy } from '../../../shared/run';
import { listFiles } from '../files/list-files';
import type { ListedFile } from '../files/list-files';
import { judgePlan } from '../review/review-store';
import { listRuns } from '../run/run-journal';
import type { KnownRun } from '../run/run-journal';
import { readPlanFile } from './plan-file';

type PlanList = OutputOf<'plan.list'>;
type ListedPlan = PlanList['plans'][number];

/** Folders deeper than this hold no plans. */
const DEPTH = 12;
const MOST_ENTRIES = 100_000;

/**
 * Finds the plans of a workspace and says where each stands: proved, reviewed, run. The one that was written last
 * comes first. A file that cannot be read, or was changed by hand, is listed with the reason. Throws AppError
 * `cancelled`.
 */
export async function listPlans(
  root: string,
  policy: RunPolicy,
  options: { readonly ignore: readonly string[]; readonly signal: AbortSignal },
): Promise<PlanList> {
  const { value: files } = await listFiles(root, {
    root,
    ignore: [...options.ignore, '.tidemark/**'],
    accept: (path) => /\.plan\.json$/i.test(path),
    depth: DEPTH,
    maximumEntries: MOST_ENTRIES,
  });
  const latest = new Map<string, KnownRun>();
  // The latest run comes first, so the first of a hash is the one that counts.
  for (const run of await listRuns(root)) {
    const { hash } = run.record.start;
    if (!latest.has(hash) && !isRefused(run.record)) latest.set(hash, run);
  }
  const plans: ListedPlan[] = [];
  const unreadable: PlanList['unreadable'][number][] = [];
  for (const file of files) {
    if (options.signal.aborted) throw new AppError('cancelled', 'Cancelled.');
    try {
      plans.push(await describePlan(file, policy, latest));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      unreadable.push({ path: file.path, error: toWireError(error) });
    }
  }
  plans.sort((a, b) => (a.writtenAt < b.writtenAt ? 1 : a.writtenAt > b.writtenAt ? -1 : 0));
  return { plans, unreadable };
}

async function describePlan(
  file: ListedFile,
  policy: RunPolicy,
  latest: ReadonlyMap<string, KnownRun>,
): Promise<ListedPlan> {
  const migration = await readPlanFile(file.absolutePath);
  const { plan, author, proof } = migration;
  const { review, verdict } = await judgePlan(file.absolutePath, migration, policy);
  const { mtime } = await stat(file.absolutePath);
  const run = latest.get(plan.hash)?.record;
  return {
    path: file.path,
    name: plan.name,
    planVersion: plan.planVersion,
    author,
    hash: plan.hash,
    flavor: plan.flavor,
    target: plan.target.source,
    follow: plan.follow.source,
    statements: plan.statements.length,
    objects: new Set(plan.statements.map(({ schema, object }) => JSON.stringify([schema, object]))).size,
    destructive: isDestructive(plan),
    writtenAt: mtime.toISOString(),
    ...(proof && { proof: { passed: proof.passed, at: proof.at, where: proof.where } }),
    verdict,
    comments: review.entries.filter(({ kind }) => kind === 'comment').length,
    ...(run && {
      run: {
        run: run.start.run,
        state: presentState(run.track),
        at: run.lastAt,
        unfinished: isUnfinished(run),
      },
    }),
  };
}
