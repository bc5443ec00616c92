import { AppError } from '../../../shared/app-error';
import type { ObjectDiff } from '../../../shared/drift/difference';
import { explainDifference } from '../../../shared/drift/explain-difference';
import type { Flavor, SchemaModel } from '../../../shared/model';
import { compareFor } from '../../../shared/plan';
import { compareStates, firstFew } from '../rehearse/compare-states';
import type { PlannedMigration } from '../plan/plan-file';
import type { TargetState } from '../plan/target-state';

/** What the state is called that a plan was made for. */
const BASE = 'the plan’s base';

/** True when the database shows all that the migration leads to; false where that state is not known. */
export async function isReached(
  migration: PlannedMigration,
  present: Pick<TargetState, 'model' | 'fingerprint'>,
  flavor: Flavor,
): Promise<boolean> {
  const { plan, after } = migration;
  // Bodies of views are not judged here without a server: what is still as the plan found it is not what it wants.
  if (after === undefined || (plan.statements.length > 0 && present.fingerprint === plan.target.fingerprint))
    return false;
  const { differences } = await compareStates(after, present.model, flavor);
  return differences.length === 0;
}

/**
 * Refuses a database that is not the one, or no longer in the state, that the plan was made for. Throws AppError
 * `stale-plan` that names what is different. `restored` is the fingerprint of the state that the plan's own rollback
 * left: the first state again, though a server may list its indexes in another order.
 */
export async function checkBase(
  migration: PlannedMigration,
  present: TargetState,
  flavor: Flavor,
  restored?: string,
): Promise<void> {
  const { plan, before } = migration;
  checkServer(migration, present.server);
  const known = [plan.target.fingerprint, restored];
  if (before === undefined || known.includes(present.fingerprint)) return;
  const { differences } = await compareStates(before, present.model, flavor, { wantedIs: BASE });
  // A plan made from files knows no server's spelling: there, the same meaning is enough.
  if (differences.length === 0 && plan.target.server === undefined) return;
  throw stale(differences.length === 0 ? ['It is spelled differently than before.'] : differences);
}

/** Refuses another server than the one that the plan was made from. Throws AppError `stale-plan`. */
export function checkServer({ plan }: PlannedMigration, server: string): void {
  if (plan.target.server === undefined || plan.target.server === server) return;
  throw new AppError(
    'stale-plan',
    `The plan was made for another server (${plan.target.server}); this one is ${server}.`,
    {
      hint: 'Make a plan for this server, or run it on the one that it was made for.',
    },
  );
}

/**
 * For a run that goes on: what the plan touches may stand anywhere between its two states; the rest must be as the
 * plan found it. Throws AppError `stale-plan`.
 */
export function checkBetween(migration: PlannedMigration, present: SchemaModel, flavor: Flavor): void {
  const { plan, before } = migration;
  if (before === undefined) return;
  const touched = new Set<string>();
  for (const { schema, object } of [...plan.statements, ...plan.rollback])
    touched.add(`${schema}\0${object}`);
  for (const change of plan.changes) {
    if (!change.chosen) continue;
    touched.add(`${change.schema}\0${change.name}`);
    if (change.newName !== undefined) touched.add(`${change.schema}\0${change.newName}`);
  }
  const foreign = compareFor(flavor, before)
    .diff(before, present)
    .objects.filter(
      (object: ObjectDiff) =>
        ['different', 'missing', 'extra'].includes(object.status) &&
        !touched.has(`${object.schema}\0${object.name}`),
    );
  if (foreign.length > 0)
    throw stale(foreign.map((object) => explainDifference(object, { from: BASE, to: 'the database' })));
}

function stale(differences: readonly string[]): AppError {
  return new AppError(
    'stale-plan',
    `The database changed after the plan was made. ${firstFew(differences)}`,
    {
      hint: 'Make the plan again: approvals of the old one do not count for another state.',
      details: { differences: differences.slice(0, 20) },
    },
  );
}
