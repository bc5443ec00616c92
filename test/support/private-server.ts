import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { findProgram, freePort } from '../../scripts/database-server.mjs';

/** Ends the server when its standard input closes: however we end, no server stays behind. */
const GUARD = `
"$@" </dev/null >/dev/null 2>&1 &
server=$!
exec 3<&0
( cat <&3 >/dev/null; kill -9 $server 2>/dev/null ) &
echo $server
wait $server`;

/** A MariaDB of one's own that may be killed in the middle of its work and started again on the same files. */
export class PrivateServer {
  #guard: ChildProcess | undefined;
  #pid = 0;

  private constructor(
    private readonly program: string,
    private readonly folder: string,
    private readonly port: number,
  ) {}

  /** Starts one in memory where the machine has a folder for that; undefined when MariaDB is not installed. */
  static async start(): Promise<PrivateServer | undefined> {
    const program = findProgram('mariadbd', ['/usr/sbin', '/usr/local/sbin', '/usr/libexec']);
    const install = findProgram('mariadb-install-db', ['/usr/bin', '/usr/local/bin']);
    if (program === undefined || install === undefined) return undefined;
    const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'tidemark-private-'));
    mkdirSync(join(folder, 'tmp'));
    const made = spawnSync(install, [
      '--no-defaults',
      `--datadir=${folder}/data`,
      `--tmpdir=${folder}/tmp`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      '--force',
      ...asRoot(),
    ]);
    if (made.status !== 0) throw new Error(`mariadb-install-db failed: ${made.stderr.toString()}`);
    const server = new PrivateServer(program, folder, Number(await freePort()));
    try {
      await server.restart();
      return server;
    } catch (error) {
      await server.remove();
      throw error;
    }
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
        ...['-c', GUARD, 'sh', this.program, '--no-defaults', ...asRoot()],
        ...[`--datadir=${this.folder}/data`, `--tmpdir=${this.folder}/tmp`, `--socket=${this.folder}/s.sock`],
        ...[`--pid-file=${this.folder}/own.pid`, `--log-error=${this.folder}/server.log`],
        ...[
          `--port=${String(this.port)}`,
          '--bind-address=127.0.0.1',
          '--skip-log-bin',
          '--skip-name-resolve',
        ],
        ...['--innodb-buffer-pool-size=32M', '--innodb-log-file-size=8M', '--character-set-server=utf8mb4'],
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
