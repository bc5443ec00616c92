import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// Electron's binary holds this text, then a version, a count, and one digit per switch: 0 off, 1 on.
const FUSES = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const root = join(import.meta.dirname, '../../..');

/** The names of the files in an asar archive: a pickled header, whose JSON begins at byte 16. */
function namesIn(asar: Buffer): string[] {
  type Entry = { readonly files?: Readonly<Record<string, Entry>> };
  const visit = (entry: Entry, path: string): string[] =>
    entry.files === undefined
      ? [path]
      : Object.entries(entry.files).flatMap(([name, inner]) =>
          visit(inner, path === '' ? name : `${path}/${name}`),
        );
  return visit(JSON.parse(asar.toString('utf8', 16, 16 + asar.readUInt32LE(12))) as Entry, '');
}

describe('the packaged app, around a stand-in for Electron', () => {
  let folder = '';
  let unpacked = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tidemark-package-'));
    const stub = join(folder, 'electron');
    await mkdir(join(stub, 'resources'), { recursive: true });
    await mkdir(join(stub, 'locales'));
    const binary = Buffer.concat([
      Buffer.from(`\x7fELF${FUSES}`),
      Buffer.from([1, 8]),
      Buffer.from('10111001'),
    ]);
    await writeFile(join(stub, 'electron'), Buffer.concat([binary, Buffer.alloc(1024)]));
    await chmod(join(stub, 'electron'), 0o755);
    await writeFile(join(stub, 'version'), '0.0.0');
    const args = [
      '--publish',
      'never',
      '--linux',
      'dir',
      `-c.electronDist=${stub}`,
      `-c.directories.output=${folder}/out`,
    ];
    await promisify(execFile)(
      process.execPath,
      [join(root, 'node_modules/electron-builder/cli.js'), ...args],
      {
        cwd: root,
      },
    );
    unpacked = join(folder, 'out', 'linux-unpacked');
  }, 120_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is no Node, takes no debugger, and runs only what was packed', async () => {
    const binary = await readFile(join(unpacked, 'tidemark'));
    const at = binary.indexOf(FUSES) + FUSES.length;
    const [runAsNode, cookies, nodeOptions, inspect, integrity, onlyAsar, , fileProtocol] = binary
      .toString('latin1', at + 2, at + 10)
      .split('');
    expect({ runAsNode, nodeOptions, inspect, fileProtocol }).toEqual({
      runAsNode: '0',
      nodeOptions: '0',
      inspect: '0',
      fileProtocol: '0',
    });
    expect({ cookies, integrity, onlyAsar }).toEqual({ cookies: '1', integrity: '1', onlyAsar: '1' });
  });

  it('holds the programs, the page and what is not bundled, and no sources or tests', async () => {
    const names = namesIn(await readFile(join(unpacked, 'resources', 'app.asar')));
    const needed = ['package.json', 'dist/main.js', 'dist/preload.cjs', 'dist/renderer/index.html'];
    const outside = ['node_modules/libpg-query/package.json'];
    expect([...needed, ...outside].filter((name) => !names.includes(name))).toEqual([]);
    // What is bundled must not ship a second time.
    expect(names.filter((name) => /^node_modules\/(zod|commander|mysql2|react)\//.test(name))).toEqual([]);
    expect(names.filter((name) => /^(shared|toon|electron|renderer|test|scripts)\//.test(name))).toEqual([]);
  });

  it('brings the sample', async () => {
    await expect(
      readFile(join(unpacked, 'resources', 'examples', 'lupopedia-sync', 'tidemark.yaml'), 'utf8'),
    ).resolves.toContain('sources');
  });
});
