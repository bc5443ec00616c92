/**
 * `node scripts/run-ts.mjs --servers test/conformance/online-ddl.ts`: asks each server which ALGORITHM and LOCK it accepts
 * for each kind of ALTER on a filled table, and prints that beside what a plan predicts. Ends with 1 when a prediction
 * promises less than the server does (a lighter algorithm or lock); one that is heavier is marked and no error.
 */
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { parseFlavor, type Flavor } from '../../shared/model';
import { buildPlan, compareFor, RISK_CLASSES } from '../../shared/plan';
import { combinePredictions } from '../../shared/plan/clause';
import { readSql } from '../../shared/sql';

interface Kind {
  readonly name: string;
  /** What follows ALTER TABLE t. */
  readonly alter: string;
  /** Columns and keys of the table beside `id`, `n`, `s` and `e`. */
  readonly more?: string;
  readonly options?: string;
  readonly only?: Flavor['vendor'];
}

const KINDS: readonly Kind[] = [
  { name: 'add a column at the end', alter: 'ADD COLUMN x int' },
  { name: 'add a column first', alter: 'ADD COLUMN x int FIRST' },
  { name: 'add a NOT NULL column', alter: 'ADD COLUMN x int NOT NULL DEFAULT 7' },
  { name: 'add a virtual column', alter: 'ADD COLUMN x int GENERATED ALWAYS AS (n + 1) VIRTUAL' },
  { name: 'add a stored column', alter: 'ADD COLUMN x int GENERATED ALWAYS AS (n + 1) STORED' },
  { name: 'drop a column', alter: 'DROP COLUMN n' },
  {
    name: 'drop a virtual column',
    more: 'x int GENERATED ALWAYS AS (n + 1) VIRTUAL',
    alter: 'DROP COLUMN x',
  },
  { name: 'drop a stored column', more: 'x int GENERATED ALWAYS AS (n + 1) STORED', alter: 'DROP COLUMN x' },
  { name: 'move a column', alter: 'MODIFY COLUMN n int DEFAULT NULL FIRST' },
  { name: 'set a default', alter: 'MODIFY COLUMN n int DEFAULT 5' },
  { name: 'set a comment of a column', alter: "MODIFY COLUMN n int DEFAULT NULL COMMENT 'x'" },
  { name: 'NULL to NOT NULL', alter: 'MODIFY COLUMN n int NOT NULL' },
  { name: 'NOT NULL to NULL', more: 'x int NOT NULL', alter: 'MODIFY COLUMN x int NULL' },
  { name: 'int to bigint', alter: 'MODIFY COLUMN n bigint DEFAULT NULL' },
  { name: 'varchar(20) to varchar(50)', alter: 'MODIFY COLUMN s varchar(50) DEFAULT NULL' },
  { name: 'varchar(20) to varchar(200)', alter: 'MODIFY COLUMN s varchar(200) DEFAULT NULL' },
  { name: 'varchar(20) to varchar(10)', alter: 'MODIFY COLUMN s varchar(10) DEFAULT NULL' },
  { name: 'varchar to text', alter: 'MODIFY COLUMN s text' },
  {
    name: 'another collation of a column',
    alter: 'MODIFY COLUMN s varchar(20) COLLATE utf8mb4_bin DEFAULT NULL',
  },
  { name: 'append an enum value', alter: "MODIFY COLUMN e enum('a','b','c') DEFAULT NULL" },
  { name: 'another order of enum values', alter: "MODIFY COLUMN e enum('b','a') DEFAULT NULL" },
  { name: 'hide a column', alter: 'MODIFY COLUMN n int DEFAULT NULL INVISIBLE' },
  { name: 'add an index', alter: 'ADD KEY k (n)' },
  { name: 'add a unique index', alter: 'ADD UNIQUE KEY k (n)' },
  { name: 'add a fulltext index', alter: 'ADD FULLTEXT KEY k (s)' },
  { name: 'add a spatial index', more: 'g point NOT NULL', alter: 'ADD SPATIAL KEY k (g)' },
  { name: 'drop an index', more: 'KEY k (n)', alter: 'DROP KEY k' },
  { name: 'rename an index', more: 'KEY k (n)', alter: 'RENAME INDEX k TO l' },
  { name: 'hide an index', only: 'mysql', more: 'KEY k (n)', alter: 'ALTER INDEX k INVISIBLE' },
  { name: 'ignore an index', only: 'mariadb', more: 'KEY k (n)', alter: 'ALTER INDEX k IGNORED' },
  { name: 'another primary key', alter: 'DROP PRIMARY KEY, ADD PRIMARY KEY (id, u)', more: 'u int NOT NULL' },
  { name: 'drop the primary key', alter: 'DROP PRIMARY KEY' },
  { name: 'count a column', alter: 'MODIFY COLUMN id int NOT NULL AUTO_INCREMENT' },
  {
    name: 'add a foreign key',
    more: 'KEY by_n (n)',
    alter: 'ADD CONSTRAINT f FOREIGN KEY (n) REFERENCES p (id)',
  },
  {
    name: 'drop a foreign key',
    more: 'KEY by_n (n), CONSTRAINT f FOREIGN KEY (n) REFERENCES p (id)',
    alter: 'DROP FOREIGN KEY f',
  },
  { name: 'add a check', alter: 'ADD CONSTRAINT c CHECK (n >= 0)' },
  { name: 'drop a check', more: 'CONSTRAINT c CHECK (n >= 0)', alter: 'DROP CONSTRAINT c' },
  { name: 'comment of the table', alter: "COMMENT = 'x'" },
  { name: 'default charset of the table', alter: 'DEFAULT CHARACTER SET latin1' },
  { name: 'row format', alter: 'ROW_FORMAT = COMPRESSED' },
  { name: 'statistics option', alter: 'STATS_PERSISTENT = 1' },
  { name: 'engine', alter: 'ENGINE = MyISAM' },
  { name: 'partition the table', alter: 'PARTITION BY HASH (id) PARTITIONS 2' },
  {
    name: 'remove partitions',
    options: ' PARTITION BY HASH (id) PARTITIONS 2',
    alter: 'REMOVE PARTITIONING',
  },
];

const ALGORITHMS = ['instant', 'inplace', 'copy'] as const;
const LOCKS = ['none', 'shared', 'exclusive'] as const;
type Weights = readonly [algorithm: (typeof ALGORITHMS)[number], lock: (typeof LOCKS)[number]];

const PARENT = 'CREATE TABLE p (id int NOT NULL PRIMARY KEY) ENGINE=InnoDB';

function tableOf(kind: Kind): string {
  const more = kind.more === undefined ? '' : `, ${kind.more}`;
  return `CREATE TABLE t (id int NOT NULL, n int DEFAULT NULL, s varchar(20) DEFAULT NULL, e enum('a','b') DEFAULT NULL, PRIMARY KEY (id)${more}) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4${kind.options ?? ''}`;
}

/** What the server accepts, the lightest first; undefined where it takes the ALTER in no way. */
async function measure(connection: Connection, kind: Kind): Promise<Weights | string> {
  let why = '';
  for (const algorithm of ALGORITHMS) {
    for (const lock of LOCKS) {
      // INSTANT goes with the default lock alone (MySQL manual, Online DDL Operations): nobody waits.
      if (algorithm === 'instant' && lock !== 'none') continue;
      await connection.query('DROP TABLE IF EXISTS t, p');
      await connection.query(PARENT);
      await connection.query(tableOf(kind));
      await connection.query('INSERT INTO p VALUES (1), (2)');
      const point = kind.more?.includes('point') === true ? ', g' : '';
      const value = point === '' ? '' : ', POINT(1, 1)';
      const own = kind.more?.startsWith('u int') === true || kind.more?.startsWith('x int NOT NULL') === true;
      const [column, number] = own ? [`, ${kind.more.charAt(0)}`, ', 1'] : ['', ''];
      await connection.query(
        `INSERT INTO t (id, n, s, e${point}${column}) VALUES (1, 1, 'a', 'a'${value}${number}), (2, 2, 'b', 'b'${value}${number})`,
      );
      try {
        const asked = algorithm === 'instant' ? '' : `, LOCK=${lock.toUpperCase()}`;
        // PARTITION BY ends an ALTER: what is asked stands before it.
        const sql = /^(?:PARTITION|REMOVE)/.test(kind.alter)
          ? `ALTER TABLE t ALGORITHM=${algorithm.toUpperCase()}${asked} ${kind.alter}`
          : `ALTER TABLE t ${kind.alter}, ALGORITHM=${algorithm.toUpperCase()}${asked}`;
        await connection.query(sql);
        return [algorithm, lock];
      } catch (error) {
        why = (error as Error).message;
      }
    }
  }
  return why;
}

function predict(kind: Kind, flavor: Flavor): Weights | undefined {
  const read = (text: string): ReturnType<typeof readSql>['value'] =>
    readSql(text, { path: 'online.sql', flavor, defaultSchema: 's' }).value;
  const before = `${PARENT};\n${tableOf(kind)};`;
  const from = read(before);
  const { plan } = buildPlan({
    name: 'online',
    planVersion: '1',
    flavor,
    style: 'guarded',
    target: { source: 'a', kind: 'sql', fingerprint: '' },
    follow: { source: 'b', kind: 'sql', fingerprint: '' },
    from,
    to: read(`${before}\nALTER TABLE t ${kind.alter};`),
    allow: new Set(RISK_CLASSES),
    renames: kind.alter.startsWith('RENAME INDEX')
      ? [{ kind: 'index', schema: 's', table: 't', from: 'k', to: 'l' }]
      : [],
    dropMode: 'real',
    date: '20260101',
    comparer: compareFor(flavor, from),
  });
  const alters = plan.statements.filter(({ sql }) => sql.startsWith('ALTER TABLE'));
  if (alters.length === 0) return undefined;
  const { algorithm, lock } = combinePredictions(alters.map(({ prediction }) => prediction));
  return [algorithm === 'metadata' ? 'instant' : algorithm, lock];
}

function weigh([algorithm, lock]: Weights): number {
  return ALGORITHMS.indexOf(algorithm) * 10 + LOCKS.indexOf(lock);
}

for (const url of [process.env['TIDEMARK_TEST_URL'], process.env['TIDEMARK_TEST_MYSQL_URL']]) {
  if (url === undefined) continue;
  const connection = await createConnection({ uri: url });
  const [[row]] = await connection.query<RowDataPacket[]>('SELECT VERSION() AS v');
  const flavor = parseFlavor(String(row?.['v']));
  const schema = `td_online_${String(process.pid)}`;
  if (flavor !== undefined) {
    await connection.query(`CREATE DATABASE ${schema} CHARACTER SET utf8mb4`);
    await connection.query(`USE ${schema}`);
    console.log(`\n${flavor.vendor} ${flavor.version.join('.')}`);
    for (const kind of KINDS) {
      if (kind.only !== undefined && kind.only !== flavor.vendor) continue;
      const [measured, predicted] = [await measure(connection, kind), predict(kind, flavor)];
      const isKnown = typeof measured !== 'string' && predicted !== undefined;
      const off = isKnown ? Math.sign(weigh(predicted) - weigh(measured)) : 0;
      if (off < 0) process.exitCode = 1;
      console.log(
        kind.name.padEnd(34) +
          (typeof measured === 'string' ? measured : measured.join(' ')).padEnd(20) +
          (predicted?.join(' ') ?? 'no ALTER').padEnd(20) +
          (off < 0 ? 'TOO LIGHT' : off > 0 ? 'heavier' : ''),
      );
    }
    await connection.query(`DROP DATABASE ${schema}`);
  }
  await connection.end();
}
