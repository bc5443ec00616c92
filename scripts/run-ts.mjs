/**
 * `node scripts/run-ts.mjs [--servers] FILE.ts… [ARGS…]`: bundles TypeScript programs and runs them one after the
 * other with the same arguments, for benchmarks, conformance tables and fuzzing. Tidemark itself is built first,
 * because those programs start its command line. With `--servers` private database servers run meanwhile, and their
 * addresses are in TIDEMARK_TEST_URL (MariaDB), TIDEMARK_TEST_MYSQL_URL and TIDEMARK_TEST_SERVERS (all).
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { startTestServers } from './database-server.mjs';
import { ensureBuild } from './ensure-build.mjs';
import { ROOT } from './freshness.mjs';
import { ensurePackages } from './packages.mjs';

const words = process.argv.slice(2);
const wantsServers = words[0] === '--servers';
const rest = wantsServers ? words.slice(1) : words;
const count = rest.findIndex((word) => !word.endsWith('.ts'));
const files = count < 0 ? rest : rest.slice(0, count);
const args = count < 0 ? [] : rest.slice(count);
if (files.length === 0) {
  console.error('usage: node scripts/run-ts.mjs [--servers] FILE.ts… [ARGS…]');
  process.exit(64);
}
ensurePackages();
if (!(await ensureBuild())) process.exit(2);

const started = wantsServers ? await startTestServers() : undefined;
const folder = join(ROOT, '.cache', 'run', String(process.pid));
let child;
// Ctrl-C reaches the program too; we stay to clean up after it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child?.kill(signal));
try {
  for (const { reason } of started?.missing ?? []) console.error(`without ${reason}`);
  for (const file of files) {
    const code = await run(await bundle(file), addresses());
    process.exitCode = Math.max(Number(process.exitCode ?? 0), code);
  }
} finally {
  await started?.stop();
  // Below the checkout, so that packages outside the bundle are found.
  rmSync(folder, { recursive: true, force: true });
}

async function bundle(file) {
  const { build } = await import('vite');
  const name = basename(file, '.ts');
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    ssr: { external: true, target: 'node' },
    build: {
      ssr: true,
      target: 'node20',
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      sourcemap: true,
      copyPublicDir: false,
      rolldownOptions: {
        input: { [name]: resolve(ROOT, file) },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  });
  return join(folder, `${name}.js`);
}

function addresses() {
  if (started === undefined) return {};
  const urlOf = (vendor) => started.servers.find((server) => server.vendor === vendor)?.url;
  const named = { TIDEMARK_TEST_URL: urlOf('mariadb'), TIDEMARK_TEST_MYSQL_URL: urlOf('mysql') };
  const known = Object.fromEntries(Object.entries(named).filter(([, url]) => url !== undefined));
  return { ...known, TIDEMARK_TEST_SERVERS: started.servers.map((server) => server.url).join(' ') };
}

function run(program, env) {
  return new Promise((done) => {
    child = spawn(process.execPath, ['--enable-source-maps', program, ...args], {
      stdio: 'inherit',
      cwd: ROOT,
      env: { ...process.env, ...env },
    });
    child.once('error', () => done(1));
    child.once('exit', (code) => done(code ?? 1));
  });
}
