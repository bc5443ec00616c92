import { resolve } from 'node:path';
import type { Detection, WorkspaceView } from '../../../shared/api';
import { API_VERSION } from '../../../shared/api';
import { formatSourceAddress } from '../../../shared/workspace';
import type { Workspace } from '../workspace/workspace';
import type { Handlers } from './handler';
import type { Session } from './session';

/** Handlers that speak of the program and of the workspace as a whole. */
export function makeWorkspaceHandlers(
  session: Session,
): Pick<Handlers, 'app.info' | 'workspace.open' | 'workspace.detect' | 'workspace.acceptConfig'> {
  const { context } = session;
  return {
    'app.info': () =>
      Promise.resolve({
        name: 'Tidemark',
        version: context.version,
        api: API_VERSION,
        readOnly: context.readOnly,
        workspace: context.directory,
        ...(context.sample === undefined ? {} : { sample: context.sample }),
      }),
    'workspace.open': async ({ path }) =>
      viewWorkspace(
        path === undefined ? await session.workspace() : await session.open(path),
        context.readOnly,
      ),
    'workspace.detect': async ({ path }, { signal }) => {
      const folder = path === undefined ? context.directory : resolve(context.directory, path);
      const { detectSources } = await import('../workspace/detect-sources');
      const { findRoot } = await import('../workspace/open-workspace');
      const { root, text, found, diagnostics } = await detectSources(await findRoot(folder), { signal });
      return {
        root,
        config: text,
        found: found.map(({ source, evidence }) => ({
          id: source.id,
          kind: source.kind,
          path: source.path,
          evidence,
        })),
        diagnostics,
      } satisfies Detection;
    },
    'workspace.acceptConfig': async ({ config, replace }) => {
      const { writeConfig } = await import('../workspace/open-workspace');
      const { root } = await session.workspace();
      await writeConfig(root, config, { replace });
      return viewWorkspace(await session.reopen(), context.readOnly);
    },
  };
}

function viewWorkspace(workspace: Workspace, readOnly: boolean): WorkspaceView {
  const { config, configPath } = workspace;
  return {
    name: workspace.name,
    root: workspace.root,
    ...(configPath === undefined ? {} : { configPath }),
    detected: workspace.detected,
    ...(config.reference === undefined ? {} : { reference: config.reference }),
    readOnly,
    sources: config.sources.map((source) => ({
      id: source.id,
      kind: source.kind,
      address: formatSourceAddress(source),
    })),
    federation: (config.federation?.schemas ?? []).map(({ name, role, limit }) => ({
      name,
      ...(role === undefined ? {} : { role }),
      ...(limit === undefined ? {} : { limit }),
    })),
    ...(config.federation?.budget === undefined ? {} : { budget: config.federation.budget }),
    diagnostics: workspace.diagnostics,
  };
}
