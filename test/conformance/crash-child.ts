import { setTimeout as sleep } from 'node:timers/promises';
import { parseAddress } from '../../electron/core/mysql';
import { ServerConnection } from '../../electron/core/mysql/server-connection';
import { readPlanFile } from '../../electron/core/plan/plan-file';
import { RunJournal } from '../../electron/core/run/run-journal';
import { runPlan } from '../../electron/core/run/run-plan';
import type { RunMode } from '../../electron/core/run/run-request';
import { AppError } from '../../shared/app-error';
import { DEFAULT_POLICY } from '../../shared/run';
import type { RunPolicy } from '../../shared/run';

/** Where a run of the real runner in its own process is killed. */
export type CrashPoint =
  | { readonly kind: 'never' }
  /** When so many statements are done. */
  | { readonly kind: 'done'; readonly statements: number }
  /** At the n-th question to the server or line of the journal: before it, after it, or while it is under way. */
  | { readonly kind: 'event'; readonly event: number; readonly when: 'before' | 'sent' | 'after' };

/** What a child process is told. */
export interface ChildOrder {
  readonly planPath: string;
  readonly root: string;
  readonly url: string;
  readonly tracking: string;
  readonly mode: RunMode;
  readonly crash: CrashPoint;
}

/** How a child's run ended, when it was not killed. `events` is how many there were in all. */
export interface ChildAnswer {
  readonly state?: string;
  readonly error?: string;
  readonly message: string;
  readonly events: number;
}

/** The rules of all runs here: no approvals, and locks are waited for as long as a scenario needs. */
export function crashPolicy(tracking: string): RunPolicy {
  return {
    ...DEFAULT_POLICY,
    approvals: 0,
    destructiveApprovals: 0,
    rehearsal: false,
    lockWaitSeconds: 60,
    tracking: { schema: tracking, prefix: 'lupo_', create: true },
  };
}

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

let events = 0;

/** Lets each call of a method be counted, and one of them be the last. */
function watchCalls(owner: object, name: string, crash: CrashPoint): void {
  const original = Reflect.get(owner, name) as (...args: unknown[]) => Promise<unknown>;
  Reflect.set(owner, name, async function (this: unknown, ...args: unknown[]): Promise<unknown> {
    events += 1;
    const mine = crash.kind === 'event' && crash.event === events ? crash.when : undefined;
    if (mine === 'before') die();
    const answer = Reflect.apply(original, this, args);
    if (mine === 'sent') {
      answer.catch(() => undefined);
      await sleep(1);
      die();
    }
    const value = await answer;
    if (mine === 'after') die();
    return value;
  });
}

/** The child's whole life: one run, which ends with an answer on standard output or with kill -9. */
export async function runAsChild(order: ChildOrder): Promise<void> {
  const { crash } = order;
  for (const name of ['query', 'execute']) watchCalls(ServerConnection.prototype, name, crash);
  for (const name of ['write', 'move']) watchCalls(RunJournal.prototype, name, crash);
  const say = (word: object): void => {
    process.stdout.write(`${JSON.stringify(word)}\n`);
  };
  try {
    const outcome = await runPlan({
      migration: await readPlanFile(order.planPath),
      planPath: order.planPath,
      root: order.root,
      target: parseAddress(order.url),
      mode: order.mode,
      by: 'crash-child',
      policy: crashPolicy(order.tracking),
      progress: ({ phase, done }) => {
        if (phase !== 'executing' && phase !== 'rolling back') return;
        if (crash.kind === 'done' && crash.statements === done) die();
        say({ at: done });
      },
    });
    say({ state: outcome.state, message: outcome.message, events } satisfies ChildAnswer);
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'bug';
    say({
      error: code,
      message:
        error instanceof Error
          ? code === 'bug'
            ? (error.stack ?? error.message)
            : error.message
          : String(error),
      events,
    } satisfies ChildAnswer);
  }
}
