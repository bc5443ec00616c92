import { policyOf } from '../../../shared/run';
import type { Handlers } from './handler';
import type { Session } from './session';

/** Handlers that list what was planned and run in the workspace. They only read, and need no server. */
export function makePlanListHandlers(session: Session): Pick<Handlers, 'plan.list' | 'run.log'> {
  return {
    'plan.list': async (_input, call) => {
      const workspace = await session.workspace();
      const { listPlans } = await import('../plan/list-plans');
      return await listPlans(workspace.root, policyOf(workspace.config), {
        ignore: workspace.config.ignore ?? [],
        signal: call.signal,
      });
    },
    'run.log': async ({ run, hash }) => {
      const { listRuns, readEntries } = await import('../run/run-journal');
      const { viewRunLog } = await import('../run/view-run');
      const runs = await listRuns((await session.workspace()).root);
      const known = runs.find(({ record }) =>
        run === undefined ? record.start.hash === hash : record.start.run === run,
      );
      return known === undefined
        ? { statements: [], entries: [] }
        : viewRunLog(known, await readEntries(known));
    },
  };
}
