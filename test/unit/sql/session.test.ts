import { describe, expect, it } from 'vitest';
import { parseFlavor } from '../../../shared/model';
import type { Flavor } from '../../../shared/model';
import {
  createSession,
  implicitCheckNames,
  implicitForeignKeyNames,
  implicitIndexNames,
  readSql,
} from '../../../shared/sql';

const names = (sql: string, more: Partial<Parameters<typeof readSql>[1]> = {}): string[] =>
  readSql(sql, { path: 'a.sql', ...more }).value.schemas.flatMap((schema) =>
    schema.tables.map((table) => `${schema.name}.${table.name}`),
  );
const codes = (sql: string, more: Partial<Parameters<typeof readSql>[1]> = {}): string[] =>
  readSql(sql, { path: 'a.sql', ...more }).diagnostics.map((found) => found.code);

describe('a session', () => {
  it('places names by USE, by qualification and by the default', () => {
    expect(
      names(
        'CREATE TABLE a (x INT); USE two\nCREATE TABLE b (x INT); CREATE TABLE three.c (x INT); RENAME TABLE b TO three.b;',
        { defaultSchema: 'one' },
      ),
    ).toEqual(['one.a', 'three.c', 'three.b']);
  });

  it('goes on from one file to the next', () => {
    const session = createSession();
    session.run('CREATE TABLE a (x INT)', 'one.sql');
    session.run('ALTER TABLE a ADD y INT', 'two.sql');
    const table = session.model().schemas[0]?.tables[0];
    expect(table?.columns.map((column) => column.name)).toEqual(['x', 'y']);
    expect(table?.columns[1]?.origin).toMatchObject({ path: 'two.sql', line: 1, column: 19 });
    expect(session.diagnostics).toEqual([]);
  });

  it('follows SOURCE, and stops where it leads in a circle', () => {
    const files = new Map([['b.sql', 'CREATE TABLE b (x INT);\n\\. a.sql\n']]);
    const include = (path: string): { path: string; text: string } | undefined => {
      const text = path === 'a.sql' ? 'SOURCE b.sql' : files.get(path);
      return text === undefined ? undefined : { path, text };
    };
    expect(names('SOURCE b.sql;\n', { include })).toEqual(['.b']);
    expect(codes('SOURCE b.sql;\nSOURCE none.sql\n', { include })).toEqual([
      'sql-include-cycle',
      'sql-include-missing',
    ]);
  });

  it('never loses what follows a mistake', () => {
    expect(names('CREATE TABLE a (x INT;\nCREATE TABLE b (x INT)\nCREATE TABLE c (x INT);')).toEqual(
      expect.arrayContaining(['.b', '.c']),
    );
    expect(names("CREATE TABLE a (x INT DEFAULT 'open);\nCREATE TABLE b (x INT);")).toContain('.b');
  });

  it('marks the vendor of a statement, but not of what a conditional comment hides', () => {
    const only = (sql: string): (string | undefined)[] =>
      readSql(sql, { path: 'a.sql' }).statements.map((statement) => statement.onlyFor);
    expect(
      only(
        'ALTER TABLE t ADD COLUMN IF NOT EXISTS x INT; ALTER TABLE t ALTER INDEX i INVISIBLE; CREATE TABLE t (a INT /*!80023 INVISIBLE */, KEY k (a) /*!80000 INVISIBLE */)',
      ),
    ).toEqual(['mariadb', 'mysql', undefined]);
  });

  it('is not fooled by prototype names', () => {
    expect(
      names('CREATE TABLE `__proto__` (`constructor` INT); ALTER TABLE `__proto__` ADD `__proto__` INT;', {
        defaultSchema: '__proto__',
      }),
    ).toEqual(['__proto__.__proto__']);
  });
});

describe('implicit names', () => {
  const table = readSql(
    'CREATE TABLE t (a INT, `primary` INT, KEY (a), UNIQUE (a), KEY a_5 (a), KEY (`primary`), KEY ((a + 1)), CHECK (a > 0), CONSTRAINT t_chk_4 CHECK (a > 1), CHECK (a > 2), FOREIGN KEY (a) REFERENCES p (x), CONSTRAINT t_ibfk_7 FOREIGN KEY (a) REFERENCES p (x))',
    {
      path: 'a.sql',
    },
  ).value.schemas[0]?.tables[0];

  it('are those that servers give', () => {
    expect(implicitIndexNames(table?.indexes ?? [])).toEqual([
      'a',
      'a_2',
      'a_5',
      'primary_2',
      'functional_index',
    ]);
    expect(implicitForeignKeyNames('t', table?.foreignKeys ?? [])).toEqual(['t_ibfk_1', 't_ibfk_7']);
    expect(implicitCheckNames('t', table?.checks ?? [], 'mysql')).toEqual(['t_chk_1', 't_chk_4', 't_chk_2']);
    expect(implicitCheckNames('t', table?.checks ?? [], 'mariadb')).toEqual([
      'CONSTRAINT_1',
      't_chk_4',
      'CONSTRAINT_2',
    ]);
  });
});

describe('programs without BEGIN and without DELIMITER', () => {
  const after = '; create table behind (id int)';
  it.each([
    'create procedure p() if 1 > 0 then select 1; elseif 2 > 1 then if 1 then select 2; end if; else select 3; end if',
    'create procedure if not exists p(a int) while a > 0 do set a = a - 1; end while',
    'create procedure p() here: loop leave here; end loop here',
    'create procedure p(a int) repeat set a = if(a > 3, a - 1, 0); until a = 0 end repeat',
    'create function f(a int) returns varchar(9) character set utf8mb4 deterministic case a when 1 then return 1; else begin return case when a then if(a, 1, 2) else 3 end; end; end case',
    'create trigger r before insert on t for each row if new.a is null then set new.a = 1; set new.b = 2; end if',
    'create event e on schedule every 1 day do if 1 then delete from t; delete from u; end if',
  ])('%s', (text) => {
    const { value, diagnostics } = readSql(text + after, { path: 'a.sql' });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(value.schemas[0]?.tables.map(({ name }) => name)).toEqual(['behind']);
    const { triggers = [], routines = [], events = [] } = value.schemas[0] ?? {};
    const [only] = [...triggers, ...routines, ...events];
    expect(text.endsWith(only?.body ?? 'nothing')).toBe(true);
  });

  it.each([
    'create procedure p() select if(1, 2, 3)',
    'create function f() returns int return case when 1 then 2 end',
    'create trigger r before insert on t for each row set new.a = if(new.b, 1, 2)',
  ])('a plain body ends at its delimiter: %s', (text) => {
    const { value } = readSql(text + after, { path: 'a.sql' });
    expect(value.schemas[0]?.tables.map(({ name }) => name)).toEqual(['behind']);
  });
});

it('a number before a delimiter of word characters is a number', () => {
  const text =
    'delimiter $$\ncreate table t (id int auto_increment primary key) auto_increment=5$$\ncreate table u (a int default 7)$$';
  const { value, diagnostics } = readSql(text, { path: 'a.sql' });
  expect(diagnostics).toEqual([]);
  expect(value.schemas[0]?.tables.map(({ name, options }) => [name, options.autoIncrement])).toEqual([
    ['t', '5'],
    ['u', undefined],
  ]);
});

describe('what newer corpora taught', () => {
  it('an account whose host is left out behind its @', () => {
    const { value, diagnostics } = readSql(
      'create definer=foo@ /* none */ function f() returns int return 42',
      {
        path: 'x.sql',
      },
    );
    expect(diagnostics).toEqual([]);
    expect(value.schemas[0]?.routines[0]).toMatchObject({ name: 'f', definer: 'foo@' });
  });

  it('CREATE VIEW IF NOT EXISTS is MySQL’s too, since 9.1', () => {
    const told = (flavor: string): readonly string[] =>
      readSql('create view if not exists v as select 1 as one', {
        path: 'x.sql',
        flavor: parseFlavor(flavor) as Flavor,
      }).diagnostics.map(({ code }) => code);
    expect(told('mysql:9.7')).toEqual([]);
    expect(told('mysql:8.4')).toEqual(['sql-other-vendor']);
    expect(told('mariadb:10.11')).toEqual([]);
  });

  it('packages are passed over with a word, and nothing behind them is lost', () => {
    const { value, diagnostics, statements } = readSql(
      `SET sql_mode = 'ORACLE';
DELIMITER //
CREATE PACKAGE k AS PROCEDURE p(a INT); END;
//
CREATE PACKAGE BODY k AS PROCEDURE p(a INT) AS BEGIN NULL; END; BEGIN p(1); END;
//
DELIMITER ;
CREATE TABLE t (a VARCHAR2(9));`,
      { path: 'x.sql', flavor: parseFlavor('mariadb:10.11') as Flavor },
    );
    expect(diagnostics.map(({ code, severity, location }) => [code, severity, location?.line])).toEqual([
      ['sql-package-not-read', 'info', 3],
      ['sql-package-not-read', 'info', 5],
    ]);
    expect(statements.filter(({ kind }) => kind === 'CREATE PACKAGE')).toHaveLength(2);
    expect(value.schemas[0]?.tables[0]?.columns[0]?.type.name).toBe('varchar');
  });
});
