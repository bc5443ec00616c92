import type { ConnectionParts, OutputOf } from '../../../shared/api';

/** A connection as it stands in the form: texts, as they are typed. */
export interface ConnectionDraft {
  readonly id: string;
  readonly vendor: 'mysql' | 'mariadb';
  readonly way: 'host' | 'socket';
  readonly host: string;
  readonly port: string;
  readonly socket: string;
  readonly user: string;
  readonly schemas: string;
  /** '' leaves the choice to Tidemark: encrypted to other machines where the server can. */
  readonly ssl: '' | NonNullable<ConnectionParts['ssl']>['mode'];
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  readonly throughSsh: boolean;
  readonly sshHost: string;
  readonly sshUser: string;
  readonly sshPort: string;
  readonly identity: string;
  readonly snapshot: string;
  /** Kept as it was: the form does not show it. */
  readonly defaultsFile?: string;
}

/** An empty form. */
export const NEW_CONNECTION: ConnectionDraft = {
  id: '',
  vendor: 'mysql',
  way: 'host',
  host: '',
  port: '',
  socket: '',
  user: '',
  schemas: '',
  ssl: '',
  ca: '',
  cert: '',
  key: '',
  throughSsh: false,
  sshHost: '',
  sshUser: '',
  sshPort: '',
  identity: '',
  snapshot: '',
};

/** The form for a connection that is there. */
export function draftOf(id: string, known: OutputOf<'connection.read'>): ConnectionDraft {
  const { vendor, host, port, socket, user, schemas, ssl, ssh, defaultsFile } = known.connection;
  return {
    ...NEW_CONNECTION,
    id,
    vendor,
    way: socket === undefined ? 'host' : 'socket',
    host: host ?? '',
    port: port === undefined ? '' : String(port),
    socket: socket ?? '',
    user: user ?? '',
    schemas: schemas.join(', '),
    ssl: ssl?.mode ?? '',
    ca: ssl?.ca ?? '',
    cert: ssl?.cert ?? '',
    key: ssl?.key ?? '',
    throughSsh: ssh !== undefined,
    sshHost: ssh?.host ?? '',
    sshUser: ssh?.user ?? '',
    sshPort: ssh?.port === undefined ? '' : String(ssh.port),
    identity: ssh?.identity ?? '',
    snapshot: known.snapshot ?? '',
    ...(defaultsFile === undefined ? {} : { defaultsFile }),
  };
}

/** What the form says, or the first thing that is wrong with it, in words for the person who filled it in. */
export type DraftReading =
  | { readonly ok: true; readonly connection: ConnectionParts }
  | { readonly ok: false; readonly field: keyof ConnectionDraft; readonly problem: string };

/** Reads the form. */
export function readDraft(draft: ConnectionDraft): DraftReading {
  const text = (value: string): string | undefined => (value.trim() === '' ? undefined : value.trim());
  if (draft.way === 'socket' && text(draft.socket) === undefined)
    return { ok: false, field: 'socket', problem: 'Where is the socket?' };
  if (draft.way === 'host' && text(draft.host) === undefined)
    return { ok: false, field: 'host', problem: 'Which host?' };
  if (/[/@\s]/.test(draft.host.trim()))
    return { ok: false, field: 'host', problem: 'Only the host’s name or number, such as db.example.com.' };
  const port = readPort(draft.port);
  if (port === 'wrong') return { ok: false, field: 'port', problem: 'A port is a number from 1 to 65535.' };
  const sshPort = readPort(draft.sshPort);
  if (draft.throughSsh && text(draft.sshHost) === undefined)
    return { ok: false, field: 'sshHost', problem: 'Through which host?' };
  if (draft.throughSsh && sshPort === 'wrong')
    return { ok: false, field: 'sshPort', problem: 'A port is a number from 1 to 65535.' };
  const part = <K extends string>(key: K, value: string): { readonly [P in K]?: string } => {
    const given = text(value);
    return (given === undefined ? {} : { [key]: given }) as { readonly [P in K]?: string };
  };
  return {
    ok: true,
    connection: {
      vendor: draft.vendor,
      ...(draft.way === 'socket'
        ? { ...part('socket', draft.socket), ...part('host', draft.host) }
        : { ...part('host', draft.host), ...(port === undefined ? {} : { port }) }),
      ...part('user', draft.user),
      schemas: draft.schemas
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
      ...(draft.ssl === ''
        ? {}
        : {
            ssl: {
              mode: draft.ssl,
              ...(draft.ssl === 'disabled'
                ? {}
                : { ...part('ca', draft.ca), ...part('cert', draft.cert), ...part('key', draft.key) }),
            },
          }),
      ...(draft.throughSsh
        ? {
            ssh: {
              host: draft.sshHost.trim(),
              ...part('user', draft.sshUser),
              ...(typeof sshPort === 'number' ? { port: sshPort } : {}),
              ...part('identity', draft.identity),
            },
          }
        : {}),
      ...(draft.defaultsFile === undefined ? {} : { defaultsFile: draft.defaultsFile }),
    },
  };
}

/** What is wrong with a connection's name; undefined when nothing is. */
export function nameProblem(id: string, others: readonly string[]): string | undefined {
  if (id === '') return 'What is it called here?';
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(id)) return 'Letters, digits, “_”, “.” and “-”, no spaces.';
  return others.includes(id) ? 'Another source has this name.' : undefined;
}

function readPort(text: string): number | 'wrong' | undefined {
  const given = text.trim();
  if (given === '') return undefined;
  const port = /^\d{1,5}$/.test(given) ? Number(given) : 0;
  return port >= 1 && port <= 65_535 ? port : 'wrong';
}
