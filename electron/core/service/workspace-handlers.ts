import { resolve } from 'node:path';
import type { Detection, OutputOf } from '../../../shared/api';
import { API_VERSION } from '../../../shared/api';
import { AppError } from '../../../shared/app-error';
import { DEFAULT_POLICY, policyOf } from '../../../shared/run';
import type { RunPolicy } from '../../../shared/run';
import type { Desktop } from './desktop';
import { editWorkspace } from './edit-workspace';
import type { Handlers } from './handler';
import type { Session } from './session';
import { viewWorkspace } from './view-workspace';

/** Handlers that speak of the program and of the workspace as a whole. */
export function makeWorkspaceHandlers(
  session: Session,
): Pick<
  Handlers,
  | 'app.info'
  | 'workspace.open'
  | 'workspace.detect'
  | 'workspace.acceptConfig'
  | 'workspace.saveFederation'
  | 'workspace.policy'
  | 'workspace.savePolicy'
  | 'folder.list'
  | 'folder.choose'
  | 'trial.offer'
  | 'trial.open'
> {
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
        ...(context.desktop === undefined ? {} : { desktop: viewDesktop(context.desktop) }),
      }),
    'workspace.open': async ({ path }) =>
      viewWorkspace(session, path === undefined ? await session.workspace() : await session.open(path)),
    'workspace.detect': async ({ path }, { signal }) => {
      const folder = path === undefined ? context.directory : resolve(context.directory, path);
      const { detectSources } = await import('../workspace/detect-sources');
      const { findRoot } = await import('../workspace/find-root');
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
      return viewWorkspace(session, await session.reopen());
    },
    'workspace.saveFederation': async ({ rules }) => {
      const { readFederation } = await import('../workspace/read-federation');
      const { putPart } = await import('../workspace/edit-config');
      const federation = readFederation(rules);
      return viewWorkspace(
        session,
        await editWorkspace(session, (text) => putPart(text, 'federation', federation)),
      );
    },
    'workspace.policy': async () => policyOf((await session.workspace()).config),
    'workspace.savePolicy': async ({ policy }) => {
      const { putPart } = await import('../workspace/edit-config');
      const workspace = await editWorkspace(session, (text) => putPart(text, 'policy', stated(policy)));
      return policyOf(workspace.config);
    },
    'folder.list': async ({ path }) => {
      const { listFolders } = await import('../workspace/list-folders');
      return listFolders(path);
    },
    'folder.choose': async () => {
      if (context.desktop === undefined)
        throw new AppError('unsupported', 'Only the desktop app can show the system’s own dialog.');
      const path = await context.desktop.chooseFolder();
      return path === undefined ? {} : { path };
    },
    'trial.offer': async () => {
      if (context.sample === undefined) return { servers: [] };
      const { listTrialServers } = await import('../trial/open-trial');
      return { servers: await listTrialServers() };
    },
    'trial.open': async ({ vendor }, call) => viewWorkspace(session, await session.openTrial(vendor, call)),
  };
}

function viewDesktop({ vault }: Desktop): NonNullable<OutputOf<'app.info'>['desktop']> {
  return vault === undefined ? {} : { passwordStore: { name: vault.name, isEncrypted: vault.isEncrypted } };
}

/** What has to be written of a policy: a default that is left out may become a better one. undefined: nothing. */
function stated(policy: RunPolicy): RunPolicy | undefined {
  const defaults = new Map<string, unknown>(Object.entries(DEFAULT_POLICY));
  const own = Object.entries(policy).filter(([key, value]) => defaults.get(key) !== value);
  // Parsed again when it is read, which fills the defaults in.
  return own.length === 0 ? undefined : (Object.fromEntries(own) as RunPolicy);
}
