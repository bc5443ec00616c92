import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PasswordStore } from '../../../electron/core/passwords/password-store';
import type { Vault } from '../../../electron/core/passwords/password-store';
import { parseAddress } from '../../../electron/core/mysql';

const PROD = parseAddress('mysql://app@db:3307/shop', 'production');
const NO = { plainText: false };

/** Seals by turning a text round: enough to see that the file does not hold it. */
const vault: Vault = {
  name: 'the test’s vault',
  isEncrypted: true,
  seal: (text) => Promise.resolve([...text].reverse().join('')),
  open: (sealed) => Promise.resolve([...sealed].reverse().join('')),
};

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidemark-passwords-'));
  path = join(folder, 'settings', 'passwords.json');
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('PasswordStore', () => {
  it('keeps a password until the program ends, and writes it nowhere', async () => {
    const store = new PasswordStore(undefined, path);
    await store.keep(PROD, 'opensesame', 'session', NO);
    expect(await store.find(PROD)).toBe('opensesame');
    expect(await store.whereIs(PROD)).toBe('session');
    expect([...store.secrets()]).toEqual(['opensesame']);
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(store.keep(PROD, 'opensesame', 'store', NO)).rejects.toMatchObject({ code: 'unsupported' });
    expect(await new PasswordStore(undefined, path).find(PROD)).toBeUndefined();
  });

  it('keeps it sealed from one start to the next, in a file for this person alone', async () => {
    await new PasswordStore(vault, path).keep(PROD, 'opensesame', 'store', NO);
    expect(await readFile(path, 'utf8')).not.toContain('opensesame');
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
    const next = new PasswordStore(vault, path);
    expect(await next.whereIs(PROD)).toBe('store');
    expect(await next.find(PROD)).toBe('opensesame');
    await next.forget(PROD);
    expect(await next.find(PROD)).toBeUndefined();
    expect(await new PasswordStore(vault, path).find(PROD)).toBeUndefined();
  });

  it('holds nothing in the open without consent', async () => {
    const open = new PasswordStore({ ...vault, isEncrypted: false }, path);
    await expect(open.keep(PROD, 'opensesame', 'store', NO)).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
    await open.keep(PROD, 'opensesame', 'store', { plainText: true });
    expect(await open.whereIs(PROD)).toBe('store');
  });

  it.each([
    ['another server under the same id', 'mysql://app@attacker:3307/shop'],
    ['another port', 'mysql://app@db:3308/shop'],
    ['another account', 'mysql://root@db:3307/shop'],
    ['another way', 'mysql://app@db:3307/shop?ssh=gate'],
  ])('does not hand a password to %s', async (_name, address) => {
    const store = new PasswordStore(vault, path);
    await store.keep(PROD, 'opensesame', 'store', NO);
    expect(await store.find(parseAddress(address, 'production'))).toBeUndefined();
    expect(await store.find(parseAddress('mysql://app@db:3307/other', 'elsewhere'))).toBe('opensesame');
  });

  it('takes a damaged file, or what was sealed elsewhere, for nothing kept', async () => {
    await new PasswordStore(vault, path).keep(PROD, 'opensesame', 'store', NO);
    const foreign = new PasswordStore({ ...vault, open: () => Promise.reject(new Error('not ours')) }, path);
    expect(await foreign.find(PROD)).toBeUndefined();
    await writeFile(path, '{"version":1,"passwords":[');
    expect(await new PasswordStore(vault, path).find(PROD)).toBeUndefined();
  });
});
