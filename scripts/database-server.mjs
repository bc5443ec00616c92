/**
 * Finds database servers on this machine and starts private ones for the tests: own folder, own socket, own
 * temporary folder, a free port on 127.0.0.1. Plain Node, no packages, because it runs before anything is installed.
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** Where scripts/setup-mysql.sh puts a MySQL that Debian's own MariaDB package does not tolerate beside it. */
const MYSQL_ROOTS = [
  process.env['TIDEMARK_MYSQL_ROOT'],
  join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'tidemark/mysql/root'),
  '/opt/tidemark-mysql/root',
];
const SERVER_FOLDERS = [
  '/usr/sbin',
  '/usr/local/sbin',
  '/usr/libexec',
  '/usr/local/bin',
  '/opt/homebrew/bin',
];

/** Full path of a program on PATH or in the folders where servers live; undefined when there is none. */
export function findProgram(name, extraFolders = []) {
  for (const folder of [...(process.env['PATH'] ?? '').split(delimiter), ...extraFolders]) {
    if (folder === '') continue;
    for (const suffix of process.platform === 'win32' ? ['.exe', '.cmd', ''] : ['']) {
      const path = join(folder, name + suffix);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not here; the next folder may have it.
      }
    }
  }
  return undefined;
}

/**
 * The servers that could be started here, one per vendor: `{ vendor, program, version, chroot? }`.
 * A `mysqld` may be either vendor's, so each is asked for its version.
 */
export function findServerPrograms() {
  const found = new Map();
  for (const name of ['mariadbd', 'mysqld']) {
    const program = findProgram(name, SERVER_FOLDERS);
    if (program === undefined) continue;
    const version = versionOf(program, []);
    if (version !== undefined && !found.has(version.vendor))
      found.set(version.vendor, { program, ...version });
  }
  // Only root may chroot.
  const chroots = process.getuid?.() === 0 ? MYSQL_ROOTS : [];
  for (const chroot of chroots) {
    if (found.has('mysql') || chroot === undefined || !existsSync(join(chroot, 'usr/sbin/mysqld'))) continue;
    const version = versionOf('chroot', [chroot, '/usr/sbin/mysqld']);
    if (version !== undefined) found.set(version.vendor, { program: '/usr/sbin/mysqld', chroot, ...version });
  }
  return [...found.values()];
}

function versionOf(command, before) {
  const answer = spawnSync(command, [...before, '--no-defaults', '--version'], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  const match = /Ver (\d+\.\d+\.\d+)\S*/.exec(answer.stdout ?? '');
  if (answer.status !== 0 || match === null) return undefined;
  return { vendor: /mariadb/i.test(answer.stdout) ? 'mariadb' : 'mysql', version: match[1] };
}

/**
 * Starts a private server and waits until it answers. Resolves to `{ vendor, version, url, stop }`.
 * It never outlives this process: a watcher holds a pipe to it, and stops the server and deletes its folder when
 * the pipe closes, whether by `stop`, Ctrl-C, a crash or kill -9.
 */
export async function startServer(found) {
  let failure;
  // Another process may take the free port between our asking and the server's listening.
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      return await startOnce(found);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

async function startOnce(found) {
  const root = found.chroot ?? '';
  const outside = mkdtempSync(join(root === '' ? quickFolder() : join(root, 'tmp'), 'tidemark-db-'));
  const folder = outside.slice(root.length);
  const run = (program, args) => (root === '' ? [program, args] : ['chroot', [root, program, ...args]]);
  for (const name of ['data', 'tmp']) mkdirSync(join(outside, name));
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];

  try {
    const prepare = prepareCommand(found, folder, asRoot);
    const [program, args] = run(prepare.program, prepare.args);
    const prepared = spawnSync(program, args, { encoding: 'utf8', timeout: 120_000, cwd: '/' });
    if (prepared.status !== 0) {
      throw new Error(
        `${prepare.program} failed: ${(prepared.stderr || prepared.stdout || String(prepared.error)).trim()}`,
      );
    }
    const port = await freePort();
    const log = join(outside, 'server.log');
    const [server, serverArgs] = run(found.program, [
      '--no-defaults',
      ...asRoot,
      `--datadir=${folder}/data`,
      `--tmpdir=${folder}/tmp`,
      `--socket=${folder}/s.sock`,
      `--pid-file=${folder}/server.pid`,
      `--log-error=${folder}/server.log`,
      `--port=${String(port)}`,
      '--bind-address=127.0.0.1',
      '--skip-log-bin',
      '--max-connections=300',
      '--innodb-buffer-pool-size=128M',
      // Nothing here has to survive a power cut; the disk is what limits thousands of CREATE TABLEs.
      '--innodb-flush-log-at-trx-commit=0',
      '--innodb-doublewrite=0',
      ...(found.vendor === 'mysql' ? ['--mysqlx=OFF', '--secure-file-priv=NULL'] : ['--sync-frm=0']),
    ]);
    const child = spawn(server, serverArgs, { stdio: 'ignore', detached: true, cwd: '/' });
    const gone = new Promise((resolve) => {
      child.once('exit', resolve);
      child.once('error', resolve);
    });
    const release = watch(child.pid, outside);
    child.unref();
    try {
      await answering(port, child, log);
    } catch (error) {
      await release();
      throw error;
    }
    const stop = async () => {
      await release();
      await gone;
    };
    const url = `mysql://root@127.0.0.1:${String(port)}/`;
    return { vendor: found.vendor, version: found.version, url, stop };
  } catch (error) {
    rmSync(outside, { recursive: true, force: true });
    throw error;
  }
}

/** Memory that looks like a disk, where there is enough of it: creating a table takes a tenth of the time there. */
function quickFolder() {
  const enough = 2 * 1024 ** 3;
  try {
    accessSync('/dev/shm', constants.W_OK);
    const { bavail, bsize } = statfsSync('/dev/shm');
    if (bavail * bsize > enough) return '/dev/shm';
  } catch {
    // No such place on this system.
  }
  return tmpdir();
}

function prepareCommand(found, folder, asRoot) {
  if (found.vendor === 'mysql') {
    return {
      program: found.program,
      args: [
        '--no-defaults',
        '--initialize-insecure',
        ...asRoot,
        `--datadir=${folder}/data`,
        `--tmpdir=${folder}/tmp`,
      ],
    };
  }
  const nearby = [
    dirname(found.program),
    join(dirname(dirname(found.program)), 'bin'),
    '/usr/bin',
    '/usr/local/bin',
  ];
  const program = findProgram('mariadb-install-db', nearby) ?? findProgram('mysql_install_db', nearby);
  if (program === undefined) throw new Error('mariadb-install-db is missing beside mariadbd');
  return {
    program,
    args: [
      '--no-defaults',
      `--datadir=${folder}/data`,
      `--tmpdir=${folder}/tmp`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      // Containers often cannot look up their own name; nothing here needs it.
      '--force',
      ...asRoot,
    ],
  };
}

/** A process that waits for our end of a pipe to close, then stops the server and deletes its folder. */
function watch(pid, folder) {
  const source = `
    const { rmSync } = require('node:fs');
    const pid = ${String(pid)};
    const alive = () => { try { process.kill(pid, 0); return true; } catch { return false; } };
    const kill = (signal) => { try { process.kill(pid, signal); } catch {} };
    process.on('SIGINT', () => {}); process.on('SIGTERM', () => {}); process.on('SIGHUP', () => {});
    process.stdin.resume();
    process.stdin.on('close', () => {
      kill('SIGTERM');
      const started = Date.now();
      const timer = setInterval(() => {
        if (alive() && Date.now() - started < 8000) return;
        kill('SIGKILL');
        clearInterval(timer);
        rmSync(${JSON.stringify(folder)}, { recursive: true, force: true, maxRetries: 5 });
        process.exit(0);
      }, 50);
    });`;
  const watcher = spawn(process.execPath, ['-e', source], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  });
  watcher.unref();
  watcher.stdin.unref?.();
  const done = new Promise((resolve) => watcher.once('exit', resolve));
  return async () => {
    watcher.ref();
    watcher.stdin.end();
    await done;
  };
}

/** A TCP port that nobody listens on right now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function answering(port, child, log) {
  const started = Date.now();
  while (Date.now() - started < 60_000) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    if (await greets(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const text = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-8).join('\n') : 'no log';
  throw new Error(`the server did not start:\n${text}`);
}

/** True once the server sends its handshake; a listening port alone is not enough. */
function greets(port) {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    const end = (value) => {
      socket.destroy();
      resolve(value);
    };
    socket.setTimeout(2_000, () => end(false));
    socket.once('data', () => end(true));
    socket.once('error', () => end(false));
    socket.once('close', () => end(false));
  });
}

/**
 * Everything the integration tests can run on. Servers given by `TIDEMARK_TEST_URL` and `TIDEMARK_TEST_MYSQL_URL`
 * are used as they are, with or without the slash that schemas stand behind; otherwise one private server per vendor
 * found here is started.
 * Resolves to `{ servers: [{ vendor?, version?, url }], missing: [{ vendor, reason }], stop }`.
 */
export async function startTestServers() {
  const given = [process.env['TIDEMARK_TEST_URL'], process.env['TIDEMARK_TEST_MYSQL_URL']].filter(Boolean);
  const servers = given.map((url) => ({
    url: url.replace(/^(\w+:\/\/[^/?]+)$/, '$1/'),
    stop: async () => {},
  }));
  const missing = [];
  if (process.env['TIDEMARK_TEST_URL'] !== undefined) {
    const reason = 'TIDEMARK_TEST_URL names one server; TIDEMARK_TEST_MYSQL_URL could name another';
    if (given.length === 1) missing.push({ vendor: 'a second vendor', reason });
  } else {
    const programs = findServerPrograms();
    for (const vendor of ['mariadb', 'mysql']) {
      if (vendor === 'mysql' && process.env['TIDEMARK_TEST_MYSQL_URL'] !== undefined) continue;
      const found = programs.find((program) => program.vendor === vendor);
      if (found === undefined) {
        missing.push({ vendor, reason: notFound(vendor) });
        continue;
      }
      try {
        servers.push(await startServer(found));
      } catch (error) {
        missing.push({
          vendor,
          reason: `${found.program} could not be started: ${error.message}`,
          broken: true,
        });
      }
    }
  }
  const stop = async () => {
    await Promise.all(servers.map((server) => server.stop()));
  };
  return { servers, missing, stop };
}

function notFound(vendor) {
  return vendor === 'mysql'
    ? 'no MySQL server here (scripts/setup-mysql.sh sets one up; or set TIDEMARK_TEST_MYSQL_URL)'
    : 'no MariaDB server here (install mariadb-server; or set TIDEMARK_TEST_URL)';
}
