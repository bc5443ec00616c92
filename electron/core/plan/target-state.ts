import type { SchemaModel } from '../../../shared/model';
import type { RunPolicy } from '../../../shared/run';
import type { ServerConnection } from '../mysql';
import { introspect, openConnection, textOf } from '../mysql';
import type { ConnectionTarget, AskPassword } from '../mysql';
import { fingerprintModel } from '../snapshot/fingerprint-model';
import { withoutOwnTables } from '../tracking/own-tables';

/** What a server says of the schemas that a plan is about, at one moment. */
export interface TargetState {
  readonly model: SchemaModel;
  readonly fingerprint: string;
  /** The server's own id. */
  readonly server: string;
}

/** How a state is read. */
export interface ReadStateOptions {
  readonly signal?: AbortSignal | undefined;
  readonly askPassword?: AskPassword | undefined;
  readonly tracking?: RunPolicy['tracking'];
  readonly progress?: ((done: number, total: number, current: string) => void) | undefined;
}

/**
 * Reads schemas from a server on a read-only session of its own. Schemas that are not there are empty. Tidemark's
 * own tables are left out: recording a run, or keeping its rows, must not change what it is checked against.
 */
export async function readTargetState(
  target: ConnectionTarget,
  schemas: readonly string[],
  options: ReadStateOptions = {},
): Promise<TargetState> {
  const connection = await openConnection(
    { ...target, schemas: [] },
    { signal: options.signal, askPassword: options.askPassword },
  );
  try {
    const server = await readServerId(connection);
    const model = await readSchemas(connection, schemas, options);
    return { model, fingerprint: fingerprintState(model), server };
  } finally {
    await connection.close();
  }
}

/**
 * SHA-256 (hex) of the schemas themselves, in whatever order they were asked for: a setting of the server, or its
 * patch level, is no change of a schema.
 */
export function fingerprintState(model: SchemaModel): string {
  const schemas = [...model.schemas].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return fingerprintModel({ schemas });
}

/** The same on a session that is open already. */
export async function readSchemas(
  connection: ServerConnection,
  schemas: readonly string[],
  options: ReadStateOptions = {},
): Promise<SchemaModel> {
  const there = new Set(
    (await connection.query('SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA')).map((row) =>
      textOf(row, 'name'),
    ),
  );
  const present = schemas.filter((name) => there.has(name) || there.has(name.toLowerCase()));
  // Asking for no schema by name would read them all; a name that nobody uses reads the server's defaults.
  const { progress } = options;
  const { value } =
    present.length > 0
      ? await introspect(connection, present, {
          signal: options.signal,
          progress:
            progress === undefined
              ? undefined
              : ({ done, total, current }) => {
                  progress(done, total, current ?? '');
                },
        })
      : { value: await readDefaults(connection) };
  return leaveOwnTables({ ...value, covers: schemas }, options.tracking);
}

async function readDefaults(connection: ServerConnection): Promise<SchemaModel> {
  const { value } = await introspect(connection, ['information_schema']);
  return { ...value, schemas: [] };
}

/** A server's model as plans are made of it: without Tidemark's own tables, wherever the policy has them. */
export function leaveOwnTables(model: SchemaModel, tracking: RunPolicy['tracking']): SchemaModel {
  const { schema, prefix } = tracking ?? {};
  return withoutOwnTables(model, { tracks: (name) => schema === undefined || schema === name, prefix });
}

/** The server's own id: its uuid, or host name and port where it has none. */
export async function readServerId(connection: ServerConnection): Promise<string> {
  for (const variable of connection.flavor.vendor === 'mysql' ? ['server_uuid'] : ['server_uid']) {
    const [row] = await connection.query(`SELECT @@GLOBAL.${variable} AS id`).catch(() => []);
    const id = row === undefined ? '' : textOf(row, 'id');
    if (id !== '') return id;
  }
  const [row] = await connection.query("SELECT CONCAT(@@hostname, ':', @@port) AS id");
  return row === undefined ? '' : textOf(row, 'id');
}
