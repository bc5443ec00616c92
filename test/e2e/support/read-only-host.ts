import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHost, type StartedHost } from './start-host';

const dist = process.env['TIDEMARK_DIST'] ?? join(import.meta.dirname, '../../../dist');

/** A host of its own that refuses every write; the caller stops it. */
export async function startReadOnlyHost(workspace: string): Promise<StartedHost> {
  const settings = await mkdtemp(join(tmpdir(), 'tidemark-e2e-settings-'));
  const host = await startHost({ dist, workspace, settings, args: ['--read-only'] });
  return {
    address: host.address,
    stop: async () => {
      await host.stop();
      await rm(settings, { recursive: true, force: true });
    },
  };
}
