/**
 * Builds everything into dist/: the page, and Node programs side by side in one folder, so that each finds its
 * workers and lazy chunks beside itself, whichever chunk asks.
 *
 *   dist/renderer/        the page
 *   dist/main.js          Electron's main process
 *   dist/preload.cjs      one CommonJS file, because a sandboxed preload can neither import nor require files
 *   dist/host.js          the local host
 *   dist/cli.js           the command line
 *   dist/*-worker.js      one for every <name>-worker.ts below electron/
 *   dist/load-program.js  runs the above: each is one line that names its `program-*.js`
 *   dist/*.js.cache       the chunks as V8 compiled them, see electron/load
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import react from '@vitejs/plugin-react';
import { recordBuild, sourceFingerprint } from './scripts/freshness.mjs';

// What a shell says of it is meant for other programs; React's development build is another page, and does not build here.
process.env['NODE_ENV'] = 'production';

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, 'dist');
const staging = join(root, '.cache', `dist-${String(process.pid)}`);

/** Packages that stay in node_modules: native or WASM. Everything else is bundled. */
const EXTERNAL = ['electron', 'libpg-query'];

const PROGRAMS = {
  main: 'electron/main/main.ts',
  host: 'electron/host/main.ts',
  cli: 'electron/cli/main.ts',
  ...workers(),
};

function workers() {
  const names = readdirSync(join(root, 'electron'), { recursive: true });
  const found = names.map(String).filter((name) => name.endsWith('-worker.ts'));
  return Object.fromEntries(found.map((name) => [basename(name, '.ts'), join('electron', name)]));
}

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const shared = {
  root,
  configFile: false,
  logLevel: 'warn',
  define: { __TIDEMARK_VERSION__: JSON.stringify(version) },
};

function buildPrograms() {
  return build({
    ...shared,
    ssr: { noExternal: true, external: EXTERNAL, target: 'node' },
    build: {
      ssr: true,
      target: 'node20',
      outDir: staging,
      emptyOutDir: false,
      minify: false,
      sourcemap: true,
      copyPublicDir: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(PROGRAMS).map(([name, path]) => [name, join(root, path)])),
        // What is imported late does load late: the chunk that also needs it is loaded late itself.
        checks: { ineffectiveDynamicImport: false },
        output: {
          format: 'cjs',
          // Compiled code knows no import(): see electron/load.
          dynamicImportInCjs: false,
          entryFileNames: 'program-[name]-[hash].js',
          chunkFileNames: 'chunk-[name]-[hash].js',
        },
      },
    },
  });
}

/** One CommonJS file with all that it needs. */
function buildAlone(name, path, fileName) {
  return build({
    ...shared,
    ssr: { noExternal: true, external: ['electron'], target: 'node' },
    build: {
      ssr: true,
      target: 'node20',
      outDir: staging,
      emptyOutDir: false,
      minify: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: { [name]: join(root, path) },
        output: { format: 'cjs', entryFileNames: fileName, codeSplitting: false },
      },
    },
  });
}

/** Gives each program its plain name, and compiles what it is made of. */
function finishPrograms() {
  const built = readdirSync(staging);
  for (const name of Object.keys(PROGRAMS)) {
    const program = built.find((file) => file.startsWith(`program-${name}-`) && file.endsWith('.js'));
    writeFileSync(
      join(staging, `${name}.js`),
      `require('./load-program.js').loadProgram(__dirname, '${program}');\n`,
    );
  }
  // The checkout's package.json makes modules of .js files.
  writeFileSync(join(staging, 'package.json'), '{ "type": "commonjs" }\n');
  createRequire(import.meta.url)(join(staging, 'load-program.js')).compileChunks(staging);
}

/**
 * Asks for the two fonts of every screen together with the page: found in the style sheet only, they would come
 * after the first picture, and its words would change their width.
 */
function preloadFonts() {
  return {
    name: 'preload-fonts',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) =>
        Object.keys(bundle)
          .filter((name) => /(inter|jetbrains-mono)-latin-wght-normal-.*\.woff2$/.test(name))
          .map((name) => ({
            tag: 'link',
            attrs: { rel: 'preload', href: `./${name}`, as: 'font', type: 'font/woff2', crossorigin: '' },
            injectTo: 'head',
          })),
    },
  };
}

function buildPage() {
  return build({
    ...shared,
    root: join(root, 'renderer'),
    base: './',
    // Every text of the page goes through renderer/jsx, which shows characters that hide.
    plugins: [react({ jsxImportSource: '#jsx' }), preloadFonts()],
    resolve: { alias: { '#jsx': join(root, 'renderer/jsx') } },
    // Keeps @mantine/* out of React Flow's chunk and so on: what a screen needs loads with the screen.
    build: {
      target: 'es2023',
      outDir: join(staging, 'renderer'),
      emptyOutDir: true,
      sourcemap: false,
      // A data: address would need a hole in the page's Content-Security-Policy.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1500,
      rolldownOptions: { input: join(root, 'renderer/index.html') },
    },
  });
}

/**
 * Moves the finished build into place file by file: a program that is running keeps the chunks it loaded, and a
 * build that failed leaves the last good one as it was.
 */
function publish() {
  // The programs last: whoever starts one meanwhile finds all of its chunks.
  const isChunk = (name) => /^(chunk|program)-/.test(name);
  const built = filesIn(staging);
  const fresh = new Set([...built.filter(isChunk), ...built.filter((name) => !isChunk(name))]);
  for (const name of fresh) {
    mkdirSync(dirname(join(dist, name)), { recursive: true });
    renameSync(join(staging, name), join(dist, name));
  }
  for (const name of filesIn(dist)) if (!fresh.has(name)) rmSync(join(dist, name));
}

function filesIn(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

const started = performance.now();
const fingerprint = sourceFingerprint();
try {
  rmSync(staging, { recursive: true, force: true });
  await Promise.all([
    buildPrograms(),
    buildAlone('preload', 'electron/preload/preload.ts', '[name].cjs'),
    buildAlone('load-program', 'electron/load/load-program.ts', '[name].js'),
    buildPage(),
  ]);
  finishPrograms();
  publish();
  recordBuild(fingerprint);
  console.error(`Built dist/ in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
} catch (error) {
  console.error(`The build failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  rmSync(staging, { recursive: true, force: true });
}
