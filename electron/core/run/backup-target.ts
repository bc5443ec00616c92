import { mkdir, open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../../shared/app-error';
import type { Schema, SchemaModel, Table } from '../../../shared/model';
import type { Statement } from '../../../shared/plan';
import { printTableStatements } from '../../../shared/sql';
import { quoteIdentifier, quoteString } from '../../../shared/sql/quote';
import { numberOf, textOrNull } from '../mysql';
import { BACKUP_PREFIX } from '../tracking/own-tables';
import type { ServerConnection } from '../mysql';
import { codeOf } from '../files/file-error';

/** What was kept before a run. */
export interface Backup {
  /** The file, or the names of the tables. */
  readonly where: readonly string[];
  readonly objects: number;
  readonly rows: number;
}

/** What a backup is made of. */
export interface BackupRequest {
  readonly present: SchemaModel;
  readonly statements: readonly Statement[];
  readonly signal?: AbortSignal | undefined;
}

const ROWS_AT_ONCE = 500;

/** The tables that statements touch, and those of them whose rows could be lost. */
function touchedTables(request: BackupRequest): readonly { schema: Schema; table: Table; rows: boolean }[] {
  const losing = new Map<string, boolean>();
  for (const { schema, object, losesData } of request.statements) {
    const key = `${schema}\0${object}`;
    losing.set(key, (losing.get(key) ?? false) || losesData);
  }
  return request.present.schemas.flatMap((schema) =>
    schema.tables.flatMap((table) => {
      const rows = losing.get(`${schema.name}\0${table.name}`);
      return rows === undefined ? [] : [{ schema, table, rows }];
    }),
  );
}

/**
 * Writes the definition of every table that the run touches, and the rows of those where data could be lost, to a
 * SQL file that the mysql client reads. The file is forced to the disk. Rows are read in one snapshot.
 */
export async function backupToFile(
  connection: ServerConnection,
  path: string,
  request: BackupRequest,
): Promise<Backup> {
  const touched = touchedTables(request);
  let rows = 0;
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'w', 0o600);
    try {
      await file.writeFile(
        `-- What this run could change, as it was before.\nSET NAMES utf8mb4;\nSET foreign_key_checks = 0;\n`,
      );
      await connection.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
      for (const { schema, table, rows: wanted } of touched) {
        await file.writeFile(
          `\nUSE ${quoteIdentifier(schema.name)};\n${printTableStatements(table, connection.flavor).join(';\n')};\n`,
        );
        if (wanted) rows += await dumpRows(connection, file, schema, table, request.signal);
      }
      await connection.query('COMMIT');
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (cause) {
    const code = cause instanceof AppError ? undefined : codeOf(cause);
    if (code === undefined) throw cause;
    throw new AppError('not-readable', `The backup ${path} cannot be written (${code}); nothing was run.`, {
      cause,
    });
  }
  return { where: [path], objects: touched.length, rows };
}

/** Keeps the rows of tables where data could be lost in tables beside them: `_tidemark_backup_<run>_<n>`. */
export async function backupToTables(
  connection: ServerConnection,
  run: string,
  request: BackupRequest,
): Promise<Backup> {
  const touched = touchedTables(request);
  const where: string[] = [];
  let rows = 0;
  for (const { schema, table, rows: wanted } of touched) {
    if (!wanted) continue;
    const name = `${BACKUP_PREFIX}${run.replace(/\W/g, '_')}_${String(where.length + 1)}`.slice(0, 64);
    const copy = `${quoteIdentifier(schema.name)}.${quoteIdentifier(name)}`;
    const original = `${quoteIdentifier(schema.name)}.${quoteIdentifier(table.name)}`;
    await connection.query(`CREATE TABLE ${copy} LIKE ${original}`);
    const columns = storedColumns(table)
      .map((column) => quoteIdentifier(column.name))
      .join(', ');
    rows += await connection.execute(`INSERT INTO ${copy} (${columns}) SELECT ${columns} FROM ${original}`);
    where.push(`${schema.name}.${name}`);
  }
  return { where, objects: touched.length, rows };
}

function storedColumns(table: Table): Table['columns'] {
  return table.columns.filter((column) => column.generated === undefined);
}

async function dumpRows(
  connection: ServerConnection,
  file: FileHandle,
  schema: Schema,
  table: Table,
  signal: AbortSignal | undefined,
): Promise<number> {
  const columns = storedColumns(table);
  if (columns.length === 0) return 0;
  const from = `${quoteIdentifier(schema.name)}.${quoteIdentifier(table.name)}`;
  const keys = table.primaryKey?.parts.flatMap((part) => (part.kind === 'column' ? [part.column] : [])) ?? [];
  const places = keys.map((key) => columns.findIndex((column) => column.name === key));
  // With a key, each page begins after the last row of the one before; without, the snapshot keeps rows in place.
  const keyed = keys.length > 0 && places.every((place) => place >= 0);
  const order = keyed ? ` ORDER BY ${keys.map(quoteIdentifier).join(', ')}` : '';
  let after = '';
  const select = columns.map(
    (column, at) => `${literalOf(column.type.name, quoteIdentifier(column.name))} AS c${String(at)}`,
  );
  const head = `INSERT INTO ${quoteIdentifier(table.name)} (${columns.map((column) => quoteIdentifier(column.name)).join(', ')}) VALUES\n`;
  let total = 0;
  for (;;) {
    if (signal?.aborted === true)
      throw new AppError('cancelled', 'Cancelled during the backup; nothing was run.');
    const rows = await connection.query(
      `SELECT ${select.join(', ')} FROM ${from}${after}${order} LIMIT ${String(ROWS_AT_ONCE)}${keyed ? '' : ` OFFSET ${String(total)}`}`,
    );
    if (rows.length > 0) {
      const tuples = rows.map(
        (row) => `(${columns.map((_, at) => textOrNull(row, `c${String(at)}`) ?? 'NULL').join(', ')})`,
      );
      await file.writeFile(`${head}${tuples.join(',\n')};\n`);
    }
    total += rows.length;
    const last = rows.at(-1);
    if (keyed && last !== undefined) {
      const values = places.map((place) => textOrNull(last, `c${String(place)}`) ?? 'NULL');
      after = ` WHERE (${keys.map(quoteIdentifier).join(', ')}) > (${values.join(', ')})`;
    }
    if (rows.length < ROWS_AT_ONCE) return total;
  }
}

const NUMBERS = new Set([
  'tinyint',
  'smallint',
  'mediumint',
  'int',
  'integer',
  'bigint',
  'decimal',
  'numeric',
  'float',
  'double',
  'year',
  'bool',
  'boolean',
  'real',
  'dec',
  'fixed',
]);
const TIMES = new Set(['date', 'time', 'datetime', 'timestamp']);
const TEXTS = new Set([
  'char',
  'varchar',
  'tinytext',
  'text',
  'mediumtext',
  'longtext',
  'enum',
  'set',
  'json',
  'nchar',
  'nvarchar',
]);

/** An expression that answers the value as a SQL literal that needs no escapes, or NULL. */
function literalOf(type: string, column: string): string {
  const name = type.toLowerCase();
  if (NUMBERS.has(name)) return `CAST(${column} AS CHAR)`;
  if (TIMES.has(name)) return `CONCAT(${quoteString("'")}, CAST(${column} AS CHAR), ${quoteString("'")})`;
  if (TEXTS.has(name)) return `CONCAT('_utf8mb4 X''', HEX(CONVERT(${column} USING utf8mb4)), '''')`;
  if (name === 'bit') return `CAST(${column} + 0 AS CHAR)`;
  return `CONCAT('X''', HEX(${column}), '''')`;
}

/** How many rows each table has that statements touch; a count that takes too long is left out. */
export async function countRows(
  connection: ServerConnection,
  present: SchemaModel,
  statements: readonly Statement[],
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { schema, table } of touchedTables({ present, statements })) {
    try {
      const [row] = await connection.query(
        `SELECT COUNT(*) AS n FROM ${quoteIdentifier(schema.name)}.${quoteIdentifier(table.name)}`,
        [],
        { timeoutMs: 30_000 },
      );
      const count = row === undefined ? undefined : numberOf(row, 'n');
      if (count !== undefined) counts.set(`${schema.name}.${table.name}`, count);
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'server-gone') throw error;
    }
  }
  return counts;
}
