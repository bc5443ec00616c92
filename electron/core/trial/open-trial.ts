import { cp, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/app-error';
import type { SchemaModel, Vendor } from '../../../shared/model';
import { describeFlavor } from '../../../shared/model';
import type { SourceConfig } from '../../../shared/workspace';
import type { Progress } from '../../../shared/api';
import { resolveInside } from '../files/resolve-inside';
import { writeFileAtomic } from '../files/write-file-atomic';
import { formatAddress, openConnection } from '../mysql';
import type { ConnectionTarget } from '../mysql';
import { buildSchema } from '../rehearse/build-schema';
import { findServerBinaries, startScratchServer } from '../scratch';
import { readSnapshot } from '../snapshot';
import { openWorkspace } from '../workspace/open-workspace';
import { printConfig } from '../workspace/print-config';
import { CONFIG_FILE } from '../workspace/read-config';

/** A copy of a workspace with a private server in place of its snapshot, to try the whole job on. */
export interface Trial {
  /** The copy; it lies in the server's own folder. */
  readonly root: string;
  readonly target: ConnectionTarget;
  /** Stops the server and removes all that was made for it. Never throws. */
  close(): Promise<void>;
}

/** A server program that a trial could run on. */
export interface TrialServer {
  readonly vendor: Vendor;
  /** `MariaDB 10.11.6`. */
  readonly name: string;
}

/** The server programs of this machine, one of each vendor. A server that the user named for rehearsals is none. */
export async function listTrialServers(): Promise<readonly TrialServer[]> {
  if (process.platform === 'win32') return [];
  const found = new Map<Vendor, TrialServer>();
  for (const { flavor } of await findServerBinaries()) {
    if (!found.has(flavor.vendor))
      found.set(flavor.vendor, { vendor: flavor.vendor, name: describeFlavor(flavor) });
  }
  return [...found.values()];
}

/**
 * Copies a workspace, starts a scratch server, builds there what the workspace's first snapshot remembers, and lets the
 * copy name the server in its place; the snapshot stays its stand-in. All of it is gone when it is closed, and when
 * this process ends, however it ends. Throws AppError: `not-found` without a server program or a snapshot, and what
 * starting a server throws.
 */
export async function openTrial(
  sample: string,
  options: {
    readonly vendor?: Vendor | undefined;
    readonly signal: AbortSignal;
    readonly progress: (progress: Progress) => void;
  },
): Promise<Trial> {
  const { signal, progress } = options;
  const { config } = await openWorkspace(sample, { signal });
  const source = config.sources.find((one) => one.kind === 'snapshot');
  if (source?.kind !== 'snapshot')
    throw new AppError('not-found', 'This workspace has no snapshot that a server could be made from.');
  const { value: snapshot } = await readSnapshot(resolveInside(await realpath(sample), source.path));
  if (snapshot === undefined)
    throw new AppError('not-readable', `The snapshot ${source.path} of the workspace cannot be read.`);
  progress({ phase: 'starting a server', done: 0, total: 1 });
  // A server that the user named is no scratch server of ours: schemas with these names may be somebody's.
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^TIDEMARK_SCRATCH_/.test(name)),
  );
  const server = await startScratchServer({ vendor: options.vendor, signal, environment });
  try {
    const { folder } = server;
    if (folder === undefined) throw new AppError('internal', 'The scratch server has no folder.');
    const root = join(await realpath(folder), 'workspace');
    await cp(sample, root, { recursive: true });
    const { model } = snapshot;
    await buildAll(server.target, model, options);
    const schemas = model.schemas.map(({ name }) => name);
    const target = { ...server.target, schemas };
    const { id, path } = source;
    const live: SourceConfig = { kind: 'mysql', id, url: formatAddress(target), snapshot: path };
    const sources = config.sources.map((one) => (one === source ? live : one));
    await writeFileAtomic(join(root, CONFIG_FILE), printConfig({ ...config, sources }, []));
    return { root, target, close: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function buildAll(
  target: ConnectionTarget,
  model: SchemaModel,
  { signal, progress }: Parameters<typeof openTrial>[1],
): Promise<void> {
  const connection = await openConnection({ ...target, schemas: [] }, { access: 'write', signal });
  try {
    await connection.query("SET SESSION sql_mode = 'NO_ENGINE_SUBSTITUTION'");
    await connection.query('SET SESSION foreign_key_checks = 0');
    const { schemas } = model;
    for (const [done, { name }] of schemas.entries()) {
      if (signal.aborted) throw new AppError('cancelled', 'Cancelled; nothing of the trial is left.');
      progress({ phase: 'filling the server', done, total: schemas.length, current: name });
      await buildSchema(connection, model, name, name, true);
    }
  } finally {
    await connection.close();
  }
}
