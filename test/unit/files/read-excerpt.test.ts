import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readExcerpt } from '../../../electron/core/files/read-excerpt';

describe('a file around a line', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'tidemark-excerpt-'));
  });

  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('is whole when it is short, whatever ends its lines', async () => {
    writeFileSync(join(root, 'a.sql'), 'one\r\ntwo\rthree\n');
    expect(await readExcerpt(root, 'a.sql', 2)).toEqual({
      path: 'a.sql',
      firstLine: 1,
      lines: ['one', 'two', 'three', ''],
      totalLines: 4,
      isWhole: true,
    });
  });

  it('shows what stands around the line, and cuts long lines', async () => {
    const lines = Array.from({ length: 3000 }, (_, at) => (at === 1999 ? 'x'.repeat(9000) : String(at + 1)));
    writeFileSync(join(root, 'big.sql'), lines.join('\n'));
    const found = await readExcerpt(root, 'big.sql', 2000);
    expect(found).toMatchObject({ firstLine: 1500, totalLines: 3000, isWhole: false });
    expect(found.lines).toHaveLength(1001);
    expect(found.lines[0]).toBe('1500');
    expect(found.lines[500]).toBe(`${'x'.repeat(4000)}…`);
    expect(found.lines.at(-1)).toBe('2500');
    expect((await readExcerpt(root, 'big.sql', 999_999)).lines.at(-1)).toBe('3000');
  });

  it('never leaves the workspace, and says why a file is not shown', async () => {
    writeFileSync(join(root, 'picture.bin'), Buffer.alloc(100));
    symlinkSync('/etc/hostname', join(root, 'link'));
    for (const path of ['../secret', '/etc/hostname', 'link'])
      await expect(readExcerpt(root, path, 1)).rejects.toMatchObject({ code: 'outside-workspace' });
    await expect(readExcerpt(root, 'picture.bin', 1)).rejects.toMatchObject({ code: 'not-readable' });
    await expect(readExcerpt(root, 'gone.sql', 1)).rejects.toMatchObject({ code: 'not-readable' });
  });
});
