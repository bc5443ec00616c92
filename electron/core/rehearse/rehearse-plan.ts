import { AppError } from '../../../shared/app-error';
import type { Flavor, SchemaModel } from '../../../shared/model';
import { formatFlavor, parseFlavor } from '../../../shared/model';
import type { Proof, ProofStep, Statement } from '../../../shared/plan';
import type { PlannedMigration } from '../plan/plan-file';
import { fingerprintModel } from '../snapshot/fingerprint-model';
import { compareStates, firstFew } from './compare-states';
import { executeStatements, StatementError } from './execute-statements';
import { openRehearsalPlace } from './rehearsal-place';
import type { PlaceOptions, RehearsalPlace } from './rehearsal-place';
import { tryPredictions } from './try-predictions';

/** How a rehearsal is held. */
export interface RehearseOptions extends PlaceOptions {
  /** Also stops after every step and starts again from the top. */
  readonly crashSweep?: boolean;
  readonly progress?: ((phase: string, done: number, total: number, current: string) => void) | undefined;
  /** The time that the proof bears; now, when left out. */
  readonly now?: () => Date;
}

/** A rehearsal's proof, and the state that it led to. */
export interface Rehearsal {
  readonly proof: Proof;
  /** As the server described it after the last forward run; absent when it did not come so far. */
  readonly reached?: SchemaModel;
}

/**
 * Proves a plan on a scratch server or scratch schemas: builds the target's present state, runs the script, runs it
 * again, rolls it back and runs it once more, and compares the state each time; then asks the server whether it
 * would use the predicted algorithms. What was made for it is removed, whatever happens. A step that fails ends the
 * rehearsal, and the proof says so; only a server that cannot be had, or a cancelled rehearsal, throws AppError.
 */
export async function rehearsePlan(
  migration: PlannedMigration,
  options: RehearseOptions = {},
): Promise<Rehearsal> {
  const { plan, before } = migration;
  if (before === undefined)
    throw new AppError('invalid-input', 'The plan does not hold the state that it starts from.');
  const flavor = flavorOf(plan.flavor);
  const place = await openRehearsalPlace(flavor, schemasOf(migration), options);
  try {
    refuseForeignNames(migration, place);
    return await rehearseAt(place, migration, before, options);
  } finally {
    await place.close();
  }
}

/** The schemas that a migration starts from, leads to or names. */
export function schemasOf({ plan, before, after }: PlannedMigration): readonly string[] {
  const names = new Set<string>();
  for (const model of [before, after]) for (const schema of model?.schemas ?? []) names.add(schema.name);
  for (const statement of [...plan.statements, ...plan.rollback])
    if (statement.schema !== '') names.add(statement.schema);
  names.delete('');
  return [...names].sort();
}

/** On someone else's server the schemas have other names, and a text that names them would reach the real ones. */
function refuseForeignNames({ plan }: PlannedMigration, place: RehearsalPlace): void {
  if (place.ours) return;
  const foreign = [...plan.statements, ...plan.rollback].find(
    (statement) => statement.otherSchemas.length > 0 || statement.schema === '',
  );
  if (foreign === undefined) return;
  throw new AppError(
    'unsupported',
    `Statement ${String(foreign.number)} (${foreign.title}) names schemas, so it can be rehearsed on a scratch server only.`,
    { hint: 'Rehearse with --scratch; it needs a mariadbd or mysqld on this machine.' },
  );
}

function flavorOf(text: string): Flavor {
  const flavor = parseFlavor(text);
  if (flavor === undefined)
    throw new AppError('invalid-input', `The plan was printed for “${text}”, which is no flavor.`);
  return flavor;
}

async function rehearseAt(
  place: RehearsalPlace,
  migration: PlannedMigration,
  before: SchemaModel,
  options: RehearseOptions,
): Promise<Rehearsal> {
  const { plan, after } = migration;
  const steps: ProofStep[] = [];
  let reached: SchemaModel | undefined;
  const total = 6;
  /** One step: what it throws as a server's refusal, or answers as a reason, is its failure. */
  const take = async (
    step: ProofStep['step'],
    statements: number,
    work: () => Promise<{ readonly failure?: string; readonly message: string }>,
  ): Promise<boolean> => {
    if (options.signal?.aborted === true)
      throw new AppError('cancelled', 'The rehearsal was cancelled; nothing of it is left.');
    options.progress?.('rehearsing', steps.length, total, step);
    const start = performance.now();
    let failure: string | undefined;
    let message = '';
    try {
      const result = await work();
      failure = result.failure;
      message = result.message;
    } catch (error) {
      if (error instanceof StatementError) failure = error.message;
      else if (error instanceof AppError && error.code !== 'cancelled') failure = error.message;
      else throw error;
    }
    steps.push({
      step,
      passed: failure === undefined,
      milliseconds: Math.round(performance.now() - start),
      statements,
      message: failure ?? message,
    });
    return failure === undefined;
  };
  const execute = async (statements: readonly Statement[], stopAfter?: number): Promise<void> => {
    const connection = await place.connect();
    try {
      await executeStatements(connection, statements, {
        nameOf: (name) => place.nameOf(name),
        signal: options.signal,
        ...(stopAfter === undefined ? {} : { stopAfter }),
      });
    } finally {
      await connection.close();
    }
  };
  const expect = async (
    wanted: SchemaModel,
    what: string,
  ): Promise<{ failure?: string; message: string; actual: SchemaModel }> => {
    const actual = await place.read();
    const { differences, unknown } = await compareStates(wanted, actual, place.flavor, {
      oracle: place.target,
      signal: options.signal,
      definers: place.ours,
    });
    if (differences.length > 0) return { failure: `${what} ${firstFew(differences)}`, message: '', actual };
    const open =
      unknown.length === 0
        ? ''
        : ` ${String(unknown.length)} objects cannot be judged: ${firstFew(unknown, 1)}`;
    return { message: open, actual };
  };
  const ok = (
    result: { failure?: string; message: string },
    message: string,
  ): { failure?: string; message: string } =>
    result.failure === undefined
      ? { message: `${message}${result.message}` }
      : { failure: result.failure, message: '' };
  const count = plan.statements.length;

  let first: SchemaModel | undefined;
  let passed = await take('build', 0, async () => {
    await place.build(before);
    const result = await expect(before, 'The present state was rebuilt differently:');
    first = result.actual;
    return ok(result, `The target’s present state was rebuilt: ${countTables(result.actual)} tables.`);
  });
  const forward = async (): Promise<{ failure?: string; message: string }> => {
    await execute(plan.statements);
    if (after === undefined) {
      reached = await place.read();
      return { message: 'All statements ran.' };
    }
    const result = await expect(after, 'The script does not lead to the wanted state:');
    reached = result.actual;
    return ok(result, 'All statements ran, and the state is the wanted one.');
  };
  passed &&= await take('forward', count, forward);
  passed &&= await take('again', count, async () => {
    await execute(plan.statements);
    const again = await place.read();
    if (reached !== undefined && fingerprintModel(again) !== fingerprintModel(reached)) {
      const { differences } = await compareStates(reached, again, place.flavor, { definers: place.ours });
      return { failure: `The second run changed something. ${firstFew(differences)}`.trim(), message: '' };
    }
    return { message: 'The script ran again without an error and without a change.' };
  });
  const canGoBack = plan.rollback.length > 0 || count === 0;
  if (canGoBack) {
    passed &&= await take('rollback', plan.rollback.length, async () => {
      await execute(plan.rollback);
      const result = await expect(first ?? before, 'The rollback does not restore the first state:');
      const rows =
        plan.irreversible.length === 0
          ? ''
          : ` Rows do not come back for ${String(plan.irreversible.length)} changes.`;
      return ok(result, `The first state is back.${rows}`);
    });
    passed &&= await take('forward-again', count, async () => {
      const target = reached;
      await execute(plan.statements);
      if (target === undefined) return { message: 'All statements ran.' };
      const result = await expect(target, 'After the rollback the script leads elsewhere:');
      return ok(result, 'All statements ran once more, and the state is the wanted one.');
    });
  }
  const proven = passed;
  if (proven && options.crashSweep === true && reached !== undefined) {
    passed &&= await take('crash', count, () =>
      sweep(place, migration, before, reached ?? before, execute, options),
    );
  }
  if (proven && plan.statements.length > 0) {
    // A wrong prediction is worth knowing, and no danger: the statement ran as it is.
    await take('prediction', count, async () => {
      await place.build(before);
      const { asked, wrong } = await tryPredictions(place, plan.statements);
      if (wrong.length > 0) return { failure: firstFew(wrong, 5), message: '' };
      return {
        message: `${String(asked)} of ${String(count)} statements were asked for their algorithm; all go as predicted.`,
      };
    });
  }
  return {
    proof: {
      planHash: plan.hash,
      flavor: formatFlavor(place.flavor),
      where: place.where,
      at: (options.now?.() ?? new Date()).toISOString(),
      passed,
      steps,
    },
    ...(reached === undefined ? {} : { reached }),
  };
}

/** Stops after each step, as a crash would, starts again from the top on a new session, and compares the end. */
async function sweep(
  place: RehearsalPlace,
  migration: PlannedMigration,
  before: SchemaModel,
  reached: SchemaModel,
  execute: (statements: readonly Statement[], stopAfter?: number) => Promise<void>,
  options: RehearseOptions,
): Promise<{ failure?: string; message: string }> {
  const { plan } = migration;
  const steps = plan.statements.reduce((sum, statement) => sum + statement.steps.length, 0);
  const tables = touchedTables(migration, before, reached);
  await place.build(before);
  for (let stop = 1; stop < steps; stop += 1) {
    options.progress?.('crash sweep', stop, steps, `after step ${String(stop)}`);
    if (options.signal?.aborted === true)
      throw new AppError('cancelled', 'The rehearsal was cancelled; nothing of it is left.');
    // Made anew each time: InnoDB counts columns that were added and dropped instantly against the row size.
    if (stop > 1 && tables !== undefined) await place.rebuildTables(before, tables);
    else if (stop > 1) await place.build(before);
    await execute(plan.statements, stop);
    await execute(plan.statements);
    const { differences } = await compareStates(reached, await place.read(), place.flavor, {
      definers: place.ours,
    });
    if (differences.length > 0)
      return {
        failure: `Stopped after step ${String(stop)} and run again, the end differs: ${firstFew(differences)}`,
        message: '',
      };
  }
  return {
    message: `Stopped after each of ${String(steps)} steps and run again from the top: always the same end.`,
  };
}

/** The tables that the statements are about, when they are about nothing else and no trigger hangs on them. */
function touchedTables(
  { plan }: PlannedMigration,
  before: SchemaModel,
  reached: SchemaModel,
): readonly { readonly schema: string; readonly name: string }[] | undefined {
  const known = new Map<string, { readonly schema: string; readonly name: string }>();
  for (const model of [before, reached])
    for (const schema of model.schemas)
      for (const { name } of schema.tables)
        known.set(`${schema.name}\0${name}`, { schema: schema.name, name });
  const triggered = new Set(
    before.schemas.flatMap((schema) => schema.triggers.map(({ table }) => `${schema.name}\0${table}`)),
  );
  const found = new Map<string, { readonly schema: string; readonly name: string }>();
  if (plan.changes.some(({ chosen, object }) => chosen && object === 'schema')) return undefined;
  for (const { schema, object, otherSchemas } of plan.statements) {
    const key = `${schema}\0${object}`;
    const table = known.get(key);
    if (table === undefined || triggered.has(key) || otherSchemas.length > 0) return undefined;
    found.set(key, table);
  }
  // A rename has two names, and its statement tells one.
  const renamed = plan.changes.some(
    (change) => change.chosen && change.kind === 'rename' && change.part === 'object',
  );
  return renamed || plan.statements.some(({ sql }) => /\bRENAME\b/i.test(sql))
    ? undefined
    : [...found.values()];
}

function countTables(model: SchemaModel): string {
  return String(model.schemas.reduce((sum, schema) => sum + schema.tables.length, 0));
}
