import { basename, dirname } from 'node:path';
import type { OutputOf, ParsedInputOf } from '../../../shared/api';
import { AppError } from '../../../shared/app-error';
import type { Rename } from '../../../shared/plan';
import { isDestructive } from '../../../shared/review';
import { readTextFile } from '../files/read-text-file';
import { parseAddress } from '../mysql/address';
import type { MadePlan } from '../plan/make-plan';
import type { PlannedMigration } from '../plan/plan-file';
import type { Workspace } from '../workspace/workspace';
import type { HandlerCall, Handlers } from './handler';
import type { PlanAccess } from './plan-access';
import { productionName } from './production-name';
import { systemUser } from './system-user';

type Made = OutputOf<'plan.build'>;
type MakeInput = ParsedInputOf<'plan.build'>;

/** Handlers that plan, prove and review. What they need is loaded when it is first used. */
export function makePlanHandlers(
  access: PlanAccess,
): Pick<Handlers, 'plan.build' | 'plan.save' | 'plan.open' | 'plan.rehearse' | 'review.add'> {
  const { session } = access;

  /** Of a plan's own target, where the workspace still knows it. */
  async function productionOf(name: string, workspace: Workspace): Promise<string | undefined> {
    try {
      const { source } = await access.sourceAt(name);
      if (source.config.kind !== 'mysql') return undefined;
      return productionName(source, parseAddress(source.config.url), workspace);
    } catch (error) {
      if (error instanceof AppError) return undefined;
      throw error;
    }
  }

  async function make(
    input: MakeInput,
    call: HandlerCall,
  ): Promise<{ readonly made: MadePlan; readonly view: Made }> {
    const { makePlan, requireFlavor } = await import('../plan/make-plan');
    const target = await access.target(input.target, call);
    const date = input.date ?? today();
    const common = {
      planVersion: input.planVersion,
      author: input.author ?? systemUser(),
      flavor: input.flavor === undefined ? undefined : requireFlavor(input.flavor),
    };
    const watch = {
      signal: call.signal,
      askPassword: session.askPassword,
      tracking: (await access.policy()).tracking,
      progress: (phase: string, done: number, total: number, current: string): void => {
        call.progress({ phase, done, total, current });
      },
    };
    if (input.migration !== undefined) {
      const place = await access.placeOf(input.migration);
      const { readHandwritten } = await import('../handwritten/read-handwritten');
      const name = input.name ?? basename(place).replace(/\.sql$/i, '');
      const { migration, judgements, diagnostics } = await readHandwritten(
        { place, shown: input.migration, name, ...common },
        target,
        watch,
      );
      return {
        made: { migration, renameCandidates: [], notes: [] },
        view: { ...(await viewOf(migration)), renameCandidates: [], notes: [], judgements, diagnostics },
      };
    }
    if (input.follow === undefined)
      throw new AppError('invalid-input', 'A plan needs a source to follow, or a migration.', {
        hint: 'Add --follow SOURCE.',
      });
    const follow = await access.followed(input.follow, call);
    let renames: readonly Rename[] = input.renames;
    if (input.renameTexts.length > 0) {
      const { resolveRenames } = await import('../plan/resolve-renames');
      const present =
        target.target === undefined ? target.model : (await access.followed(input.target, call)).model;
      renames = [...renames, ...resolveRenames(input.renameTexts, present)];
    }
    const made = await makePlan(
      target,
      follow,
      {
        ...common,
        name: input.name ?? 'migration',
        style: input.style,
        allow: new Set(input.allow),
        include: input.include && new Set(input.include),
        exclude: input.exclude && new Set(input.exclude),
        ignored: await access.ignoredBetween(input.target, input.follow, call),
        renames,
        dropMode: input.dropMode,
        date,
      },
      watch,
    );
    return {
      made,
      view: {
        ...(await viewOf(made.migration)),
        renameCandidates: made.renameCandidates.map(({ declared: _, ...candidate }) => candidate),
        notes: made.notes,
        judgements: [],
        diagnostics: [],
      },
    };
  }

  return {
    'plan.build': async (input, call) => (await make(input, call)).view,
    'plan.save': async ({ folder, ...input }, call) => {
      const { made, view } = await make(input, call);
      const { migration } = made;
      const { plan } = migration;
      const workspace = await session.workspace();
      const date = input.date ?? today();
      if (migration.handwritten !== undefined) {
        const { writePlanFile } = await import('../plan/plan-file');
        const { planPaths } = await import('../plan/save-plan');
        // Beside its migration, whose own name stands for it then, unless another place or name is asked for.
        const path =
          folder === undefined && input.name === undefined
            ? await access.planPlace(input.migration ?? '')
            : planPaths(
                await access.placeOf(folder ?? dirname(input.migration ?? '')),
                plan.name,
                plan.planVersion,
              ).plan;
        return { ...view, path, written: [{ path, change: await writePlanFile(path, migration) }] };
      }
      const { savePlan } = await import('../plan/save-plan');
      const { fillFrontMatter } = await import('../plan/front-matter');
      const { paths, written } = await savePlan(await access.placeOf(folder ?? '.'), migration, {
        date,
        federation: workspace.config.federation,
        frontMatter: fillFrontMatter(workspace.config.plans?.frontMatter, {
          name: plan.name,
          version: plan.planVersion,
          date,
          author: migration.author,
        }),
      });
      return { ...view, path: paths.plan, written };
    },
    'plan.open': async ({ path }) => {
      const { readPlanFile } = await import('../plan/plan-file');
      const { judgePlan } = await import('../review/review-store');
      const place = await access.planPlace(path);
      const migration = await readPlanFile(place);
      const workspace = await session.workspace();
      const { review, verdict } = await judgePlan(place, migration, await access.policy());
      const production = await productionOf(migration.plan.target.source, workspace);
      return {
        ...(await viewOf(migration)),
        ...(production === undefined ? {} : { production }),
        review: review.entries,
        verdict,
        ...(migration.proof && { proof: migration.proof }),
      };
    },
    'plan.rehearse': async ({ path, on, crashSweep }, call) => {
      const { readPlanFile, writePlanFile } = await import('../plan/plan-file');
      const { rehearsePlan } = await import('../rehearse/rehearse-plan');
      const place = await access.planPlace(path);
      const migration = await readPlanFile(place);
      const { proof, reached } = await rehearsePlan(migration, {
        crashSweep,
        on: on === undefined ? undefined : await access.serverAt(on),
        signal: call.signal,
        askPassword: session.askPassword,
        progress: (phase, done, total, current) => {
          call.progress({ phase, done, total, current });
        },
      });
      // What a hand-written migration leads to is known once a server has run it.
      const after = migration.after ?? (proof.passed ? reached : undefined);
      const proved: PlannedMigration = { ...migration, proof, ...(after === undefined ? {} : { after }) };
      await writePlanFile(place, proved);
      await renewSummary(place, proved, await session.workspace());
      return { name: migration.plan.name, proof };
    },
    'review.add': async ({ path, kind, by, text, statement, direction }) => {
      const { readPlanFile } = await import('../plan/plan-file');
      const { addToReview, reviewPath } = await import('../review/review-store');
      const place = await access.planPlace(path);
      const migration = await readPlanFile(place);
      const policy = await access.policy();
      const { review, verdict } = await addToReview(
        place,
        migration,
        {
          kind,
          by,
          at: new Date().toISOString(),
          ...(text === undefined ? {} : { text }),
          ...(statement === undefined ? {} : { statement }),
          ...(direction === undefined ? {} : { direction }),
        },
        policy,
      );
      return {
        name: migration.plan.name,
        hash: migration.plan.hash,
        file: reviewPath(place),
        entries: review.entries,
        verdict,
      };
    },
  };
}

async function viewOf(
  migration: PlannedMigration,
): Promise<Pick<Made, 'plan' | 'author' | 'probes' | 'forward' | 'rollback' | 'destructive'>> {
  const { printScript } = await import('../../../shared/plan/print-script');
  const { plan, author, probes } = migration;
  return {
    plan,
    author,
    probes,
    forward: printScript(plan, 'forward'),
    rollback: printScript(plan, 'rollback'),
    destructive: isDestructive(plan),
  };
}

/** The summary beside the plan says whether it was rehearsed; one that a person removed stays away. */
async function renewSummary(
  planPath: string,
  migration: PlannedMigration,
  workspace: Workspace,
): Promise<void> {
  const { planPaths } = await import('../plan/save-plan');
  const { printSummary } = await import('../plan/print-summary');
  const { writeFileAtomic } = await import('../files/write-file-atomic');
  const paths = planPaths(dirname(planPath), migration.plan.name, migration.plan.planVersion);
  if (paths.plan !== planPath) return;
  const { value } = await readTextFile(paths.summary, { path: paths.summary });
  const text = value?.text;
  const date = text === undefined ? undefined : /^\*\*Date:\*\* (\d{4})-(\d{2})-(\d{2})$/m.exec(text);
  if (text === undefined || date === null || date === undefined) return;
  const front = /^---\n([\s\S]*?)\n---\n/.exec(text)?.[1];
  await writeFileAtomic(
    paths.summary,
    printSummary(migration, {
      date: date.slice(1, 4).join(''),
      federation: workspace.config.federation,
      files: { forward: basename(paths.forward), rollback: basename(paths.rollback) },
      frontMatter: front?.split('\n'),
    }),
  );
}

/** The day, as plans write it: `20261129`. */
function today(): string {
  return new Date().toISOString().slice(0, 10).replaceAll('-', '');
}
