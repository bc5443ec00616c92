import { resolve } from 'node:path';
import { serveWorkspace } from '../../host/serve-workspace';
import type { CommandContext } from '../command-context';
import { EXIT } from '../exit-code';

/** What the serve command takes. */
export interface ServeCommandOptions {
  readonly port: number;
  readonly open: boolean;
}

/** Serves a folder to a browser on this machine until Ctrl-C. */
export async function serve(
  context: CommandContext,
  dir: string | undefined,
  own: ServeCommandOptions,
): Promise<number> {
  const { terminal, options } = context;
  const { workspace } = await context.call('app.info', {});
  const host = await serveWorkspace({
    directory: dir === undefined ? (workspace ?? terminal.cwd) : resolve(terminal.cwd, dir),
    port: own.port,
    open: own.open,
    readOnly: options.readOnly,
    say: (line) => terminal.stdout.write(`${line}\n`),
  });
  await untilAborted(terminal.signal);
  await host.stop();
  return EXIT.done;
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    signal.addEventListener('abort', () => {
      done();
    });
  });
}
