import { randomBytes } from 'node:crypto';
import { AppError } from '../../../shared/app-error';
import type { ServerConnection } from '../mysql';

/** How the names of all schemas begin that Tidemark makes and drops; introspection leaves them out. */
export const SCRATCH_SCHEMA_PREFIX = '_tidemark_rehearsal_';

/** A scratch schema's character set and collation; the server's when left out. */
export interface ScratchSchemaOptions {
  readonly charset?: string | undefined;
  readonly collation?: string | undefined;
}

/** An id that no other rehearsal has: for `withScratchSchema`. */
export function newScratchId(): string {
  return randomBytes(6).toString('hex');
}

/**
 * Creates `_tidemark_rehearsal_<id>`, calls `use` with its name, and drops it again whatever happens. Refuses
 * a schema that exists: only what was created here is dropped. The connection must be open for writing.
 */
export async function withScratchSchema<T>(
  connection: ServerConnection,
  id: string,
  use: (schema: string) => Promise<T>,
  options: ScratchSchemaOptions = {},
): Promise<T> {
  if (!/^[A-Za-z0-9_]{1,40}$/.test(id))
    throw new AppError('invalid-input', 'A scratch schema’s id is letters, digits and underscores.');
  const name = SCRATCH_SCHEMA_PREFIX + id;
  await connection.query(`CREATE DATABASE \`${name}\`${charsetClause(options)}`);
  try {
    return await use(name);
  } finally {
    await dropSchema(connection, name);
  }
}

function charsetClause({ charset, collation }: ScratchSchemaOptions): string {
  const word = /^[A-Za-z0-9_]+$/;
  const set = charset !== undefined && word.test(charset) ? ` CHARACTER SET ${charset}` : '';
  return set + (collation !== undefined && word.test(collation) ? ` COLLATE ${collation}` : '');
}

/** A lost connection must not leave the schema behind, so a new one is tried; more cannot be done here. */
async function dropSchema(connection: ServerConnection, name: string): Promise<void> {
  const statement = `DROP DATABASE IF EXISTS \`${name}\``;
  try {
    await connection.query(statement);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const other = await connection.openAnother().catch(() => undefined);
    await other?.query(statement).catch(() => undefined);
    await other?.close();
  }
}
