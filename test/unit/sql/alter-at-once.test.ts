import { describe, expect, it } from 'vitest';
import type { Table } from '../../../shared/model';
import { parseFlavor } from '../../../shared/model';
import { printModel, readSql } from '../../../shared/sql';

function read(sql: string, flavor = 'mariadb:10.11') {
  const known = parseFlavor(flavor);
  const { value, diagnostics } = readSql(sql, {
    path: 'a.sql',
    ...(known === undefined ? {} : { flavor: known }),
  });
  const tables: readonly Table[] = value.schemas.flatMap((schema) => schema.tables);
  return { value, tables, codes: diagnostics.map(({ code }) => code) };
}

/** The one table of a script, without its places. */
const only = (sql: string, flavor?: string): Table => {
  const { tables, codes } = read(sql, flavor);
  expect(codes).toEqual([]);
  const [table] = tables;
  if (table === undefined || tables.length > 1) throw new Error('One table was expected.');
  return table;
};

describe('ALTER TABLE', () => {
  it('leaves keys as they are whose column is dropped and added under the same name', () => {
    for (const flavor of ['mysql:9.7', 'mariadb:10.11']) {
      const table = only(
        `CREATE TABLE t (id INT, a INT, KEY k (id, a), KEY l (id));
        ALTER TABLE t ADD id BIGINT, DROP COLUMN id; ALTER TABLE t DROP COLUMN a;`,
        flavor,
      );
      expect(table.indexes.map(({ name, parts }) => [name, parts.length])).toEqual([
        ['k', 1],
        ['l', 1],
      ]);
      expect(table.columns.map(({ type }) => type.name)).toEqual(['bigint']);
    }
  });

  it('counts partitions anew when they are listed', () => {
    const { partitioning } = only(
      `CREATE TABLE t (a INT) PARTITION BY RANGE (a) PARTITIONS 2
        (PARTITION p0 VALUES LESS THAN (1), PARTITION p1 VALUES LESS THAN (2));
      ALTER TABLE t ADD PARTITION (PARTITION p2 VALUES LESS THAN (3));`,
    );
    expect(partitioning?.scheme.count).toBeUndefined();
    expect(partitioning?.partitions).toHaveLength(3);
  });

  it('converts columns before it sets the charset of the table, in whatever order they are said', () => {
    for (const actions of [
      'CHARACTER SET latin2, CONVERT TO CHARACTER SET utf8mb4',
      'CONVERT TO CHARACTER SET utf8mb4, CHARACTER SET latin2',
    ]) {
      const table = only(`CREATE TABLE t (a CHAR(3)) CHARACTER SET latin1; ALTER TABLE t ${actions};`);
      expect(table.options.charset).toBe('latin2');
      expect(table.columns[0]?.type.charset).toBe('utf8mb4');
    }
  });

  it('renames indexes before a new one takes a name that is given up', () => {
    const { indexes } = only(
      'CREATE TABLE t (a INT, b INT, KEY i (a)); ALTER TABLE t ADD INDEX i (b), RENAME INDEX i TO j;',
    );
    expect(indexes.map(({ name, parts }) => [name, parts[0]])).toEqual([
      ['j', { kind: 'column', column: 'a' }],
      ['i', { kind: 'column', column: 'b' }],
    ]);
  });

  it('does not know the charset of columns that took it from the schema, once the table has another', () => {
    const facets = (sql: string): readonly string[] => only(sql).facets;
    expect(facets('CREATE TABLE t (a TEXT); ALTER TABLE t CHARACTER SET utf8mb3;')).not.toContain(
      'columnCharsets',
    );
    expect(facets('CREATE TABLE t (a INT); ALTER TABLE t CHARACTER SET utf8mb3;')).toContain(
      'columnCharsets',
    );
    expect(
      only('CREATE TABLE t (a TEXT) CHARACTER SET latin1; ALTER TABLE t CHARACTER SET utf8mb3;').columns[0]
        ?.type.charset,
    ).toBe('latin1');
  });

  it('leaves the checksum of Aria’s pages behind on MariaDB when the engine changes', () => {
    const { options } = only('CREATE TABLE t (a INT) ENGINE=Aria; ALTER TABLE t ENGINE=MyISAM;');
    expect([...(options.rest ?? [])]).toEqual([['page_checksum', '1']]);
  });

  it('makes MariaDB forget USING HASH of unique indexes, unless it only renames the table', () => {
    const using = (statement: string, flavor?: string): string | undefined =>
      only(`CREATE TABLE t (a INT, UNIQUE u (a) USING HASH); ${statement};`, flavor).indexes[0]?.using;
    expect(using('ALTER TABLE t RENAME s')).toBe('hash');
    expect(using("ALTER TABLE t COMMENT 'x'")).toBeUndefined();
    expect(using('CREATE INDEX i ON t (a)')).toBeUndefined();
    expect(using("ALTER TABLE t COMMENT 'x'", 'mysql:9.7')).toBe('hash');
    expect(
      only("CREATE TABLE t (a INT, UNIQUE u (a) USING HASH) ENGINE=MEMORY; ALTER TABLE t COMMENT 'x';")
        .indexes[0]?.using,
    ).toBe('hash');
  });
});

it('takes ALGORITHM and LOCK of CREATE INDEX for the statement’s, in small letters too', () => {
  const { indexes } = only(
    'CREATE TABLE t (a INT); CREATE INDEX i ON t (a) algorithm=inplace lock=none;',
    'mysql:9.7',
  );
  expect(indexes[0]).not.toHaveProperty('options');
});

it('takes a semicolon before another delimiter', () => {
  const { tables, codes } = read(
    'DELIMITER //\nCREATE TABLE a (x INT);\n//\nCREATE PROCEDURE p() BEGIN SELECT 1; END;;\n//\nALTER TABLE a ADD y INT; //\n',
  );
  expect(codes).toEqual([]);
  expect(tables[0]?.columns).toHaveLength(2);
});

it('copies ON UPDATE with CREATE TABLE … SELECT', () => {
  const { tables } = read(
    'CREATE TABLE a (t TIMESTAMP NULL ON UPDATE CURRENT_TIMESTAMP); CREATE TABLE b SELECT * FROM a;',
  );
  expect(tables[1]?.columns[0]?.onUpdate).toBe(tables[0]?.columns[0]?.onUpdate);
  expect(tables[1]?.columns[0]?.onUpdate).toBeDefined();
});

describe('PIPES_AS_CONCAT', () => {
  const expression = (text: string, mode = 'PIPES_AS_CONCAT'): string | undefined =>
    only(`SET sql_mode = '${mode}'; CREATE TABLE t (a INT, b INT, c VARCHAR(99) AS (${text}));`).columns[2]
      ?.generated?.expression;

  it('is spelled out, because no other server reads || so', () => {
    expect(expression('a || b')).toBe('concat(a , b)');
    expect(expression("a||'x'||upper(b||'y')||'z'")).toBe("concat(a,'x',upper(concat(b,'y')),'z')");
    expect(expression('(a || b) = 1 OR -a || b')).toBe('(concat(a , b)) = 1 OR concat(-a , b)');
    expect(expression("a + b || CASE a WHEN 1 THEN a || b ELSE _utf8mb4 'x' END COLLATE utf8mb4_bin")).toBe(
      "a + concat(b , CASE a WHEN 1 THEN concat(a , b) ELSE _utf8mb4 'x' END COLLATE utf8mb4_bin)",
    );
  });

  it('comes with the modes that hold it, and || is OR in all others', () => {
    for (const mode of ['ANSI', 'ORACLE', 'MSSQL']) expect(expression('a || b', mode)).toBe('concat(a , b)');
    expect(expression('a || b', 'STRICT_ALL_TABLES')).toBe('a || b');
  });

  it('stays with routines, whose bodies are kept as they are', () => {
    const { value } = read(
      "SET sql_mode = 'PIPES_AS_CONCAT'; CREATE FUNCTION f() RETURNS TEXT RETURN 'a' || 'b';",
    );
    expect(value.schemas[0]?.routines[0]).toMatchObject({
      sqlMode: 'PIPES_AS_CONCAT',
      body: "RETURN 'a' || 'b'",
    });
  });
});

it('reads REAL as FLOAT where sql_mode says so', () => {
  expect(only("SET sql_mode = 'REAL_AS_FLOAT'; CREATE TABLE t (a REAL);").columns[0]?.type.name).toBe(
    'float',
  );
  expect(only('CREATE TABLE t (a REAL);').columns[0]?.type.name).toBe('real');
});

it('reads JSON duality views and prints them as such', () => {
  const select = "SELECT JSON_DUALITY_OBJECT(WITH (INSERT) '_id' : id) FROM t";
  const flavor = parseFlavor('mysql:9.7');
  for (const words of ['JSON DUALITY', 'JSON RELATIONAL DUALITY']) {
    const { value, codes } = read(
      `CREATE OR REPLACE SQL SECURITY INVOKER ${words} VIEW v AS ${select};`,
      'mysql:9.7',
    );
    expect(codes).toEqual([]);
    expect(value.schemas[0]?.views[0]).toMatchObject({
      name: 'v',
      duality: true,
      security: 'invoker',
      select,
    });
    if (flavor !== undefined)
      expect(printModel(value, flavor)).toContain('SQL SECURITY INVOKER JSON RELATIONAL DUALITY VIEW `v` AS');
  }
});

describe('what MariaDB’s own tests showed', () => {
  it('DROP PERIOD has its mark before FOR', () => {
    const table = `CREATE TABLE t (id INT, a DATE, b DATE, PERIOD FOR p (a, b));`;
    expect(only(`${table} ALTER TABLE t DROP PERIOD IF EXISTS FOR p;`).periods).toBeUndefined();
    expect(only(`${table} ALTER TABLE t DROP PERIOD FOR p;`).periods).toBeUndefined();
    expect(only(`${table} ALTER TABLE t DROP PERIOD IF EXISTS FOR other;`).periods).toHaveLength(1);
  });

  it('SONAME is a name like others, unless a library follows it', () => {
    const { value, codes } = read(
      "CREATE PROCEDURE p (soname INT) SET @a = soname; CREATE FUNCTION f RETURNS STRING SONAME 'f.so';",
    );
    expect(codes).toEqual([]);
    expect(value.schemas[0]?.routines.map(({ name }) => name)).toEqual(['p']);
  });

  it('a sequence takes the options of a table, and keeps its own', () => {
    const { value, codes } = read(
      "CREATE SEQUENCE s START 5 COMMENT='x' MIN_ROWS=1 MAX_ROWS=2 ENGINE=InnoDB ROW_FORMAT=REDUNDANT CACHE 3;",
    );
    expect(codes).toEqual([]);
    expect(value.schemas[0]?.sequences[0]).toMatchObject({
      start: '5',
      comment: 'x',
      engine: 'InnoDB',
      cache: '3',
    });
  });
});
