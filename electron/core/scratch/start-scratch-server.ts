import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../../shared/app-error';
import type { Flavor, Vendor } from '../../../shared/model';
import { describeFlavor } from '../../../shared/model';
import { openConnection, parseAddress } from '../mysql';
import type { ConnectionTarget } from '../mysql';
import { copyDataTemplate, userArguments } from './data-template';
import { findServerBinaries } from './find-server-binary';
import type { ServerBinary } from './find-server-binary';
import { removeLeftovers, SCRATCH_PREFIX } from './remove-leftovers';

/** A server for trying things on: ours alone, or one that the user named for it. */
export interface ScratchServer {
  readonly target: ConnectionTarget;
  readonly flavor: Flavor;
  /** False when the user named the server: other things live on it, and stop() leaves it running. */
  readonly ours: boolean;
  /** Where our server lives: what is put there goes with it, however this process ends. Absent when it is not ours. */
  readonly folder?: string;
  /** Ends our server and removes all that it wrote. Never throws; may be called twice. */
  stop(): Promise<void>;
}

/** What kind of scratch server is wanted. */
export interface ScratchOptions {
  readonly vendor?: Vendor | undefined;
  /** Prefer a program of this major and minor version, where several are installed. */
  readonly version?: readonly [number, number] | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly environment?: NodeJS.ProcessEnv | undefined;
}

const START_TIMEOUT_MS = 60_000;
/** A socket's path may have 107 bytes (sun_path); the folder's random part and the file name take 30. */
const LONGEST_PARENT = 70;

/**
 * Watches over one server. It ends the server and removes its folder when its standard input closes, which
 * the operating system does for us however our process ends. Signals of a terminal do not reach it.
 */
const GUARD = `
trap '' INT TERM HUP
dir=$1; shift
exec 3<&0
"$@" </dev/null >"$dir/server.log" 2>&1 3<&- &
server=$!
echo "$server" >"$dir/server.pid"
( cat <&3 >/dev/null; kill -9 "$server" 2>/dev/null ) &
wait "$server"
tail -n 15 "$dir/server.log"
rm -rf "$dir"
`;

/**
 * Starts a scratch server within a second: a server program of this machine on a data folder of its own, with
 * a socket in a folder that only this user may enter and no port at all. It is gone when `stop()` is called,
 * and also when this process crashes or is killed. Where TIDEMARK_SCRATCH_MYSQL_URL,
 * TIDEMARK_SCRATCH_MARIADB_URL or TIDEMARK_SCRATCH_URL names a server of the wanted vendor, that is used.
 * Throws AppError `not-found` when there is no server program, `timeout`, `cancelled`.
 */
export async function startScratchServer(options: ScratchOptions = {}): Promise<ScratchServer> {
  const environment = options.environment ?? process.env;
  const named = await useNamedServer(options.vendor, environment, options.signal);
  if (named !== undefined) return named;
  if (process.platform === 'win32') {
    throw new AppError('unsupported', 'Scratch servers cannot be started on Windows yet.', {
      hint: 'Name a server to use in TIDEMARK_SCRATCH_URL.',
    });
  }
  const binary = chooseBinary(await findServerBinaries(options.vendor, environment), options);
  const parent = tmpdir().length <= LONGEST_PARENT ? tmpdir() : '/tmp';
  await removeLeftovers(parent);
  const folder = await mkdtemp(join(parent, SCRATCH_PREFIX));
  try {
    await writeFile(join(folder, 'owner.pid'), String(process.pid));
    await mkdir(join(folder, 'tmp'));
    await copyDataTemplate(binary, join(folder, 'data'), options.signal);
    await chmod(join(folder, 'data'), 0o700);
    return await launch(binary, folder, options.signal);
  } catch (error) {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    throw error;
  }
}

async function useNamedServer(
  vendor: Vendor | undefined,
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
): Promise<ScratchServer | undefined> {
  const names = ['TIDEMARK_SCRATCH_URL'];
  if (vendor !== 'mariadb') names.unshift('TIDEMARK_SCRATCH_MYSQL_URL');
  if (vendor !== 'mysql') names.unshift('TIDEMARK_SCRATCH_MARIADB_URL');
  for (const name of names) {
    const address = environment[name];
    if (address === undefined || address === '') continue;
    const target: ConnectionTarget = { ...parseAddress(address), schemas: [] };
    const connection = await openConnection(target, { access: 'write', signal, environment });
    const { flavor } = connection;
    const known = connection.target;
    await connection.close();
    if (vendor === undefined || flavor.vendor === vendor) {
      return { target: known, flavor, ours: false, stop: () => Promise.resolve() };
    }
  }
  return undefined;
}

function chooseBinary(found: readonly ServerBinary[], options: ScratchOptions): ServerBinary {
  const { version, vendor } = options;
  const same = found.find(
    ({ flavor }) =>
      version !== undefined && flavor.version[0] === version[0] && flavor.version[1] === version[1],
  );
  const chosen = same ?? found[0];
  if (chosen === undefined) {
    const what = vendor === 'mysql' ? 'mysqld' : vendor === 'mariadb' ? 'mariadbd' : 'mariadbd or mysqld';
    throw new AppError('not-found', `No ${what} was found on this machine.`, {
      hint: 'Install a server package, name its program in TIDEMARK_SERVER_BINARY, or name a server in TIDEMARK_SCRATCH_URL.',
    });
  }
  return chosen;
}

async function launch(
  binary: ServerBinary,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<ScratchServer> {
  const socket = join(folder, 's.sock');
  const guard = spawn(
    '/bin/sh',
    ['-c', GUARD, 'sh', folder, binary.path, ...serverArguments(binary, folder, socket)],
    {
      detached: true,
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  );
  // A forgotten server must not keep the process alive: the guard sees to it when we end.
  guard.unref();
  unref(guard.stdin);
  unref(guard.stdout);
  const ended = watchEnd(guard);
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= stopGuard(guard, ended, folder));
  try {
    const target: ConnectionTarget = {
      vendor: binary.flavor.vendor,
      user: 'root',
      password: '',
      socket,
      defaultsFile: '',
      schemas: [],
    };
    await waitUntilUp(target, ended, signal, binary);
    return { target, flavor: binary.flavor, ours: true, folder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function unref(stream: unknown): void {
  const { unref: release } = stream as { unref?: () => void };
  release?.call(stream);
}

function serverArguments(binary: ServerBinary, folder: string, socket: string): readonly string[] {
  return [
    ...[
      '--no-defaults',
      ...userArguments(),
      `--datadir=${join(folder, 'data')}`,
      `--tmpdir=${join(folder, 'tmp')}`,
    ],
    ...[`--socket=${socket}`, `--pid-file=${join(folder, 'own.pid')}`, '--skip-networking', '--skip-log-bin'],
    // Nothing here outlives a crash, so nothing needs to be safe from one.
    ...['--innodb-flush-log-at-trx-commit=0', '--innodb-doublewrite=0', '--innodb-buffer-pool-size=64M'],
    ...['--performance-schema=OFF', '--max-connections=200', '--event-scheduler=OFF', '--local-infile=0'],
    ...(binary.flavor.vendor === 'mysql'
      ? ['--mysqlx=OFF', '--secure-file-priv=NULL', '--innodb-redo-log-capacity=16M']
      : ['--innodb-log-file-size=8M', '--character-set-server=utf8mb4']),
  ];
}

/** The guard's last words when it ended. */
function watchEnd(guard: ChildProcess): {
  readonly promise: Promise<void>;
  readonly state: { over: boolean; words: string };
} {
  const state = { over: false, words: '' };
  guard.stdout?.setEncoding('utf8').on('data', (text: string) => {
    state.words = (state.words + text).slice(-4000);
  });
  const promise = new Promise<void>((resolve) => {
    const end = (): void => {
      state.over = true;
      resolve();
    };
    guard.on('close', end);
    guard.on('error', end);
  });
  return { promise, state };
}

async function waitUntilUp(
  target: ConnectionTarget,
  ended: ReturnType<typeof watchEnd>,
  signal: AbortSignal | undefined,
  binary: ServerBinary,
): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    if (signal?.aborted === true)
      throw new AppError('cancelled', 'Cancelled while a scratch server was starting.');
    try {
      const connection = await openConnection(target, { connectTimeoutMs: 2000, signal, environment: {} });
      await connection.close();
      return;
    } catch (error) {
      if (ended.state.over || Date.now() > deadline) {
        const said = ended.state.words
          .trim()
          .split('\n')
          .filter((line) => /error|fatal/i.test(line))
          .slice(-3)
          .join(' ');
        throw new AppError(
          ended.state.over ? 'internal' : 'timeout',
          `A scratch ${describeFlavor(binary.flavor)} did not start. ${said}`.trim(),
          { hint: 'Name a server to use in TIDEMARK_SCRATCH_URL.', cause: error },
        );
      }
    }
    await sleep(15);
  }
}

async function stopGuard(
  guard: ChildProcess,
  ended: ReturnType<typeof watchEnd>,
  folder: string,
): Promise<void> {
  guard.ref();
  guard.stdin?.end();
  const late = sleep(5000, 'late' as const, { ref: false });
  if ((await Promise.race([ended.promise, late])) === 'late' && guard.pid !== undefined) {
    try {
      process.kill(-guard.pid, 'SIGKILL');
    } catch {
      // The whole group is gone already.
    }
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
}
