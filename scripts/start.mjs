/**
 * `npm start [-- DIR] [--port N] [--no-open] [--browser]`: installs, builds, and opens DIR (the sample when left
 * out) in Electron where there is one, else in the default browser from the local host.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuild } from './ensure-build.mjs';
import { findElectron, obtainElectron } from './electron-binary.mjs';
import { ROOT } from './freshness.mjs';
import { ensurePackages, requireNode } from './packages.mjs';

const SAMPLE = join(ROOT, 'examples', 'lupopedia-sync');
/** An Electron that cannot open a window (no sandbox, no display server) ends within this time. */
const EARLY_END_MS = 5_000;

const asked = readArguments();
requireNode();
ensurePackages();
if (!(await ensureBuild())) process.exit(2);

const wantsWindow = asked.open && !asked.browser && asked.port === undefined && hasDisplay();
if (!(wantsWindow && (await openWindow()))) serve();

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { port: { type: 'string' }, 'no-open': { type: 'boolean' }, browser: { type: 'boolean' } },
    });
    if (positionals.length > 1) throw new Error('one folder at most');
    // npm runs scripts in the checkout's folder; a path is meant from where the user stands.
    const from = process.env['INIT_CWD'] ?? process.cwd();
    const folder = positionals[0] === undefined ? SAMPLE : resolve(from, positionals[0]);
    if (!existsSync(folder)) throw new Error(`there is no folder ${folder}`);
    return { folder, port: values.port, open: values['no-open'] !== true, browser: values.browser === true };
  } catch (error) {
    console.error(`${error.message}\nusage: npm start -- [DIR] [--port N] [--no-open] [--browser]`);
    process.exit(64);
  }
}

function hasDisplay() {
  if (process.platform === 'win32' || process.platform === 'darwin') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/** Resolves to true once the window was closed in the ordinary way, false when Electron could not be had. */
async function openWindow() {
  // Chromium refuses to run its sandbox as root, and without the sandbox it is not Tidemark's window.
  if (process.getuid?.() === 0) return false;
  const program = findElectron() ?? (await obtainElectron());
  if (program === undefined) return false;
  const started = Date.now();
  // Editors built on Electron set this for their terminals; it would make ours a plain Node.
  const env = { ...process.env };
  delete env['ELECTRON_RUN_AS_NODE'];
  const child = spawn(program, [ROOT, asked.folder], { stdio: 'inherit', env });
  passSignals(child);
  const code = await new Promise((done) => {
    child.once('exit', (status) => done(status ?? 1));
    child.once('error', () => done(1));
  });
  if (code !== 0 && Date.now() - started < EARLY_END_MS) {
    console.error('Electron could not open a window; using the browser.');
    return false;
  }
  process.exitCode = code;
  return true;
}

function serve() {
  const open = asked.open && hasDisplay();
  const args = [...(asked.port === undefined ? [] : ['--port', asked.port]), ...(open ? [] : ['--no-open'])];
  const child = spawn(process.execPath, [join(ROOT, 'dist', 'host.js'), asked.folder, ...args], {
    stdio: 'inherit',
  });
  passSignals(child);
  child.once('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}

function passSignals(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to both of us; a second one would cut its orderly end short.
      if (signal !== 'SIGINT' || process.stdin.isTTY !== true) child.kill(signal);
    });
  }
}
