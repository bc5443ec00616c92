import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compile, compileChunks, readCache } from '../../../../electron/load/load-program';

const DIST = join(import.meta.dirname, '../../../../dist');

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidemark-load-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A program of three chunks that says what it sees, built as the build does it. */
async function build(): Promise<void> {
  const text = {
    'package.json': '{ "type": "commonjs" }',
    'program-hello-1.js': `
      const { name } = require('./chunk-name-1.js');
      const again = require('./chunk-name-1.js').name === name;
      Promise.resolve().then(() => require('./chunk-late-1.js')).then((late) => {
        const { sep } = require('node:path');
        console.log(JSON.stringify({ said: late.hello(name), again, sep, file: __filename, dir: __dirname }));
      });`,
    'chunk-name-1.js': `exports.name = { first: require('node:path').basename('/x/world') };`,
    'chunk-late-1.js': `exports.hello = (name) => 'hello ' + name.first;`,
    'hello.js': `require('./load-program.js').loadProgram(__dirname, 'program-hello-1.js');`,
  };
  for (const [name, content] of Object.entries(text)) await writeFile(join(folder, name), content);
  await copyFile(join(DIST, 'load-program.js'), join(folder, 'load-program.js'));
}

async function hello(): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'hello.js')]);
  return JSON.parse(stdout);
}

describe('a program of the build', () => {
  it('runs the same from compiled code, without it, and with code that is none', async () => {
    await build();
    const expected = {
      said: 'hello world',
      again: true,
      sep: '/',
      file: join(folder, 'program-hello-1.js'),
      dir: folder,
    };
    await expect(hello()).resolves.toEqual(expected);
    compileChunks(folder);
    expect((await readdir(folder)).filter((name) => name.endsWith('.cache')).sort()).toEqual([
      'chunk-late-1.js.cache',
      'chunk-name-1.js.cache',
      'program-hello-1.js.cache',
    ]);
    await expect(hello()).resolves.toEqual(expected);
    await writeFile(join(folder, 'chunk-late-1.js.cache'), 'no code at all');
    await expect(hello()).resolves.toEqual(expected);
  });

  it('fails as a module fails: with the place in its own text', async () => {
    await build();
    await writeFile(join(folder, 'chunk-late-1.js'), `\n  throw new Error('nobody there');`);
    compileChunks(folder);
    await expect(hello()).rejects.toThrow(
      /chunk-late-1\.js:2:\d+[\s\S]*nobody there|nobody there[\s\S]*chunk-late-1\.js:2:/,
    );
  });
});

describe('dist/', () => {
  it('holds no import() in a chunk: compiled code has none', async () => {
    const chunks = (await readdir(DIST)).filter((name) => /^(program|chunk)-.*\.js$/.test(name));
    const imports = await Promise.all(
      chunks.map(async (name) => ({ name, text: await readFile(join(DIST, name), 'utf8') })),
    );
    expect(
      imports
        .filter(({ text }) => /^(?! *\*).*\bimport\(["']/m.test(text.replaceAll('\t', ' ')))
        .map(({ name }) => name),
    ).toEqual([]);
  });

  it('holds compiled code for every chunk, and V8 takes it', async () => {
    const chunks = (await readdir(DIST)).filter((name) => /^(program|chunk)-.*\.js$/.test(name));
    expect(chunks.length).toBeGreaterThan(20);
    const refused = chunks.filter((name) => {
      const path = join(DIST, name);
      return compile(path, readCache(path)).cachedDataRejected !== false;
    });
    expect(refused).toEqual([]);
  });
});
