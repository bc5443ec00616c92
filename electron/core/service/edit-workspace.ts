import { join } from 'node:path';
import { AppError } from '../../../shared/app-error';
import { readTextFile } from '../files/read-text-file';
import type { Workspace } from '../workspace/workspace';
import type { Session } from './session';

/**
 * Changes the text of the open workspace's tidemark.yaml and opens it again. A workspace that has none yet gets what
 * was detected, changed. Throws AppError `not-readable`, and `invalid-config` when the result would be wrong.
 */
export async function editWorkspace(session: Session, edit: (text: string) => string): Promise<Workspace> {
  const { writeConfig } = await import('../workspace/open-workspace');
  const workspace = await session.workspace();
  await writeConfig(workspace.root, edit(await configText(workspace)), {
    replace: workspace.configPath !== undefined,
  });
  return session.reopen();
}

async function configText({ root, configPath }: Workspace): Promise<string> {
  if (configPath === undefined) {
    const { detectSources } = await import('../workspace/detect-sources');
    return (await detectSources(root)).text;
  }
  const { value, diagnostics } = await readTextFile(join(root, configPath), { path: configPath });
  if (value !== undefined) return value.text;
  throw new AppError('not-readable', diagnostics[0]?.message ?? `${configPath} cannot be read.`);
}
