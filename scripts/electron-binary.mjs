/**
 * Looks for Electron's program by path. The `electron` package is never imported: that alone starts a download,
 * which can hang for ever behind a silent proxy. Plain Node, no packages.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './freshness.mjs';

const PACKAGE = join(ROOT, 'node_modules', 'electron');
const PROGRAM =
  { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] ?? 'electron';
const PROBE_LIMIT_MS = 1_500;
const DOWNLOAD_LIMIT_MS = 90_000;

/** The path of Electron's program, from `ELECTRON_OVERRIDE_DIST_PATH` or the package; undefined when not there. */
export function findElectron() {
  // Its installer writes path.txt last: without it, the folder holds a download that was cut short.
  const own = existsSync(join(PACKAGE, 'path.txt')) ? join(PACKAGE, 'dist') : undefined;
  const folders = [process.env['ELECTRON_OVERRIDE_DIST_PATH'], own];
  for (const folder of folders) {
    if (folder === undefined || folder === '') continue;
    const path = join(folder, PROGRAM);
    if (existsSync(path)) return path;
  }
  return undefined;
}

/** Downloads Electron when its address answers at once; resolves to the program's path, or undefined. */
export async function obtainElectron() {
  const installer = join(PACKAGE, 'install.js');
  if (!existsSync(installer) || !(await downloadAnswers())) return undefined;
  console.error('Downloading Electron (once; Ctrl-C to stop) …');
  const child = spawn(process.execPath, [installer], { stdio: ['ignore', 2, 2], timeout: DOWNLOAD_LIMIT_MS });
  await new Promise((resolve) => {
    child.once('exit', resolve);
    child.once('error', resolve);
  });
  return findElectron();
}

async function downloadAnswers() {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  const mirror = process.env['ELECTRON_MIRROR'] ?? 'https://github.com/electron/electron/releases/download/';
  try {
    const address = new URL(`v${version}/SHASUMS256.txt`, mirror);
    // A redirect is an answer too, and following it would cost the time that we do not have.
    const answer = await fetch(address, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(PROBE_LIMIT_MS),
    });
    return answer.status < 400;
  } catch {
    return false;
  }
}
