import { rm } from 'node:fs/promises';
import { AppError } from '../../../shared/app-error';
import { chooseFlavor } from '../../../shared/drift/contexts';
import type { Flavor, SchemaModel } from '../../../shared/model';
import { buildPlan, compareFor, RISK_CLASSES, type PlanInput } from '../../../shared/plan';
import { sayLeftOut } from '../ignored/ignored-changes';
import { resolveInside } from '../files/resolve-inside';
import { writeFileAtomic } from '../files/write-file-atomic';
import type { PlanSide } from '../plan/make-plan';
import { requireWhole } from '../plan/require-whole';
import { alignPair } from '../service/align-schemas';
import { refuseTarget } from './follow-files';
import type { FollowPlan } from './follow-files';
import type { FollowedStates, FollowTarget } from './followed-states';
import { followSqlFile } from './follow-sql-file';
import { followToonFiles } from './follow-toon-files';

/** How files follow. */
export interface FollowOptions {
  /** True also takes tables away that the followed source does not have. */
  readonly remove: boolean;
  readonly flavor?: Flavor | undefined;
  /** Why a change is left out: somebody decided to live with the difference. */
  readonly ignored?: PlanInput['ignored'];
}

/**
 * Says what has to be written so that files follow another source: only the files whose tables change, and of them
 * only what changes. What the followed source cannot state stays as it is, and so does what is ignored. Throws AppError `unsupported` for sources
 * that are no TOON folder and no SQL file.
 */
export async function planFollow(
  target: FollowTarget,
  wanted: PlanSide,
  options: FollowOptions,
): Promise<FollowPlan> {
  const { config } = target;
  if (config.kind !== 'toon' && config.kind !== 'sql') throw refuseTarget(config.id, config.kind);
  const flavor = chooseFlavor([target.reading.model, wanted.model], options.flavor);
  const reading = (await target.readFor?.(flavor)) ?? target.reading;
  const model = (await wanted.readFor?.(flavor)) ?? wanted.model;
  const [from, to] = alignPair({ id: config.id, model: reading.model }, { id: wanted.id, model });
  const notes: string[] = [...requireWhole({ ...wanted, model })];
  const after = composeAfter(from.model, to.model, flavor, options, notes);
  const states: FollowedStates = { from: from.model, after, flavor, remove: options.remove, notes };
  const asRead = { ...target, reading };
  return config.kind === 'toon' ? await followToonFiles(asRead, states) : await followSqlFile(asRead, states);
}

/** The target's own statements with all that the followed source states put in. */
function composeAfter(
  from: SchemaModel,
  to: SchemaModel,
  flavor: Flavor,
  { remove, ignored }: FollowOptions,
  notes: string[],
): SchemaModel {
  const base = { source: '', kind: '', fingerprint: '' };
  const { after, plan } = buildPlan({
    name: '',
    planVersion: '',
    flavor,
    style: 'guarded',
    target: base,
    follow: base,
    from,
    to,
    allow: new Set(RISK_CLASSES),
    ...(ignored === undefined ? {} : { ignored }),
    renames: [],
    dropMode: 'real',
    date: '19700101',
    comparer: compareFor(flavor, from),
  });
  notes.push(...sayLeftOut(plan.changes));
  if (remove) return after;
  const kept = new Map(after.schemas.map((schema) => [schema.name, schema]));
  const schemas = [...after.schemas];
  for (const schema of from.schemas) {
    const now = kept.get(schema.name);
    const names = new Set(now?.tables.map(({ name }) => name));
    const gone = schema.tables.filter(({ name }) => !names.has(name));
    if (gone.length === 0) continue;
    notes.push(
      `Kept, though the followed source has no such table: ${gone.map(({ name }) => name).join(', ')}.`,
    );
    const at = schemas.findIndex(({ name }) => name === schema.name);
    if (now === undefined || at < 0) schemas.push({ ...schema, tables: gone });
    else schemas[at] = { ...now, tables: [...now.tables, ...gone] };
  }
  return { ...after, schemas };
}

/** Writes what `planFollow` found. Files are written one by one, each whole or not at all. */
export async function writeFollow(root: string, plan: FollowPlan, signal?: AbortSignal): Promise<void> {
  for (const { path, content } of plan.files) {
    if (signal?.aborted === true)
      throw new AppError('cancelled', 'Writing was cancelled; finished files stay.');
    const place = resolveInside(root, path);
    if (content === undefined) await rm(place);
    else await writeFileAtomic(place, content);
  }
}
