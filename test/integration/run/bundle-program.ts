import { mkdirSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { build } from 'vite';

/** Bundles a TypeScript program so that it can be started, and killed, as a process of its own. */
export async function bundleProgram(path: string): Promise<{ readonly program: string; remove(): void }> {
  // Below the checkout, so that packages outside the bundle are found.
  const folder = resolve('.cache', 'test-programs', `${String(process.pid)}-${basename(path, '.ts')}`);
  mkdirSync(folder, { recursive: true });
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['mysql2', 'mysql2/promise', 'libpg-query'], target: 'node' },
    build: {
      ssr: true,
      target: 'node20',
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: { program: resolve(path) },
        output: { format: 'es', entryFileNames: '[name].mjs' },
      },
    },
  });
  return {
    program: join(folder, 'program.mjs'),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
