/**
 * Runs a plan and kills itself: `crash-runner PLAN ROOT URL MODE WHEN DELAY`. With WHEN statements done, it waits DELAY
 * milliseconds and dies as by kill -9; with WHEN -1 it runs to the end. Started by the tests of crashes.
 */
import { parseAddress } from '../../../electron/core/mysql';
import { readPlanFile } from '../../../electron/core/plan/plan-file';
import { runPlan } from '../../../electron/core/run/run-plan';
import { AppError } from '../../../shared/app-error';
import { DEFAULT_POLICY } from '../../../shared/run';

const [planPath = '', root = '', url = '', mode = 'start', when = '-1', delay = '0', tracking = ''] =
  process.argv.slice(2);
const migration = await readPlanFile(planPath);
try {
  const outcome = await runPlan({
    migration,
    planPath,
    root,
    target: parseAddress(url),
    mode: mode as 'start',
    by: 'crash-runner',
    policy: {
      ...DEFAULT_POLICY,
      approvals: 0,
      destructiveApprovals: 0,
      rehearsal: false,
      ...(tracking === '' ? {} : { tracking: { schema: tracking, prefix: 'lupo_', create: true } }),
    },
    progress: ({ phase, done }) => {
      if ((phase !== 'executing' && phase !== 'rolling back') || done !== Number(when)) return;
      if (delay === '0') process.kill(process.pid, 'SIGKILL');
      else setTimeout(() => process.kill(process.pid, 'SIGKILL'), Number(delay));
    },
  });
  console.log(JSON.stringify({ state: outcome.state, message: outcome.message, notes: outcome.notes }));
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  console.log(JSON.stringify({ error: error.code, message: error.message }));
  process.exitCode = 2;
}
