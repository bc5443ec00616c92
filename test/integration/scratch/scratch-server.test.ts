import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConnection, textOf } from '../../../electron/core/mysql';
import { findServerBinaries, startScratchServer, withScratchSchema } from '../../../electron/core/scratch';
import { AppError } from '../../../shared/app-error';

const environment: NodeJS.ProcessEnv = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('TIDEMARK_SCRATCH_')),
);
const binaries = await findServerBinaries(undefined, environment);

describe.skipIf(binaries.length === 0)('scratch servers', () => {
  let bundle = '';
  beforeAll(async () => {
    // Beside the checkout's packages, so that the bundle finds mysql2.
    bundle = mkdtempSync(join(resolve('.cache'), 'scratch-test-'));
    await build({
      root: resolve('.'),
      configFile: false,
      logLevel: 'error',
      ssr: { external: true, target: 'node' },
      build: {
        ssr: true,
        outDir: bundle,
        emptyOutDir: false,
        copyPublicDir: false,
        rolldownOptions: {
          input: { crash: resolve('test/integration/scratch/crash.ts') },
          output: { format: 'es', entryFileNames: '[name].mjs' },
        },
      },
    });
  });
  afterAll(() => {
    rmSync(bundle, { recursive: true, force: true });
  });

  it('start on a socket of their own, take schemas, and leave nothing behind', async () => {
    const server = await startScratchServer({ environment });
    const folder = dirname(server.target.socket ?? '');
    const connection = await openConnection(server.target, { access: 'write', environment: {} });
    const inside = await withScratchSchema(connection, 'abc', async (name) => {
      expect(name).toBe('_tidemark_rehearsal_abc');
      await connection.query(`CREATE TABLE \`${name}\`.t (a INT)`);
      return (await connection.query('SHOW DATABASES')).map((row) => textOf(row, 'Database'));
    });
    expect(inside).toContain('_tidemark_rehearsal_abc');
    const outside = (await connection.query('SHOW DATABASES')).map((row) => textOf(row, 'Database'));
    expect(outside).not.toContain('_tidemark_rehearsal_abc');
    await connection.close();
    await server.stop();
    await server.stop();
    expect(existsSync(folder)).toBe(false);
  });

  it('drop a scratch schema also when its use fails, and refuse to take over one that exists', async () => {
    const server = await startScratchServer({ environment });
    try {
      const connection = await openConnection(server.target, { access: 'write', environment: {} });
      await expect(
        withScratchSchema(connection, 'x', () => Promise.reject(new Error('mine'))),
      ).rejects.toThrow('mine');
      await connection.query('CREATE DATABASE _tidemark_rehearsal_x');
      await expect(withScratchSchema(connection, 'x', () => Promise.resolve())).rejects.toBeInstanceOf(
        AppError,
      );
      const names = (await connection.query('SHOW DATABASES')).map((row) => textOf(row, 'Database'));
      expect(names).toContain('_tidemark_rehearsal_x');
      await expect(withScratchSchema(connection, 'a`b', () => Promise.resolve())).rejects.toMatchObject({
        code: 'invalid-input',
      });
      await connection.close();
    } finally {
      await server.stop();
    }
  });

  it('are gone after a crash of the process that started them', async () => {
    const folder = await new Promise<string>((done, fail) => {
      const child = spawn(process.execPath, [join(bundle, 'crash.mjs')], {
        env: environment,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('\n')) {
          expect(existsSync(join(said.trim(), 'server.pid'))).toBe(true);
          child.kill('SIGKILL');
        }
      });
      child.on('error', fail);
      child.on('exit', () => {
        done(said.trim());
      });
    });
    for (let tries = 0; existsSync(folder) && tries < 200; tries += 1) await sleep(50);
    expect(existsSync(folder)).toBe(false);
  });

  it('say plainly when there is no server program', async () => {
    const nowhere = mkdtempSync(join(tmpdir(), 'tidemark-nowhere-'));
    const none = await findServerBinaries('mysql', { PATH: nowhere });
    rmSync(nowhere, { recursive: true });
    if (none.length > 0) return;
    await expect(startScratchServer({ vendor: 'mysql', environment: { PATH: '' } })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('tidemark-install-'))).toEqual([]);
  });
});
