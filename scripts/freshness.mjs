/**
 * Answers whether dist/ was built from the sources as they are now, quickly enough to ask before every command.
 * Plain Node, no packages.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's folder. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const STAMP = join(ROOT, '.cache', 'build.stamp');
const SOURCES = ['shared', 'toon', 'electron', 'renderer', 'build.mjs', 'package.json', 'package-lock.json'];

/** A text that changes when any source file is added, removed or written. Reads names, sizes and times only. */
export function sourceFingerprint() {
  const hash = createHash('sha256');
  for (const name of SOURCES) addPath(hash, join(ROOT, name));
  return hash.digest('hex');
}

function addPath(hash, path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isDirectory()) {
    hash.update(`${path}\0${String(found.size)}\0${String(found.mtimeMs)}\n`);
    return;
  }
  for (const name of readdirSync(path).sort()) addPath(hash, join(path, name));
}

/** True when the last build saw the same sources and its result is still there. */
export function isBuilt() {
  if (!existsSync(join(ROOT, 'dist', 'cli.js')) || !existsSync(STAMP)) return false;
  return readFileSync(STAMP, 'utf8') === sourceFingerprint();
}

/** Remembers that dist/ now holds what the sources said when `fingerprint` was taken. */
export function recordBuild(fingerprint) {
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, fingerprint);
}
