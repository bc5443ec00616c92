import type { Diagnostic, FileOrigin, SchemaModel } from '../../../shared/model';
import type { FederationConfig, Placement, SourceConfig } from '../../../shared/workspace';
import type { AskPassword } from '../mysql';

/** One statement of a SQL source: what it is, where, and whether it was understood. */
export interface SourceStatement {
  /** `CREATE TABLE`, `ALTER TABLE`… */
  readonly kind: string;
  readonly origin: FileOrigin;
  readonly understood: boolean;
}

/** What was counted in a source. `statements` and `understood` only for what is read as SQL. */
export interface SourceCounts {
  /** Files that were read; 0 for a server. */
  readonly files: number;
  readonly schemas: number;
  readonly tables: number;
  readonly columns: number;
  /** Without primary keys. */
  readonly indexes: number;
  readonly foreignKeys: number;
  readonly views: number;
  readonly triggers: number;
  readonly routines: number;
  readonly events: number;
  readonly sequences: number;
  readonly statements?: number;
  readonly understood?: number;
}

/** What one source states, and all that is known about the reading. Plain data. */
export interface SourceReading {
  readonly id: string;
  readonly kind: SourceConfig['kind'];
  /** The address on the command line, without a password. */
  readonly address: string;
  readonly model: SchemaModel;
  readonly diagnostics: readonly Diagnostic[];
  /** SHA-256, hex, over the contents of files; none of a server. `fingerprintReading` answers for both. */
  readonly fingerprint?: string;
  readonly counts: SourceCounts;
  readonly statements?: readonly SourceStatement[];
  /** Where each table landed, and why. */
  readonly placements: readonly Placement[];
  /** ISO 8601 UTC: when the content was read from the disk or the server. */
  readonly readAt: string;
  /** True when MySQL and MariaDB read its files differently, and nothing says for which of them they are. */
  readonly perFlavor?: true;
  /** Set when a snapshot stands in for a server that is away. */
  readonly stale?: { readonly since: string; readonly reason: string };
}

/** How far a reading has come. */
export interface SourceProgress {
  readonly phase: string;
  readonly done: number;
  readonly total?: number;
  readonly current?: string;
}

/** What a reading needs beside the source. */
export interface ReadContext {
  /** The workspace: absolute, with links followed. */
  readonly root: string;
  readonly federation?: FederationConfig | undefined;
  /** Where tables land that nothing places, when there is no federation. */
  readonly defaultSchema?: string | undefined;
  /** The server that scripts are read for where nothing else says so: `mysql:8.4`. */
  readonly flavor?: string | undefined;
  /** The workspace's ignore patterns. */
  readonly ignore?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((progress: SourceProgress) => void) | undefined;
  readonly askPassword?: AskPassword | undefined;
  /** A server's password, where it is known already. */
  readonly password?: string | undefined;
  /** For each query to a server, in milliseconds. */
  readonly timeoutMs?: number | undefined;
  /** True goes to the disk or the server even when the last reading is still good. */
  readonly refresh?: boolean | undefined;
}

/** Counts what a model holds. */
export function countModel(
  model: SchemaModel,
  files: number,
  statements?: readonly SourceStatement[],
): SourceCounts {
  const sum = (of: (schema: SchemaModel['schemas'][number]) => number): number =>
    model.schemas.reduce((total, schema) => total + of(schema), 0);
  return {
    files,
    schemas: model.schemas.length,
    tables: sum((schema) => schema.tables.length),
    columns: sum((schema) => schema.tables.reduce((total, table) => total + table.columns.length, 0)),
    indexes: sum((schema) => schema.tables.reduce((total, table) => total + table.indexes.length, 0)),
    foreignKeys: sum((schema) => schema.tables.reduce((total, table) => total + table.foreignKeys.length, 0)),
    views: sum((schema) => schema.views.length),
    triggers: sum((schema) => schema.triggers.length),
    routines: sum((schema) => schema.routines.length),
    events: sum((schema) => schema.events.length),
    sequences: sum((schema) => schema.sequences.length),
    ...(statements && {
      statements: statements.length,
      understood: statements.filter((statement) => statement.understood).length,
    }),
  };
}
