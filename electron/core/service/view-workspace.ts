import type { WorkspaceView } from '../../../shared/api';
import { formatSourceAddress } from '../../../shared/workspace';
import type { Workspace } from '../workspace/workspace';
import type { Session } from './session';

/** The open workspace, for the wire. */
export function viewWorkspace(session: Session, workspace: Workspace): WorkspaceView {
  const { config, configPath } = workspace;
  return {
    name: workspace.name,
    root: workspace.root,
    ...(configPath === undefined ? {} : { configPath }),
    detected: workspace.detected,
    ...(config.reference === undefined ? {} : { reference: config.reference }),
    readOnly: session.context.readOnly,
    trial: session.isTrial(workspace),
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
