import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

/** Files of the build that hold code with a hash in their name: the same name is always the same text. */
const IS_CHUNK = /^(program|chunk)-.+\.js$/;
const CACHE = '.cache';

interface ChunkModule {
  exports: unknown;
}

type ChunkFunction = (
  exports: unknown,
  require: (id: string) => unknown,
  module: ChunkModule,
  filename: string,
  dirname: string,
) => void;

/**
 * Runs a program of the build from the code that `compileChunks` compiled ahead, with every chunk that it requires:
 * parsing and compiling took a third of a command's time. Where the compiled code is missing, or was made by
 * another V8, V8 compiles the text as ever. In Electron, whose V8 is never the builder's, it is a plain `require`.
 * (Node 22.8 has `module.enableCompileCache`; Node 20 has nothing but V8's own cached data.)
 */
export function loadProgram(folder: string, name: string): void {
  const outside = createRequire(join(folder, name));
  if ('electron' in process.versions) {
    outside(`./${name}`);
    return;
  }
  delayOptimizing();
  const loaded = new Map<string, ChunkModule>();
  const load = (chunk: string): unknown => {
    const known = loaded.get(chunk);
    if (known !== undefined) return known.exports;
    const module: ChunkModule = { exports: {} };
    loaded.set(chunk, module);
    const path = join(folder, chunk);
    const run = compile(path, readCache(path)).runInThisContext() as ChunkFunction;
    run(module.exports, requireFrom, module, path, folder);
    return module.exports;
  };
  const requireFrom = (id: string): unknown => {
    const name = id.startsWith('./') ? id.slice(2) : '';
    return IS_CHUNK.test(name) ? load(name) : outside(id);
  };
  load(name);
}

/**
 * Has V8 optimise what ran four times as long as it asks for by itself. The V8 of Node 20 has nothing between its quick
 * and its best compiler, and spent an eighth of a short command's processor time on functions that were never called
 * again; newer ones have, and are left alone. Threads run under the flags that the first one set.
 */
function delayOptimizing(): void {
  if (isMainThread && process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=500000');
}

/**
 * Compiles every chunk of a folder whole and leaves the code beside it. Not stale by construction: V8 compares no
 * more than the length of the text, but a chunk's name holds the hash of its text.
 */
export function compileChunks(folder: string): void {
  delayOptimizing();
  for (const name of readdirSync(folder).filter((name) => IS_CHUNK.test(name))) {
    const path = join(folder, name);
    // Functions are compiled when they are first called; what is only parsed would be left out.
    setFlagsFromString('--no-lazy');
    const script = compile(path);
    // The flags are part of what V8 compares: those of the running program must stand when the data is made.
    setFlagsFromString('--lazy');
    writeFileSync(path + CACHE, script.createCachedData());
  }
}

/**
 * One chunk as a function of Node's module arguments; `cachedDataRejected` says whether the cache was of use. Chunks
 * hold no `import()`: in code from a cache, Node 20 no longer knows whose loader it would be.
 */
export function compile(path: string, cachedData?: Buffer): Script {
  const text = `(function (exports, require, module, __filename, __dirname) { ${readFileSync(path, 'utf8')}\n})`;
  return new Script(text, {
    filename: path,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
}

/** The code that was compiled for a chunk; undefined where there is none. */
export function readCache(path: string): Buffer | undefined {
  try {
    return readFileSync(path + CACHE);
  } catch {
    return undefined;
  }
}
