import { AppError } from '../../../shared/app-error';
import type { Diagnostic, Read, SchemaModel } from '../../../shared/model';
import { describeAge, readSnapshot, snapshotAge } from './read-snapshot';
import { saveSnapshot } from './save-snapshot';

/** A model that a server stated, or that its last snapshot states in its place. */
export interface StandInReading extends Read<SchemaModel> {
  /** When the model was read from the server, ISO 8601 UTC. */
  readonly readAt: string;
  /** Set when the snapshot stands in: since when it is the last word, and why the server was not asked. */
  readonly stale?: { readonly since: string; readonly reason: string };
}

/** What going to a server can fail with, without the server's own schema being in doubt. */
const AWAY: ReadonlySet<string> = new Set([
  'cannot-connect',
  'server-gone',
  'timeout',
  'access-denied',
  'password-needed',
]);

/**
 * Reads a server by `read` and keeps its snapshot at `path`; when the server is away, the last snapshot stands
 * in and says so. Failures that are not absence (cancelled, no such schema), and absence without a snapshot,
 * are thrown as they came. A snapshot that cannot be written is a warning: the reading itself holds.
 */
export async function readOrStandIn(
  path: string,
  source: string,
  read: () => Promise<Read<SchemaModel>>,
): Promise<StandInReading> {
  try {
    const { value, diagnostics } = await read();
    const readAt = new Date().toISOString();
    const unsaved = await keepSnapshot(path, value, source, readAt);
    return { value, diagnostics: unsaved === undefined ? diagnostics : [...diagnostics, unsaved], readAt };
  } catch (error) {
    if (!(error instanceof AppError) || !AWAY.has(error.code)) throw error;
    return await standIn(path, source, error);
  }
}

async function keepSnapshot(
  path: string,
  model: SchemaModel,
  source: string,
  takenAt: string,
): Promise<Diagnostic | undefined> {
  try {
    await saveSnapshot(path, model, { takenAt, source });
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { severity: 'warning', code: 'snapshot-not-saved', message: error.message };
  }
}

async function standIn(path: string, source: string, away: AppError): Promise<StandInReading> {
  const reading = await readSnapshot(path).catch((error: unknown) => {
    // Without a snapshot, why the server is away is the thing to know.
    if (error instanceof AppError) throw away;
    throw error;
  });
  if (reading.value === undefined) throw away;
  const { takenAt, model } = reading.value;
  const age = describeAge(snapshotAge(reading.value));
  const diagnostic: Diagnostic = {
    severity: 'warning',
    code: 'snapshot-stands-in',
    message: `${source} is away: ${away.message} Its snapshot of ${age} stands in.`,
    ...(away.more.hint === undefined ? {} : { hint: away.more.hint }),
  };
  return {
    value: model,
    diagnostics: [...reading.diagnostics, diagnostic],
    readAt: takenAt,
    stale: { since: takenAt, reason: away.message },
  };
}
