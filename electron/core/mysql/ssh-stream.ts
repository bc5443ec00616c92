import { spawn } from 'node:child_process';
import { Duplex } from 'node:stream';
import { AppError } from '../../../shared/app-error';
import type { SshHop } from './connection-target';

/** A way through ssh to one server: a byte stream, and why it broke, if ssh said so. */
export interface SshStream {
  readonly stream: Duplex;
  /** ssh's last words, to explain a connection that failed. */
  readonly complaint: () => string;
  readonly close: () => void;
}

/**
 * Opens `ssh -W host:port hop`: the server's bytes over ssh's standard streams. No local port is opened that
 * other users of this machine could use, and the user's ssh configuration, agent and known hosts hold.
 * ssh never asks (BatchMode): what it would ask is a failure with its own words.
 */
export function openSshStream(hop: SshHop, host: string, port: number, connectSeconds: number): SshStream {
  const target = host.includes(':') ? `[${host}]:${String(port)}` : `${host}:${String(port)}`;
  const child = spawn(
    process.env['TIDEMARK_SSH'] ?? 'ssh',
    [
      ...['-o', 'BatchMode=yes', '-o', `ConnectTimeout=${String(Math.max(1, Math.ceil(connectSeconds)))}`],
      ...['-o', 'ServerAliveInterval=15', '-o', 'ServerAliveCountMax=3', '-T'],
      ...(hop.port === undefined ? [] : ['-p', String(hop.port)]),
      ...(hop.identity === undefined ? [] : ['-i', hop.identity]),
      ...(hop.user === undefined ? [] : ['-l', hop.user]),
      ...['-W', target, '--', hop.host],
    ],
    { stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true },
  );
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-2000);
  });
  const stream = Duplex.from({ readable: child.stdout, writable: child.stdin });
  child.on('error', (error) => {
    complaint = error.message;
    stream.destroy(
      new AppError('cannot-connect', 'The ssh program cannot be started.', {
        hint: 'Install OpenSSH’s client, or name it in TIDEMARK_SSH.',
      }),
    );
  });
  return {
    stream,
    complaint: () => complaint.trim().split('\n').slice(-3).join(' '),
    close: () => {
      stream.destroy();
      child.kill();
    },
  };
}
