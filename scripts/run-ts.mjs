/**
 * `node scripts/run-ts.mjs FILE.ts [ARGS…]`: bundles one TypeScript program and runs it, for benchmarks, the
 * conformance table and fuzzing. Tidemark itself is built first, because those programs start its command line.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { ensureBuild } from './ensure-build.mjs';
import { ROOT } from './freshness.mjs';
import { ensurePackages } from './packages.mjs';

const [file, ...args] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: node scripts/run-ts.mjs FILE.ts [ARGS…]');
  process.exit(64);
}
ensurePackages();
if (!(await ensureBuild())) process.exit(2);

const { build } = await import('vite');
const name = basename(file, '.ts');
// Below node_modules' parent, so that packages that stay outside the bundle are found.
const folder = join(ROOT, '.cache', 'run', `${name}-${String(process.pid)}`);
await build({
  root: ROOT,
  configFile: false,
  logLevel: 'warn',
  ssr: { noExternal: [], external: true, target: 'node' },
  build: {
    ssr: true,
    target: 'node20',
    outDir: folder,
    minify: false,
    sourcemap: true,
    copyPublicDir: false,
    rollupOptions: {
      input: { [name]: resolve(ROOT, file) },
      output: { format: 'es', entryFileNames: '[name].js' },
    },
  },
});
const done = spawnSync(process.execPath, ['--enable-source-maps', join(folder, `${name}.js`), ...args], {
  stdio: 'inherit',
  cwd: ROOT,
});
rmSync(folder, { recursive: true, force: true });
process.exitCode = done.status ?? 1;
