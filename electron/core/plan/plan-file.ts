import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { planSchema, proofSchema, probeResultSchema } from '../../../shared/api/plan-schema';
import type { ProbeResult } from '../../../shared/api/plan-schema';
import { AppError } from '../../../shared/app-error';
import type { SchemaModel } from '../../../shared/model';
import type { Plan, Proof } from '../../../shared/plan';
import { decodeModel, encodeModel } from '../../../shared/snapshot';
import { codeOf } from '../files/file-error';
import { writeFileAtomic } from '../files/write-file-atomic';
import type { FileChange } from '../files/write-file-atomic';
import { canonicalJson } from './canonical-json';
import { hashPlan, hashText } from './hash-plan';

/** A plan with what its proof and its runs need: the states that it leads from and to. */
export interface PlannedMigration {
  readonly plan: Plan;
  /** Who made it: may not approve it alone. */
  readonly author: string;
  /** The target's state that the plan starts from; for a migration written by hand, absent. */
  readonly before?: SchemaModel;
  /** The state that it leads to, where it is known before it is run. */
  readonly after?: SchemaModel;
  readonly probes: readonly ProbeResult[];
  /** For a hand-written migration: its file, and the numbers of its statements that may not be run twice. */
  readonly handwritten?: { readonly file: string; readonly once: readonly number[] };
  /** Names of migrations that must have been run before, as a hand-written one declares them. */
  readonly dependsOn?: readonly string[];
  /** Of the last rehearsal of this very plan. */
  readonly proof?: Proof;
}

const fileSchema = z.strictObject({
  format: z.literal('tidemark-plan'),
  version: z.literal(1),
  plan: planSchema,
  author: z.string(),
  probes: z.array(probeResultSchema).readonly(),
  handwritten: z
    .strictObject({ file: z.string(), once: z.array(z.number().int()).readonly() })
    .exactOptional(),
  dependsOn: z.array(z.string()).readonly().exactOptional(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  /** SHA-256 over everything above: says that nobody changed a byte, by accident or otherwise. */
  seal: z.string(),
  proof: proofSchema.optional(),
  /** The same over the seal and the proof, which comes later than the rest; without it a proof is worth nothing. */
  proofSeal: z.string().optional(),
});

/** A plan's file as text. The same migration gives the same bytes. */
export function printPlanFile(migration: PlannedMigration): string {
  const { plan, author, before, after, probes, proof } = migration;
  const content = {
    format: 'tidemark-plan',
    version: 1,
    // In the order of keys that reading gives, so that writing what was read changes nothing.
    plan: planSchema.parse(plan),
    author,
    probes,
    ...(migration.handwritten === undefined ? {} : { handwritten: migration.handwritten }),
    ...(migration.dependsOn === undefined ? {} : { dependsOn: migration.dependsOn }),
    ...(before === undefined ? {} : { before: stateJson(before) }),
    ...(after === undefined ? {} : { after: stateJson(after) }),
  };
  const seal = hashText(canonicalJson(content));
  const sealed = {
    ...content,
    seal,
    ...(proof === undefined ? {} : { proof, proofSeal: sealProof(seal, proof) }),
  };
  return `${JSON.stringify(sealed, null, 1)}\n`;
}

/**
 * Reads the text of a plan's file. Throws AppError `stale-plan` when a byte of it was changed after Tidemark wrote
 * it, `invalid-input` when it is no plan.
 */
export function parsePlanFile(text: string, path: string): PlannedMigration {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw notAPlan(path, 'It is not JSON.');
  }
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) throw notAPlan(path, parsed.error.issues[0]?.message ?? '');
  const { proof, proofSeal, seal, ...content } = parsed.data;
  const { plan } = content;
  if (
    hashPlan(plan) !== plan.hash ||
    hashText(canonicalJson(content)) !== seal ||
    (proof !== undefined && proofSeal !== undefined && sealProof(seal, proof) !== proofSeal)
  ) {
    throw new AppError(
      'stale-plan',
      `${path} was changed after it was made: its content no longer has its hash.`,
      {
        hint: 'Make the plan again, and have it reviewed again. Plans are not edited by hand.',
        details: { hash: plan.hash },
      },
    );
  }
  const before = readModel(content.before, path);
  const after = readModel(content.after, path);
  return {
    plan,
    author: content.author,
    probes: content.probes,
    ...(content.handwritten === undefined ? {} : { handwritten: content.handwritten }),
    ...(content.dependsOn === undefined ? {} : { dependsOn: content.dependsOn }),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    ...(proof === undefined || proofSeal === undefined || proof.planHash !== plan.hash ? {} : { proof }),
  };
}

/** Reads a plan's file. Throws AppError as `parsePlanFile`, and `not-found` or `not-readable`. */
export async function readPlanFile(path: string): Promise<PlannedMigration> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    const code = codeOf(cause);
    if (code === undefined) throw cause;
    if (code === 'ENOENT') throw new AppError('not-found', `There is no plan ${path}.`, { cause });
    throw new AppError('not-readable', `The plan ${path} cannot be read (${code}).`, { cause });
  }
  return parsePlanFile(text, path);
}

/** Writes a plan's file, whole or not at all. */
export function writePlanFile(path: string, migration: PlannedMigration): Promise<FileChange> {
  return writeFileAtomic(path, printPlanFile(migration));
}

function sealProof(seal: string, proof: Proof): string {
  return hashText(canonicalJson({ seal, proof }));
}

/** A state as JSON, likewise. */
function stateJson(model: SchemaModel): unknown {
  const { value } = decodeModel(encodeModel(model), 'a state');
  return JSON.parse(encodeModel(value ?? model)) as unknown;
}

function readModel(json: unknown, path: string): SchemaModel | undefined {
  if (json === undefined) return undefined;
  const { value } = decodeModel(JSON.stringify(json), path);
  if (value === undefined) throw notAPlan(path, 'One of its states cannot be read.');
  return value;
}

function notAPlan(path: string, why: string): AppError {
  return new AppError('invalid-input', `${path} is no plan of Tidemark. ${why}`.trim(), {
    hint: 'Name the file that ends in .plan.json, or a migration that ends in .sql.',
  });
}
