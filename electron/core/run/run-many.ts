import { AppError } from '../../../shared/app-error';
import { schemasOf } from '../rehearse/rehearse-plan';
import { runPlan } from './run-plan';
import type { RunOutcome, RunRequest } from './run-request';

/** What became of one of several runs. */
export interface ManyOutcome {
  readonly path: string;
  readonly outcome?: RunOutcome;
  readonly error?: AppError;
}

/**
 * Runs several plans, at most `parallel` at once. Plans that share a schema, or name one another's, run one after the
 * other in the order given; when one fails, those behind it on its schemas are not started.
 */
export async function runMany(
  requests: readonly RunRequest[],
  parallel: number,
): Promise<readonly ManyOutcome[]> {
  const results: ManyOutcome[] = [];
  const open = requests.map((request, at) => ({ request, at, schemas: schemasTouched(request) }));
  const busy = new Set<string>();
  const broken = new Set<string>();
  const running = new Set<Promise<void>>();
  const waiting = [...open];
  const startReady = (): void => {
    const ahead = new Set<string>(busy);
    for (let place = 0; place < waiting.length && running.size < parallel;) {
      const item = waiting[place];
      if (item === undefined) return;
      if (item.schemas.some((schema) => ahead.has(schema))) {
        // What waits keeps its place: nobody behind it on its schemas may overtake.
        for (const schema of item.schemas) ahead.add(schema);
        place += 1;
        continue;
      }
      waiting.splice(place, 1);
      for (const schema of item.schemas) {
        busy.add(schema);
        ahead.add(schema);
      }
      const work = runOne(item.request, item.schemas, broken).then((result) => {
        results[item.at] = result;
        if (result.error !== undefined) for (const schema of item.schemas) broken.add(schema);
        for (const schema of item.schemas) busy.delete(schema);
        running.delete(work);
      });
      running.add(work);
    }
  };
  startReady();
  while (running.size > 0) {
    await Promise.race(running);
    startReady();
  }
  return results;
}

async function runOne(
  request: RunRequest,
  schemas: readonly string[],
  broken: ReadonlySet<string>,
): Promise<ManyOutcome> {
  const path = request.planPath;
  const blocked = schemas.find((schema) => broken.has(schema));
  if (blocked !== undefined)
    return {
      path,
      error: new AppError('conflict', `Not started: an earlier migration on ${blocked} failed.`),
    };
  try {
    return { path, outcome: await runPlan(request) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { path, error };
  }
}

function schemasTouched({ migration }: RunRequest): readonly string[] {
  const names = new Set(schemasOf(migration));
  for (const statement of migration.plan.statements)
    for (const schema of statement.otherSchemas) names.add(schema);
  return [...names];
}
