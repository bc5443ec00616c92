import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../../../shared/app-error';
import type { ServerBinary } from './find-server-binary';

/** Changes when the way a template is made does, so that old ones are not used. */
const TEMPLATE_VERSION = 1;
const INSTALL_TIMEOUT_MS = 120_000;

/** Tidemark's cache folder of this user; nothing in it is needed to be kept. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment['XDG_CACHE_HOME'];
  if (named !== undefined && named !== '') return join(named, 'tidemark');
  return process.platform === 'darwin'
    ? join(homedir(), 'Library', 'Caches', 'tidemark')
    : join(homedir(), '.cache', 'tidemark');
}

/** What a server that runs as root must be told, because it refuses otherwise. */
export function userArguments(): readonly string[] {
  return process.getuid?.() === 0 ? ['--user=root'] : [];
}

/**
 * Puts a fresh data folder at `destination` (which must not exist): copied from the template that was made
 * when this very program was used first. Making one takes 2–4 s, copying 0.1 s.
 */
export async function copyDataTemplate(
  binary: ServerBinary,
  destination: string,
  signal?: AbortSignal,
): Promise<void> {
  const key = createHash('sha256')
    .update(`${String(TEMPLATE_VERSION)}:${binary.identity}`)
    .digest('hex')
    .slice(0, 16);
  const folder = join(cacheFolder(), 'scratch');
  const template = join(folder, `${binary.flavor.vendor}-${binary.flavor.version.join('.')}-${key}`);
  if (!(await exists(template))) await makeTemplate(binary, folder, template, signal);
  await cp(template, destination, { recursive: true, mode: constants.COPYFILE_FICLONE });
}

async function makeTemplate(
  binary: ServerBinary,
  folder: string,
  template: string,
  signal?: AbortSignal,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const making = join(folder, `making-${randomBytes(6).toString('hex')}`);
  const temporary = await mkdtemp(join(tmpdir(), 'tidemark-install-'));
  try {
    await install(binary, making, temporary, signal);
    await rename(making, template);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    // Another process may have been faster: its template is as good.
    if (!(await exists(template))) throw error;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function install(
  binary: ServerBinary,
  data: string,
  temporary: string,
  signal?: AbortSignal,
): Promise<void> {
  const run = promisify(execFile);
  const options = {
    timeout: INSTALL_TIMEOUT_MS,
    maxBuffer: 1 << 24,
    ...(signal === undefined ? {} : { signal }),
  };
  try {
    if (binary.flavor.vendor === 'mysql') {
      await run(
        binary.path,
        [
          '--no-defaults',
          '--initialize-insecure',
          ...userArguments(),
          `--datadir=${data}`,
          `--tmpdir=${temporary}`,
        ],
        options,
      );
      return;
    }
    await run(
      await findInstaller(binary),
      [
        ...['--no-defaults', `--datadir=${data}`, `--tmpdir=${temporary}`, ...userArguments()],
        ...['--auth-root-authentication-method=normal', '--skip-test-db', '--innodb-log-file-size=8M'],
      ],
      options,
    );
  } catch (cause) {
    if (signal?.aborted === true)
      throw new AppError('cancelled', 'Cancelled while a scratch server was set up.');
    const said =
      cause instanceof Error && 'stderr' in cause
        ? String(cause.stderr).trim().split('\n').slice(-3).join(' ')
        : '';
    throw new AppError('internal', `A scratch server cannot be set up with ${binary.path}. ${said}`.trim(), {
      hint: 'Name a server to use in TIDEMARK_SCRATCH_URL.',
      cause,
    });
  }
}

async function findInstaller(binary: ServerBinary): Promise<string> {
  const folder = dirname(binary.path);
  const places = [
    folder,
    join(folder, '..', 'bin'),
    join(folder, '..', 'scripts'),
    '/usr/bin',
    '/usr/local/bin',
  ];
  for (const place of places) {
    for (const name of ['mariadb-install-db', 'mysql_install_db']) {
      if (await exists(join(place, name))) return join(place, name);
    }
  }
  throw new AppError(
    'unsupported',
    `mariadb-install-db, which belongs to ${binary.path}, is not on this machine.`,
  );
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
