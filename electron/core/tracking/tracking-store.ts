import { AppError } from '../../../shared/app-error';
import type { RunState, StateVisit } from '../../../shared/run';
import { quoteIdentifier } from '../../../shared/sql/quote';
import { numberOf, textOf } from '../mysql';
import type { ServerConnection, SqlValue } from '../mysql';
import {
  DEFAULT_PREFIX,
  printTrackingTables,
  trackingTable,
  trackingTableNames,
  versionNumber,
  ymdhis,
} from './tracking-tables';
import type { TrackingTable } from './tracking-tables';

/** What is recorded of a run when it begins. */
export interface TrackedRun {
  readonly name: string;
  readonly version: string;
  readonly type: 'schema' | 'data' | 'rollback' | 'validation';
  readonly schemas: readonly string[];
  readonly tables: readonly string[];
  readonly rollbackName?: string | undefined;
  readonly actorId?: number | undefined;
  readonly startedAt: string;
}

/** `execution_status` of migration_tracking. */
export type TrackedStatus = 'pending' | 'running' | 'completed' | 'failed' | 'rolled_back';

/**
 * The tracking tables in the orchestration schema, on a session of their own. Values are always parameters, and the
 * session's sql_mode is one under which the driver's escapes are escapes.
 */
export class TrackingStore {
  private constructor(
    private readonly connection: ServerConnection,
    readonly schema: string,
    private readonly prefix: string,
  ) {}

  /**
   * Opens the tracking tables; undefined when they are not there and may not be created. `create` is a person's
   * consent. The store closes the connection.
   */
  static async open(
    connection: ServerConnection,
    schema: string,
    options: { readonly prefix?: string | undefined; readonly create: boolean },
  ): Promise<TrackingStore | undefined> {
    await connection.query("SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'");
    const prefix = options.prefix ?? DEFAULT_PREFIX;
    const names = trackingTableNames(prefix);
    const marks = names.map(() => '?').join(', ');
    const [row] = await connection.query(
      `SELECT COUNT(*) AS n FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME IN (${marks})`,
      [schema, ...names],
    );
    const there = row === undefined ? 0 : (numberOf(row, 'n') ?? 0);
    if (there < names.length) {
      if (!options.create) return undefined;
      await connection.query(
        `CREATE DATABASE IF NOT EXISTS ${quoteIdentifier(schema)} CHARACTER SET utf8mb4`,
      );
      for (const statement of printTrackingTables(schema, prefix)) await connection.query(statement);
    }
    return new TrackingStore(connection, schema, prefix);
  }

  /** Records a run that begins; answers its id. */
  async begin(run: TrackedRun): Promise<string> {
    const [order] = await this.connection.query(
      `SELECT COALESCE(MAX(execution_order), 0) + 1 AS next FROM ${this.table('migration_tracking')}`,
    );
    return this.insert('migration_tracking', {
      migration_name: run.name.slice(0, 255),
      migration_version: run.version.slice(0, 64),
      migration_type: run.type,
      execution_status: 'running',
      execution_order: order === undefined ? 1 : (numberOf(order, 'next') ?? 1),
      schema_name: joinSchemas(run.schemas),
      tables_affected: JSON.stringify(run.tables),
      execution_start_ymdhis: ymdhis(run.startedAt),
      rollback_migration_name: run.rollbackName?.slice(0, 255) ?? null,
      executed_by_actor_id: run.actorId ?? null,
    });
  }

  /** Sets a run's status; with an end, also when and how long. */
  async setStatus(
    id: string,
    status: TrackedStatus,
    more: {
      readonly at: string;
      readonly milliseconds?: number | undefined;
      readonly error?: string | undefined;
    },
  ): Promise<void> {
    const ended = status !== 'running' && status !== 'pending';
    await this.connection.execute(
      `UPDATE ${this.table('migration_tracking')} SET execution_status = ?, error_message = ?, updated_ymdhis = ?${ended ? ', execution_end_ymdhis = ?, execution_duration_ms = ?' : ', execution_end_ymdhis = NULL, execution_duration_ms = NULL'} WHERE migration_tracking_id = ?`,
      [
        status,
        more.error?.slice(0, 16_000) ?? null,
        ymdhis(more.at),
        ...(ended
          ? [ymdhis(more.at), more.milliseconds === undefined ? null : Math.round(more.milliseconds)]
          : []),
        id,
      ],
    );
  }

  /**
   * Records the states that a run has been in so far, and how long; `data` belongs to the last. What is recorded
   * already stays: what a crash, or a connection that was lost, kept from being recorded is made up for.
   */
  async addStates(id: string, visits: readonly StateVisit[], data?: unknown): Promise<void> {
    const states = this.table('migration_states');
    const [row] = await this.connection.query(
      `SELECT COUNT(*) AS n FROM ${states} WHERE migration_tracking_id = ?`,
      [id],
    );
    const known = row === undefined ? 0 : (numberOf(row, 'n') ?? 0);
    const [present, next] = [visits[known - 1], visits[known]];
    if (present?.milliseconds !== undefined && next !== undefined) {
      await this.connection.execute(
        `UPDATE ${states} SET state_duration_ms = ?, updated_ymdhis = ? WHERE migration_tracking_id = ? AND state = ? AND state_duration_ms IS NULL ORDER BY migration_state_id DESC LIMIT 1`,
        [Math.round(present.milliseconds), ymdhis(next.at), id, present.state],
      );
    }
    for (const [at, visit] of visits.entries()) {
      if (at < known) continue;
      await this.insert('migration_states', {
        migration_tracking_id: id,
        state: visit.state,
        previous_state: visit.previous ?? null,
        state_entered_ymdhis: ymdhis(visit.at),
        state_duration_ms: visit.milliseconds === undefined ? null : Math.round(visit.milliseconds),
        state_data_json: data === undefined || at < visits.length - 1 ? null : JSON.stringify(data),
      });
    }
  }

  /** What the rows of all runs on exactly these schemas say. */
  async listStatuses(
    schemas: readonly string[],
  ): Promise<readonly { readonly id: string; readonly name: string; readonly status: TrackedStatus }[]> {
    const rows = await this.connection.query(
      `SELECT migration_tracking_id AS id, migration_name AS name, execution_status AS status FROM ${this.table('migration_tracking')} WHERE schema_name = ?`,
      [joinSchemas(schemas)],
    );
    return rows.map((row) => ({
      id: textOf(row, 'id'),
      name: textOf(row, 'name'),
      status: textOf(row, 'status') as TrackedStatus,
    }));
  }

  /** Closes the row of a run of which nothing else is known than that its process is gone. */
  async closeInterrupted(id: string, at: string): Promise<void> {
    await this.setStatus(id, 'failed', { at, error: 'It was interrupted.' });
    const [last] = await this.connection.query(
      `SELECT state AS state FROM ${this.table('migration_states')} WHERE migration_tracking_id = ? ORDER BY migration_state_id DESC LIMIT 1`,
      [id],
    );
    await this.insert('migration_states', {
      migration_tracking_id: id,
      state: 'failed',
      previous_state: last === undefined ? null : textOf(last, 'state'),
      state_entered_ymdhis: ymdhis(at),
    });
  }

  /** Records what a check found. */
  async addValidation(
    id: string,
    type: string,
    status: 'pending' | 'passed' | 'failed' | 'warning',
    message: string,
    data?: unknown,
  ): Promise<void> {
    await this.insert('migration_validations', {
      migration_tracking_id: id,
      validation_type: type.slice(0, 64),
      validation_status: status,
      validation_message: message.slice(0, 16_000),
      validation_data_json: data === undefined ? null : JSON.stringify(data),
      validated_ymdhis: ymdhis(new Date()),
    });
  }

  /** Records the version that a schema has now. */
  async setVersion(
    schema: string,
    version: string,
    tables: number,
    migration: string,
    at: string,
  ): Promise<void> {
    const now = ymdhis(at);
    await this.connection.execute(
      `INSERT INTO ${this.table('schema_versions')} (schema_name, version_string, version_number, table_count, last_migration_name, last_migration_ymdhis, created_ymdhis, updated_ymdhis)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON DUPLICATE KEY UPDATE table_count = VALUES(table_count), last_migration_name = VALUES(last_migration_name), last_migration_ymdhis = VALUES(last_migration_ymdhis), updated_ymdhis = VALUES(updated_ymdhis), is_deleted = 0, deleted_ymdhis = NULL`,
      [schema, version.slice(0, 64), versionNumber(version), tables, migration.slice(0, 255), now, now, now],
    );
  }

  /** Takes a version back after a rollback. */
  async removeVersion(schema: string, version: string, migration: string, at: string): Promise<void> {
    await this.connection.execute(
      `UPDATE ${this.table('schema_versions')} SET is_deleted = 1, deleted_ymdhis = ?, updated_ymdhis = ? WHERE schema_name = ? AND version_string = ? AND last_migration_name = ?`,
      [ymdhis(at), ymdhis(at), schema, version.slice(0, 64), migration.slice(0, 255)],
    );
  }

  /** Notes tables by the role of their schema; what somebody classified before stays as it is. */
  async classify(
    tables: readonly { readonly schema: string; readonly table: string; readonly role: string | undefined }[],
    at: string,
  ): Promise<void> {
    const now = ymdhis(at);
    const rows = tables.filter(({ role }) => role !== undefined && ROLES.has(role));
    for (let start = 0; start < rows.length; start += 200) {
      const slice = rows.slice(start, start + 200);
      await this.connection.execute(
        `INSERT INTO ${this.table('table_classifications')} (schema_name, table_name, classification, migration_status, created_ymdhis, updated_ymdhis)
         VALUES ${slice.map(() => "(?, ?, ?, 'migrated', ?, ?)").join(', ')}
         ON DUPLICATE KEY UPDATE updated_ymdhis = VALUES(updated_ymdhis)`,
        slice.flatMap(({ schema, table, role }) => [schema, table, role ?? '', now, now]),
      );
    }
  }

  /** The status of the latest run of a migration; undefined when it was never run. */
  async statusOf(name: string): Promise<TrackedStatus | undefined> {
    const [row] = await this.connection.query(
      `SELECT execution_status AS status FROM ${this.table('migration_tracking')} WHERE migration_name = ? AND is_deleted = 0 ORDER BY migration_tracking_id DESC LIMIT 1`,
      [name.slice(0, 255)],
    );
    return row === undefined ? undefined : (textOf(row, 'status') as TrackedStatus);
  }

  /** Ends the session; never throws. */
  async close(): Promise<void> {
    await this.connection.close();
  }

  private table(name: TrackingTable): string {
    return trackingTable(this.schema, this.prefix, name);
  }

  private async insert(table: TrackingTable, values: Readonly<Record<string, SqlValue>>): Promise<string> {
    const now = ymdhis(new Date());
    const all: Readonly<Record<string, SqlValue>> = { ...values, created_ymdhis: now, updated_ymdhis: now };
    const columns = Object.keys(all);
    await this.connection.execute(
      `INSERT INTO ${this.table(table)} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      Object.values(all),
    );
    const [row] = await this.connection.query('SELECT LAST_INSERT_ID() AS id');
    if (row === undefined) throw new AppError('internal', 'The server did not say which row it inserted.');
    return textOf(row, 'id');
  }
}

/** As many of the names as the column holds. */
function joinSchemas(schemas: readonly string[]): string {
  return schemas.join(',').slice(0, 64);
}

const ROLES: ReadonlySet<string> = new Set(['core', 'orchestration', 'ephemeral', 'legacy', 'deprecated']);

/** The status that a state means. */
export function statusOfState(state: RunState): TrackedStatus {
  return state === 'completed' || state === 'failed' || state === 'rolled_back' ? state : 'running';
}
