import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readAhead } from '../core/service/read-ahead';
import { startService } from '../core/service/start-service';
import { VERSION } from '../core/service/version';
import { findRoot } from '../core/workspace/find-root';
import { openBrowser } from './open-browser';
import type { Host } from './start-host';

/** What to serve, and how. */
export interface ServeOptions {
  /** The workspace's folder. */
  readonly directory: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly open: boolean;
  readonly readOnly: boolean;
  /** Told of the address and of bugs. */
  readonly say: (line: string) => void;
}

/** Serves a workspace to a browser on this machine until `stop` is called. Throws AppError `not-found` for what is no folder. */
export async function serveWorkspace(options: ServeOptions): Promise<Host> {
  // Beside dist/ in a checkout and in a package alike.
  const sample = fileURLToPath(new URL('../examples/lupopedia-sync', import.meta.url));
  const starting = startService({
    version: VERSION,
    directory: await findRoot(options.directory),
    readOnly: options.readOnly,
    ...(existsSync(sample) ? { sample } : {}),
    log: options.say,
  });
  // Loaded while the service's thread starts.
  const [service, { startHost }] = await Promise.all([starting, import('./start-host')]);
  readAhead(service);
  const host = await startHost({
    service,
    assets: fileURLToPath(new URL('./renderer/', import.meta.url)),
    port: options.port,
    log: (message, error) => {
      options.say(`${message} ${error instanceof Error ? (error.stack ?? '') : String(error)}`);
    },
  }).catch(async (error: unknown) => {
    await service.close();
    throw error;
  });
  const opened = options.open && openBrowser(host.makeStartLink());
  options.say(opened ? `Tidemark is open in your browser: ${host.link}` : `Open Tidemark at ${host.link}`);
  return {
    ...host,
    stop: async () => {
      await host.stop();
      await service.close();
    },
  };
}

/** Resolves when the person or the system asks the program to end. */
export function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => {
        resolve();
      });
  });
}
