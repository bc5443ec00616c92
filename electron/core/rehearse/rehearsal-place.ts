import type { Flavor, SchemaModel } from '../../../shared/model';
import { printTableStatements } from '../../../shared/sql';
import { printReadOnly } from '../../../shared/sql/print-schema';
import { quoteIdentifier } from '../../../shared/sql/quote';
import { openConnection } from '../mysql';
import type { AskPassword, ConnectionTarget, ServerConnection } from '../mysql';
import { describeTarget } from '../mysql/connection-target';
import { newScratchId, SCRATCH_SCHEMA_PREFIX, startScratchServer } from '../scratch';
import { readSchemas } from '../plan/target-state';
import { buildSchema } from './build-schema';

/** Where a rehearsal may be held, with the names that the plan's schemas have there. */
export interface RehearsalPlace {
  /** `scratch server`, or the server's name. */
  readonly where: string;
  readonly flavor: Flavor;
  /** True on a server of our own, where schemas have their own names. */
  readonly ours: boolean;
  readonly target: ConnectionTarget;
  /** A new session for executing statements. */
  connect(): Promise<ServerConnection>;
  /** What the plan's schema is called here. */
  nameOf(schema: string): string;
  /** Builds a state in place of whatever is there. */
  build(model: SchemaModel): Promise<void>;
  /** Puts some tables back to a state, as new ones; the rest is left alone. */
  rebuildTables(
    model: SchemaModel,
    tables: readonly { readonly schema: string; readonly name: string }[],
  ): Promise<void>;
  /** Reads the state that is there, under the plan's own names. */
  read(): Promise<SchemaModel>;
  /** Removes all that was made. Never throws. */
  close(): Promise<void>;
}

/** What a rehearsal is held on. */
export interface PlaceOptions {
  readonly signal?: AbortSignal | undefined;
  readonly askPassword?: AskPassword | undefined;
  /** A server that the user names; without it a scratch server is started. */
  readonly on?: ConnectionTarget | undefined;
}

/** One statement of building a state may take this long, in milliseconds. */
const BUILD_TIMEOUT_MS = 120_000;

/**
 * Finds or starts the place of a rehearsal for plans of a flavor and some schemas. On a server that is not our own,
 * every schema gets a scratch schema (`_tidemark_rehearsal_<id>`) of its own. Throws AppError when there is no
 * server of the vendor.
 */
export async function openRehearsalPlace(
  flavor: Flavor,
  schemas: readonly string[],
  options: PlaceOptions = {},
): Promise<RehearsalPlace> {
  if (options.on !== undefined) {
    const connection = await openConnection(
      { ...options.on, schemas: [] },
      { access: 'write', signal: options.signal, askPassword: options.askPassword },
    );
    const { target, flavor: actual } = connection;
    await connection.close();
    return makePlace(describeTarget(target), actual, target, schemas, false, () => Promise.resolve());
  }
  const server = await startScratchServer({
    vendor: flavor.vendor,
    version: [flavor.version[0], flavor.version[1]],
    signal: options.signal,
  });
  const where = server.ours ? 'scratch server' : describeTarget(server.target);
  return makePlace(where, server.flavor, server.target, schemas, server.ours, () => server.stop());
}

function makePlace(
  where: string,
  flavor: Flavor,
  target: ConnectionTarget,
  schemas: readonly string[],
  ours: boolean,
  stop: () => Promise<void>,
): RehearsalPlace {
  const id = newScratchId();
  const names = new Map(
    schemas.map((schema, at) => [
      schema,
      ours ? schema : `${SCRATCH_SCHEMA_PREFIX}${id}${at === 0 ? '' : `_${String(at)}`}`,
    ]),
  );
  const nameOf = (schema: string): string => names.get(schema) ?? schema;
  const connect = async (): Promise<ServerConnection> => {
    const connection = await openConnection(
      { ...target, schemas: [] },
      { access: 'write', timeoutMs: BUILD_TIMEOUT_MS },
    );
    await connection.query("SET SESSION sql_mode = 'NO_ENGINE_SUBSTITUTION'");
    return connection;
  };
  const drop = async (connection: ServerConnection): Promise<void> => {
    for (const name of names.values()) {
      // A schema that a plan made read only cannot be dropped; most servers and schemas know nothing of that.
      if (flavor.vendor === 'mysql')
        await connection.query(printReadOnly(false, name)).catch(() => undefined);
      await connection.query(`DROP DATABASE IF EXISTS ${quoteIdentifier(name)}`);
    }
  };
  return {
    where,
    flavor,
    ours,
    target,
    connect,
    nameOf,
    build: async (model) => {
      const connection = await connect();
      try {
        await connection.query('SET SESSION foreign_key_checks = 0');
        // What an older or laxer server stored must be stored here again, not judged.
        await connection.query('SET SESSION innodb_strict_mode = 0').catch(() => undefined);
        await drop(connection);
        for (const schema of model.schemas)
          await buildSchema(connection, model, schema.name, nameOf(schema.name), ours);
      } finally {
        await connection.close();
      }
    },
    rebuildTables: async (model, tables) => {
      const connection = await connect();
      try {
        await connection.query('SET SESSION foreign_key_checks = 0');
        await connection.query('SET SESSION innodb_strict_mode = 0').catch(() => undefined);
        for (const { schema, name } of tables) {
          await connection.query(`USE ${quoteIdentifier(nameOf(schema))}`);
          await connection.query(`DROP TABLE IF EXISTS ${quoteIdentifier(name)}`);
        }
        for (const { schema, name } of tables) {
          const table = model.schemas
            .find((one) => one.name === schema)
            ?.tables.find((one) => one.name === name);
          if (table === undefined) continue;
          await connection.query(`USE ${quoteIdentifier(nameOf(schema))}`);
          for (const sql of printTableStatements(table, flavor)) await connection.query(sql);
        }
      } finally {
        await connection.close();
      }
    },
    read: async () => {
      const connection = await openConnection({ ...target, schemas: [] }, { timeoutMs: BUILD_TIMEOUT_MS });
      try {
        const back = new Map([...names].map(([schema, name]) => [name, schema]));
        const model = await readSchemas(connection, [...names.values()]);
        return {
          ...model,
          schemas: model.schemas.map((schema) => ({ ...schema, name: back.get(schema.name) ?? schema.name })),
        };
      } finally {
        await connection.close();
      }
    },
    close: async () => {
      if (!ours) {
        const connection = await connect().catch(() => undefined);
        if (connection !== undefined) {
          await drop(connection).catch(() => undefined);
          await connection.close();
        }
      }
      await stop();
    },
  };
}
