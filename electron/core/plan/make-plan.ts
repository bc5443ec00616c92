import type { ProbeResult } from '../../../shared/api/plan-schema';
import { AppError } from '../../../shared/app-error';
import { isLive } from '../../../shared/drift/contexts';
import { findRenames } from '../../../shared/drift/find-renames';
import type { RenameCandidate } from '../../../shared/drift/find-renames';
import type { Flavor, Schema, SchemaModel } from '../../../shared/model';
import { ALL_SCHEMA_FACETS, parseFlavor } from '../../../shared/model';
import type { DropMode, PlanBase, PlanInput, Rename, RiskClass, ScriptStyle } from '../../../shared/plan';
import type { RunPolicy } from '../../../shared/run';
import { openConnection } from '../mysql';
import type { AskPassword, ConnectionTarget } from '../mysql';
import { sayLeftOut } from '../ignored/ignored-changes';
import { findOracle, oracleAt } from '../settle';
import { alignPair } from '../service/align-schemas';
import { buildSettledPlan } from './build-settled-plan';
import { dateOrigins } from './date-origins';
import { inServerZone } from './in-server-zone';
import { sealPlan } from './hash-plan';
import type { PlannedMigration } from './plan-file';
import { probeChanges } from './probe-changes';
import { requireWhole } from './require-whole';
import { fingerprintState, leaveOwnTables, readTargetState } from './target-state';

/** A source that takes part in a plan. */
export interface PlanSide {
  readonly id: string;
  readonly kind: string;
  readonly model: SchemaModel;
  /** Set for scripts that MySQL and MariaDB read differently: reads them as a server of this flavor does. */
  readonly readFor?: (flavor: Flavor) => Promise<SchemaModel>;
  /** Set for a server: it is read again, freshly, and probed. */
  readonly target?: ConnectionTarget;
}

/** What the person chose. */
export interface PlanChoices {
  readonly name: string;
  readonly planVersion: string;
  readonly author: string;
  readonly flavor?: Flavor | undefined;
  readonly style: ScriptStyle;
  readonly allow: ReadonlySet<RiskClass>;
  readonly include?: ReadonlySet<string> | undefined;
  readonly exclude?: ReadonlySet<string> | undefined;
  /** Why a change is left alone unless it is included. */
  readonly ignored?: PlanInput['ignored'];
  readonly renames: readonly Rename[];
  readonly dropMode: DropMode;
  /** YYYYMMDD. */
  readonly date: string;
}

/** A plan, with what a person should know beside it. */
export interface MadePlan {
  readonly migration: PlannedMigration;
  readonly renameCandidates: readonly RenameCandidate[];
  readonly notes: readonly string[];
}

/** How planning is watched, and who is asked for a password. */
export interface MakePlanOptions {
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((phase: string, done: number, total: number, current: string) => void) | undefined;
  readonly askPassword?: AskPassword | undefined;
  readonly tracking?: RunPolicy['tracking'];
}

/**
 * Plans the changes that make `target` follow `source`. A server is read freshly, and the rows that held changes
 * would touch are counted there. Throws AppError when there is nothing to compare, or no flavor is known.
 */
export async function makePlan(
  target: PlanSide,
  source: PlanSide,
  choices: PlanChoices,
  options: MakePlanOptions = {},
): Promise<MadePlan> {
  const present = await readPresent(target, options);
  const server = choices.flavor ?? present.model.flavor;
  const model = server === undefined ? undefined : await source.readFor?.(server);
  const stated = model ?? source.model;
  // Where one side is a server, its own tracking tables are not seen, and a file that states them must not make or drop them.
  const hasServer = target.target !== undefined || isLive(present.model) || isLive(stated);
  const leave = (whole: SchemaModel): PlannedSide => ({
    whole,
    model: hasServer ? leaveOwnTables(whole, options.tracking) : whole,
  });
  const [now, wished] = [leave(present.model), leave(stated)];
  const follow = { ...source, model: wished.model };
  const notes: string[] = [...requireWhole(follow), ...sayOwn([now, wished])];
  const [from, to] = scopeModels(
    { id: target.id, model: now.model },
    follow,
    target.target?.schemas ?? [],
    notes,
  );
  const flavor = choices.flavor ?? from.flavor ?? to.flavor;
  if (flavor === undefined) {
    throw new AppError('invalid-input', 'Nothing says which server the plan is for.', {
      hint: 'Add --flavor, such as --flavor mariadb:10.11 or --flavor mysql:8.4.',
    });
  }
  const date = `${choices.date.slice(0, 4)}-${choices.date.slice(4, 6)}-${choices.date.slice(6, 8)}T00:00:00.000Z`;
  const before = dateOrigins(from, date);
  const wanted = inServerZone(dateOrigins(to, date), present.model.server?.timeZone);
  options.progress?.('planning', 0, 1, choices.name);
  const built = await buildSettledPlan(
    {
      name: choices.name,
      planVersion: choices.planVersion,
      flavor,
      style: choices.style,
      target: baseOf(target, before, present.server),
      follow: baseOf(follow, wanted, undefined),
      from: before,
      to: wanted,
      allow: choices.allow,
      ...(choices.include === undefined ? {} : { include: choices.include }),
      ...(choices.exclude === undefined ? {} : { exclude: choices.exclude }),
      ...(choices.ignored === undefined ? {} : { ignored: choices.ignored }),
      renames: choices.renames,
      dropMode: choices.dropMode,
      date: choices.date,
    },
    async () => {
      const here = await findOracle(flavor, options.signal === undefined ? {} : { signal: options.signal });
      return here ?? (target.target === undefined ? undefined : oracleAt(target.target, flavor));
    },
    options.signal,
  );
  const plan = sealPlan(built.plan);
  const known = new Set(plan.changes.map(({ id }) => id));
  const strangers = [...(choices.include ?? []), ...(choices.exclude ?? [])].filter((id) => !known.has(id));
  if (strangers.length > 0)
    notes.push(`No change of this plan is called ${strangers.map((id) => `“${id}”`).join(', ')}.`);
  notes.push(...sayLeftOut(plan.changes));
  return {
    migration: {
      plan,
      author: choices.author,
      before,
      after: built.after,
      probes: await probe(target, plan.changes, options),
    },
    renameCandidates: findRenames(built.diff).filter((candidate) => !candidate.declared),
    notes,
  };
}

/** A side of a plan with Tidemark's own tables, and without them. */
interface PlannedSide {
  readonly whole: SchemaModel;
  readonly model: SchemaModel;
}

/** Which tables of Tidemark's own a file states too: a plan leaves them as they are. */
function sayOwn(sides: readonly PlannedSide[]): readonly string[] {
  const names = sides
    .filter(({ whole, model }) => whole !== model && !isLive(whole))
    .flatMap(({ whole, model }) => {
      const left = new Set(model.schemas.flatMap(({ tables }) => tables));
      return whole.schemas.flatMap(({ tables }) => tables.filter((table) => !left.has(table)));
    })
    .map(({ name }) => name);
  return names.length === 0
    ? []
    : [`${[...new Set(names)].join(', ')}: Tidemark records its runs there, so a plan leaves this as it is.`];
}

async function readPresent(
  target: PlanSide,
  options: MakePlanOptions,
): Promise<{ readonly model: SchemaModel; readonly server?: string }> {
  if (target.target === undefined) return { model: target.model };
  const names =
    target.target.schemas.length > 0
      ? target.target.schemas
      : target.model.schemas.map((schema) => schema.name);
  return await readTargetState(target.target, names, {
    signal: options.signal,
    askPassword: options.askPassword,
    tracking: options.tracking,
    progress: (done, total, current) => options.progress?.('reading the target', done, total, current),
  });
}

/** Brings both to the same schemas: those that the target's address names, else all that either has. */
function scopeModels(
  target: { readonly id: string; readonly model: SchemaModel },
  follow: PlanSide,
  named: readonly string[],
  notes: string[],
): readonly [SchemaModel, SchemaModel] {
  const [from, stating] = alignPair(target, follow);
  const wanted = new Set(
    named.length > 0 ? named : [...from.model.schemas, ...stating.model.schemas].map(({ name }) => name),
  );
  const to = { ...stating, model: stateEmptiness(stating.model, follow.kind, wanted) };
  if (to.model !== stating.model)
    notes.push(
      `${follow.id} makes nothing: all of ${[...wanted].join()} would go, as far as that is allowed.`,
    );
  const stated = new Set(to.model.schemas.map(({ name }) => name));
  const keep = (model: SchemaModel): SchemaModel => ({
    ...model,
    schemas: model.schemas.filter(({ name }) => wanted.has(name) && stated.has(name)),
  });
  const left = to.model.schemas.filter(({ name, tables }) => !wanted.has(name) && tables.length > 0);
  if (left.length > 0) {
    notes.push(
      `${follow.id} also states ${left.map(({ name }) => name).join(', ')}, which ${target.id} does not name: not part of this plan.`,
    );
  }
  const silent = from.model.schemas.filter(({ name }) => wanted.has(name) && !stated.has(name));
  if (silent.length > 0) {
    notes.push(
      `${follow.id} says nothing about ${silent.map(({ name }) => name).join(', ')}: left as it is.`,
    );
  }
  const scoped = keep(to.model);
  if (scoped.schemas.length === 0) {
    throw new AppError(
      'invalid-input',
      `${follow.id} states none of the schemas of ${target.id} (${[...wanted].join(', ')}).`,
      {
        hint: 'Name the schemas in the target’s address, or place the tables with the federation of tidemark.yaml.',
      },
    );
  }
  return [keep(from.model), scoped];
}

/**
 * A script that makes nothing states an empty schema, as `diff` has it, where there is one schema that it can be about.
 * Not so a script that was not wholly understood, nor a source that does not know of everything that a schema may hold.
 */
function stateEmptiness(model: SchemaModel, kind: string, wanted: ReadonlySet<string>): SchemaModel {
  const [name, ...rest] = wanted;
  const isSilent = model.schemas.length === 0 && model.unread === undefined;
  if (kind !== 'sql' || !isSilent || name === undefined || rest.length > 0) return model;
  return { ...model, schemas: [emptySchema(name)] };
}

function emptySchema(name: string): Schema {
  return {
    name,
    tables: [],
    views: [],
    triggers: [],
    routines: [],
    events: [],
    sequences: [],
    facets: ALL_SCHEMA_FACETS,
  };
}

function baseOf(side: PlanSide, model: SchemaModel, server: string | undefined): PlanBase {
  return {
    source: side.id,
    kind: side.kind,
    fingerprint: fingerprintState(model),
    ...(server === undefined ? {} : { server }),
  };
}

async function probe(
  target: PlanSide,
  changes: PlannedMigration['plan']['changes'],
  options: MakePlanOptions,
): Promise<readonly ProbeResult[]> {
  if (target.target === undefined || !changes.some((change) => change.probe !== undefined)) return [];
  const connection = await openConnection(target.target, {
    signal: options.signal,
    askPassword: options.askPassword,
  });
  try {
    return await probeChanges(connection, changes, {
      signal: options.signal,
      progress: (done, total, current) => options.progress?.('counting rows', done, total, current),
    });
  } finally {
    await connection.close();
  }
}

/** A flavor as the command line writes it. Throws AppError `invalid-input`. */
export function requireFlavor(text: string): Flavor {
  const flavor = parseFlavor(text);
  if (flavor === undefined)
    throw new AppError('invalid-input', `“${text}” is no flavor.`, {
      hint: 'Write mysql:9.7 or mariadb:10.11.',
    });
  return flavor;
}
