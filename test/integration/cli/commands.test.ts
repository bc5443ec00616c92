import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { driftReportSchema } from '../../../shared/api/drift-report';
import { describeEachServer, withTestDatabase } from '../../support/servers';
import { runInTerminal } from '../../support/terminal';

const ROOT = join(import.meta.dirname, '../../..');
const PROGRAM = join(ROOT, 'dist/cli.js');

/* eslint-disable no-control-regex -- what may and what may not steer a terminal */
const OWN_COLOURS = /\u001b\[\d+m/g;
const STEERING = /[\u0000-\u0009\u000b-\u001f\u0080-\u009f\u202e]/;
/* eslint-enable no-control-regex */

let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'tidemark-cli-')));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const TABLE =
  'CREATE TABLE shop (id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, name varchar(40) NOT NULL);\n';

describe('a folder of files', () => {
  beforeEach(async () => {
    await writeFile(join(folder, 'a.sql'), TABLE);
    await writeFile(join(folder, 'b.sql'), TABLE.replace('varchar(40)', 'varchar(50)'));
    await writeFile(join(folder, 'same.sql'), TABLE.replace('bigint', 'BIGINT(20)'));
  });

  it('ends with 1 where there is drift, and says where', async () => {
    const { code, stdout, stderr } = await runInTerminal(['diff', 'sql:a.sql', 'sql:b.sql'], { cwd: folder });
    expect(stderr).toBe('');
    expect(code).toBe(1);
    expect(stdout.split('\n')[0]).toBe('1 table differs. None agrees everywhere.');
    expect(stdout).toMatch(/varchar\(40\) +sql:a\.sql +a\.sql:1/);
    expect(stdout).toMatch(/varchar\(50\) +sql:b\.sql +b\.sql:1/);
  });

  it('leaves out what is ignored, says so, and lists it on demand', async () => {
    await writeFile(
      join(folder, 'tidemark.yaml'),
      'sources:\n  - { id: a, kind: sql, path: a.sql }\n  - { id: b, kind: sql, path: b.sql }\n',
    );
    const [says, otherwise] = ['varchar(50)', 'varchar(40)'];
    const entry = {
      schema: '',
      object: 'table',
      table: 'shop',
      part: 'column',
      name: 'name',
      attribute: 'type',
    };
    const said = {
      says: { b: says },
      otherwise,
      reason: 'Until May.',
      by: 'Mira',
      at: '2026-01-02T03:04:05Z',
    };
    await writeFile(
      join(folder, 'tidemark.ignored.yaml'),
      JSON.stringify({ ignored: [{ ...entry, ...said }] }),
    );
    for (const args of [['drift'], ['diff', 'a', 'b'], ['diff', 'b', 'a']]) {
      const short = await runInTerminal(args, { cwd: folder });
      expect(short).toMatchObject({ code: 0 });
      expect(short.stdout).toContain('The one table agrees. 1 difference is ignored.');
      expect(short.stdout).toContain('Ignored: 1 difference (--ignored lists them).');
      expect(short.stdout).not.toContain('varchar(50)');
      const long = await runInTerminal([...args, '--ignored'], { cwd: folder });
      expect(long).toMatchObject({ code: 0 });
      expect(long.stdout).toMatch(/varchar\(50\) +b/);
      expect(long.stdout).toContain('ignored by Mira: Until May.');
      const sarif = await runInTerminal([...args, '--ignored', '--format', 'sarif'], { cwd: folder });
      expect(sarif.stdout).toContain('"justification": "Until May."');
    }
    await writeFile(join(folder, 'b.sql'), TABLE.replace('varchar(40)', 'varchar(60)'));
    expect(await runInTerminal(['drift'], { cwd: folder })).toMatchObject({ code: 1 });
  });

  it('ends with 0 where there is none, also for another spelling, unless that is asked for', async () => {
    const args = ['diff', 'sql:a.sql', 'sql:same.sql'];
    expect(await runInTerminal(args, { cwd: folder })).toMatchObject({ code: 0 });
    expect(await runInTerminal([...args, '--fail-on', 'equivalent'], { cwd: folder })).toMatchObject({
      code: 1,
    });
    expect(
      await runInTerminal(['diff', 'sql:a.sql', 'sql:b.sql', '--fail-on', 'never'], { cwd: folder }),
    ).toMatchObject({ code: 0 });
  });

  it('compares many at once with the reference that is named', async () => {
    const args = [
      'drift',
      'sql:a.sql',
      'sql:b.sql',
      'sql:same.sql',
      '--reference',
      'sql:b.sql',
      '--format',
      'json',
    ];
    const { code, stdout } = await runInTerminal(args, { cwd: folder });
    expect(code).toBe(1);
    const report = driftReportSchema.parse(JSON.parse(stdout));
    expect(report.sources.map((source) => source.id)).toEqual(['sql:a.sql', 'sql:b.sql', 'sql:same.sql']);
    expect(report.summary).toMatchObject({ objects: 1, different: 1 });
  });

  it('reads addresses from where the user stands, also outside of it', async () => {
    await symlink(join(folder, 'b.sql'), join(folder, 'link.sql'));
    const elsewhere = await mkdtemp(join(tmpdir(), 'tidemark-elsewhere-'));
    try {
      await copyFile(join(folder, 'b.sql'), join(elsewhere, 'b.sql'));
      for (const to of [
        `sql:${join(folder, 'b.sql')}`,
        `sql:../${basename(elsewhere)}/b.sql`,
        'sql:link.sql',
      ]) {
        const { code } = await runInTerminal(['diff', 'sql:a.sql', to], { cwd: folder });
        expect(code, to).toBe(1);
      }
    } finally {
      await rm(elsewhere, { recursive: true, force: true });
    }
  });

  it('does not take what is no file for an empty one', async () => {
    const run = await runInTerminal(['diff', 'sql:a.sql', 'sql:../../../../../../../../../../dev/null'], {
      cwd: folder,
    });
    expect(run.stdout).toContain('cannot be told');
    expect(run.stdout).not.toContain('missing from');
    expect(run.stderr).toContain('1 problem');
    expect(run.code).toBe(2);
  });

  it.each([
    ['sql', 'words.sql', 'these are words, and no SQL at all'],
    ['sql', 'bytes.sql', '\0\u0001\u0002\u0003\0\0'],
    ['toon', 'cut.toon', '{"table_name":"actors","fie'],
  ])('ends with 2 when nothing could be read of a source: %s:%s', async (kind, name, text) => {
    await writeFile(join(folder, name), text);
    const address = `${kind}:${name}`;
    for (const args of [
      ['diff', 'sql:a.sql', address],
      ['drift', address, 'sql:a.sql', '--fail-on', 'never'],
    ]) {
      const run = await runInTerminal(args, { cwd: folder });
      expect(run.code, args.join(' ')).toBe(2);
      expect(run.stderr).toContain(`1 problem in reading ${address}`);
    }
    // A file that says nothing, and is whole, was read.
    await writeFile(join(folder, 'nothing.sql'), '-- nothing yet');
    expect((await runInTerminal(['diff', 'sql:a.sql', 'sql:nothing.sql'], { cwd: folder })).code).toBe(1);
  });

  it('puts the result in a file when it is told to, and nothing on stdout', async () => {
    const args = ['diff', 'sql:a.sql', 'sql:b.sql', '--format', 'junit', '--output', 'out/drift.xml'];
    expect(await runInTerminal(args, { cwd: folder })).toMatchObject({ code: 1, stdout: '' });
    expect(await readFile(join(folder, 'out/drift.xml'), 'utf8')).toContain('<testsuites name="tidemark"');
  });

  it('refuses to write in a read-only session, with 3', async () => {
    const run = await runInTerminal(['snapshot', 'sql:a.sql', '--out', 'x.json', '--read-only'], {
      cwd: folder,
    });
    expect(run.code).toBe(3);
    expect(run.stderr).toContain('read-only');
    expect(existsSync(join(folder, 'x.json'))).toBe(false);
  });

  it('detects what is there, and writes it down only when asked', async () => {
    await writeFile(join(folder, 'actors.toon'), '{"table_name":"actors","fields":["`id` bigint NOT NULL"]}');
    expect((await runInTerminal(['detect', '.'], { cwd: folder })).stdout).toMatch(/toon/);
    expect(existsSync(join(folder, 'tidemark.yaml'))).toBe(false);
    expect(await runInTerminal(['detect', '.', '--write'], { cwd: folder })).toMatchObject({ code: 0 });
    expect(existsSync(join(folder, 'tidemark.yaml'))).toBe(true);
    expect(await runInTerminal(['detect', '.', '--write'], { cwd: folder })).toMatchObject({ code: 2 });
  });

  it('names what cannot be read, reads the rest, and ends with 2', async () => {
    const { code, stdout } = await runInTerminal(['sources', 'sql:a.sql', 'sql:none.sql'], { cwd: folder });
    expect(code).toBe(2);
    expect(stdout).toContain('1 source read; sql:none.sql could not be.');
    expect(await runInTerminal(['drift', 'sql:a.sql', 'nobody'], { cwd: folder })).toMatchObject({ code: 2 });
  });

  it('refuses levels and schemas that mean nothing here, which would let a build pass for ever', async () => {
    for (const args of [
      ['diff', 'sql:a.sql', 'sql:same.sql', '--fail-on', 'warning'],
      ['drift', 'sql:a.sql', 'sql:same.sql', '--fail-on', 'error'],
      ['sources', 'sql:a.sql', '--fail-on', 'different'],
      ['diff', 'sql:a.sql', 'sql:b.sql', '--schema', 'nosuch'],
      ['drift', 'sql:a.sql', 'sql:b.sql', '--schema', 'nosuch'],
    ]) {
      const { code, stdout, stderr } = await runInTerminal(args, { cwd: folder });
      expect(code, args.join(' ')).toBe(64);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/This command fails on|No source states the schema nosuch/);
    }
  });

  it('finds a schema that is asked for in whatever case', async () => {
    await writeFile(join(folder, 'c.sql'), `USE Shop; ${TABLE}`);
    await writeFile(join(folder, 'd.sql'), `USE Shop; ${TABLE.replace('40', '50')}`);
    const args = ['diff', 'sql:c.sql', 'sql:d.sql', '--schema'];
    expect(await runInTerminal([...args, 'Shop'], { cwd: folder })).toMatchObject({ code: 1 });
    expect(await runInTerminal([...args, 'shops'], { cwd: folder })).toMatchObject({ code: 64 });
  });

  it('says what is wrong in tidemark.yaml, and ends with 2 where a source is lost to it', async () => {
    for (const [config, complaint] of [
      ['sources: [{\n', /error +tidemark\.yaml:\d+:\d+/],
      [
        'sources:\n  - {id: a, kind: sql, path: a.sql}\n  - {id: b, kind: sql, path: b.sql}\n  - {id: __proto__, kind: sql, path: b.sql}\n',
        /error +tidemark\.yaml:4:/,
      ],
    ] as const) {
      await writeFile(join(folder, 'tidemark.yaml'), config);
      for (const command of ['sources', 'drift']) {
        const { code, stderr } = await runInTerminal([command], { cwd: folder });
        expect(stderr).toMatch(complaint);
        expect(code === 2 || code === 64, command).toBe(true);
      }
      // What is named by its address does not stand on the config.
      const { code, stderr } = await runInTerminal(['diff', 'sql:a.sql', 'sql:same.sql'], { cwd: folder });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    }
  });

  it('says that the folder of --workspace is not there', async () => {
    const { code, stderr } = await runInTerminal(['--workspace', 'nowhere', 'drift'], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toMatch(/nowhere.* does not exist/);
  });

  it('does not take backups of runs for sources', async () => {
    await mkdir(join(folder, '.tidemark/backups'), { recursive: true });
    await writeFile(join(folder, '.tidemark/backups/run.sql'), TABLE);
    await mkdir(join(folder, 'backups'));
    await writeFile(join(folder, 'backups/own.sql'), TABLE);
    const { stdout } = await runInTerminal(['detect', '.'], { cwd: folder });
    expect(stdout).toContain('backups/own.sql');
    expect(stdout).not.toContain('.tidemark');
  });

  it('prints hostile names as text, coloured or not', async () => {
    await writeFile(
      join(folder, 'evil.sql'),
      'CREATE TABLE `\u001b]0;owned\u0007\u202e__proto__` (`\u009b2J` int);\n',
    );
    for (const terminal of [true, false]) {
      const { stdout } = await runInTerminal(['diff', 'sql:a.sql', 'sql:evil.sql'], {
        cwd: folder,
        terminal,
      });
      expect(stdout.replaceAll(OWN_COLOURS, '')).not.toMatch(STEERING);
      expect(stdout).toContain('\\x1b]0;owned\\x07\\u202e__proto__');
    }
  });
});

describe('the sample', () => {
  it('is read and compared in every format', async () => {
    await cp(join(ROOT, 'examples/lupopedia-sync'), folder, { recursive: true });
    for (const format of ['text', 'json', 'markdown', 'sarif', 'junit']) {
      const { code, stdout, stderr } = await runInTerminal(['drift', '--format', format], {
        cwd: join(folder, 'docs'),
      });
      // Some of its files have mistakes, which is said beside the report.
      expect(stderr).toMatch(/^(\d+ problems? in reading ([\w-]+): tidemark sources \2\n)+$/);
      expect(code).toBe(1);
      expect(stdout).toContain('lupo_permissions');
      if (format === 'json') driftReportSchema.parse(JSON.parse(stdout));
      if (format === 'sarif') JSON.parse(stdout);
    }
  });
});

describeEachServer('a server', (server) => {
  it('is compared with the file that made it: no drift, in either direction', async () => {
    await writeFile(join(folder, 'a.sql'), TABLE);
    await withTestDatabase(server, TABLE, async ({ url }) => {
      for (const args of [
        ['diff', url, 'sql:a.sql'],
        ['diff', 'sql:a.sql', url],
        ['drift', url, 'sql:a.sql'],
      ]) {
        const { code, stdout, stderr } = await runInTerminal(args, { cwd: folder });
        expect(stderr).toBe('');
        expect(stdout).toContain('The one table agrees.');
        expect(code).toBe(0);
      }
    });
  });

  it('is compared with another database on it, under another name', async () => {
    await withTestDatabase(server, TABLE, async (one) => {
      await withTestDatabase(server, TABLE.replace('40', '41'), async (two) => {
        const { code, stdout } = await runInTerminal(['diff', one.url, two.url], { cwd: folder });
        expect(code).toBe(1);
        expect(stdout).toContain('1 table differs.');
      });
    });
  });

  it('is saved as a snapshot and as SQL that say the same', async () => {
    await withTestDatabase(server, TABLE, async ({ url }) => {
      expect(await runInTerminal(['snapshot', url, '--out', 's.json'], { cwd: folder })).toMatchObject({
        code: 0,
      });
      expect(
        await runInTerminal(['export', url, '--as', 'sql', '--out', 's.sql'], { cwd: folder }),
      ).toMatchObject({ code: 0 });
      for (const file of ['snapshot:s.json', 'sql:s.sql']) {
        expect(await runInTerminal(['diff', url, file], { cwd: folder }), file).toMatchObject({ code: 0 });
      }
    });
  });

  it('that refuses the password is told plainly, without the password', async () => {
    const url = server.url.replace('root@', 'nobody@');
    const env = process.env['TIDEMARK_PASSWORD'];
    process.env['TIDEMARK_PASSWORD'] = 'wr0ng-s3cret';
    try {
      const { code, stdout, stderr } = await runInTerminal(['sources', `${url}none`], { cwd: folder });
      expect(code).toBe(2);
      expect(stdout + stderr).toMatch(/nobody/);
      expect(stdout + stderr).not.toContain('wr0ng-s3cret');
    } finally {
      if (env === undefined) delete process.env['TIDEMARK_PASSWORD'];
      else process.env['TIDEMARK_PASSWORD'] = env;
    }
  });
});

describe('the built program', () => {
  function start(args: readonly string[], cwd = folder) {
    const child = spawn(process.execPath, [PROGRAM, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const text = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (text.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (text.stderr += chunk.toString()));
    const ended = new Promise<number | string>((resolve) => {
      child.on('close', (code, signal) => {
        resolve(code ?? signal ?? '');
      });
    });
    return { child, text, ended };
  }

  it('shows its help', async () => {
    const { text, ended } = start(['--help']);
    expect(await ended).toBe(0);
    expect(text.stdout).toContain('Usage: tidemark');
    expect(text.stderr).toBe('');
  });

  it('ends quietly when its reader leaves', async () => {
    await writeFile(
      join(folder, 'many.sql'),
      Array.from({ length: 3000 }, (_, i) => `CREATE TABLE t${String(i)} (id int);`).join('\n'),
    );
    await writeFile(join(folder, 'none.sql'), '-- nothing');
    const { child, text, ended } = start(['diff', 'sql:many.sql', 'sql:none.sql', '--format', 'json']);
    child.stdout.once('data', () => child.stdout.destroy());
    expect([0, 1]).toContain(await ended);
    expect(text.stderr).toBe('');
  });

  it('is cancelled by Ctrl-C, with nothing left on the terminal but a sentence', async () => {
    // A server that takes the connection and never says a word.
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const connected = new Promise((resolve) => silent.once('connection', resolve));
    const { child, text, ended } = start(['sources', `mysql://root@127.0.0.1:${String(port)}/x`]);
    await connected;
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(text.stderr).toMatch(/cancelled/i);
    silent.close();
  });

  it('serves until it is told to end', async () => {
    await writeFile(join(folder, 'a.sql'), TABLE);
    const { child, text, ended } = start(['serve', '--no-open']);
    await expect.poll(() => text.stdout, { timeout: 20_000 }).toMatch(/#token=/);
    const [, origin = '', token = ''] = /(http:\/\/127\.0\.0\.1:\d+)\/#token=(\S+)/.exec(text.stdout) ?? [];
    const response = await fetch(`${origin}/api/source.read`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(await response.json()).toMatchObject({
      ok: true,
      value: { sources: [{ counts: { tables: 1 } }] },
    });
    child.kill('SIGINT');
    expect(await ended).toBe(0);
  });
});
