import { AppError } from '../../../shared/app-error';
import { sourceConfigSchema, suggestName } from '../../../shared/workspace';
import type { SourceConfig } from '../../../shared/workspace';
import { formatAddress, isServerAddress, parseAddress } from '../mysql/address';

const FILE_KINDS = ['toon', 'sql', 'migrations', 'alembic', 'snapshot'] as const;
const HINT = `Write ${FILE_KINDS.map((kind) => `${kind}:PATH`).join(', ')} or mysql://user@host:port/schema, or an id from tidemark.yaml.`;

/** True for what `parseSourceAddress` reads, as against an id from tidemark.yaml. */
export function isSourceAddress(text: string): boolean {
  return isServerAddress(text) || FILE_KINDS.some((kind) => text.toLowerCase().startsWith(`${kind}:`));
}

/**
 * Reads a source's address: `toon:DIR`, `sql:FILE-or-DIR`, `migrations:DIR`, `alembic:DIR`, `snapshot:FILE`,
 * `mysql://…`, `mariadb://…`. The address is the id. Throws AppError `invalid-input`; no message holds a
 * server's address, because it may hold a password, which is refused.
 */
export function parseSourceAddress(text: string): SourceConfig {
  if (isServerAddress(text)) {
    const target = parseAddress(text);
    if (target.password !== undefined) {
      // Addresses are kept in histories and shown by process lists.
      throw new AppError('invalid-input', 'A server’s address may not hold a password.', {
        hint: 'Passwords come from TIDEMARK_PASSWORD or TIDEMARK_PASSWORD_<ID>, ~/.my.cnf, the system’s store, or are asked for.',
      });
    }
    const url = formatAddress(target);
    return { kind: 'mysql', id: url, url };
  }
  const colon = text.indexOf(':');
  const kind = text.slice(0, Math.max(0, colon)).toLowerCase();
  const path = text.slice(colon + 1);
  const known = FILE_KINDS.find((one) => one === kind);
  if (known === undefined) {
    const near = colon > 0 ? suggestName(kind, FILE_KINDS) : undefined;
    throw new AppError('invalid-input', 'This is neither a source of the workspace nor an address of one.', {
      hint: near === undefined ? HINT : `Did you mean ${near}:${path}? ${HINT}`,
    });
  }
  if (path === '')
    throw new AppError('invalid-input', `The address ${known}: names no path.`, { hint: HINT });
  // The id's own rules are for tidemark.yaml; an address stands for itself.
  const parsed = sourceConfigSchema.safeParse({ kind: known, id: 'address', path });
  if (!parsed.success)
    throw new AppError('invalid-input', `The path of ${known}: is not valid.`, { hint: HINT });
  return { ...parsed.data, id: `${known}:${path}` };
}

/**
 * Finds what a text names: the source of that id, or the address of one. Throws AppError `not-found` with the
 * nearest id, or `invalid-input`.
 */
export function resolveSource(text: string, sources: readonly SourceConfig[]): SourceConfig {
  const known = sources.find((source) => source.id === text);
  if (known) return known;
  if (isSourceAddress(text)) return parseSourceAddress(text);
  const ids = sources.map((source) => source.id);
  const near = suggestName(text, ids);
  throw new AppError('not-found', `There is no source “${text}”.`, {
    hint:
      near === undefined
        ? ids.length > 0
          ? `There are ${ids.join(', ')}. ${HINT}`
          : HINT
        : `Did you mean “${near}”?`,
  });
}
