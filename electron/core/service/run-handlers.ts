import type { OutputOf, ParsedInputOf } from '../../../shared/api';
import { describeTarget } from '../mysql/connection-target';
import type { RunOutcome, RunRequest } from '../run/run-request';
import type { HandlerCall, Handlers } from './handler';
import type { PlanAccess } from './plan-access';
import { productionName } from './production-name';
import { RunsUnderWay } from './runs-under-way';
import { systemUser } from './system-user';
import { targetOf } from './target-of';

/** Handlers that run plans and tell of runs. What they need is loaded when it is first used. */
export function makeRunHandlers(
  access: PlanAccess,
): Pick<
  Handlers,
  'run.start' | 'run.startMany' | 'run.underWay' | 'run.follow' | 'run.status' | 'run.history'
> {
  const { session } = access;
  const underWay = new RunsUnderWay();

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
    const planPath = await access.planPlace(input.path);
    const migration = await readPlanFile(planPath);
    const { plan } = migration;
    const on = input.on ?? plan.target.source;
    const mode = more.mode ?? 'start';
    const { source } = await access.sourceAt(on);
    const target = await targetOf(session, source);
    return {
      migration,
      planPath,
      root: workspace.root,
      target,
      mode,
      by: input.by ?? systemUser(),
      policy: more.policy ?? (await access.policy()),
      unconfirmed: !input.confirmed,
      production: productionName(source, target, workspace),
      typed: input.confirmedTargets,
      createTracking: input.createTracking,
      federation: workspace.config.federation,
      signal: call.signal,
      askPassword: session.askPassword,
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
    const policy = adjustPolicy(await access.policy(), input);
    const outcome = await runPlan(await request(input, { mode, policy }, call));
    return withoutModel(outcome);
  }

  return {
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
      const policy = adjustPolicy(await access.policy(), input);
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
      const target = await access.serverAt(on);
      const { openConnection } = await import('../mysql');
      const { readHistory } = await import('../tracking/read-history');
      const connection = await openConnection(
        { ...target, schemas: [] },
        { signal: call.signal, askPassword: session.askPassword },
      );
      try {
        const schema = trackingSchema ?? (await access.policy()).tracking?.schema;
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
  };
}

function withoutModel({ reached: _, ...outcome }: RunOutcome): OutputOf<'run.start'> {
  return outcome;
}
