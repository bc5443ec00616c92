/**
 * `npm run bench`: the readers and the comparison by themselves, in this process. Prints the middle of several
 * runs beside its goal; the exit code says whether all goals were reached.
 */
import { buildMatrix } from '../../shared/drift/build-matrix';
import { orderMigrations, sqlMigration } from '../../shared/migrations';
import { readSql } from '../../shared/sql';
import { readToonFile } from '../../toon/read-toon-file';
import { readAlembic } from '../../electron/core/alembic/read-alembic';
import { readPostgres } from '../../electron/core/postgres/read-postgres';
import { writeToonTable } from '../../toon/write-table';
import { schemaSql } from './schema-text';

/** Milliseconds of one run, the middle of so many; the first one, which compiles, does not count. */
async function measure(runs: number, work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run <= runs; run += 1) {
    const start = performance.now();
    await work();
    if (run > 0) times.push(performance.now() - start);
  }
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
}

let missed = 0;

function report(what: string, figure: string, goal: string, isReached: boolean): void {
  if (!isReached) missed += 1;
  console.log(`${isReached ? 'ok  ' : 'MISS'} ${what.padEnd(58)} ${figure.padStart(12)}   goal ${goal}`);
}

const MEGABYTE = 1_000_000;
const dump = schemaSql(5_000).slice(0, MEGABYTE);
const read = await measure(7, () => readSql(dump, { path: 'dump.sql' }));
const speed = dump.length / MEGABYTE / (read / 1_000);
report('SQL reader on a 1 MB dump', `${speed.toFixed(1)} MB/s`, 'at least 10 MB/s', speed >= 10);

const { value: model } = readSql(schemaSql(218), { path: 'toon.sql' });
const toons = model.schemas.flatMap((schema) =>
  schema.tables.map((table) => ({ path: `${table.name}.toon`, text: writeToonTable(table) })),
);
const toon = await measure(7, () => toons.map((file) => readToonFile(file.text, file.path)));
report(
  `${String(toons.length)} TOON files`,
  `${toon.toFixed(0)} ms`,
  'under 200 ms',
  toon < 200 && toons.length === 218,
);

const thousand = schemaSql(1_000);
const sources = Array.from({ length: 6 }, (_, index) => ({
  id: `source${String(index)}`,
  // Each is read by itself, so that nothing is equal for being the same object.
  model: readSql(
    index % 2 === 0
      ? thousand
      : thousand.replaceAll('bigint(20)', 'bigint').replaceAll('current_timestamp()', 'CURRENT_TIMESTAMP'),
    { path: 's.sql' },
  ).value,
}));
const matrix = await measure(5, () => buildMatrix(sources, { reference: 'source0' }));
report(
  'six sources of 1,000 tables compared, once read',
  `${matrix.toFixed(0)} ms`,
  'under 500 ms',
  matrix < 500,
);

const migrations = Array.from({ length: 1_000 }, (_, number) => {
  const text = `-- depends-on: m${String(Math.floor(number / 2))}_x.sql\n`;
  const origin = { kind: 'file', path: 'm.sql', line: 1, column: 1 } as const;
  const name = (n: number): string => `t${String(n)}`;
  return sqlMigration(`m${String(number)}_x.sql`, text, [
    { action: 'create', object: 'table', schema: '', name: name(number), origin },
    { action: 'alter', object: 'table', schema: '', name: name(number >> 1), origin },
    { action: 'use', object: 'table', schema: '', name: name(0), origin },
  ]);
});
const order = await measure(7, () => orderMigrations(migrations));
report('1,000 migrations ordered', `${order.toFixed(0)} ms`, 'under 200 ms', order < 200);

const postgres = Array.from(
  { length: 2_000 },
  (_, number) =>
    `CREATE TABLE public.t${String(number)} (id serial PRIMARY KEY, name varchar(100) DEFAULT 'é' NOT NULL, at timestamptz DEFAULT now());`,
).join('\n');
const pg = await measure(5, () => readPostgres(postgres, { path: 'pg.sql' }));
report(
  'PostgreSQL reader',
  `${(postgres.length / MEGABYTE / (pg / 1_000)).toFixed(1)} MB/s`,
  'at least 0.5 MB/s',
  postgres.length / MEGABYTE / (pg / 1_000) >= 0.5,
);

const revisions = Array.from({ length: 200 }, (_, number) => ({
  path: `r${String(number)}.py`,
  text: `from alembic import op\nimport sqlalchemy as sa\nrevision = 'r${String(number)}'\ndown_revision = ${number === 0 ? 'None' : `'r${String(number - 1)}'`}\ndef upgrade():\n    op.create_table('t${String(number)}', ${Array.from({ length: 10 }, (__, column) => `sa.Column('c${String(column)}', sa.String(20), nullable=False)`).join(', ')})\n`,
}));
const alembic = await measure(5, () => readAlembic(revisions));
report('200 Alembic revisions', `${alembic.toFixed(0)} ms`, 'under 1,000 ms', alembic < 1_000);

process.exitCode = missed === 0 ? 0 : 1;
