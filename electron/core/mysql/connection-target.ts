/**
 * How far TLS goes, in MySQL's words: `preferred` encrypts where the server can, `required` always,
 * `verify-ca` also checks the certificate's issuer, `verify-identity` also the host's name.
 */
export type SslMode = 'disabled' | 'preferred' | 'required' | 'verify-ca' | 'verify-identity';

/** TLS settings; the files are paths of PEM files. */
export interface SslSettings {
  readonly mode: SslMode;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** The machine that the system's `ssh` goes through. Keys, agents and known hosts are ssh's own business. */
export interface SshHop {
  readonly host: string;
  readonly user?: string;
  readonly port?: number;
  /** A private key file, when ssh's configuration does not name one. */
  readonly identity?: string;
}

/** Where a server is and who asks. Made by `parseAddress`; what is left out comes from option files. */
export interface ConnectionTarget {
  /** The source's id in the workspace; names TIDEMARK_PASSWORD_<ID> and stands in messages. */
  readonly id?: string;
  /** What the address called the server; the truth comes from the server itself. */
  readonly vendor?: 'mysql' | 'mariadb';
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  /** Never shown: not in errors, logs, origins or addresses. */
  readonly password?: string;
  readonly socket?: string;
  readonly ssl?: SslSettings;
  readonly ssh?: SshHop;
  /** Read this option file in place of ~/.my.cnf; '' reads none. */
  readonly defaultsFile?: string;
  /** The schemas that the address names; empty means all that are not the server's own. */
  readonly schemas: readonly string[];
}

/** `root@127.0.0.1:3306` or `root@/run/mysqld.sock`: for people; holds no secret. */
export function describeTarget(target: ConnectionTarget): string {
  const user = target.user === undefined ? '' : `${target.user}@`;
  if (target.socket !== undefined) return user + target.socket;
  const host = target.host ?? 'localhost';
  const shown = host.includes(':') ? `[${host}]` : host;
  return `${user}${shown}:${String(target.port ?? 3306)}`;
}
