import { AppError } from '../../../shared/app-error';
import type { ConnectionTarget, SshHop, SslMode } from './connection-target';

const SSL_MODES: ReadonlySet<string> = new Set([
  'disabled',
  'preferred',
  'required',
  'verify-ca',
  'verify-identity',
]);
const PARAMETERS = [
  'socket',
  'ssl-mode',
  'ssl-ca',
  'ssl-cert',
  'ssl-key',
  'ssh',
  'ssh-identity',
  'defaults-file',
];

/** True for what `parseAddress` reads: `mysql://…` and `mariadb://…`. */
export function isServerAddress(text: string): boolean {
  return /^(mysql|mariadb):\/\//i.test(text);
}

/**
 * Reads `mysql://user@host:port/schema[,schema…]`, also `mariadb://`, with `?socket=`, `?ssl-mode=`,
 * `?ssl-ca=`, `?ssl-cert=`, `?ssl-key=`, `?ssh=user@host:port`, `?ssh-identity=` and `?defaults-file=`.
 * Reserved characters are percent-encoded. Throws AppError `invalid-input`; the message never holds the
 * address itself, because it may hold a password.
 */
export function parseAddress(text: string, id?: string): ConnectionTarget {
  let url: URL;
  try {
    url = new URL(text);
  } catch (cause) {
    throw new AppError('invalid-input', 'This is not an address of a server.', {
      hint: 'Write mysql://user@host:port/schema, or mysql://user@localhost/schema?socket=/run/mysqld/mysqld.sock.',
      cause: cause instanceof Error ? cause.name : undefined,
    });
  }
  const vendor = url.protocol.slice(0, -1).toLowerCase();
  if (vendor !== 'mysql' && vendor !== 'mariadb') {
    throw new AppError('invalid-input', 'A server’s address starts with mysql:// or mariadb://.');
  }
  for (const name of url.searchParams.keys()) {
    if (!PARAMETERS.includes(name)) {
      throw new AppError(
        'invalid-input',
        `The address has a parameter “${name}” that Tidemark does not know.`,
        {
          hint: `Known are ${PARAMETERS.join(', ')}.`,
        },
      );
    }
  }
  const user = decode(url.username);
  const password = decode(url.password);
  const host = decode(url.hostname).replace(/^\[(.*)\]$/, '$1');
  const parameter = (name: string): string | undefined => url.searchParams.get(name) ?? undefined;
  const socket = parameter('socket');
  const ssl = readSsl(
    parameter('ssl-mode'),
    parameter('ssl-ca'),
    parameter('ssl-cert'),
    parameter('ssl-key'),
  );
  const ssh = parameter('ssh');
  const defaultsFile = parameter('defaults-file');
  return {
    ...(id === undefined ? {} : { id }),
    vendor,
    ...(host === '' ? {} : { host }),
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    ...(user === '' ? {} : { user }),
    ...(password === '' ? {} : { password }),
    ...(socket === undefined ? {} : { socket }),
    ...(ssl === undefined ? {} : { ssl }),
    ...(ssh === undefined ? {} : { ssh: readHop(ssh, parameter('ssh-identity')) }),
    ...(defaultsFile === undefined ? {} : { defaultsFile }),
    schemas: url.pathname
      .replace(/^\//, '')
      .split(',')
      .map(decode)
      .filter((name) => name !== ''),
  };
}

/** The address without its password: fit for screens, files and logs. */
export function formatAddress(target: ConnectionTarget): string {
  const user = target.user === undefined ? '' : `${encodeURIComponent(target.user)}@`;
  const host = target.host ?? 'localhost';
  const shown = host.includes(':') ? `[${host}]` : host;
  const port = target.port === undefined ? '' : `:${String(target.port)}`;
  const parameters = new URLSearchParams();
  if (target.socket !== undefined) parameters.set('socket', target.socket);
  if (target.ssl !== undefined) {
    parameters.set('ssl-mode', target.ssl.mode);
    if (target.ssl.ca !== undefined) parameters.set('ssl-ca', target.ssl.ca);
    if (target.ssl.cert !== undefined) parameters.set('ssl-cert', target.ssl.cert);
    if (target.ssl.key !== undefined) parameters.set('ssl-key', target.ssl.key);
  }
  if (target.ssh !== undefined) {
    const hop = target.ssh;
    parameters.set(
      'ssh',
      `${hop.user === undefined ? '' : `${hop.user}@`}${hop.host}${hop.port === undefined ? '' : `:${String(hop.port)}`}`,
    );
    if (hop.identity !== undefined) parameters.set('ssh-identity', hop.identity);
  }
  if (target.defaultsFile !== undefined) parameters.set('defaults-file', target.defaultsFile);
  const query = parameters.size === 0 ? '' : `?${parameters.toString()}`;
  const schemas = target.schemas.map(encodeURIComponent).join(',');
  return `${target.vendor ?? 'mysql'}://${user}${shown}${port}/${schemas}${query}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AppError(
      'invalid-input',
      'The address has a % that is not followed by two hexadecimal digits.',
      {
        hint: 'Write a literal % as %25.',
      },
    );
  }
}

function readSsl(mode?: string, ca?: string, cert?: string, key?: string): ConnectionTarget['ssl'] {
  if (mode === undefined && ca === undefined && cert === undefined && key === undefined) return undefined;
  const wanted = readSslMode(mode ?? (ca === undefined ? 'required' : 'verify-ca'));
  return {
    mode: wanted,
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
}

/** Reads `VERIFY_CA` and `verify-ca` alike; throws AppError `invalid-input` for what is no mode. */
export function readSslMode(text: string): SslMode {
  const mode = text.toLowerCase().replaceAll('_', '-');
  if (!SSL_MODES.has(mode)) {
    throw new AppError('invalid-input', `“${text}” is no ssl-mode.`, {
      hint: `Use ${[...SSL_MODES].join(', ')}.`,
    });
  }
  return mode as SslMode;
}

function readHop(text: string, identity?: string): SshHop {
  const match = /^(?:([^@\s]+)@)?(\[[^\]\s]+\]|[^:@\s]+)(?::(\d{1,5}))?$/.exec(text);
  const host = match?.[2]?.replace(/^\[(.*)\]$/, '$1');
  // A host that starts with a dash would be read by ssh as an option.
  if (match === null || host === undefined || host.startsWith('-') || (match[1] ?? '').startsWith('-')) {
    throw new AppError('invalid-input', 'The ssh parameter of the address is not user@host:port.');
  }
  return {
    host,
    ...(match[1] === undefined ? {} : { user: match[1] }),
    ...(match[3] === undefined ? {} : { port: Number(match[3]) }),
    ...(identity === undefined ? {} : { identity }),
  };
}
