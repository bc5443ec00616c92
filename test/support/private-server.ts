import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { findProgram, findServerPrograms, freePort } from '../../scripts/database-server.mjs';
import type { Vendor } from '../../shared/model';

/** Ends the server when its standard input closes: however we end, no server stays behind. */
const GUARD = `
"$@" </dev/null >/dev/null 2>&1 &
server=$!
exec 3<&0
( cat <&3 >/dev/null; kill -9 $server 2>/dev/null ) &
echo $server
wait $server`;

/** What to run, and where it lives: a MySQL may have a root of its own (scripts/setup-mysql.sh). */
interface Program {
  readonly vendor: Vendor;
  readonly program: string;
  /** '' where it shares the machine's. */
  readonly root: string;
}

/** As scripts/database-server.mjs finds them. */
interface FoundProgram {
  readonly vendor: string;
  readonly program: string;
  readonly chroot?: string;
}

/** A server of one's own that may be killed in the middle of its work and started again on the same files. */
export class PrivateServer {
  #guard: ChildProcess | undefined;
  #pid = 0;

  private constructor(
    private readonly program: Program,
    /** As this machine names it. */
    private readonly folder: string,
    private readonly port: number,
  ) {}

  /** Starts one in memory where the machine has a folder for that; undefined when there is none of the vendor. */
  static async start(vendor: Vendor = 'mariadb'): Promise<PrivateServer | undefined> {
    const programs = findServerPrograms() as readonly FoundProgram[];
    const found = programs.find((one) => one.vendor === vendor);
    if (found === undefined) return undefined;
    const program: Program = { vendor, program: found.program, root: found.chroot ?? '' };
    const { root } = program;
    const around = root === '' ? (existsSync('/dev/shm') ? '/dev/shm' : tmpdir()) : join(root, 'tmp');
    const folder = mkdtempSync(join(around, 'tidemark-private-'));
    mkdirSync(join(folder, 'tmp'));
    const server = new PrivateServer(program, folder, Number(await freePort()));
    try {
      server.prepare();
      await server.restart();
      return server;
    } catch (error) {
      await server.remove();
      throw error;
    }
  }

  /** The folder as the server names it. */
  get #inside(): string {
    return this.folder.slice(this.program.root.length);
  }

  #commandOf(program: string): readonly [string, ...string[]] {
    return this.program.root === '' ? [program] : ['chroot', this.program.root, program];
  }

  private prepare(): void {
    const install =
      this.program.vendor === 'mysql'
        ? this.program.program
        : findProgram('mariadb-install-db', ['/usr/bin', '/usr/local/bin']);
    if (install === undefined) throw new Error('mariadb-install-db is missing beside mariadbd');
    const [command, ...before] = this.#commandOf(install);
    const made = spawnSync(command, [
      ...before,
      '--no-defaults',
      `--datadir=${this.#inside}/data`,
      `--tmpdir=${this.#inside}/tmp`,
      ...(this.program.vendor === 'mysql'
        ? ['--initialize-insecure']
        : ['--auth-root-authentication-method=normal', '--skip-test-db', '--force']),
      ...asRoot(),
    ]);
    if (made.status !== 0) throw new Error(`${install} failed: ${made.stderr.toString()}`);
  }

  /** `mysql://root@127.0.0.1:PORT/`, the same after each restart. */
  get url(): string {
    return `mysql://root@127.0.0.1:${String(this.port)}/`;
  }

  /** Where the server keeps the files of each schema in a folder of its own. */
  get dataFolder(): string {
    return join(this.folder, 'data');
  }

  /** kill -9, and waits until it is gone. */
  async kill(): Promise<void> {
    const guard = this.#guard;
    if (guard === undefined) return;
    this.#guard = undefined;
    const ended = new Promise((resolve) => guard.once('close', resolve));
    process.kill(this.#pid, 'SIGKILL');
    guard.stdin?.end();
    await ended;
  }

  /** Starts it on the files that it left, and waits until it answers. */
  async restart(): Promise<void> {
    const guard = spawn(
      '/bin/sh',
      [
        ...['-c', GUARD, 'sh', ...this.#commandOf(this.program.program), '--no-defaults', ...asRoot()],
        ...[
          `--datadir=${this.#inside}/data`,
          `--tmpdir=${this.#inside}/tmp`,
          `--socket=${this.#inside}/s.sock`,
        ],
        ...[`--pid-file=${this.#inside}/own.pid`, `--log-error=${this.#inside}/server.log`],
        ...[`--port=${String(this.port)}`, '--bind-address=127.0.0.1', '--skip-log-bin'],
        ...['--innodb-buffer-pool-size=32M', '--character-set-server=utf8mb4'],
        // The process is killed and not the machine: what was handed to the system is not lost.
        ...(this.program.vendor === 'mysql'
          ? ['--mysqlx=OFF', '--secure-file-priv=NULL', '--innodb-flush-log-at-trx-commit=2']
          : ['--skip-name-resolve', '--innodb-log-file-size=8M']),
      ],
      { stdio: ['pipe', 'pipe', 'ignore'], detached: true },
    );
    this.#guard = guard;
    this.#pid = await new Promise<number>((resolve, reject) => {
      guard.once('error', reject);
      guard.stdout.once('data', (chunk: Buffer) => {
        resolve(Number(chunk.toString().trim()));
      });
    });
    for (const deadline = Date.now() + 60_000; ;) {
      try {
        await (await createConnection(this.url)).end();
        return;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await sleep(20);
      }
    }
  }

  /** Ends it and deletes its files. */
  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function asRoot(): readonly string[] {
  return process.getuid?.() === 0 ? ['--user=root'] : [];
}
