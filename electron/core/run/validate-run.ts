import { AppError } from '../../../shared/app-error';
import type { Flavor } from '../../../shared/model';
import { describeFlavor, parseFlavor } from '../../../shared/model';
import { probeChanges } from '../plan/probe-changes';
import type { ServerConnection } from '../mysql';
import type { RunSession } from './run-session';

/**
 * The checks of the validation state: flavor, refusals, guards, rows in the way of held changes, table limits. Each is
 * recorded. Throws AppError for the first that forbids the run.
 */
export async function validateRun(session: RunSession, connection: ServerConnection): Promise<void> {
  const { migration, federation } = session.request;
  const { plan } = migration;
  await checkFlavor(session, connection.flavor);
  const unguarded = plan.statements.filter((statement) => statement.steps.length === 0);
  if (unguarded.length > 0)
    throw await fail(
      session,
      'guards',
      'invalid-input',
      `Statement ${String(unguarded[0]?.number ?? 0)} has no text.`,
    );
  await session.validated(
    'guards',
    'passed',
    `${String(plan.statements.length)} statements are safe to run again.`,
  );
  const chosen = plan.changes.filter((change) => change.chosen && change.probe !== undefined);
  const results = await probeChanges(connection, chosen, { signal: session.request.signal });
  for (const result of results) {
    if (result.rows === 0) continue;
    const change = chosen.find(({ id }) => id === result.change);
    const held = change?.risk.kind === 'held' ? change.risk : undefined;
    const sentence = `${change?.sentence ?? result.change}: ${result.sentence}`;
    if (held?.class === 'unique' && (result.rows ?? 0) > 0)
      throw await fail(session, 'rows', 'destructive', `${sentence} The statement would fail on them.`);
    await session.validated('rows', 'warning', sentence, { rows: result.rows });
  }
  for (const schema of migration.after?.schemas ?? []) {
    const limit = federation?.schemas.find(({ name }) => name === schema.name)?.limit;
    if (limit === undefined) continue;
    const tables = schema.tables.length;
    await session.validated(
      'budget',
      tables > limit ? 'warning' : 'passed',
      `${schema.name} will have ${String(tables)} of at most ${String(limit)} tables.`,
      { schema: schema.name, tables, limit },
    );
  }
}

async function checkFlavor(session: RunSession, actual: Flavor): Promise<void> {
  const planned = parseFlavor(session.request.migration.plan.flavor);
  if (planned === undefined) return;
  const [major, minor] = planned.version;
  const same = planned.vendor === actual.vendor && major === actual.version[0] && minor === actual.version[1];
  if (same) {
    await session.validated(
      'flavor',
      'passed',
      `Printed for ${describeFlavor(planned)}, which this server is.`,
    );
    return;
  }
  const message = `The plan was printed for ${describeFlavor(planned)}; this server is ${describeFlavor(actual)}.`;
  if (planned.vendor !== actual.vendor) throw await fail(session, 'flavor', 'unsupported', message);
  await session.validated('flavor', 'warning', message);
}

async function fail(
  session: RunSession,
  type: string,
  code: 'invalid-input' | 'unsupported' | 'destructive',
  message: string,
): Promise<AppError> {
  await session.validated(type, 'failed', message);
  return new AppError(code, message, { hint: 'Nothing was run. Make the plan again for what is there now.' });
}
