import { AppError } from '../../../shared/app-error';
import type { Flavor } from '../../../shared/model';
import type { ConnectionTarget } from './connection-target';
import { describeTarget } from './connection-target';
import { readGrants } from './grants';
import { findMissingGrants } from './missing-grants';
import type { MissingGrant } from './missing-grants';
import { openConnection } from './open-connection';
import type { OpenOptions } from './open-connection';
import { textOf } from './row';

/** The plain answer of a connection test. */
export type ConnectionTest =
  | {
      readonly ok: true;
      readonly server: string;
      /** As the server recognised it: `app@%`. */
      readonly account: string;
      readonly version: string;
      readonly flavor: Flavor;
      readonly encrypted: boolean;
      /** From the first packet to the last answer. */
      readonly milliseconds: number;
      /** All schemas that the account sees, the server's own left out. */
      readonly schemas: readonly string[];
      /** Named in the address but not there, or not to be seen. */
      readonly absentSchemas: readonly string[];
      readonly missingGrants: readonly MissingGrant[];
      /** The server takes no writes: read_only is on, as on a replica. */
      readonly readOnlyServer: boolean;
    }
  | { readonly ok: false; readonly server: string; readonly error: AppError };

const SYSTEM = new Set(['information_schema', 'performance_schema', 'mysql', 'sys']);

/** Connects, looks around and closes again. Never throws for what a server or network does. */
export async function testConnection(
  target: ConnectionTarget,
  options: OpenOptions = {},
): Promise<ConnectionTest> {
  const started = performance.now();
  try {
    const connection = await openConnection(target, options);
    try {
      const query = { signal: options.signal };
      const names = (await connection.query('SHOW DATABASES', [], query)).map((row) =>
        textOf(row, 'Database'),
      );
      const grants = readGrants(await connection.query('SHOW GRANTS', [], query));
      const readOnly = await connection.query('SELECT @@GLOBAL.read_only AS answer', [], query);
      const wanted =
        target.schemas.length > 0 ? target.schemas : names.filter((name) => !SYSTEM.has(name.toLowerCase()));
      const seen = new Set(names.map((name) => name.toLowerCase()));
      return {
        ok: true,
        server: describeTarget(connection.target),
        account: connection.account,
        version: connection.version,
        flavor: connection.flavor,
        encrypted: connection.encrypted,
        milliseconds: Math.round(performance.now() - started),
        schemas: names.filter((name) => !SYSTEM.has(name.toLowerCase())),
        absentSchemas: target.schemas.filter((name) => !seen.has(name.toLowerCase())),
        missingGrants: findMissingGrants(grants, wanted, connection.flavor, connection.account),
        readOnlyServer: !['', '0', 'OFF'].includes(textOf(readOnly[0] ?? {}, 'answer')),
      };
    } finally {
      await connection.close();
    }
  } catch (error) {
    if (error instanceof AppError) return { ok: false, server: describeTarget(target), error };
    throw error;
  }
}
