import { execFile } from 'node:child_process';
import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** How the folders of scratch servers begin. */
export const SCRATCH_PREFIX = 'tidemark-scratch-';

/**
 * Removes what scratch servers of processes that are gone left in `parent`: normally nothing, because each
 * server has a guard that outlives us; but the guard may have been killed too. Never throws.
 */
export async function removeLeftovers(parent: string): Promise<void> {
  const names = await readdir(parent).catch(() => []);
  for (const name of names) {
    if (!name.startsWith(SCRATCH_PREFIX)) continue;
    const folder = join(parent, name);
    const owner = await readPid(join(folder, 'owner.pid'));
    // Without the file the folder is being made, or is not ours to judge.
    if (owner === undefined || isAlive(owner)) continue;
    const server = await readPid(join(folder, 'server.pid'));
    if (server !== undefined && (await runsIn(server, folder))) {
      try {
        process.kill(server, 'SIGKILL');
      } catch {
        // It ended by itself meanwhile.
      }
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
  }
}

async function readPid(path: string): Promise<number | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return /^\d+\s*$/.test(text) ? Number(text) : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to someone else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Process numbers are used again: only a process that was started with this very folder is the server. */
async function runsIn(pid: number, folder: string): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'args=', '-ww', '-p', String(pid)], {
      timeout: 3000,
    });
    return stdout.includes(folder);
  } catch {
    return false;
  }
}
