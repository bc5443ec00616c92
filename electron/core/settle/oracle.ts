import { AppError } from '../../../shared/app-error';
import { describeFlavor } from '../../../shared/model';
import type { Flavor } from '../../../shared/model';
import { openConnection } from '../mysql';
import type { ConnectionTarget, ServerConnection } from '../mysql';
import { findServerBinaries, startScratchServer } from '../scratch';
import type { ScratchServer } from '../scratch';

/** A server that is asked which spellings mean the same. Started when the first question comes. */
export interface Oracle {
  readonly flavor: Flavor;
  /** `MariaDB 10.11 (scratch)`: stands in the reasons that rest on its answers. */
  readonly label: string;
  /** A session for writing; scratch schemas are all that may be written. */
  connect(signal?: AbortSignal): Promise<ServerConnection>;
  /** Ends what was started for it. Never throws. */
  close(): Promise<void>;
}

/**
 * Finds someone to ask about a flavor, without starting it: a server that TIDEMARK_SCRATCH_URL (or the
 * vendor's own variable) names, else a scratch server from a program of this machine, the same major and
 * minor version before others of the vendor. undefined when there is none; another vendor is never asked.
 */
export async function findOracle(
  flavor: Flavor,
  options: { readonly signal?: AbortSignal; readonly environment?: NodeJS.ProcessEnv } = {},
): Promise<Oracle | undefined> {
  const environment = options.environment ?? process.env;
  const { vendor } = flavor;
  const [major, minor] = flavor.version;
  const start = (signal?: AbortSignal): Promise<ScratchServer> =>
    startScratchServer({ vendor, version: [major, minor], signal, environment });
  const variable = vendor === 'mysql' ? 'TIDEMARK_SCRATCH_MYSQL_URL' : 'TIDEMARK_SCRATCH_MARIADB_URL';
  if ((environment[variable] ?? environment['TIDEMARK_SCRATCH_URL'] ?? '') !== '') {
    try {
      const server = await start(options.signal);
      return oracleOf(server.flavor, 'named', () => Promise.resolve(server));
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
      return undefined;
    }
  }
  if (process.platform === 'win32') return undefined;
  const binaries = await findServerBinaries(vendor, environment);
  const same = binaries.find(
    (binary) => binary.flavor.version[0] === major && binary.flavor.version[1] === minor,
  );
  const chosen = same ?? binaries[0];
  return chosen === undefined ? undefined : oracleOf(chosen.flavor, 'scratch', start);
}

/** A server that is open already and may be written to, such as the target of a rehearsal. */
export function oracleAt(target: ConnectionTarget, flavor: Flavor): Oracle {
  return oracleOf(flavor, 'the target', () =>
    Promise.resolve({ target, flavor, ours: false, stop: () => Promise.resolve() }),
  );
}

function oracleOf(
  flavor: Flavor,
  what: string,
  start: (signal?: AbortSignal) => Promise<ScratchServer>,
): Oracle {
  let starting: Promise<ScratchServer> | undefined;
  return {
    flavor,
    label: `${describeFlavor(flavor)} (${what})`,
    connect: async (signal) => {
      starting ??= start(signal);
      const { target } = await starting;
      return await openConnection(target, { access: 'write', signal });
    },
    close: async () => {
      const server = await starting?.catch(() => undefined);
      await server?.stop();
    },
  };
}
