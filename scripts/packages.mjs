/**
 * Installs packages when they are missing or no longer those of package-lock.json. Plain Node, no packages.
 * Install scripts never run: nothing here needs one, and none shall download a program behind a test's back.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './freshness.mjs';

const LOCK = join(ROOT, 'package-lock.json');
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json');
const STAMP = join(ROOT, '.cache', 'packages.stamp');
const OLDEST_NODE = [20, 19];

/** Stops with a plain sentence when this Node is older than the packages can run on. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  console.error(`Tidemark needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(2);
}

/** True when node_modules holds what package-lock.json says. */
export function packagesAreInstalled() {
  if (!existsSync(INSTALLED)) return false;
  const stamp = [LOCK, INSTALLED].map((path) => String(statSync(path).mtimeMs)).join(' ');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return true;
  if (!satisfies(packagesOf(LOCK), packagesOf(INSTALLED))) return false;
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  writeFileSync(STAMP, stamp);
  return true;
}

/** True when every package that `wanted` (package-lock.json) names is `present` in the version it says. */
export function satisfies(wanted, present) {
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || entry.link === true) continue;
    const installed = present[path];
    // Optional packages are those of other platforms as a rule.
    if (installed === undefined && (entry.optional === true || entry.devOptional === true)) continue;
    if (installed?.version !== entry.version) return false;
  }
  return true;
}

function packagesOf(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
}

/** Installs what is missing, with npm's own output on stderr; stops the program when npm fails. */
export function ensurePackages() {
  requireNode();
  if (packagesAreInstalled()) return;
  const fresh = !existsSync(join(ROOT, 'node_modules'));
  console.error(fresh ? 'Installing packages (once) …' : 'Packages changed; installing …');
  // `npm ci` deletes node_modules first, under the feet of whatever runs from it; so only where there is none.
  const args = fresh ? ['ci'] : ['install', '--no-save'];
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(
    npm,
    // Some packages name newer Nodes in `engines` than they need (docs/decisions.md); npm's warning would only worry.
    // A shell with NODE_ENV=production would leave out what the build is made with.
    [...args, '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: ROOT, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' },
  );
  if (done.status === 0) return;
  console.error('Packages could not be installed; npm says why above.');
  process.exit(2);
}
