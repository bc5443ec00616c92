import { readFileSync, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Diagnostic, Read } from '../../../shared/model';
import { readSslMode } from './address';
import type { ConnectionTarget } from './connection-target';

/** What an option file says about connecting. Names as in MySQL's files, with dashes. */
export type ClientOptions = ReadonlyMap<string, string>;

/** The groups that MySQL's and MariaDB's command-line clients read. Others are not ours. */
const GROUPS: ReadonlySet<string> = new Set([
  'client',
  'client-server',
  'client-mariadb',
  'mysql',
  'mariadb-client',
]);
const MAXIMUM_DEPTH = 10;

/**
 * Reads the option files that `mysql` itself would read, in its order, later lines winning:
 * /etc/my.cnf, /etc/mysql/my.cnf, ~/.my.cnf, or just `file` when one is given. Files that are absent are
 * skipped in silence; unreadable or world-writable ones (which `mysql` ignores too) give a warning.
 */
export function readOptionFiles(file?: string, home = homedir()): Read<ClientOptions> {
  const value = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  if (file === '') return { value, diagnostics };
  const files = file === undefined ? ['/etc/my.cnf', '/etc/mysql/my.cnf', join(home, '.my.cnf')] : [file];
  for (const path of files) readInto(path, value, diagnostics, file !== undefined, 0);
  return { value, diagnostics };
}

function readInto(
  path: string,
  into: Map<string, string>,
  diagnostics: Diagnostic[],
  mustExist: boolean,
  depth: number,
): void {
  let text: string;
  try {
    const { mode } = statSync(path);
    if (process.platform !== 'win32' && (mode & 0o002) !== 0) {
      diagnostics.push(
        warn('option-file-world-writable', `${path} is ignored because everyone may write to it.`),
      );
      return;
    }
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!absent || mustExist) {
      diagnostics.push(warn('option-file-not-readable', `The option file ${path} cannot be read.`));
    }
    return;
  }
  let wanted = false;
  for (const line of parseOptionFile(text)) {
    if (line.kind === 'group') wanted = GROUPS.has(line.name);
    else if (line.kind === 'option') {
      if (wanted) into.set(line.name, line.value);
    } else if (depth >= MAXIMUM_DEPTH) {
      diagnostics.push(warn('option-file-too-deep', `${path} includes files more than ten deep.`));
    } else if (line.kind === 'include') {
      readInto(resolve(dirname(path), line.path), into, diagnostics, true, depth + 1);
    } else {
      for (const name of listIncluded(resolve(dirname(path), line.path))) {
        readInto(name, into, diagnostics, true, depth + 1);
      }
    }
  }
}

function listIncluded(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.cnf'))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function warn(code: string, message: string): Diagnostic {
  return { severity: 'warning', code, message };
}

/** One line of an option file that says something. */
export type OptionLine =
  | { readonly kind: 'group'; readonly name: string }
  | { readonly kind: 'option'; readonly name: string; readonly value: string }
  | { readonly kind: 'include' | 'include-dir'; readonly path: string };

/**
 * Splits an option file's text as MySQL's my_getopt does: `name = value`, quotes around a value, the escapes
 * \b \t \n \r \\ \s, `#` and `;` comments (`#` also after a value), dashes and underscores alike, a
 * `loose-` prefix, !include and !includedir. Lines that are none of these are skipped.
 */
export function parseOptionFile(text: string): readonly OptionLine[] {
  const lines: OptionLine[] = [];
  for (const raw of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    const include = /^!(include|includedir)\s+(\S.*)$/.exec(line);
    if (include) {
      lines.push({ kind: include[1] === 'include' ? 'include' : 'include-dir', path: include[2] ?? '' });
      continue;
    }
    const group = /^\[([^\]]*)\]/.exec(line);
    if (group) {
      lines.push({ kind: 'group', name: (group[1] ?? '').trim().toLowerCase() });
      continue;
    }
    const equals = line.indexOf('=');
    const name = (equals < 0 ? stripComment(line) : line.slice(0, equals))
      .trim()
      .toLowerCase()
      .replaceAll('_', '-')
      .replace(/^loose-/, '');
    lines.push({ kind: 'option', name, value: equals < 0 ? '' : readValue(line.slice(equals + 1).trim()) });
  }
  return lines;
}

function stripComment(text: string): string {
  const at = text.indexOf('#');
  return at < 0 ? text : text.slice(0, at);
}

function readValue(text: string): string {
  const quote = text[0];
  if (quote === '"' || quote === "'") {
    const end = text.lastIndexOf(quote);
    if (end > 0) return unescapeValue(text.slice(1, end));
  }
  return unescapeValue(stripComment(text).trim());
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['t', '\t'],
  ['n', '\n'],
  ['r', '\r'],
  ['\\', '\\'],
  ['s', ' '],
  ['"', '"'],
  ["'", "'"],
]);

function unescapeValue(text: string): string {
  return text.replace(/\\(.)/g, (whole, letter: string) => ESCAPES.get(letter) ?? whole);
}

/**
 * Fills what the target leaves open from an option file. A host that the address names keeps its own port
 * and socket; a password from a file is used only when none is known.
 */
export function applyOptions(target: ConnectionTarget, options: ClientOptions): ConnectionTarget {
  const user = target.user ?? options.get('user');
  const password = target.password ?? options.get('password');
  const hostGiven = target.host !== undefined || target.socket !== undefined;
  const host = target.host ?? (target.socket === undefined ? options.get('host') : undefined);
  // MySQL's clients take the socket whenever the host is localhost and no port is asked for.
  const local = !hostGiven || target.host === 'localhost';
  const socket =
    target.socket ??
    (local && target.port === undefined && (host === undefined || host === 'localhost')
      ? options.get('socket')
      : undefined);
  const port = target.port ?? (hostGiven ? undefined : toPort(options.get('port')));
  const ssl = target.ssl ?? sslFrom(options);
  return {
    ...target,
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
    ...(host === undefined ? {} : { host }),
    ...(socket === undefined ? {} : { socket }),
    ...(port === undefined ? {} : { port }),
    ...(ssl === undefined ? {} : { ssl }),
  };
}

function toPort(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : undefined;
}

function sslFrom(options: ClientOptions): ConnectionTarget['ssl'] {
  const ca = options.get('ssl-ca');
  const cert = options.get('ssl-cert');
  const key = options.get('ssl-key');
  const mode = options.get('ssl-mode');
  const verify = options.has('ssl-verify-server-cert') && isOn(options.get('ssl-verify-server-cert'));
  if (options.has('skip-ssl') || options.get('ssl') === '0') return { mode: 'disabled' };
  if (mode === undefined && ca === undefined && cert === undefined && !verify && !options.has('ssl'))
    return undefined;
  return {
    mode:
      mode === undefined
        ? verify
          ? 'verify-identity'
          : ca === undefined
            ? 'required'
            : 'verify-ca'
        : readSslMode(mode),
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
}

function isOn(value: string | undefined): boolean {
  return value === '' || value === '1' || value?.toLowerCase() === 'on' || value?.toLowerCase() === 'true';
}
