/** Builds when a source changed since the last build. Several processes may ask at once: one builds, the others wait. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, isBuilt } from './freshness.mjs';

const LOCK = join(ROOT, '.cache', 'build.lock');
const LOCK_IS_STALE_AFTER_MS = 120_000;

/** Resolves to true when dist/ is up to date, false when the build failed; its messages go to stderr. */
export async function ensureBuild() {
  if (isBuilt()) return true;
  await takeLock();
  try {
    if (isBuilt()) return true;
    const done = spawnSync(process.execPath, [join(ROOT, 'build.mjs')], {
      cwd: ROOT,
      stdio: ['ignore', 2, 2],
    });
    return done.status === 0;
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

async function takeLock() {
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  for (;;) {
    try {
      mkdirSync(LOCK);
      writeFileSync(join(LOCK, 'pid'), String(process.pid));
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const held = statSync(LOCK, { throwIfNoEntry: false });
    if (held !== undefined && Date.now() - held.mtimeMs > LOCK_IS_STALE_AFTER_MS) {
      rmSync(LOCK, { recursive: true, force: true });
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
