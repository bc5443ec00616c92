import { describe, expect, it } from 'vitest';
import type { Table } from '../../../shared/model';
import { parseFlavor } from '../../../shared/model';
import { readSql } from '../../../shared/sql';

const read = (sql: string, flavor = 'mysql:9.7') => {
  const known = parseFlavor(flavor);
  const { value, diagnostics } = readSql(sql, {
    path: 'a.sql',
    ...(known === undefined ? {} : { flavor: known }),
  });
  const tables: readonly Table[] = value.schemas.flatMap((schema) => schema.tables);
  return { tables, names: tables.map(({ name }) => name), codes: diagnostics.map(({ code }) => code) };
};

describe('default_storage_engine', () => {
  const engines = (sql: string): readonly (string | undefined)[] =>
    read(sql).tables.map(({ options }) => options.engine);

  it('is the engine of tables that name none, until it is set back', () => {
    expect(
      engines(`CREATE TABLE a (x INT);
        SET @before = @@default_storage_engine, SESSION default_storage_engine = MyISAM;
        CREATE TABLE b (x INT); CREATE TABLE c (x INT) ENGINE=MEMORY; CREATE TABLE d LIKE b;
        SET @@session.default_storage_engine = @before;
        CREATE TABLE e (x INT);
        SET default_storage_engine = 'ARCHIVE'; CREATE TABLE f (x INT);
        SET default_storage_engine = DEFAULT; CREATE TABLE g (x INT);`),
    ).toEqual([undefined, 'MyISAM', 'MEMORY', 'MyISAM', undefined, 'ARCHIVE', undefined]);
  });

  it('has an older name, and is not changed for this connection by SET GLOBAL', () => {
    expect(engines('SET storage_engine = MyISAM; CREATE TABLE a (x INT);')).toEqual(['MyISAM']);
    expect(engines('SET GLOBAL default_storage_engine = MyISAM; CREATE TABLE a (x INT);')).toEqual([
      undefined,
    ]);
  });

  it('is the engine of sequences too', () => {
    const { value } = readSql('SET default_storage_engine = Aria; CREATE SEQUENCE s;', { path: 'a.sql' });
    expect(value.schemas[0]?.sequences[0]?.engine).toBe('Aria');
  });
});

describe('a temporary table', () => {
  it('hides a table of its name from everything but CREATE TABLE, until it is dropped', () => {
    const { tables, codes } = read(`CREATE TABLE t (a INT);
      CREATE TEMPORARY TABLE t (b INT);
      ALTER TABLE t ADD c INT, ADD INDEX (b);
      CREATE INDEX i ON t (c);
      CREATE TABLE copy LIKE t;
      DROP TABLE t;
      ALTER TABLE t ADD d INT;`);
    expect(codes).toEqual([]);
    expect(tables.map(({ name, columns }) => [name, columns.map((column) => column.name)])).toEqual([
      ['t', ['a', 'd']],
      ['copy', ['b', 'c']],
    ]);
  });

  it('is all that DROP TEMPORARY TABLE takes away', () => {
    const { names } = read(`CREATE TABLE t (a INT); CREATE TEMPORARY TABLE u (a INT);
      DROP TEMPORARY TABLE IF EXISTS t, u;`);
    expect(names).toEqual(['t']);
  });

  it('can be renamed, and is no part of the schema under its new name either', () => {
    const sql = 'CREATE TEMPORARY TABLE a (x INT); ALTER TABLE a RENAME TO b; DROP TABLE b;';
    expect(read(sql)).toMatchObject({ names: [], codes: [] });
    expect(
      read('CREATE TEMPORARY TABLE a (x INT); RENAME TABLE a TO b; DROP TABLE b;', 'mariadb:10.11'),
    ).toMatchObject({ names: [], codes: [] });
  });

  it('gives CREATE TABLE … SELECT its columns, and is nobody’s concern itself', () => {
    const { tables, codes } = read(`CREATE TEMPORARY TABLE a AS SELECT 1 AS x;
      CREATE TEMPORARY TABLE b (y INT, z INT AUTO_INCREMENT);
      CREATE TABLE c SELECT * FROM b;`);
    expect(codes).toEqual([]);
    expect(tables[0]?.columns.map(({ name }) => name)).toEqual(['y', 'z']);
  });
});

it('reads the values of an ENUM that are written in bits', () => {
  const { tables, codes } = read("CREATE TABLE t (a ENUM(b'1001001', 0x4A4B, b'100101101001100'))");
  expect(codes).toEqual([]);
  expect(tables[0]?.columns[0]?.type.values).toEqual(['I', 'JK', 'KL']);
  for (const broken of ["b'01''y'", "b''", "b'2'"])
    expect(read(`CREATE TABLE t (a ENUM(${broken}))`).codes).toEqual(['sql-not-understood']);
});

it('makes no index for a foreign key that goes with the key which served it', () => {
  const before = `CREATE TABLE p (id INT PRIMARY KEY);
    CREATE TABLE t (id INT PRIMARY KEY, CONSTRAINT k FOREIGN KEY (id) REFERENCES p (id));`;
  for (const drops of [
    'DROP PRIMARY KEY, DROP FOREIGN KEY k',
    'DROP CONSTRAINT `PRIMARY`, DROP CONSTRAINT k',
  ]) {
    const [, table] = read(`${before} ALTER TABLE t ${drops};`).tables;
    expect(table).toMatchObject({ indexes: [], foreignKeys: [] });
    expect(table?.primaryKey).toBeUndefined();
  }
});

it('drops the checks of a dropped column that speak of no other one', () => {
  for (const flavor of ['mysql:9.7', 'mariadb:10.11']) {
    const [table] = read(
      `CREATE TABLE t (a INT CHECK (a < 9), b INT, length INT,
        CONSTRAINT own CHECK (length(\`a\`) > 0 OR A IS NULL), CONSTRAINT other CHECK (b > 0), CONSTRAINT none CHECK (1));
      ALTER TABLE t DROP COLUMN a;`,
      flavor,
    ).tables;
    expect(table?.checks.map(({ name }) => name)).toEqual(['other', 'none']);
  }
});

describe('the sql_mode of a program', () => {
  const modeOf = (sql: string): string | undefined =>
    readSql(sql, { path: 'a.sql' }).value.schemas[0]?.triggers.at(-1)?.sqlMode;
  const TABLE = 'CREATE TABLE t (a INT);';
  const create = (name: string): string =>
    `CREATE TRIGGER ${name} BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1;`;

  it('is stated where the script keeps the one that it found and sets another for what follows', () => {
    const own = `SET @saved = @@sql_mode; SET sql_mode = 'STRICT_ALL_TABLES'; ${create('x')}`;
    expect(modeOf(TABLE + own)).toBe('STRICT_ALL_TABLES');
    expect(modeOf(`${TABLE}${own}DROP TRIGGER IF EXISTS y; ${create('y')}`)).toBe('STRICT_ALL_TABLES');
    expect(modeOf(`${TABLE}${own}SET sql_mode = @saved; ${create('y')}`)).toBeUndefined();
    expect(modeOf(`${TABLE}${own}CREATE TABLE u (a INT); ${create('y')}`)).toBeUndefined();
  });

  it('is not where a script sets it for its own sake', () => {
    const head = "SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO';";
    expect(modeOf(head + TABLE + create('x'))).toBeUndefined();
    expect(modeOf(`${TABLE}SET sql_mode = 'STRICT_ALL_TABLES'; ${create('x')}`)).toBeUndefined();
  });
});
