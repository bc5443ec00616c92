import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const dist = process.env['TIDEMARK_DIST'] ?? join(import.meta.dirname, '../../../dist');

/** A host of its own that refuses every write; the caller stops it. */
export async function startReadOnlyHost(
  workspace: string,
): Promise<{ readonly address: string; readonly stop: () => Promise<void> }> {
  const host = spawn(process.execPath, [join(dist, 'host.js'), workspace, '--no-open', '--read-only'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) =>
    host.once('exit', () => {
      resolve();
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
