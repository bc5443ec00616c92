import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyOptions, parseOptionFile, readOptionFiles } from '../../../electron/core/mysql/option-file';

describe('parseOptionFile', () => {
  it('reads groups, quotes, escapes, comments, dashes and bare options', () => {
    const text = [
      '\uFEFF# comment',
      '; another',
      '[client]',
      'user = app # who',
      'password="a#b\\\\c\\s"',
      "default_character_set='utf8mb4'",
      'loose-ssl_ca=/ca.pem',
      'skip-ssl',
      'host=a\\tb',
      '!include other.cnf',
      '!includedir /etc/more',
      '[ MySQLd ] trailing',
      'not an option at all ] [',
    ].join('\r\n');
    expect(parseOptionFile(text)).toEqual([
      { kind: 'group', name: 'client' },
      { kind: 'option', name: 'user', value: 'app' },
      { kind: 'option', name: 'password', value: 'a#b\\c ' },
      { kind: 'option', name: 'default-character-set', value: 'utf8mb4' },
      { kind: 'option', name: 'ssl-ca', value: '/ca.pem' },
      { kind: 'option', name: 'skip-ssl', value: '' },
      { kind: 'option', name: 'host', value: 'a\tb' },
      { kind: 'include', path: 'other.cnf' },
      { kind: 'include-dir', path: '/etc/more' },
      { kind: 'group', name: 'mysqld' },
      { kind: 'option', name: 'not an option at all ] [', value: '' },
    ]);
  });
});

describe('readOptionFiles', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tidemark-options-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    chmodSync(path, 0o600);
    return path;
  };

  it('follows includes, later lines winning, and reads the client groups only', () => {
    mkdirSync(join(folder, 'more'));
    write('more/b.cnf', '[client]\nport=2\n');
    write('more/a.cnf', '[client]\nport=1\nuser=a\n');
    write('more/c.txt', '[client]\nport=9\n');
    const path = write('my.cnf', '[mysqld]\nport=5\n[client]\nhost=h\n!includedir more\n');
    const { value, diagnostics } = readOptionFiles(path);
    expect([...value]).toEqual([
      ['host', 'h'],
      ['port', '2'],
      ['user', 'a'],
    ]);
    expect(diagnostics).toEqual([]);
  });

  it('stops at a file that includes itself, and says so', () => {
    const path = write('my.cnf', '[client]\nhost=h\n!include my.cnf\n');
    const { value, diagnostics } = readOptionFiles(path);
    expect(value.get('host')).toBe('h');
    expect(diagnostics.map(({ code }) => code)).toEqual(['option-file-too-deep']);
  });

  it('ignores a file that everyone may write to, as mysql does', () => {
    const path = write('my.cnf', '[client]\nhost=evil\n');
    chmodSync(path, 0o666);
    const { value, diagnostics } = readOptionFiles(path);
    expect(value.size).toBe(0);
    expect(diagnostics.map(({ code }) => code)).toEqual(['option-file-world-writable']);
  });

  it('says when a file that was asked for is not there, and nothing when none was', () => {
    expect(readOptionFiles(join(folder, 'absent')).diagnostics).toHaveLength(1);
    expect(readOptionFiles('').diagnostics).toEqual([]);
  });
});

describe('applyOptions', () => {
  const options = new Map([
    ['user', 'file'],
    ['password', 'file-pw'],
    ['host', 'file-host'],
    ['port', '3333'],
    ['socket', '/run/s'],
  ]);

  it('fills what the address leaves open', () => {
    expect(applyOptions({ schemas: [] }, options)).toEqual({
      user: 'file',
      password: 'file-pw',
      host: 'file-host',
      port: 3333,
      schemas: [],
    });
  });

  it('does not mix another host’s port and socket into an address that names its own', () => {
    expect(applyOptions({ host: 'mine', user: 'me', schemas: [] }, options)).toEqual({
      user: 'me',
      password: 'file-pw',
      host: 'mine',
      schemas: [],
    });
  });
});
