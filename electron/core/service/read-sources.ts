import type { SourceSummary } from '../../../shared/api';
import { toWireError } from '../../../shared/api';
import { AppError } from '../../../shared/app-error';
import { formatFlavor } from '../../../shared/model';
import { formatSourceAddress } from '../../../shared/workspace';
import type { SourceReading } from '../source/source-reading';
import type { Workspace } from '../workspace/workspace';
import { fingerprintReading } from '../source/fingerprint-reading';
import type { ChosenSource } from './choose-sources';
import type { Session } from './session';
import type { ReadOptions } from './source-store';
import { targetOf } from './target-of';

/** A source after it was read, or with the reason why it was not. */
export interface ReadOutcome {
  readonly source: ChosenSource;
  readonly reading?: SourceReading;
  readonly error?: AppError;
}

/** Reads sources side by side. One that fails does not stop the others; only cancelling and bugs are thrown. */
export async function readSources(
  session: Session,
  workspace: Workspace,
  sources: readonly ChosenSource[],
  options: ReadOptions,
): Promise<ReadOutcome[]> {
  return Promise.all(
    sources.map(async (source) => {
      try {
        return { source, reading: await readOne(session, workspace, source, options) };
      } catch (error) {
        if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
        return { source, error };
      }
    }),
  );
}

/**
 * Sources again, the scripts among them that MySQL and MariaDB read differently as this server would. What was read for
 * no server runs the comments of both.
 */
export async function readForFlavor(
  session: Session,
  workspace: Workspace,
  outcomes: readonly ReadOutcome[],
  flavor: string,
  options: ReadOptions,
): Promise<readonly ReadOutcome[]> {
  return Promise.all(
    outcomes.map(async (outcome) => {
      if (outcome.reading?.perFlavor !== true) return outcome;
      return { ...outcome, reading: await readOne(session, workspace, outcome.source, options, flavor) };
    }),
  );
}

/**
 * Reads one source; scripts, where nothing says what server they are for, for `flavor`. Throws AppError when it cannot
 * be read.
 */
export async function readOne(
  session: Session,
  workspace: Workspace,
  source: ChosenSource,
  options: ReadOptions,
  flavor?: string,
): Promise<SourceReading> {
  const { askPassword } = session;
  const password = source.config.kind === 'mysql' ? (await targetOf(session, source)).password : undefined;
  return session.sources.read(
    source,
    {
      root: source.root,
      ...(flavor === undefined ? {} : { flavor }),
      ...(password === undefined ? {} : { password }),
      ...(source.isOwn ? { federation: workspace.config.federation, ignore: workspace.config.ignore } : {}),
      ...(askPassword === undefined ? {} : { askPassword }),
    },
    options,
  );
}

/** What is known of a source, for the wire. */
export function summariseSource(workspace: Workspace, outcome: ReadOutcome): SourceSummary {
  const { source, reading, error } = outcome;
  const { config } = source;
  const base = {
    id: config.id,
    kind: config.kind,
    address: source.isOwn ? formatSourceAddress(config) : config.id,
    reference: config.id === workspace.config.reference,
  };
  const none = { errors: 0, warnings: 0, infos: 0 };
  if (error) return { ...base, state: 'failed', schemas: [], diagnostics: none, error: toWireError(error) };
  if (!reading) return { ...base, state: 'unread', schemas: [], diagnostics: none };
  const { files: _files, schemas: _schemas, ...counts } = reading.counts;
  const countOf = (severity: string): number =>
    reading.diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  return {
    ...base,
    // A path that is told from the disk's root would lack its first slash.
    address: source.isOwn ? reading.address : base.address,
    state: 'read',
    counts,
    schemas: reading.model.schemas.map((schema) => ({ name: schema.name, tables: schema.tables.length })),
    fingerprint: fingerprintReading(reading),
    ...(reading.model.flavor === undefined ? {} : { flavor: formatFlavor(reading.model.flavor) }),
    readAt: reading.readAt,
    ...(reading.stale === undefined ? {} : { stale: reading.stale }),
    diagnostics: { errors: countOf('error'), warnings: countOf('warning'), infos: countOf('info') },
  };
}
