import { isProduction, looksLikeProduction, policyOf } from '../../../shared/run';
import type { ConnectionTarget } from '../mysql';
import { parseAddress } from '../mysql';
import type { Workspace } from '../workspace/workspace';
import type { ChosenSource } from './choose-sources';

/**
 * The name that a person has to type before a run there, where people depend on the target: the source's id, also when
 * the run names the same database in another way; for the address of an unknown server whose host is called so, the
 * host. undefined: nobody depends on it.
 */
export function productionName(
  { config, isOwn }: Pick<ChosenSource, 'config' | 'isOwn'>,
  target: ConnectionTarget,
  workspace: Pick<Workspace, 'config'>,
): string | undefined {
  const policy = policyOf(workspace.config);
  if (isOwn && isProduction(config.id, policy)) return config.id;
  const alias = workspace.config.sources.find(
    (source) =>
      source.kind === 'mysql' &&
      isProduction(source.id, policy) &&
      isSamePlace(parseAddress(source.url), target),
  );
  if (alias !== undefined) return alias.id;
  const { host } = target;
  return policy.production === undefined && host !== undefined && looksLikeProduction(host)
    ? host
    : undefined;
}

/** One server, and a schema that both speak of; an address without schemas speaks of all. */
function isSamePlace(one: ConnectionTarget, other: ConnectionTarget): boolean {
  return (
    serverOf(one) === serverOf(other) &&
    (one.schemas.length === 0 ||
      other.schemas.length === 0 ||
      one.schemas.some((schema) => other.schemas.includes(schema)))
  );
}

function serverOf({ host = 'localhost', port = 3306, socket, ssh }: ConnectionTarget): string {
  const name = host.toLowerCase();
  const isHere = ['localhost', '127.0.0.1', '::1'].includes(name);
  return JSON.stringify([
    socket ?? [isHere ? 'localhost' : name, port],
    ssh?.host ?? null,
    ssh?.port ?? null,
  ]);
}
