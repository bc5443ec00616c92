import { userInfo } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { OutputOf, ParsedInputOf } from '../../../shared/api';
import { AppError } from '../../../shared/app-error';
import { formatFlavor } from '../../../shared/model';
import type { Flavor, SchemaModel } from '../../../shared/model';
import type { PlanInput, Rename } from '../../../shared/plan';
import { isDestructive } from '../../../shared/review';
import { DEFAULT_POLICY } from '../../../shared/run';
import type { RunPolicy } from '../../../shared/run';
import { readTextFile } from '../files/read-text-file';
import { resolveInside } from '../files/resolve-inside';
import { findIgnoredChanges } from '../ignored/ignored-changes';
import { markIgnored, objectKey, readIgnored } from '../ignored/ignored-file';
import type { AskPassword, ConnectionTarget } from '../mysql';
import { describeTarget } from '../mysql/connection-target';
import { parseAddress } from '../mysql/address';
import type { MadePlan, PlanSide } from '../plan/make-plan';
import type { PlannedMigration } from '../plan/plan-file';
import type { RunOutcome, RunRequest } from '../run/run-request';
import type { Workspace } from '../workspace/workspace';
import { chooseSources } from './choose-sources';
import type { ChosenSource } from './choose-sources';
import type { ComparisonStore } from './compare-sources';
import { listItems } from './drift-items';
import type { HandlerCall, Handlers } from './handler';
import { productionName } from './production-name';
import { readOne } from './read-sources';
import { RunsUnderWay } from './runs-under-way';
import type { Session } from './session';
import { targetOf } from './target-of';

type Made = OutputOf<'plan.build'>;
type MakeInput = ParsedInputOf<'plan.build'>;

/** Handlers that plan, prove, review and run. What they need is loaded when it is first used. */
export function makePlanHandlers(
  session: Session,
  comparisons: ComparisonStore,
): Pick<
  Handlers,
  | 'plan.build'
  | 'plan.save'
  | 'plan.open'
  | 'plan.rehearse'
  | 'review.add'
  | 'run.start'
  | 'run.startMany'
  | 'run.underWay'
  | 'run.follow'
  | 'run.status'
  | 'run.history'
  | 'follow.files'
> {
  const { context } = session;
  const underWay = new RunsUnderWay();

  /** The command line's user names any file; everybody else only what lies in the workspace. */
  async function placeOf(path: string): Promise<string> {
    if (context.addressesFrom !== undefined) return resolve(context.addressesFrom, path);
    return resolveInside((await session.workspace()).root, path);
  }

  /** A plan's file; a hand-written migration stands for the plan that was made of it. */
  async function planPlace(path: string): Promise<string> {
    return placeOf(/\.sql$/i.test(path) ? `${path.slice(0, -4)}.plan.json` : path);
  }

  function askFor(): AskPassword | undefined {
    const { askPassword } = context;
    return askPassword && ((target) => askPassword(`Password for ${describeTarget(target)}:`));
  }

  function policyOf(workspace: Workspace): RunPolicy {
    return workspace.config.policy ?? DEFAULT_POLICY;
  }

  async function side(name: string, call: HandlerCall): Promise<PlanSide> {
    const workspace = await session.workspaceFor([name]);
    const [source] = chooseSources(workspace, [name], context.addressesFrom);
    if (source === undefined) throw new AppError('not-found', `There is no source ${name}.`);
    const { config } = source;
    if (config.kind === 'mysql') {
      const target = await targetOf(session, source);
      if (target.schemas.length > 0)
        return { id: config.id, kind: config.kind, model: { schemas: [] }, target };
      const reading = await readOne(session, workspace, source, { refresh: true, ...call });
      return { id: config.id, kind: config.kind, model: reading.model, target };
    }
    const reading = await readOne(session, workspace, source, { refresh: false, ...call });
    return { id: config.id, kind: config.kind, model: reading.model };
  }

  /** Like `side`, but a server is read too: what is followed must be known. */
  async function followed(name: string, call: HandlerCall): Promise<PlanSide> {
    const workspace = await session.workspaceFor([name]);
    const [source] = chooseSources(workspace, [name], context.addressesFrom);
    if (source === undefined) throw new AppError('not-found', `There is no source ${name}.`);
    const reading = await readOne(session, workspace, source, {
      refresh: source.config.kind === 'mysql',
      ...call,
    });
    const readFor = async (flavor: Flavor): Promise<SchemaModel> =>
      (await readOne(session, workspace, source, { refresh: false, ...call }, formatFlavor(flavor))).model;
    return {
      id: source.config.id,
      kind: source.config.kind,
      model: reading.model,
      ...(reading.perFlavor === true && { readFor }),
    };
  }

  async function chosenAt(name: string): Promise<ChosenSource> {
    const workspace = await session.workspaceFor([name]);
    const [source] = chooseSources(workspace, [name], context.addressesFrom);
    if (source === undefined) throw new AppError('not-found', `There is no source ${name}.`);
    return source;
  }

  async function serverAt(name: string): Promise<ConnectionTarget> {
    return targetOf(session, await chosenAt(name));
  }

  /** Of a plan's own target, where the workspace still knows it. */
  async function productionOf(name: string, workspace: Workspace): Promise<string | undefined> {
    try {
      const chosen = await chosenAt(name);
      if (chosen.config.kind !== 'mysql') return undefined;
      return productionName(chosen, parseAddress(chosen.config.url), workspace);
    } catch (error) {
      if (error instanceof AppError) return undefined;
      throw error;
    }
  }

  /** Why a change is left alone, by what is ignored in the workspace; undefined when nothing is. */
  async function ignoredBetween(
    target: string,
    follow: string,
    call: HandlerCall,
  ): Promise<PlanInput['ignored']> {
    const { entries } = await readIgnored((await session.workspaceFor([target, follow])).root);
    if (entries.length === 0) return undefined;
    const scope = { sources: [target, follow], reference: target, isPair: true };
    const comparison = await comparisons.compare(scope, call);
    const concerned = new Set(entries.map(objectKey));
    const items = comparison.matrix.rows
      .filter(({ object, schema, name }) => concerned.has(objectKey({ object, schema, table: name })))
      .flatMap((row) => listItems(comparison, row));
    return findIgnoredChanges(markIgnored(items, entries));
  }

  async function make(
    input: MakeInput,
    call: HandlerCall,
  ): Promise<{ readonly made: MadePlan; readonly view: Made }> {
    const workspace = await session.workspace();
    const { makePlan, requireFlavor } = await import('../plan/make-plan');
    const target = await side(input.target, call);
    const date = input.date ?? new Date().toISOString().slice(0, 10).replaceAll('-', '');
    const common = {
      planVersion: input.planVersion,
      author: input.author ?? systemUser(),
      flavor: input.flavor === undefined ? undefined : requireFlavor(input.flavor),
    };
    const watch = {
      signal: call.signal,
      askPassword: askFor(),
      tracking: policyOf(workspace).tracking,
      progress: (phase: string, done: number, total: number, current: string): void => {
        call.progress({ phase, done, total, current });
      },
    };
    if (input.migration !== undefined) {
      const place = await placeOf(input.migration);
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
    const follow = await followed(input.follow, call);
    let renames: readonly Rename[] = input.renames;
    if (input.renameTexts.length > 0) {
      const { resolveRenames } = await import('../plan/resolve-renames');
      const present = target.target === undefined ? target.model : (await followed(input.target, call)).model;
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
        ignored: await ignoredBetween(input.target, input.follow, call),
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

  async function request(
    input: {
      readonly path: string;
      readonly on?: string;
      readonly by?: string;
      readonly confirmed: boolean;
      readonly confirmedTargets: readonly string[];
      readonly createTracking: boolean;
    },
    more: Partial<Pick<RunRequest, 'mode' | 'policy'>>,
    call: HandlerCall,
  ): Promise<RunRequest> {
    const workspace = await session.workspace();
    const { readPlanFile } = await import('../plan/plan-file');
    const planPath = await planPlace(input.path);
    const migration = await readPlanFile(planPath);
    const { plan } = migration;
    const on = input.on ?? plan.target.source;
    const mode = more.mode ?? 'start';
    const chosen = await chosenAt(on);
    const target = await targetOf(session, chosen);
    return {
      migration,
      planPath,
      root: workspace.root,
      target,
      mode,
      by: input.by ?? systemUser(),
      policy: more.policy ?? policyOf(workspace),
      unconfirmed: !input.confirmed,
      production: productionName(chosen, target, workspace),
      typed: input.confirmedTargets,
      createTracking: input.createTracking,
      federation: workspace.config.federation,
      signal: call.signal,
      askPassword: askFor(),
      progress: (progress) => {
        call.progress(progress);
      },
    };
  }

  async function startRun(
    { mode, ...input }: ParsedInputOf<'run.start'>,
    call: HandlerCall,
  ): Promise<OutputOf<'run.start'>> {
    const { runPlan } = await import('../run/run-plan');
    const { adjustPolicy } = await import('../run/adjust-policy');
    const policy = adjustPolicy(policyOf(await session.workspace()), input);
    const outcome = await runPlan(await request(input, { mode, policy }, call));
    return withoutModel(outcome);
  }

  return {
    'plan.build': async (input, call) => (await make(input, call)).view,
    'plan.save': async ({ folder, ...input }, call) => {
      const { made, view } = await make(input, call);
      const { migration } = made;
      const { plan } = migration;
      const workspace = await session.workspace();
      const date = input.date ?? new Date().toISOString().slice(0, 10).replaceAll('-', '');
      if (migration.handwritten !== undefined) {
        const { writePlanFile } = await import('../plan/plan-file');
        const { planPaths } = await import('../plan/save-plan');
        // Beside its migration, whose own name stands for it then, unless another place or name is asked for.
        const path =
          folder === undefined && input.name === undefined
            ? await planPlace(input.migration ?? '')
            : planPaths(await placeOf(folder ?? dirname(input.migration ?? '')), plan.name, plan.planVersion)
                .plan;
        return { ...view, path, written: [{ path, change: await writePlanFile(path, migration) }] };
      }
      const { savePlan } = await import('../plan/save-plan');
      const { fillFrontMatter } = await import('../plan/front-matter');
      const { paths, written } = await savePlan(await placeOf(folder ?? '.'), migration, {
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
      const place = await planPlace(path);
      const migration = await readPlanFile(place);
      const workspace = await session.workspace();
      const { review, verdict } = await judgePlan(place, migration, policyOf(workspace));
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
      const place = await planPlace(path);
      const migration = await readPlanFile(place);
      const { proof, reached } = await rehearsePlan(migration, {
        crashSweep,
        on: on === undefined ? undefined : await serverAt(on),
        signal: call.signal,
        askPassword: askFor(),
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
      const place = await planPlace(path);
      const migration = await readPlanFile(place);
      const policy = policyOf(await session.workspace());
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
    'run.start': async (input, call) => {
      const { root } = await session.workspace();
      const outcome = startRun(input, call);
      const { operation } = call;
      if (operation !== undefined) {
        const { path, mode } = input;
        underWay.keep({ operation, path, mode, startedAt: new Date().toISOString() }, root, outcome);
      }
      return outcome;
    },
    'run.underWay': async () => ({ runs: underWay.list((await session.workspace()).root) }),
    'run.follow': ({ operation }, { signal }) => underWay.follow(operation, signal),
    'run.startMany': async ({ paths, parallel, ...input }, call) => {
      const { runMany } = await import('../run/run-many');
      const { adjustPolicy } = await import('../run/adjust-policy');
      const policy = adjustPolicy(policyOf(await session.workspace()), input);
      const requests: RunRequest[] = [];
      for (const path of paths) requests.push(await request({ ...input, path }, { policy }, call));
      const limit = parallel ?? policy.parallel;
      const results = await runMany(requests, limit);
      return {
        runs: results.map(({ path, outcome, error }) => ({
          path,
          ...(outcome && { outcome: withoutModel(outcome) }),
          ...(error && { error: { code: error.code, message: error.message } }),
        })),
      };
    },
    'run.status': async () => {
      const { listRuns } = await import('../run/run-journal');
      const { viewRun } = await import('../run/view-run');
      return { runs: (await listRuns((await session.workspace()).root)).map(viewRun) };
    },
    'run.history': async ({ on, trackingSchema }, call) => {
      const target = await serverAt(on);
      const workspace = await session.workspace();
      const { openConnection } = await import('../mysql');
      const { readHistory } = await import('../tracking/read-history');
      const connection = await openConnection(
        { ...target, schemas: [] },
        { signal: call.signal, askPassword: askFor() },
      );
      try {
        const schema = trackingSchema ?? policyOf(workspace).tracking?.schema;
        const { layouts, runs, versions } = await readHistory(connection, schema);
        return {
          server: describeTarget(target),
          layouts: layouts.map(({ schema: name, layout, tables }) => ({ schema: name, layout, tables })),
          runs,
          versions,
        };
      } finally {
        await connection.close();
      }
    },
    'follow.files': async ({ target, follow, flavor, write, remove }, call) => {
      const workspace = await session.workspaceFor([target, follow]);
      const [source] = chooseSources(workspace, [target], context.addressesFrom);
      if (source === undefined) throw new AppError('not-found', `There is no source ${target}.`);
      const { planFollow, writeFollow } = await import('../follow/plan-follow');
      const { requireFlavor } = await import('../plan/make-plan');
      const reading = await readOne(session, workspace, source, { refresh: false, ...call });
      const wanted = await followed(follow, call);
      const own = {
        config: source.config,
        root: source.root,
        reading,
        ...(reading.perFlavor === true && {
          readFor: (as: Flavor) =>
            readOne(session, workspace, source, { refresh: false, ...call }, formatFlavor(as)),
        }),
      };
      const plan = await planFollow(own, wanted, {
        remove,
        flavor: flavor === undefined ? undefined : requireFlavor(flavor),
        ignored: await ignoredBetween(target, follow, call),
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

function withoutModel({ reached: _, ...outcome }: RunOutcome): OutputOf<'run.start'> {
  return outcome;
}

function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
