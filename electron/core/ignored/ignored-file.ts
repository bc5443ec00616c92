import { join } from 'node:path';
import * as z from 'zod';
import type { DriftItem, DriftItemRef } from '../../../shared/api';
import { driftItemRefSchema } from '../../../shared/api';
import { AppError } from '../../../shared/app-error';
import { readTextFile } from '../files/read-text-file';
import { resolveInside } from '../files/resolve-inside';
import { writeFileAtomic } from '../files/write-file-atomic';

/** The file beside tidemark.yaml that holds the differences that somebody decided to live with. */
export const IGNORED_FILE = 'tidemark.ignored.yaml';

const MAXIMUM_SIZE = 5_000_000;
const HEAD =
  '# Differences that somebody decided to live with. Each is shown again when a source says something else of it.\n';

const entrySchema = z.strictObject({
  ...driftItemRefSchema.shape,
  /** What each source that drifts said when it was ignored; null: nothing. */
  says: z.record(z.string(), z.string().nullable()),
  /** What all others said. */
  otherwise: z.string().nullable(),
  reason: z.string().min(1).max(2000),
  by: z.string().min(1).max(200),
  at: z.iso.datetime(),
});

const fileSchema = z.strictObject({ ignored: z.array(entrySchema).readonly() });

/** A difference that somebody decided to live with, and what the sources said of it then. */
export type IgnoredEntry = z.infer<typeof entrySchema>;

/** The ignored differences of a workspace, or why they are not known. */
export interface IgnoredReading {
  readonly entries: readonly IgnoredEntry[];
  /** Set when the file cannot be used: then nothing counts as ignored, and nothing is written over it. */
  readonly problem?: string;
}

/** Reads what is ignored in a workspace. Never throws for what the file holds. */
export async function readIgnored(root: string): Promise<IgnoredReading> {
  const { value, diagnostics } = await readTextFile(join(root, IGNORED_FILE), {
    path: IGNORED_FILE,
    maximumSize: MAXIMUM_SIZE,
  });
  if (value === undefined) {
    const [problem] = diagnostics;
    return problem === undefined || problem.code === 'file-missing'
      ? { entries: [] }
      : { entries: [], problem: problem.message };
  }
  // Imported here because most workspaces ignore nothing, and a diff of two servers has no other use for it.
  const { load } = await import('js-yaml');
  try {
    const parsed = fileSchema.safeParse(load(value.text, { maxDepth: 20, maxAliases: 0 }));
    if (parsed.success) return { entries: parsed.data.ignored };
    const [issue] = parsed.error.issues;
    const place = issue === undefined ? '' : ` (${issue.path.map(String).join('.')}: ${issue.message})`;
    return { entries: [], problem: `${IGNORED_FILE} is not as Tidemark writes it${place}.` };
  } catch {
    return { entries: [], problem: `${IGNORED_FILE} is not valid YAML.` };
  }
}

/** Writes what is ignored. Throws AppError `not-readable`, `outside-workspace`. */
export async function writeIgnored(root: string, entries: readonly IgnoredEntry[]): Promise<void> {
  const sorted = [...entries].sort((a, b) => compareText(refKey(a), refKey(b)));
  const { dump } = await import('js-yaml');
  const text = dump({ ignored: sorted }, { lineWidth: 110 });
  await writeFileAtomic(resolveInside(root, IGNORED_FILE), HEAD + text);
}

/** Ignores items as they are now, in place of what was ignored of the same things before. Throws like `writeIgnored`. */
export async function ignoreItems(
  root: string,
  items: readonly DriftItem[],
  said: Pick<IgnoredEntry, 'reason' | 'by' | 'at'>,
): Promise<void> {
  const now = new Map(items.map((item) => [refKey(item), entryFor(item, said)]));
  const kept = (await readForWriting(root)).filter((entry) => !now.has(refKey(entry)));
  await writeIgnored(root, [...kept, ...now.values()]);
}

/** An item, ignored as it is now. */
export function entryFor(item: DriftItem, said: Pick<IgnoredEntry, 'reason' | 'by' | 'at'>): IgnoredEntry {
  return { ...refOf(item), ...statementOf(item), ...said };
}

/** Stops ignoring; answers how many were ignored. Throws like `writeIgnored`. */
export async function unignore(root: string, refs: readonly DriftItemRef[]): Promise<number> {
  const gone = new Set(refs.map(refKey));
  const entries = await readForWriting(root);
  const kept = entries.filter((entry) => !gone.has(refKey(entry)));
  if (kept.length < entries.length) await writeIgnored(root, kept);
  return entries.length - kept.length;
}

/** Items with what was decided of them: `ignored` while every source says what it said then, else `wasIgnored`. */
export function markIgnored(
  items: readonly DriftItem[],
  entries: readonly IgnoredEntry[],
): readonly DriftItem[] {
  if (entries.length === 0) return items;
  const known = new Map(entries.map((entry) => [refKey(entry), entry]));
  return items.map((item) => {
    const entry = known.get(refKey(item));
    if (entry === undefined) return item;
    const { reason, by, at } = entry;
    return { ...item, [isAsThen(item, entry) ? 'ignored' : 'wasIgnored']: { reason, by, at } };
  });
}

/** One text for the thing that an item speaks of. */
export function refKey(ref: DriftItemRef): string {
  const { object, schema, table, part, name, attribute = '' } = ref;
  return JSON.stringify([schema, object, table, part, name, attribute]);
}

/** One text for the object that an item speaks of. */
export function objectKey({
  object,
  schema,
  table,
}: Pick<DriftItemRef, 'object' | 'schema' | 'table'>): string {
  return JSON.stringify([schema, object, table]);
}

/**
 * Whether every source still says what it said then. A source that says by now what the others said is no news; one that
 * disagrees in another way, or for the first time, is. Holds for any two of the sources too, whichever is the measure.
 */
function isAsThen(item: DriftItem, entry: IgnoredEntry): boolean {
  const said = new Map(Object.entries(entry.says));
  const isSame = (now: string | null, then: string | null): boolean =>
    isPresence(item) ? (now === null) === (then === null) : now === then;
  const told = otherOf(item);
  return item.values.every((value) => {
    if (value !== told && !isDrifting(value)) return true;
    const now = wordOf(item, value);
    const then = said.get(value.source);
    if (then !== undefined && isSame(now, then)) return true;
    // What cannot be told today was told, or was not asked, then.
    return value.status !== 'unknown' && isSame(now, entry.otherwise);
  });
}

function refOf({ object, schema, table, part, name, attribute }: DriftItem): DriftItemRef {
  return { object, schema, table, part, name, ...(attribute === undefined ? {} : { attribute }) };
}

/** Of what is there or not only that counts: a table that is missing is no less so when it gets another column. */
function isPresence({ attribute, status }: DriftItem): boolean {
  return attribute === undefined && (status === 'missing' || status === 'extra');
}

function wordOf(item: DriftItem, { text }: DriftItem['values'][number]): string | null {
  return text === undefined ? null : isPresence(item) ? 'is there' : text;
}

function isDrifting({ status }: DriftItem['values'][number]): boolean {
  return status !== undefined && status !== 'equal';
}

/** A source that speaks for those that agree: one that states the thing, if any does; another may lack the whole table. */
function otherOf({ values }: DriftItem): DriftItem['values'][number] | undefined {
  const agreeing = values.filter(({ status }) => status === 'equal');
  return agreeing.find(({ text }) => text !== undefined) ?? agreeing[0];
}

function statementOf(item: DriftItem): Pick<IgnoredEntry, 'says' | 'otherwise'> {
  const other = otherOf(item);
  return {
    says: Object.fromEntries(
      item.values.filter(isDrifting).map((value) => [value.source, wordOf(item, value)]),
    ),
    otherwise: other === undefined ? null : wordOf(item, other),
  };
}

async function readForWriting(root: string): Promise<readonly IgnoredEntry[]> {
  const { entries, problem } = await readIgnored(root);
  if (problem === undefined) return entries;
  throw new AppError('invalid-config', problem, {
    hint: `Nothing was written. Mend ${IGNORED_FILE}, or take it away.`,
  });
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
