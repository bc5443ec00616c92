import type { Diagnostic } from '../../../shared/model';
import { readExcerpt } from '../files/read-excerpt';
import { chooseSources } from './choose-sources';
import { listPlacements } from './list-placements';
import type { HandlerCall, Handlers } from './handler';
import { readSources, summariseSource } from './read-sources';
import type { ReadOutcome } from './read-sources';
import type { Session } from './session';
import { showPath } from './show-origin';

const ORDER = { error: 0, warning: 1, info: 2 } as const;

/** Handlers that speak of single sources. */
export function makeSourceHandlers(
  session: Session,
): Pick<
  Handlers,
  'source.list' | 'source.read' | 'source.diagnostics' | 'source.file' | 'workspace.placements'
> {
  const { context } = session;

  async function read(
    names: readonly string[] | undefined,
    refresh: boolean,
    call: HandlerCall,
  ): Promise<ReadOutcome[]> {
    const workspace = await session.workspaceFor(names);
    return readSources(session, workspace, chooseSources(workspace, names, context.addressesFrom), {
      refresh,
      ...call,
    });
  }

  return {
    'source.list': async () => {
      const workspace = await session.workspace();
      const sources = chooseSources(workspace, undefined, context.addressesFrom).map((source) => {
        const reading = session.sources.known(source.config.id);
        const error = session.sources.failure(source.config.id);
        return summariseSource(workspace, { source, ...(reading && { reading }), ...(error && { error }) });
      });
      return { sources };
    },
    'source.read': async ({ sources, refresh }, call) => {
      const workspace = await session.workspaceFor(sources);
      const outcomes = await read(sources, refresh, call);
      return { sources: outcomes.map((outcome) => summariseSource(workspace, outcome)) };
    },
    'source.diagnostics': async ({ sources, offset, limit }, call) => {
      const items = (await read(sources, false, call)).flatMap(({ source, reading }) =>
        (reading?.diagnostics ?? []).map((diagnostic) => ({
          source: source.config.id,
          diagnostic: placeDiagnostic(diagnostic, source.prefix),
        })),
      );
      items.sort((a, b) => ORDER[a.diagnostic.severity] - ORDER[b.diagnostic.severity]);
      return { total: items.length, items: items.slice(offset, offset + limit) };
    },
    'source.file': async ({ path, line }) => readExcerpt((await session.workspace()).root, path, line),
    'workspace.placements': async ({ text, rules, offset, limit }, call) => {
      const { readFederation, printFederation } = await import('../workspace/read-federation');
      const tried = rules === undefined ? undefined : { federation: readFederation(rules) };
      const { config } = await session.workspace();
      const items = listPlacements(await read(undefined, false, call), text, tried);
      // What moves stands first: it is what somebody who tries rules looks for.
      const moved = items.filter(({ before }) => before !== undefined);
      const shown = [...moved, ...items.filter(({ before }) => before === undefined)];
      return {
        total: items.length,
        rules: printFederation(config.federation),
        moved: new Set(moved.map(({ table }) => table)).size,
        items: shown.slice(offset, offset + limit),
      };
    },
  };
}

function placeDiagnostic(diagnostic: Diagnostic, prefix: string): Diagnostic {
  if (prefix === '') return diagnostic;
  const { location, related } = diagnostic;
  return {
    ...diagnostic,
    ...(location && { location: showPath(location, prefix) }),
    ...(related && { related: showPath(related, prefix) }),
  };
}
