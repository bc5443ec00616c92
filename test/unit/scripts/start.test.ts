import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { findElectron } from '../../../scripts/electron-binary.mjs';

const root = join(import.meta.dirname, '../../..');
const start = (args: readonly string[]) =>
  spawn(process.execPath, [join(root, 'scripts/start.mjs'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });

describe('npm start', () => {
  it('serves the sample, prints the address, and ends when told', async () => {
    const program = start(['--no-open']);
    const ended = new Promise((resolve) => program.once('exit', resolve));
    let address = '';
    for await (const line of createInterface({ input: program.stdout })) {
      address = /http:\/\/127\.0\.0\.1:\d+\//.exec(line)?.[0] ?? '';
      if (address !== '') break;
    }
    const page = await fetch(address);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    program.kill('SIGTERM');
    expect(await ended).toBe(0);
    await expect(fetch(address)).rejects.toThrow();
  }, 60_000);

  it.each([
    ['a folder that is not there', ['/nowhere/at/all', '--no-open'], 'there is no folder /nowhere/at/all'],
    ['an option that is none', ['--prot', '1'], '--prot'],
    ['two folders', ['/tmp', '/tmp'], 'one folder at most'],
  ])('refuses %s, and says how it is used', async (_what, args, reason) => {
    const program = start(args);
    let said = '';
    program.stderr.on('data', (chunk) => (said += String(chunk)));
    expect(await new Promise((resolve) => program.once('close', resolve))).toBe(64);
    expect(said).toContain(reason);
    expect(said).toContain('usage: npm start');
  });
});

describe('looking for Electron', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it.runIf(process.platform === 'linux')('takes the program of the folder that the environment names', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tidemark-electron-'));
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder);
    const before = findElectron();
    writeFileSync(join(folder, 'electron'), '');
    expect(findElectron()).toBe(join(folder, 'electron'));
    expect(before).not.toBe(join(folder, 'electron'));
    rmSync(folder, { recursive: true });
  });
});
