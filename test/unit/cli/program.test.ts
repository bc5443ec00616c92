import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runInTerminal } from '../../support/terminal';

const COMMANDS = [
  'detect',
  'sources',
  'drift',
  'diff',
  'snapshot',
  'export',
  'open',
  'serve',
  'completion',
].concat(['plan', 'rehearse', 'review', 'run', 'rollback', 'history', 'status']);

describe('help', () => {
  it('lists the commands, the addresses and the exit codes, on stdout', async () => {
    const { code, stdout, stderr } = await runInTerminal(['--help']);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    expect(stdout).toContain('mysql://user@host:port/schema');
    expect(stdout).toContain('Exit codes: 0 ');
  });

  it.each(COMMANDS)('of %s shows examples and what is taken everywhere', async (command) => {
    const { code, stdout } = await runInTerminal([command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`Examples:\n  tidemark ${command}`));
    expect(stdout).toContain('--workspace <dir>');
  });

  it('knows no command that is not there yet', async () => {
    for (const command of ['claims', 'dialogs', 'doctrine']) {
      const { code, stderr } = await runInTerminal([command]);
      expect(code).toBe(64);
      expect(stderr).toContain(`unknown command '${command}'`);
    }
  });

  it('prints the version', async () => {
    expect(await runInTerminal(['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
    });
  });
});

describe('wrong usage ends with 64 and says what is wrong', () => {
  it.each([
    [['dirft'], 'Did you mean drift?'],
    [['drift', '--formt', 'json'], 'Did you mean --format?'],
    [['plan', '--make', 'toon:x', '--follow', 'y', '--print'], '--print means nothing here'],
    [['plan', '--make', 'mysql://h/s', '--follow', 'y', '--write'], 'a database is changed by run'],
    [['drift', '--format', 'yaml'], 'Allowed choices are text, json, markdown, sarif, junit'],
    [['drift', '--fail-on', 'often'], 'Allowed choices'],
    [['drift', '--flavor', 'postgres:16'], 'Write a vendor and a version'],
    [['sources', '--format', 'sarif'], 'This command prints text, json, markdown; not sarif.'],
    [['diff', 'one'], "missing required argument 'to'"],
    [['diff', 'a', 'b', 'c'], 'too many arguments'],
    [['snapshot', 'x'], "required option '--out <file>' not specified"],
    [['export', 'x', '--out', 'y'], "required option '--as <form>' not specified"],
    [['serve', '--port', '70000'], 'A port is a number from 0 to 65535.'],
    [['completion', 'tcsh'], 'Allowed choices are bash, zsh, fish'],
  ])('%j', async (args, sentence) => {
    const { code, stdout, stderr } = await runInTerminal(args);
    expect(code).toBe(64);
    expect(stdout).toBe('');
    expect(stderr).toContain(sentence);
  });

  it('nothing at all shows the help', async () => {
    const { code, stdout } = await runInTerminal([]);
    expect(code).toBe(64);
    expect(stdout).toContain('Usage: tidemark');
  });
});

describe('completion', () => {
  const script = async (shell: string): Promise<string> =>
    (await runInTerminal(['completion', shell])).stdout;

  /** What bash would offer for the last word of a line. */
  async function complete(line: string, cwd?: string): Promise<string[]> {
    const words = line.split(' ');
    const program = `${await script('bash')}
compopt() { echo "files:$2"; }
COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}) COMP_CWORD=${String(words.length - 1)}
_tidemark
printf '%s\\n' "\${COMPREPLY[@]}"`;
    const run = spawnSync('bash', ['--norc'], { input: program, encoding: 'utf8', cwd });
    expect(run.stderr).toBe('');
    return run.stdout.split('\n').filter((word) => word !== '');
  }

  it.each([
    ['tidemark dr', ['drift']],
    ['tidemark completion ', ['bash', 'zsh', 'fish']],
    ['tidemark drift --format ', ['text', 'json', 'markdown', 'sarif', 'junit']],
    ['tidemark drift --ref', ['--reference']],
    ['tidemark export x --as m', ['markdown']],
    ['tidemark --workspace ', ['files:dirnames']],
    ['tidemark drift sql:', ['files:default']],
  ])('in bash: %j', async (line, offers) => {
    expect(await complete(line)).toEqual(offers);
  });

  it('knows every command and option in zsh and fish', async () => {
    for (const text of [await script('zsh'), await script('fish')]) {
      for (const command of COMMANDS) expect(text).toContain(command);
      expect(text).toContain('fail-on');
      expect(text).toContain('sarif');
    }
  });

  it('offers the ids of tidemark.yaml in bash', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tidemark-completion-'));
    await writeFile(
      join(folder, 'tidemark.yaml'),
      'sources:\n  - id: toon\n    kind: toon\n  - id: main-sql\n',
    );
    expect(await complete('tidemark drift ', folder)).toEqual(['toon', 'main-sql']);
    expect(await complete('tidemark diff toon m', folder)).toEqual(['main-sql']);
    await rm(folder, { recursive: true });
  });

  for (const shell of ['zsh', 'fish']) {
    const isThere = spawnSync(shell, ['--version']).error === undefined;
    it.skipIf(!isThere)(`is a script that ${shell} reads`, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'tidemark-completion-'));
      await writeFile(join(folder, 'script'), await script(shell));
      const check = spawnSync(shell, ['-n', join(folder, 'script')], { encoding: 'utf8' });
      await rm(folder, { recursive: true });
      expect(check).toMatchObject({ status: 0, stderr: '' });
    });
  }
});
