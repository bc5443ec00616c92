import { expect, test } from 'vitest';
import { introspect, openConnection, parseAddress } from '../../../electron/core/mysql';
import { diffModels } from '../../../shared/drift/diff-models';
import { explainDifference } from '../../../shared/drift/explain-difference';
import type { Vendor } from '../../../shared/model';
import { SqlSession } from '../../../shared/sql';
import { connectTo, createTestDatabase, describeEachServer } from '../../support/servers';

/** Scripts whose outcome on a server is not what each statement says by itself. */
const SCRIPTS: readonly {
  readonly name: string;
  readonly vendor?: Vendor;
  readonly statements: readonly string[];
}[] = [
  {
    name: 'a sequence is a table too',
    vendor: 'mariadb',
    statements: [
      'create sequence s1',
      "alter table s1 comment = 'x'",
      'alter table s1 rename to s2',
      'create sequence s3',
      'drop table s3',
    ],
  },
  {
    name: 'the columns of a dropped primary key stay NOT NULL',
    statements: ['create table t (a int, b int, primary key (a, b))', 'drop index `PRIMARY` on t'],
  },
  {
    name: 'what SET STATEMENT runs is run',
    vendor: 'mariadb',
    statements: [
      'set statement max_statement_time=60 for create table t (a int)',
      'set statement lock_wait_timeout = (1), max_statement_time=60 for alter table t add b int',
      'create table u (a int, key k (a) visible)',
    ],
  },
  {
    name: 'DEFAULT is the charset of the schema',
    vendor: 'mariadb',
    statements: [
      'alter database character set latin1 collate latin1_bin',
      'create table t (a varchar(9)) charset=ascii',
      'alter table t charset default collate default',
      'alter table t add b varchar(9)',
    ],
  },
  {
    name: 'REF_SYSTEM_ID and partitions of system time',
    vendor: 'mariadb',
    statements: [
      'create table g (a point ref_system_id=4326, b geometry ref_system_id=0, c point)',
      'create table h (a int) with system versioning partition by system_time interval 1 week auto',
      "create table i (a int) page_compressed='on'",
    ],
  },
  {
    name: 'types of sql_mode=ORACLE, and those that say whose they are',
    vendor: 'mariadb',
    statements: [
      "set sql_mode = 'oracle'",
      'create table t (a varchar2(30), b number(10,2), c number, d number(5), e raw(10), f clob, g date, h blob, i timestamp, j date not null default sysdate)',
      'alter table t add k mariadb_schema.date, modify c number(7)',
      'create procedure p(x in int, y out varchar2) as z int := 1; begin for i in 1..3 loop z := z + i; end loop; exception when others then y := z; end;',
      "create function f(a int) return varchar2 is begin if a = 1 then return 'x'; elsif a = 2 then return 'y'; end if; return null; end;",
      'create function g(a raw) return number is begin return null; end;',
      'create function h(a clob) return date is begin return null; end;',
      'create trigger r before insert on t for each row declare z int := 1; begin :new.d := :new.d + z; end;',
      "set sql_mode = ''",
      'create table u (a mariadb_schema.date, b mariadb_schema.varchar(10), c oracle_schema.date, d maxdb_schema.timestamp, e mariadb_schema.int unsigned)',
    ],
  },
  {
    name: 'the charset of what a function returns',
    statements: [
      "create function e() returns enum('YES (1)','No') no sql return 'No'",
      "create function s() returns set('a','b') charset latin1 no sql return 'a'",
      "create function c() returns varchar(5) charset utf8 collate utf8_unicode_ci no sql return 'a'",
      'create function t() returns text no sql return 1',
    ],
  },
  {
    name: 'CURRENT_USER is whoever runs the statement',
    statements: [
      "create definer = current_user event ended on schedule every 1 day starts '2006-01-01' ends '2007-01-01' on completion preserve do set @a = 1",
      'create definer = current_user() view v as select 1 as one',
      'create definer = nobody@ function f() returns int no sql return 1',
      'create definer = anybody function g() returns int no sql return 1',
    ],
  },
  {
    name: 'the limits of a sequence stay when it turns round',
    vendor: 'mariadb',
    statements: [
      'create sequence s',
      'alter sequence s increment -2',
      "create or replace sequence r start 7 engine = 'innodb'",
    ],
  },
  {
    name: 'a copy by SELECT keeps the charset that its columns inherited',
    statements: ['create table a (c varchar(9)) charset latin1', 'create table b as select * from a'],
  },
  {
    name: 'combinations of sql_mode',
    statements: [
      "set sql_mode = 'ansi'",
      'create procedure p() begin select 1 as "x"; end',
      "set sql_mode = 'ansi_quotes,strict_all_tables'",
      'create function f() returns int deterministic return 1',
    ],
  },
  {
    name: 'an event that begins now',
    statements: ['create event e on schedule every 1 hour starts current_timestamp do select 1'],
  },
  { name: 'an account without a host', statements: ['create definer = somebody procedure p() select 1'] },
  {
    name: 'periods',
    vendor: 'mariadb',
    statements: [
      'create table t (s date, e date, period for app (s, e))',
      'alter table t add period if not exists for app (s, e)',
    ],
  },
  {
    name: 'merged tables',
    statements: [
      'create table m1 (a int) engine=myisam',
      'create table m2 (a int) engine=myisam',
      'create table m (a int) engine=merge union=(m1, m2) insert_method=last',
    ],
  },
  {
    name: 'a procedure that adds what is not there, called twice',
    statements: [
      'create table t (a int)',
      `create procedure add_x() begin
         if not exists (select * from information_schema.columns
             where table_schema = database() and table_name = 't' and column_name = 'x') then
           alter table t add column x int;
         end if;
       end`,
      'call add_x()',
      'call add_x',
      'drop procedure add_x',
    ],
  },
  {
    name: 'a procedure with parameters that puts its DDL together',
    statements: [
      'create table t (a int)',
      'create table u (b int)',
      `create procedure add_column(in tbl varchar(64), col varchar(64), definition text, out done int)
       comment 'adds' modifies sql data
       begin
         declare found, other int default 0;
         select count(*) into found from information_schema.columns
           where table_schema = database() and information_schema.columns.table_name = tbl
             and column_name = col limit 1;
         if found > 0 then
           set done = 0;
         elseif tbl = 'u' then
           set done = 2;
         else
           set @add = concat('alter table \`', tbl, '\` add column \`', col, '\` ', definition);
           prepare adding from @add;
           execute adding;
           deallocate prepare adding;
           set done = 1;
         end if;
       end`,
      "call add_column('t', 'x', 'int not null default 1', @one)",
      "call add_column('t', 'x', 'int not null default 2', @two)",
      "call add_column('u', 'y', 'int', @three)",
      "set @more = if(@one = 1 and @two = 0 and @three = 2, 'alter table u add z int', 'do 0')",
      'prepare q from @more',
      'execute q',
    ],
  },
  {
    name: 'a variable that is called like a column hides it',
    statements: [
      'create table t (a int)',
      `create procedure p(column_name varchar(64)) begin
         if not exists (select 1 from information_schema.columns
             where table_schema = database() and table_name = 't' and column_name = column_name) then
           alter table t add x int;
         else alter table t add y int;
         end if;
       end`,
      "call p('x')",
    ],
  },
  {
    name: 'a procedure that is left',
    statements: [
      'create table t (a int)',
      `create procedure p(n int)
       whole: begin
         declare \`limit\` int default 2;
         inner_one: begin
           declare n int default 7;
           if n = 7 then leave inner_one; end if;
           alter table t add no1 int;
         end inner_one;
         alter table t add yes1 int;
         if n >= \`limit\` then leave whole; end if;
         alter table t add yes2 int;
         begin end;
         case when n is null then begin end; else begin end; end case;
         if case when n = 1 then 1 else 0 end then set @left = 'left'; end if;
         alter table t add yes3 int;
       end`,
      'call p(1)',
      'alter table t drop yes1',
      'call p(2)',
      'alter table t drop yes1',
      'call p(3)',
    ],
  },
  {
    name: 'procedures that call each other, of another schema than the one in use',
    statements: [
      'create table t (a int)',
      'create procedure q(inout n int) begin set n = n + 1; create table if not exists made_by_q (a int); end',
      'create procedure p() begin declare n int default 4; call q(n); if n = 5 then alter table t add x int; end if; end',
      'call p()',
      'create procedure one() alter table t add z int',
      'call one()',
    ],
  },
  {
    name: 'handlers, cursors and loops around no DDL',
    statements: [
      'create table t (a int)',
      `create procedure fill() begin
         declare done, n int default 0;
         declare gone condition for 1051;
         declare c cursor for select a from t;
         declare continue handler for not found set done = 1;
         declare exit handler for sqlstate value '23000', 1062 begin rollback; end;
         declare continue handler for gone begin end;
         open c;
         reading: loop
           fetch c into n;
           if done then leave reading; end if;
         end loop reading;
         close c;
         while n < 3 do insert into t values (n); set n = n + 1; end while;
         repeat set n = n - 1; until n < 0 end repeat;
         alter table t add x int;
       end`,
      'call fill()',
    ],
  },
  {
    name: 'functions that tell what is there',
    statements: [
      'create table t (a int, key ia (a))',
      `create function has_index(f_table varchar(64), f_index varchar(64)) returns bool reads sql data
       begin
         declare has_index bool default false;
         select exists (select 1 from information_schema.statistics
           where table_schema = schema() and table_name = f_table and index_name = f_index) into has_index;
         return has_index;
       end`,
      `create function has_column(c varchar(64)) returns int reads sql data
       return (select count(*) from information_schema.columns
         where table_schema = database() and table_name = 't' and column_name = c) > 0`,
      `create procedure drop_index(p_table varchar(64), p_index varchar(64)) begin
         if Has_Index(p_table, p_index) then
           set @d = concat('drop index ', p_index, ' on ', p_table);
           prepare s from @d; execute s; deallocate prepare s;
         end if;
       end`,
      "call drop_index('t', 'ia')",
      "call drop_index('t', 'ia')",
      "set @s = if(has_column('a') and not has_column('x'), 'alter table t add x int', 'alter table t add y int')",
      'prepare q from @s',
      'execute q',
    ],
  },
  {
    name: 'a block outside programs',
    vendor: 'mariadb',
    statements: [
      'create table t (a int)',
      `begin not atomic
         declare n int;
         select count(*) into n from information_schema.tables where table_schema = database();
         if n = 1 then alter table t add x int; else drop table t; end if;
       end`,
    ],
  },
];

describeEachServer('a script read as the server carries it out', (server) => {
  const own = SCRIPTS.filter(({ vendor }) => vendor === undefined || vendor === server.flavor.vendor);
  test.each(own)('$name', async ({ statements }) => {
    const database = await createTestDatabase(server, '', { charset: 'utf8mb4' });
    const writer = await connectTo(database);
    const reader = await openConnection({ ...parseAddress(server.url), schemas: [] });
    try {
      const session = new SqlSession({ flavor: server.flavor, defaultSchema: database.name });
      for (const statement of statements) {
        await writer.query(statement);
        session.run(`DELIMITER $$\n${statement}\n$$\nDELIMITER ;\n`, 'script.sql');
      }
      expect(session.diagnostics).toEqual([]);
      const { value } = await introspect(reader, [database.name]);
      const told = diffModels(value, session.model(), { flavor: server.flavor }).objects.filter(
        ({ status }) => status !== 'equal' && status !== 'equivalent',
      );
      expect(told.map((object) => explainDifference(object))).toEqual([]);
    } finally {
      await reader.close();
      await writer.end();
      await database.drop();
    }
  });
});
