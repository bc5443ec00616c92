import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A host that serves a workspace; the caller stops it. */
export interface StartedHost {
  /** The address that it printed, token included. */
  readonly address: string;
  /** Ends it, and answers when it has ended. */
  stop(): Promise<void>;
}

/** Starts the built host of `dist` on a workspace; `settings` is the folder where the window's memory is kept. */
export async function startHost(options: {
  readonly dist: string;
  readonly workspace: string;
  readonly settings: string;
  readonly args?: readonly string[];
}): Promise<StartedHost> {
  const { dist, workspace, settings, args = [] } = options;
  const host = spawn(process.execPath, [join(dist, 'host.js'), workspace, '--no-open', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TIDEMARK_CONFIG_DIR: settings },
  });
  const ended = new Promise<void>((done) =>
    host.once('exit', () => {
      done();
    }),
  );
  for await (const line of createInterface({ input: host.stdout })) {
    const address = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(line)?.[0];
    if (address === undefined) continue;
    return {
      address,
      stop: () => {
        host.kill('SIGTERM');
        return ended;
      },
    };
  }
  throw new Error('the host ended without printing its address');
}
