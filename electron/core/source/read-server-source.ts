import { formatAddress, introspect, openConnection, parseAddress } from '../mysql';
import { resolveInside } from '../files/resolve-inside';
import { readOrStandIn } from '../snapshot/read-or-stand-in';
import type { SourceConfig } from '../../../shared/workspace';
import type { Read, SchemaModel } from '../../../shared/model';
import type { ReadContext, SourceReading } from './source-reading';
import { countModel } from './source-reading';

/**
 * Reads the schemas that an address names from a server. With a snapshot path, the last snapshot stands in when
 * the server is away. Throws what connecting and introspecting throw.
 */
export async function readServerSource(
  source: Extract<SourceConfig, { readonly kind: 'mysql' }>,
  context: ReadContext,
): Promise<SourceReading> {
  const { password } = context;
  const target = { ...parseAddress(source.url, source.id), ...(password === undefined ? {} : { password }) };
  const read = async (): Promise<Read<SchemaModel>> => {
    const connection = await openConnection(target, {
      signal: context.signal,
      timeoutMs: context.timeoutMs,
      askPassword: context.askPassword,
    });
    try {
      return await introspect(connection, target.schemas, {
        signal: context.signal,
        timeoutMs: context.timeoutMs,
        progress: context.progress,
      });
    } finally {
      await connection.close();
    }
  };
  const reading =
    source.snapshot === undefined
      ? { ...(await read()), readAt: new Date().toISOString() }
      : await readOrStandIn(resolveInside(context.root, source.snapshot), source.id, read);
  const { value: model, diagnostics, readAt } = reading;
  return {
    id: source.id,
    kind: 'mysql',
    address: formatAddress(target),
    model,
    diagnostics,
    counts: countModel(model, 0),
    placements: model.schemas.flatMap((schema) =>
      schema.tables.map(({ name }) => ({
        table: name,
        schema: schema.name,
        rule: 'stated' as const,
        reason: 'The server says so.',
      })),
    ),
    readAt,
    ...('stale' in reading && { stale: reading.stale }),
  };
}
