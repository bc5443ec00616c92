import { numberOf, textOf, textOrNull } from '../mysql';
import type { Row, ServerConnection } from '../mysql';
import { quoteIdentifier } from '../../../shared/sql/quote';
import { trackingTable } from './tracking-tables';

/** The older layout's tables: recognised and shown, never written. */
export const OLDER_TABLES = [
  'migration_batches',
  'migration_files',
  'migration_validation_log',
  'migration_rollback_log',
  'migration_dependencies',
  'migration_system_state',
  'migration_progress',
  'migration_alerts',
] as const;

/** Tracking tables that were found in a schema. */
export interface TrackingLayout {
  readonly schema: string;
  readonly layout: 'tidemark' | 'older';
  readonly prefix: string;
  readonly tables: number;
}

/** One run as the database tells it. Times are UTC, YYYYMMDDHHMMSS. */
export interface HistoryRun {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly type: string;
  readonly status: string;
  readonly schemas: string;
  readonly tables: readonly string[];
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly milliseconds: number | null;
  readonly error: string | null;
  readonly rollback: string | null;
  readonly actorId: string | null;
  readonly states: readonly {
    readonly state: string;
    readonly at: string;
    readonly milliseconds: number | null;
  }[];
  readonly validations: readonly {
    readonly type: string;
    readonly status: string;
    readonly message: string;
  }[];
}

/** The version that a schema has, as the database tells it. */
export interface HistoryVersion {
  readonly schema: string;
  readonly version: string;
  readonly number: number;
  readonly tables: number;
  readonly lastMigration: string | null;
  readonly lastAt: string | null;
}

/** All that a server's tracking tables tell. */
export interface History {
  readonly layouts: readonly TrackingLayout[];
  readonly runs: readonly HistoryRun[];
  readonly versions: readonly HistoryVersion[];
}

const MOST_RUNS = 500;

/** Finds tracking tables of either layout, in one schema or in all that the account may see. */
export async function findTrackingLayouts(
  connection: ServerConnection,
  schema?: string,
): Promise<readonly TrackingLayout[]> {
  const rows = await connection.query(
    `SELECT TABLE_SCHEMA AS s, TABLE_NAME AS t FROM information_schema.TABLES
     WHERE (TABLE_NAME LIKE '%migration\\_tracking' OR TABLE_NAME IN (${OLDER_TABLES.map(() => '?').join(', ')})) AND (? = '' OR TABLE_SCHEMA = ?) ORDER BY 1, 2`,
    [...OLDER_TABLES, schema ?? '', schema ?? ''],
  );
  const layouts: TrackingLayout[] = [];
  const older = new Map<string, number>();
  for (const row of rows) {
    const [place, table] = [textOf(row, 's'), textOf(row, 't')];
    if (table.endsWith('migration_tracking'))
      layouts.push({
        schema: place,
        layout: 'tidemark',
        prefix: table.slice(0, -'migration_tracking'.length),
        tables: 5,
      });
    else older.set(place, (older.get(place) ?? 0) + 1);
  }
  for (const [place, tables] of older)
    if (tables >= 2) layouts.push({ schema: place, layout: 'older', prefix: '', tables });
  return layouts;
}

/** Reads what the tracking tables of a server tell, the latest run first. Only reads, also of the older layout. */
export async function readHistory(connection: ServerConnection, schema?: string): Promise<History> {
  const layouts = await findTrackingLayouts(connection, schema);
  const runs: HistoryRun[] = [];
  const versions: HistoryVersion[] = [];
  for (const layout of layouts) {
    if (layout.layout === 'older') {
      runs.push(...(await readOlderRuns(connection, layout.schema)));
      continue;
    }
    runs.push(...(await readRuns(connection, layout)));
    const rows = await connection
      .query(
        `SELECT * FROM ${trackingTable(layout.schema, layout.prefix, 'schema_versions')} WHERE is_deleted = 0 ORDER BY schema_name, version_number, schema_version_id`,
      )
      .catch(() => []);
    for (const row of rows) {
      versions.push({
        schema: textOf(row, 'schema_name'),
        version: textOf(row, 'version_string'),
        number: numberOf(row, 'version_number') ?? 0,
        tables: numberOf(row, 'table_count') ?? 0,
        lastMigration: textOrNull(row, 'last_migration_name'),
        lastAt: textOrNull(row, 'last_migration_ymdhis'),
      });
    }
  }
  return { layouts, runs, versions };
}

async function readRuns(
  connection: ServerConnection,
  { schema, prefix }: TrackingLayout,
): Promise<readonly HistoryRun[]> {
  // The driver would turn JSON into objects on one vendor and not on the other.
  const rows = await connection.query(
    `SELECT *, CAST(tables_affected AS CHAR) AS tables_text FROM ${trackingTable(schema, prefix, 'migration_tracking')} WHERE is_deleted = 0 ORDER BY migration_tracking_id DESC LIMIT ${String(MOST_RUNS)}`,
  );
  const least = rows.at(-1);
  const from = least === undefined ? '0' : textOf(least, 'migration_tracking_id');
  const states = await groupByRun(
    connection,
    trackingTable(schema, prefix, 'migration_states'),
    'migration_state_id',
    from,
  );
  const validations = await groupByRun(
    connection,
    trackingTable(schema, prefix, 'migration_validations'),
    'migration_validation_id',
    from,
  );
  return rows.map((row) => {
    const id = textOf(row, 'migration_tracking_id');
    return {
      id,
      name: textOf(row, 'migration_name'),
      version: textOf(row, 'migration_version'),
      type: textOf(row, 'migration_type'),
      status: textOf(row, 'execution_status'),
      schemas: textOf(row, 'schema_name'),
      tables: readNames(textOrNull(row, 'tables_text')),
      startedAt: textOrNull(row, 'execution_start_ymdhis'),
      endedAt: textOrNull(row, 'execution_end_ymdhis'),
      milliseconds: numberOf(row, 'execution_duration_ms') ?? null,
      error: textOrNull(row, 'error_message'),
      rollback: textOrNull(row, 'rollback_migration_name'),
      actorId: textOrNull(row, 'executed_by_actor_id'),
      states: (states.get(id) ?? []).map((state) => ({
        state: textOf(state, 'state'),
        at: textOf(state, 'state_entered_ymdhis'),
        milliseconds: numberOf(state, 'state_duration_ms') ?? null,
      })),
      validations: (validations.get(id) ?? []).map((one) => ({
        type: textOf(one, 'validation_type'),
        status: textOf(one, 'validation_status'),
        message: textOf(one, 'validation_message'),
      })),
    };
  });
}

async function groupByRun(
  connection: ServerConnection,
  table: string,
  key: string,
  from: string,
): Promise<ReadonlyMap<string, readonly Row[]>> {
  const rows = await connection
    .query(`SELECT * FROM ${table} WHERE migration_tracking_id >= ? AND is_deleted = 0 ORDER BY ${key}`, [
      from,
    ])
    .catch(() => []);
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const id = textOf(row, 'migration_tracking_id');
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [row]);
    else group.push(row);
  }
  return groups;
}

function readNames(json: string | null): readonly string[] {
  try {
    const value: unknown = JSON.parse(json ?? '[]');
    return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
}

/** The older layout's files, with whichever of its columns a database has. */
async function readOlderRuns(connection: ServerConnection, schema: string): Promise<readonly HistoryRun[]> {
  const rows = await connection
    .query(
      `SELECT * FROM ${quoteIdentifier(schema)}.migration_files ORDER BY 1 DESC LIMIT ${String(MOST_RUNS)}`,
    )
    .catch(() => []);
  const pick = (row: Row, ...names: readonly string[]): string | null => {
    for (const name of names) {
      const text = textOrNull(row, name);
      if (text !== null) return text;
    }
    return null;
  };
  return rows.map((row, at) => {
    const milliseconds = Number(
      pick(row, 'execution_time_ms', 'duration_ms', 'execution_duration_ms') ?? Number.NaN,
    );
    return {
      id: pick(row, 'migration_file_id', 'file_id', 'id') ?? String(at + 1),
      name: pick(row, 'file_name', 'filename', 'migration_name', 'file_path', 'name') ?? '',
      version: pick(row, 'version', 'migration_version', 'file_version') ?? '',
      type: pick(row, 'file_type', 'migration_type') ?? 'schema',
      status: pick(row, 'status', 'execution_status', 'state') ?? '',
      schemas: pick(row, 'schema_name', 'target_schema') ?? schema,
      tables: [],
      startedAt: pick(row, 'started_ymdhis', 'execution_start_ymdhis', 'executed_ymdhis', 'created_ymdhis'),
      endedAt: pick(row, 'completed_ymdhis', 'execution_end_ymdhis', 'finished_ymdhis'),
      milliseconds: Number.isNaN(milliseconds) ? null : milliseconds,
      error: pick(row, 'error_message', 'last_error'),
      rollback: pick(row, 'rollback_file', 'rollback_file_name', 'rollback_migration_name'),
      actorId: pick(row, 'executed_by_actor_id', 'actor_id'),
      states: [],
      validations: [],
    };
  });
}
