import {
  mkdtempSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  chmodSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decodeText } from '../../../electron/core/files/decode-text';
import { findMojibake } from '../../../electron/core/files/find-mojibake';
import { ignoreMatcher, listFiles } from '../../../electron/core/files/list-files';
import { readTextFile } from '../../../electron/core/files/read-text-file';
import { resolveInside } from '../../../electron/core/files/resolve-inside';
import { writeFileAtomic } from '../../../electron/core/files/write-file-atomic';

let base: string;
let root: string;

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'tidemark-files-')));
  root = join(base, 'workspace');
  mkdirSync(root);
});
afterEach(() => {
  rmSync(base, { recursive: true, force: true });
});

const codes = (list: readonly { readonly code: string }[]): readonly string[] => list.map((one) => one.code);

describe('decodeText', () => {
  test.each<[string, Buffer, string, string]>([
    ['UTF-8', Buffer.from('é🚨'), 'é🚨', 'utf-8'],
    ['a BOM', Buffer.from('\uFEFFa'), 'a', 'utf-8-bom'],
    ['UTF-16 with a BOM', Buffer.from('\uFEFFCREATE', 'utf16le'), 'CREATE', 'utf-16le'],
    ['UTF-16 without one', Buffer.from('CREATE TABLE', 'utf16le'), 'CREATE TABLE', 'utf-16le'],
    ['big-endian UTF-16', Buffer.from('\uFEFFCREATE', 'utf16le').swap16(), 'CREATE', 'utf-16be'],
    ['nothing', Buffer.alloc(0), '', 'utf-8'],
  ])('reads %s', (_name, bytes, text, encoding) => {
    expect(decodeText(bytes, 'x')).toEqual({ text, encoding, diagnostics: [] });
  });

  test('tells where bytes are not UTF-8', () => {
    const bytes = Buffer.concat([
      Buffer.from('é\uFFFD\nname: caf'),
      Buffer.from([0xe9]),
      Buffer.from(' and '),
      Buffer.from([0xff]),
    ]);
    const { text, diagnostics } = decodeText(bytes, 'notes.sql');
    expect(text).toBe('é\uFFFD\nname: caf\uFFFD and \uFFFD');
    expect(diagnostics).toMatchObject([
      { code: 'text-invalid-utf8', location: { path: 'notes.sql', line: 2, column: 10 } },
    ]);
    expect(diagnostics[0]?.message).toContain('0xE9 at offset 15');
    expect(diagnostics[0]?.message).toContain('2 times');
  });

  test('an odd last byte of UTF-16 is told', () => {
    expect(
      codes(
        decodeText(Buffer.concat([Buffer.from('\uFEFFab', 'utf16le'), Buffer.from([65])]), 'x').diagnostics,
      ),
    ).toEqual(['text-invalid-utf16']);
  });

  test.each([
    ['visits â€” per month', 7],
    ['caf\u00c3\u00a9', 3],
    ['\u00f0\u0178\u0161\u00a8 alarm', 0],
    ['one ‚Äî two', 4],
  ])('finds text that was decoded wrongly in %j', (text, offset) => {
    expect(findMojibake(text)?.offset).toBe(offset);
    expect(decodeText(Buffer.from(`\n${text}`), 'x').diagnostics).toMatchObject([
      { code: 'text-mojibake', severity: 'info', location: { line: 2, column: offset + 1 } },
    ]);
  });

  test.each(['naïve café', 'CAFÉ»', 'größer', 'ação', '10 °C', 'Ärger für Ölsardinen', '日本語', 'plain'])(
    'takes %j for what it is',
    (text) => {
      expect(findMojibake(text)).toBeUndefined();
    },
  );
});

describe('readTextFile', () => {
  test('reads text and tells what cannot be read', async () => {
    writeFileSync(join(root, 'a.sql'), 'SELECT 1');
    expect(await readTextFile(join(root, 'a.sql'), { path: 'a.sql' })).toMatchObject({
      value: { text: 'SELECT 1', size: 8 },
      diagnostics: [],
    });
    expect(codes((await readTextFile(join(root, 'gone'), { path: 'gone' })).diagnostics)).toEqual([
      'file-missing',
    ]);
    expect(codes((await readTextFile(root, { path: '.' })).diagnostics)).toEqual(['file-not-regular']);
    expect(codes((await readTextFile(join(root, 'a.sql/b'), { path: 'b' })).diagnostics)).toEqual([
      'file-missing',
    ]);
    expect(
      codes((await readTextFile(join(root, 'a.sql'), { path: 'a.sql', maximumSize: 4 })).diagnostics),
    ).toEqual(['file-too-large']);
    writeFileSync(join(root, 'image'), Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 137, 80]));
    expect(codes((await readTextFile(join(root, 'image'), { path: 'image' })).diagnostics)).toEqual([
      'file-binary',
    ]);
    symlinkSync('loop', join(root, 'loop'));
    expect(codes((await readTextFile(join(root, 'loop'), { path: 'loop' })).diagnostics)).toEqual([
      'link-loop',
    ]);
  });

  test.skipIf(process.platform === 'win32')('a named pipe is refused, not waited for', async () => {
    expect(spawnSync('mkfifo', [join(root, 'pipe')]).status).toBe(0);
    expect(codes((await readTextFile(join(root, 'pipe'), { path: 'pipe' })).diagnostics)).toEqual([
      'file-not-regular',
    ]);
  });
});

describe('resolveInside', () => {
  test('keeps paths and links inside the workspace', () => {
    mkdirSync(join(root, 'docs'));
    writeFileSync(join(base, 'secret'), 'x');
    symlinkSync(join(base, 'secret'), join(root, 'out'));
    symlinkSync('docs', join(root, 'in'));
    symlinkSync('../secret-to-be', join(root, 'dangling'));
    expect(resolveInside(root, 'in/new/file.sql')).toBe(join(root, 'docs/new/file.sql'));
    expect(resolveInside(root, '.')).toBe(root);
    expect(resolveInside(root, '..a/b')).toBe(join(root, '..a/b'));
    for (const path of [
      '..',
      '../secret',
      'out',
      'docs/../../secret',
      join(base, 'secret'),
      'dangling',
      'out/x',
      '/etc/passwd',
    ]) {
      expect(() => resolveInside(root, path)).toThrow(
        expect.objectContaining({
          code: expect.stringMatching(/^(?:outside-workspace|not-readable)$/) as string,
        }),
      );
    }
    expect(() => resolveInside(root, 'a\0b')).toThrow(/NUL/);
  });
});

describe('writeFileAtomic', () => {
  test('writes whole files, keeps permissions, and leaves equal ones alone', async () => {
    const path = join(root, 'new/folder/a.txt');
    expect(await writeFileAtomic(path, 'one')).toBe('created');
    chmodSync(path, 0o640);
    const before = statSync(path).mtimeMs;
    expect(await writeFileAtomic(path, 'one')).toBe('unchanged');
    expect(statSync(path).mtimeMs).toBe(before);
    expect(await writeFileAtomic(path, 'two')).toBe('changed');
    expect(readFileSync(path, 'utf8')).toBe('two');
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(root, 'new/folder'))).toEqual(['a.txt']);
  });

  test('a refusal is an AppError and leaves nothing behind', async () => {
    writeFileSync(join(root, 'file'), '');
    await expect(writeFileAtomic(join(root, 'file/below'), 'x')).rejects.toMatchObject({
      code: 'not-readable',
    });
    mkdirSync(join(root, 'folder'));
    await expect(writeFileAtomic(join(root, 'folder'), 'x')).rejects.toMatchObject({ code: 'not-readable' });
    expect(readdirSync(root).toSorted()).toEqual(['file', 'folder']);
  });

  test('writes beside a link’s place, not through it', async () => {
    writeFileSync(join(base, 'elsewhere'), 'mine');
    symlinkSync(join(base, 'elsewhere'), join(root, 'link'));
    await writeFileAtomic(join(root, 'link'), 'new');
    expect(readFileSync(join(base, 'elsewhere'), 'utf8')).toBe('mine');
  });
});

describe('listFiles', () => {
  test('lists in a fixed order, without what is ignored', async () => {
    for (const path of [
      'b.sql',
      'a/z.sql',
      'a/b/c.sql',
      'a.sql',
      'node_modules/x.sql',
      'a/node_modules/y.sql',
      'backups/old/b.sql',
      'x.bak',
      'a/.git/c.sql',
      'weird\nname.sql',
      '🚨.sql',
    ]) {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), '');
    }
    const { value, diagnostics } = await listFiles(root, { root, ignore: ['backups/', '*.bak'] });
    expect(value.map((file) => file.path)).toEqual([
      'a.sql',
      'a/b/c.sql',
      'a/z.sql',
      'b.sql',
      'weird\nname.sql',
      '🚨.sql',
    ]);
    expect(diagnostics).toEqual([]);
    expect(
      (
        await listFiles(root, {
          root,
          ignore: ['backups'],
          depth: 0,
          accept: (path) => path.endsWith('.sql'),
        })
      ).value,
    ).toHaveLength(4);
  });

  test('follows links inside once, tells those that leave or lead nowhere', async () => {
    mkdirSync(join(root, 'a'));
    writeFileSync(join(root, 'a/1.sql'), '');
    symlinkSync('..', join(root, 'a/up'));
    symlinkSync('a/1.sql', join(root, '2.sql'));
    symlinkSync(base, join(root, 'out'));
    symlinkSync('nowhere', join(root, 'broken'));
    const { value, diagnostics } = await listFiles(root, { root });
    expect(value.map((file) => file.path)).toEqual(['2.sql', 'a/1.sql']);
    expect(diagnostics.map((one) => [one.code, one.location?.path]).toSorted()).toEqual([
      ['link-broken', 'broken'],
      ['link-leaves-workspace', 'out'],
    ]);
  });

  test.skipIf(process.platform === 'win32')(
    'a pipe under a wanted name is told, not waited for',
    async () => {
      expect(spawnSync('mkfifo', [join(root, 'pipe.sql'), join(root, 'other')]).status).toBe(0);
      const { value, diagnostics, unread } = await listFiles(root, {
        root,
        accept: (path) => path.endsWith('.sql'),
      });
      expect(value).toEqual([]);
      expect(diagnostics.map(({ code, location }) => [code, location?.path])).toEqual([
        ['file-not-regular', 'pipe.sql'],
      ]);
      expect(unread.map(({ origin }) => origin.kind === 'file' && origin.path)).toEqual(['pipe.sql']);
    },
  );

  test('stops at a limit and says so', async () => {
    for (let at = 0; at < 20; at += 1) writeFileSync(join(root, String(at)), '');
    expect(codes((await listFiles(root, { root, maximumEntries: 10 })).diagnostics)).toEqual([
      'folder-too-large',
    ]);
  });

  test('a pattern without a slash means any depth, as in .gitignore', () => {
    const ignored = ignoreMatcher(['*.bak', 'old/', 'a/b/**']);
    expect(['x.bak', 'd/x.bak', 'old/x', 'd/old/x/y', 'a/b/c', 'a/b'].every(ignored)).toBe(true);
    expect(['x.sql', 'older/x', 'a/c', 'c/a/b/d'].some(ignored)).toBe(false);
  });
});
