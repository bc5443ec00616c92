/** Two states of one schema, for planning from the first to the second and back. */
export interface PlanFixture {
  readonly name: string;
  readonly current: string;
  readonly desired: string;
  /** Vendors that load both sides; both when left out. */
  readonly only?: 'mysql' | 'mariadb';
}

/** Cases of our own making: one per kind of change, and those where servers have surprised us. */
export const PLAN_FIXTURES: readonly PlanFixture[] = [
  {
    name: 'create-and-drop-tables-with-keys-between-them',
    current:
      `CREATE TABLE old_child (id int PRIMARY KEY, parent_id int, CONSTRAINT to_old FOREIGN KEY (parent_id) REFERENCES old_parent (id));
CREATE TABLE old_parent (id int PRIMARY KEY);`.replace(/^(.*\n)(.*)$/s, '$2\n$1'),
    desired: `CREATE TABLE team (id int PRIMARY KEY, lead_id int);
CREATE TABLE member (id int PRIMARY KEY, team_id int, CONSTRAINT to_team FOREIGN KEY (team_id) REFERENCES team (id) ON DELETE CASCADE);`,
  },
  {
    name: 'options-that-are-no-longer-stated',
    current: "CREATE TABLE t (a int) COMPRESSION='zlib' AUTOEXTEND_SIZE=4M;",
    desired: 'CREATE TABLE t (a int);',
    only: 'mysql',
  },
  {
    name: 'foreign-keys-in-a-circle',
    current: '',
    desired: `CREATE TABLE a (id int PRIMARY KEY, b_id int);
CREATE TABLE b (id int PRIMARY KEY, a_id int, CONSTRAINT b_to_a FOREIGN KEY (a_id) REFERENCES a (id));
ALTER TABLE a ADD CONSTRAINT a_to_b FOREIGN KEY (b_id) REFERENCES b (id);`,
  },
  {
    name: 'columns-come-go-and-move',
    current: 'CREATE TABLE t (a int, b int, c int, d int);',
    desired: 'CREATE TABLE t (d int, a int, new1 varchar(10), c int, new2 int);',
  },
  {
    name: 'attributes-of-columns',
    current: `CREATE TABLE t (
  id int NOT NULL,
  name varchar(20) NOT NULL DEFAULT '',
  kind enum('a','b') DEFAULT 'a',
  amount decimal(8,2) DEFAULT 1,
  seen datetime DEFAULT NULL,
  note varchar(50) COMMENT 'old'
);`,
    desired: `CREATE TABLE t (
  id bigint NOT NULL,
  name varchar(50) DEFAULT NULL,
  kind enum('a','b','c') NOT NULL DEFAULT 'b',
  amount decimal(10,2) DEFAULT 2.5,
  seen datetime DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  note varchar(50) COMMENT 'it''s "new"; -- */'
);`,
  },
  {
    name: 'primary-key-and-auto-increment',
    current: 'CREATE TABLE t (id int NOT NULL, code varchar(10), PRIMARY KEY (code));',
    desired:
      'CREATE TABLE t (id int NOT NULL AUTO_INCREMENT, code varchar(10) DEFAULT NULL, PRIMARY KEY (id), UNIQUE KEY by_code (code));',
  },
  {
    name: 'indexes-come-go-and-change',
    current: `CREATE TABLE t (a int, b varchar(200), c text, KEY by_a (a), KEY by_b (b(10)), FULLTEXT KEY words (c), UNIQUE KEY pair (a, b));`,
    desired: `CREATE TABLE t (a int, b varchar(200), c text, KEY by_a (a DESC), KEY by_b (b(20)), KEY pair (a, b) COMMENT 'no longer unique', KEY fresh (c(15)));`,
  },
  {
    name: 'a-key-steps-aside-while-its-columns-change',
    current: `CREATE TABLE parent (id int NOT NULL, PRIMARY KEY (id));
CREATE TABLE child (id int PRIMARY KEY, parent_id int, CONSTRAINT to_parent FOREIGN KEY (parent_id) REFERENCES parent (id));`,
    desired: `CREATE TABLE parent (id bigint NOT NULL, PRIMARY KEY (id));
CREATE TABLE child (id int PRIMARY KEY, parent_id bigint, CONSTRAINT to_parent FOREIGN KEY (parent_id) REFERENCES parent (id));`,
  },
  {
    name: 'foreign-key-actions',
    current: `CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (parent_id int, KEY own (parent_id), CONSTRAINT to_parent FOREIGN KEY (parent_id) REFERENCES parent (id));`,
    desired: `CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (parent_id int, KEY own (parent_id), CONSTRAINT to_parent FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE SET NULL ON UPDATE CASCADE);`,
  },
  {
    name: 'checks',
    current:
      'CREATE TABLE t (a int, b int, CONSTRAINT positive CHECK (a > 0), CONSTRAINT gone CHECK (b > 0));',
    desired:
      'CREATE TABLE t (a int, b int, CONSTRAINT positive CHECK (a > 10), CONSTRAINT fresh CHECK (a < b));',
  },
  {
    name: 'generated-columns',
    current:
      'CREATE TABLE t (a int, v int AS (a + 1) VIRTUAL, s int AS (a * 2) STORED, w int AS (a - 1) VIRTUAL, KEY by_s (s));',
    desired:
      'CREATE TABLE t (a int, v int AS (a + 2) VIRTUAL, s int AS (a * 2) VIRTUAL, w int AS (a - 1) STORED, KEY by_s (s));',
  },
  {
    name: 'a-virtual-column-becomes-plain-with-its-values',
    current: 'CREATE TABLE t (a int, v int AS (a + 1) VIRTUAL);',
    desired: 'CREATE TABLE t (a int, v int DEFAULT NULL);',
  },
  {
    name: 'table-options',
    current: "CREATE TABLE t (a int) ENGINE=InnoDB DEFAULT CHARSET=latin1 COMMENT='old';",
    desired:
      "CREATE TABLE t (a int) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 ROW_FORMAT=COMPRESSED STATS_PERSISTENT=0 COMMENT='new; it''s';",
  },
  {
    name: 'a-columns-charset-stays-when-the-tables-default-moves',
    current: 'CREATE TABLE t (a varchar(10), b varchar(10) CHARACTER SET utf8mb4) DEFAULT CHARSET=latin1;',
    desired: 'CREATE TABLE t (a varchar(10) CHARACTER SET latin1, b varchar(10)) DEFAULT CHARSET=utf8mb4;',
  },
  {
    name: 'partitions-are-added',
    current: `CREATE TABLE t (id int NOT NULL, PRIMARY KEY (id)) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN (20));`,
    desired: `CREATE TABLE t (id int NOT NULL, PRIMARY KEY (id)) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN (20), PARTITION p2 VALUES LESS THAN (30));`,
  },
  {
    name: 'partitioning-comes',
    current: 'CREATE TABLE t (id int NOT NULL, PRIMARY KEY (id));',
    desired: 'CREATE TABLE t (id int NOT NULL, PRIMARY KEY (id)) PARTITION BY HASH (id) PARTITIONS 3;',
  },
  {
    name: 'renames-that-the-source-declares',
    current: 'CREATE TABLE people (id int PRIMARY KEY, full_name varchar(50), KEY by_name (full_name));',
    desired: `CREATE TABLE persons ( -- @renamed from=people
  id int PRIMARY KEY,
  name varchar(80), -- @renamed from=full_name
  KEY by_person (name) -- @renamed from=by_name
);`,
  },
  {
    name: 'views-by-dependency',
    current: 'CREATE TABLE t (a int, b int); CREATE VIEW top AS SELECT a FROM t;',
    desired: `CREATE TABLE t (a int, b int);
CREATE VIEW z_base AS SELECT a, b FROM t;
CREATE VIEW a_sums AS SELECT a, b FROM z_base;
CREATE VIEW top AS SELECT b FROM a_sums;`,
  },
  {
    name: 'a-view-becomes-a-table',
    current: 'CREATE TABLE t (a int); CREATE VIEW x AS SELECT a FROM t;',
    desired: 'CREATE TABLE t (a int); CREATE TABLE x (a int);',
  },
  {
    name: 'triggers-and-routines',
    current: `CREATE TABLE t (a int, b int);
CREATE TRIGGER keep BEFORE INSERT ON t FOR EACH ROW SET NEW.b = 1;
CREATE PROCEDURE p() SELECT 1;`,
    desired: `CREATE TABLE t (a int, b int);
DELIMITER //
CREATE TRIGGER keep BEFORE INSERT ON t FOR EACH ROW BEGIN
  IF NEW.a IS NULL THEN SET NEW.b = 2; END IF;
  SET NEW.a = 1;
END//
CREATE FUNCTION twice(n int) RETURNS int DETERMINISTIC RETURN n * 2//
DELIMITER ;`,
  },
  {
    name: 'hostile-names-and-comments',
    current: "CREATE TABLE `it's` (`a``b` int, `select` int);",
    desired:
      "CREATE TABLE `it's` (`a``b` bigint COMMENT 'x'' ; DROP TABLE y; -- */ \\\\', `select` int, `new col` int, KEY `k``ey` (`a``b`));",
  },
  {
    name: 'a-functional-index',
    only: 'mysql',
    current: 'CREATE TABLE t (a varchar(20), KEY low ((lower(a))));',
    desired: 'CREATE TABLE t (a varchar(20), KEY low ((upper(a))), KEY len ((char_length(a))));',
  },
  {
    name: 'visibility',
    only: 'mysql',
    current: 'CREATE TABLE t (a int, b int, KEY by_a (a));',
    desired: 'CREATE TABLE t (a int, b int INVISIBLE, KEY by_a (a) INVISIBLE);',
  },
  {
    name: 'a-check-that-is-not-enforced',
    only: 'mysql',
    current: 'CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 0));',
    desired: 'CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 0) NOT ENFORCED);',
  },
  {
    name: 'a-sequence-and-an-ignored-index',
    only: 'mariadb',
    current: 'CREATE TABLE t (a int, KEY by_a (a));',
    desired:
      'CREATE SEQUENCE numbers START WITH 10 INCREMENT BY 5; CREATE TABLE t (a int, KEY by_a (a) IGNORED);',
  },
  {
    name: 'partitions-by-another-expression',
    current: `CREATE TABLE t (id int NOT NULL, shard int NOT NULL, PRIMARY KEY (id, shard)) PARTITION BY HASH (id) PARTITIONS 2;`,
    desired: `CREATE TABLE t (id int NOT NULL, shard int NOT NULL, PRIMARY KEY (id, shard)) PARTITION BY HASH (id + shard) PARTITIONS 2;`,
  },
  {
    name: 'partition-limits-that-are-texts',
    current: `CREATE TABLE t (d date NOT NULL) PARTITION BY RANGE COLUMNS (d) (PARTITION p0 VALUES LESS THAN ('2020-01-01'), PARTITION p1 VALUES LESS THAN ('2021-01-01'));`,
    desired: `CREATE TABLE t (d date NOT NULL) PARTITION BY RANGE COLUMNS (d) (PARTITION p0 VALUES LESS THAN ('2020-07-01'), PARTITION p1 VALUES LESS THAN ('2021-01-01'));`,
  },
  {
    name: 'partitions-come-in-between',
    current: `CREATE TABLE r (id int NOT NULL) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION rest VALUES LESS THAN MAXVALUE);
CREATE TABLE l (id int NOT NULL) PARTITION BY LIST (id) (PARTITION a VALUES IN (1, 2), PARTITION c VALUES IN (5));`,
    desired: `CREATE TABLE r (id int NOT NULL) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN (20) COMMENT 'it''s new', PARTITION rest VALUES LESS THAN MAXVALUE);
CREATE TABLE l (id int NOT NULL) PARTITION BY LIST (id) (PARTITION a VALUES IN (1, 2), PARTITION b VALUES IN (3, 4), PARTITION c VALUES IN (5));`,
  },
  {
    name: 'partitioned-column-gives-way-to-another',
    current: `CREATE TABLE t (a int NOT NULL, b int NOT NULL, PRIMARY KEY (a, b)) PARTITION BY LIST (b) (PARTITION p1 VALUES IN (1), PARTITION p2 VALUES IN (2));`,
    desired: `CREATE TABLE t (a int NOT NULL, c int NOT NULL, PRIMARY KEY (a, c)) PARTITION BY LIST (c) (PARTITION p1 VALUES IN (0, 1), PARTITION p2 VALUES IN (2));`,
  },
  {
    name: 'renamed-columns-that-others-speak-of',
    current: `CREATE TABLE o (id int PRIMARY KEY);
CREATE TABLE t (id int PRIMARY KEY, ref int, num int DEFAULT 0, twice int GENERATED ALWAYS AS (num * 2) VIRTUAL, kept int GENERATED ALWAYS AS (num + 1) STORED, KEY by_twice (twice), CONSTRAINT small CHECK (num < 100), CONSTRAINT to_o FOREIGN KEY (ref) REFERENCES o (id));`,
    desired: `CREATE TABLE o (id int PRIMARY KEY);
CREATE TABLE t (
  id int PRIMARY KEY,
  other_ref int, -- @renamed from=ref
  amount bigint DEFAULT 0, -- @renamed from=num
  twice int GENERATED ALWAYS AS (amount * 2) VIRTUAL, kept int GENERATED ALWAYS AS (amount + 1) STORED, KEY by_twice (twice), CONSTRAINT small CHECK (amount < 200), CONSTRAINT to_o FOREIGN KEY (other_ref) REFERENCES o (id));`,
  },
  {
    name: 'renamed-column-that-decides-the-partition',
    current: `CREATE TABLE t (id int NOT NULL, day date NOT NULL) PARTITION BY RANGE COLUMNS (day) (PARTITION p0 VALUES LESS THAN ('2020-01-01'), PARTITION p1 VALUES LESS THAN (MAXVALUE));`,
    desired: `CREATE TABLE t (
  id int NOT NULL,
  on_day date NOT NULL -- @renamed from=day
) PARTITION BY RANGE COLUMNS (on_day) (PARTITION p0 VALUES LESS THAN ('2020-01-01'), PARTITION p1 VALUES LESS THAN (MAXVALUE));`,
  },
  {
    name: 'block-size-of-a-table-with-keys',
    current: `CREATE TABLE t (id int PRIMARY KEY, a int, b varchar(20), KEY by_a (a), UNIQUE KEY by_b (b)) ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8;`,
    desired: `CREATE TABLE t (id int PRIMARY KEY, a int, b varchar(20), KEY by_a (a), UNIQUE KEY by_b (b));`,
  },
  {
    name: 'using-is-said-and-unsaid',
    current: `CREATE TABLE t (a int, b int, KEY by_a (a), KEY by_b (b) USING BTREE);`,
    desired: `CREATE TABLE t (a int, b int, KEY by_a (a) USING BTREE, KEY by_b (b));`,
  },
  {
    name: 'defaults-are-dropped-and-come-back',
    current: `CREATE TABLE t (id int PRIMARY KEY, a int DEFAULT 5, b varchar(9), c datetime, d int, e int NOT NULL);
ALTER TABLE t ALTER d DROP DEFAULT, ALTER b DROP DEFAULT;`,
    desired: `CREATE TABLE t (id int PRIMARY KEY, a int, d bigint COMMENT 'moved', b varchar(9), c datetime, e int, f json, v int);
CREATE TABLE n (id int PRIMARY KEY, a int);
ALTER TABLE t ALTER a DROP DEFAULT, ALTER d DROP DEFAULT, ALTER c DROP DEFAULT, ALTER e DROP DEFAULT, ALTER f DROP DEFAULT;
ALTER TABLE n ALTER a DROP DEFAULT;`,
  },
  {
    name: 'a-virtual-column-becomes-a-plain-one-without-default',
    current: `CREATE TABLE t (id int PRIMARY KEY, a int, g int GENERATED ALWAYS AS (a + 1) VIRTUAL);`,
    desired: `CREATE TABLE t (id int PRIMARY KEY, a int, g int);
ALTER TABLE t ALTER g DROP DEFAULT;`,
  },
  {
    name: 'a-trigger-on-a-name-with-a-backtick',
    current:
      'CREATE TABLE t (`back``tick` int);\nCREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.`back``tick` = 1;',
    desired:
      'CREATE TABLE t (`back``tick` int);\nCREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.`back``tick` = 2;',
  },
  {
    name: 'a-renamed-table-whose-foreign-key-changes-its-type',
    current: `CREATE TABLE team (id int PRIMARY KEY);
CREATE TABLE player (id int PRIMARY KEY, team_id int, CONSTRAINT plays_in FOREIGN KEY (team_id) REFERENCES team (id));`,
    desired: `CREATE TABLE team (id bigint PRIMARY KEY);
CREATE TABLE member ( -- @renamed from=player
  id int PRIMARY KEY, team_id bigint, CONSTRAINT plays_in FOREIGN KEY (team_id) REFERENCES team (id));`,
  },
  {
    name: 'a-table-gives-way-to-a-view',
    current: `CREATE TABLE base (a int); CREATE TABLE shown (a int);`,
    desired: `CREATE TABLE base (a int); CREATE VIEW shown AS SELECT a FROM base;`,
  },
  {
    name: 'a-default-that-gives-each-row-its-own',
    current: 'CREATE TABLE t (id int NOT NULL PRIMARY KEY, token char(36) DEFAULT NULL);',
    desired:
      'CREATE TABLE t (code binary(16) NOT NULL DEFAULT (uuid_to_bin(uuid())), id int NOT NULL PRIMARY KEY, token char(36) DEFAULT (uuid()), luck double DEFAULT (rand()), UNIQUE KEY one (code));',
    only: 'mysql',
  },
  {
    name: 'a-generated-column-under-an-index-changes-type-and-place',
    current:
      'CREATE TABLE t (n int NOT NULL, twice int GENERATED ALWAYS AS (n + n) VIRTUAL, KEY both_of (twice, n));',
    desired:
      'CREATE TABLE t (n int NOT NULL, twice varchar(40) GENERATED ALWAYS AS (n + n) STORED, KEY both_of (twice, n));',
  },
  {
    name: 'a-generated-column-is-hidden-and-inherits-another-charset',
    current:
      "CREATE TABLE t (a varchar(20), b varchar(20) GENERATED ALWAYS AS (concat(a, 'x')) VIRTUAL, c int GENERATED ALWAYS AS (length(a)) STORED INVISIBLE) DEFAULT CHARSET=utf8mb4;",
    desired:
      "CREATE TABLE t (a varchar(20), b varchar(20) GENERATED ALWAYS AS (concat(a, 'x')) VIRTUAL INVISIBLE, c int GENERATED ALWAYS AS (length(a)) STORED) DEFAULT CHARSET=latin1;",
  },
  {
    name: 'two-keys-that-one-index-serves-step-aside',
    current: `CREATE TABLE parent (id int NOT NULL PRIMARY KEY);
CREATE TABLE child (id int NOT NULL PRIMARY KEY, ref int, KEY ref (ref), CONSTRAINT one FOREIGN KEY (ref) REFERENCES parent (id), CONSTRAINT two FOREIGN KEY (ref) REFERENCES parent (id));`,
    desired: `CREATE TABLE parent (id bigint NOT NULL PRIMARY KEY);
CREATE TABLE child (id int NOT NULL PRIMARY KEY, ref bigint, KEY ref (ref), CONSTRAINT one FOREIGN KEY (ref) REFERENCES parent (id), CONSTRAINT two FOREIGN KEY (ref) REFERENCES parent (id));`,
  },
  {
    name: 'names-of-a-column-and-its-index-change-case',
    current: 'CREATE TABLE t (c int NOT NULL, d int, UNIQUE KEY c (c), KEY d (d));',
    desired: 'CREATE TABLE t (C bigint NOT NULL, D int, UNIQUE KEY C (C), KEY D (D));',
  },
  {
    name: 'a-counter-that-may-be-null',
    current: 'CREATE TABLE t (a int, c int DEFAULT NULL, UNIQUE KEY one (c));',
    desired: 'CREATE TABLE t (a int, c int AUTO_INCREMENT NULL, UNIQUE KEY one (c));',
  },
  {
    name: 'a-descending-index-in-memory',
    current: 'CREATE TABLE t (a int, b int, KEY k (a)) ENGINE=MEMORY;',
    desired: 'CREATE TABLE t (a int, b int, KEY k (a DESC), KEY l (b DESC)) ENGINE=MEMORY;',
    only: 'mariadb',
  },
  {
    name: 'a-table-leaves-aria',
    current: 'CREATE TABLE t (a int) ENGINE=Aria;',
    desired: 'CREATE TABLE t (a int) ENGINE=InnoDB;',
    only: 'mariadb',
  },
  {
    name: 'a-check-with-texts-over-a-column-that-changes-charset',
    current:
      "CREATE TABLE t (id int NOT NULL, state varchar(20) CHARACTER SET ascii, CONSTRAINT known CHECK (state IN ('open', 'closed')));",
    desired:
      "CREATE TABLE t (id bigint NOT NULL, state varchar(20) CHARACTER SET utf8mb4, CONSTRAINT known CHECK (state IN ('open', 'closed')));",
  },
  {
    name: 'a-plain-index-over-a-spatial-column',
    current: 'CREATE TABLE t (a int, g point NOT NULL);',
    desired: 'CREATE TABLE t (a int, g point NOT NULL, KEY k (g));',
    only: 'mysql',
  },
  {
    name: 'options-whose-values-begin-alike',
    current:
      'CREATE TABLE t (a int NOT NULL, KEY k (a)) ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=16 MAX_ROWS=1000 STATS_SAMPLE_PAGES=20;',
    desired:
      'CREATE TABLE t (a int NOT NULL, KEY k (a)) ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=1 MAX_ROWS=100 STATS_SAMPLE_PAGES=2;',
  },
  {
    name: 'a-virtual-column-becomes-plain-as-what-it-is-computed-from-goes',
    current: `CREATE TABLE t (
  id int NOT NULL PRIMARY KEY,
  amount int NOT NULL,
  doubled int GENERATED ALWAYS AS (amount * 2) VIRTUAL,
  more int GENERATED ALWAYS AS (doubled + 1) VIRTUAL
);`,
    desired: 'CREATE TABLE t (id int NOT NULL PRIMARY KEY, more int DEFAULT NULL);',
  },
  {
    name: 'a-column-under-a-stored-one-is-stored-itself',
    current: `CREATE TABLE t (
  id int NOT NULL PRIMARY KEY,
  a varchar(45) GENERATED ALWAYS AS ('x') VIRTUAL,
  b varchar(45) GENERATED ALWAYS AS (concat(a, a)) STORED
);`,
    desired: `CREATE TABLE t (
  id int NOT NULL PRIMARY KEY,
  a varchar(45) GENERATED ALWAYS AS ('x') STORED NOT NULL,
  b varchar(45) GENERATED ALWAYS AS (concat(a, 'y', a)) STORED
);`,
    only: 'mysql',
  },
  {
    name: 'a-generated-column-is-stored-under-others-a-check-and-keys',
    current: `CREATE TABLE t (
  id int NOT NULL PRIMARY KEY,
  a int GENERATED ALWAYS AS (id + 1) VIRTUAL,
  b int GENERATED ALWAYS AS (a + 1) VIRTUAL,
  c int GENERATED ALWAYS AS (b + 1) STORED,
  d int,
  KEY by_a (a, d),
  CONSTRAINT a_is_not_7 CHECK (a <> 7)
);`,
    desired: `CREATE TABLE t (
  id int NOT NULL PRIMARY KEY,
  a int GENERATED ALWAYS AS (id + 1) STORED,
  b int GENERATED ALWAYS AS (a + 1) VIRTUAL,
  c int GENERATED ALWAYS AS (b + 1) STORED,
  d int,
  KEY by_a (a, d),
  CONSTRAINT a_is_not_7 CHECK (a <> 7)
);`,
  },
  {
    name: 'a-virtual-column-under-a-check-becomes-plain-and-another-generated',
    current: `CREATE TABLE t (
  id int NOT NULL,
  b varchar(20),
  f int GENERATED ALWAYS AS (length(b)) VIRTUAL,
  PRIMARY KEY (id),
  CONSTRAINT f_is_not_7 CHECK (f <> 7)
);`,
    desired: `CREATE TABLE t (
  id int NOT NULL,
  f int,
  b bigint GENERATED ALWAYS AS (f + 5) VIRTUAL,
  PRIMARY KEY (id),
  CONSTRAINT f_is_not_7 CHECK (f <> 7)
);`,
  },
  {
    name: 'an-expression-index-and-a-default-on-a-column-that-is-stored',
    current: `CREATE TABLE t (
  id int NOT NULL PRIMARY KEY,
  a int GENERATED ALWAYS AS (id + 1) VIRTUAL,
  b int DEFAULT (a + 1),
  KEY by_sum ((a + b))
);`,
    desired: `CREATE TABLE t (
  id int NOT NULL PRIMARY KEY,
  a int GENERATED ALWAYS AS (id + 1) STORED,
  b int DEFAULT (a + 1),
  KEY by_sum ((a + b))
);`,
    only: 'mysql',
  },
  {
    name: 'routines-of-sql-mode-oracle',
    current: `SET sql_mode = 'ORACLE';
DELIMITER //
CREATE PROCEDURE p AS x INT := 1; BEGIN x := x + 1; END;
//
DELIMITER ;
SET sql_mode = DEFAULT;`,
    desired: `SET sql_mode = 'ORACLE';
DELIMITER //
CREATE PROCEDURE p(a IN INT) AS x INT := 1; BEGIN FOR i IN 1..3 LOOP x := x + a; END LOOP; EXCEPTION WHEN OTHERS THEN NULL; END;
//
CREATE FUNCTION f(a INT) RETURN VARCHAR2 DETERMINISTIC IS BEGIN RETURN 'x'; END;
//
DELIMITER ;
SET sql_mode = DEFAULT;`,
    only: 'mariadb',
  },
  {
    name: 'the-schemas-own-charset',
    current: `ALTER DATABASE CHARACTER SET latin1 COLLATE latin1_bin;
CREATE TABLE t (a varchar(9));
CREATE TABLE stays (a varchar(9)) DEFAULT CHARSET=utf8mb4;`,
    desired: `ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE TABLE t (a varchar(9)) DEFAULT CHARSET=latin1 COLLATE=latin1_bin;
CREATE TABLE stays (a varchar(9), b char(1) CHARACTER SET ascii) DEFAULT CHARSET=utf8mb4;
CREATE TABLE fresh (a varchar(9), b varchar(9) COLLATE latin1_bin);`,
  },
  {
    name: 'the-schemas-own-comment',
    current: "ALTER DATABASE COMMENT 'old' CHARACTER SET utf8mb4;",
    desired: `ALTER DATABASE COMMENT 'it''s "new"; -- */' CHARACTER SET latin1;`,
    only: 'mariadb',
  },
  {
    name: 'a-schema-is-encrypted-by-default',
    current: "ALTER DATABASE DEFAULT ENCRYPTION 'N';",
    desired: "ALTER DATABASE DEFAULT ENCRYPTION 'Y';",
    only: 'mysql',
  },
  {
    name: 'a-schema-becomes-read-only',
    current: `ALTER DATABASE CHARACTER SET latin1;
CREATE TABLE t (a int); CREATE VIEW v AS SELECT 1 AS one;
ALTER DATABASE READ ONLY = 0;`,
    desired: `ALTER DATABASE CHARACTER SET ascii;
CREATE TABLE t (a bigint) CHARSET=latin1; CREATE VIEW v AS SELECT 2 AS two;
ALTER DATABASE READ ONLY = 1;`,
    only: 'mysql',
  },
  {
    name: 'unique-keys-that-say-hash-while-something-else-changes',
    current: `CREATE TABLE t (
  id int NOT NULL PRIMARY KEY,
  a int,
  b int,
  UNIQUE KEY one (a) USING HASH,
  UNIQUE KEY two (b) USING HASH,
  KEY three (b) USING HASH
);`,
    desired: `CREATE TABLE t (
  id int NOT NULL PRIMARY KEY,
  a int,
  b int,
  c int,
  UNIQUE KEY one (a) USING HASH,
  UNIQUE KEY two (b, c) USING HASH,
  KEY three (b) USING HASH
) COMMENT='more';`,
    only: 'mariadb',
  },
  {
    name: 'keys-over-spatial-columns',
    current: 'CREATE TABLE t (a geometry, b linestring, p point);',
    desired:
      'CREATE TABLE t (a geometry, b linestring, p point, KEY k1 (a), KEY k2 (b(20)), KEY k3 (p), UNIQUE KEY k4 (b));',
    only: 'mariadb',
  },
  {
    name: 'checks-change-before-others',
    current: `CREATE TABLE t (
  a int CHECK (a <> 9), b int, c int,
  CONSTRAINT z CHECK (a > 0), CONSTRAINT m CHECK (b > 0), CONSTRAINT c CHECK (c > 0), CONSTRAINT gone CHECK (a < 99)
);`,
    desired: `CREATE TABLE t (
  a int CHECK (a <> 9), b int, c int,
  CONSTRAINT fresh CHECK (b <> 7), CONSTRAINT z CHECK (a > 0), CONSTRAINT m CHECK (b > 1), CONSTRAINT c CHECK (c > 0)
);`,
  },
  {
    name: 'sequences-change-all-that-can-be-said',
    current: `CREATE SEQUENCE plain;
CREATE SEQUENCE full START WITH 10 MINVALUE 5 MAXVALUE 500 INCREMENT BY 5 CACHE 20 CYCLE COMMENT='it''s';
CREATE SEQUENCE falls INCREMENT BY -1 START WITH 50 MAXVALUE 50;
CREATE TABLE t (id bigint DEFAULT nextval(plain));`,
    desired: `CREATE SEQUENCE plain START WITH 7 MINVALUE 7 NOCACHE ENGINE=Aria;
CREATE SEQUENCE full;
CREATE SEQUENCE falls INCREMENT BY -2 START WITH 30 MAXVALUE 30 COMMENT='more';
CREATE TABLE t (id bigint DEFAULT nextval(plain), n int);`,
    only: 'mariadb',
  },
  {
    name: 'another-srid-under-spatial-indexes',
    current: `CREATE TABLE t (
  id int NOT NULL PRIMARY KEY,
  a point NOT NULL SRID 4326,
  b geometry NOT NULL,
  SPATIAL KEY stays (a),
  SPATIAL KEY goes (b)
);`,
    desired: `CREATE TABLE t (
  id int NOT NULL PRIMARY KEY,
  a point NOT NULL SRID 0,
  b geometry NOT NULL SRID 4326,
  c point NOT NULL SRID 3857,
  SPATIAL KEY stays (a),
  SPATIAL KEY comes (c)
);`,
    only: 'mysql',
  },
  {
    name: 'a-check-is-no-longer-enforced-as-its-column-changes-charset',
    current: `CREATE TABLE t (a varchar(20) CHARACTER SET latin1, b int, CONSTRAINT ck CHECK (a <> 'x'), CONSTRAINT other CHECK (b > 0));`,
    desired: `CREATE TABLE t (a varchar(20) CHARACTER SET utf8mb4, b int, CONSTRAINT ck CHECK (a <> 'x') NOT ENFORCED, CONSTRAINT other CHECK (b > 0) NOT ENFORCED);`,
    only: 'mysql',
  },
  {
    name: 'a-formula-over-a-column-with-letters-beyond-ascii',
    current:
      'CREATE TABLE t (`a ключ é` int, g int GENERATED ALWAYS AS (`a ключ é` * 2) VIRTUAL, CONSTRAINT ck CHECK (`a ключ é` > 1));',
    desired:
      'CREATE TABLE t (`a ключ é` int, g int GENERATED ALWAYS AS (`a ключ é` + 1) VIRTUAL, CONSTRAINT ck CHECK (`a ключ é` > 2));',
  },
  {
    name: 'a-renamed-column-beside-what-only-a-server-can-tell',
    current: `CREATE TABLE t (
  id int NOT NULL PRIMARY KEY, up int, kind int,
  CONSTRAINT small CHECK (kind < 1000),
  KEY by_kind (kind),
  CONSTRAINT to_self FOREIGN KEY (up) REFERENCES t (id)
);
CREATE VIEW v AS SELECT id FROM t WHERE kind > 1;`,
    desired: `CREATE TABLE t (
  number int NOT NULL PRIMARY KEY, -- @renamed from=id
  up int, kind int,
  CONSTRAINT small CHECK (kind < 2000),
  KEY by_kind (kind, up),
  CONSTRAINT to_self FOREIGN KEY (up) REFERENCES t (number)
);
CREATE VIEW v AS SELECT number AS id FROM t WHERE NOT (kind <= 1);`,
  },
  {
    name: 'a-column-that-others-refer-to-counts-no-longer',
    current: `CREATE TABLE team (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, name varchar(20));
CREATE TABLE player (id int PRIMARY KEY, team_id int NOT NULL, CONSTRAINT plays_in FOREIGN KEY (team_id) REFERENCES team (id) ON DELETE RESTRICT ON UPDATE CASCADE);`,
    desired: `CREATE TABLE team (number int NOT NULL AUTO_INCREMENT, id int NOT NULL PRIMARY KEY, name varchar(20), UNIQUE KEY (number));
CREATE TABLE player (id int PRIMARY KEY, team_id int NOT NULL, CONSTRAINT plays_in FOREIGN KEY (team_id) REFERENCES team (id) ON DELETE RESTRICT ON UPDATE CASCADE);`,
  },
  {
    name: 'a-foreign-key-that-says-restrict-gets-another-index',
    current: `CREATE TABLE team (id int PRIMARY KEY);
CREATE TABLE player (id int PRIMARY KEY, team_id int, KEY by_team (team_id, id), CONSTRAINT plays_in FOREIGN KEY (team_id) REFERENCES team (id) ON DELETE RESTRICT ON UPDATE NO ACTION);`,
    desired: `CREATE TABLE team (id int PRIMARY KEY);
CREATE TABLE player (id int PRIMARY KEY, team_id int, KEY in_team (team_id), CONSTRAINT plays_in FOREIGN KEY (team_id) REFERENCES team (id) ON DELETE RESTRICT ON UPDATE NO ACTION);`,
  },
  {
    name: 'triggers-with-quotes-in-their-texts',
    current: `CREATE TABLE t (a varchar(40));
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.a = CONCAT('it''s; ', "a\\"b\\\\n", '日本 🌊');`,
    desired: `CREATE TABLE t (a varchar(40));
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 'it''s other';`,
  },
  {
    name: 'a-tables-charset-becomes-that-of-a-column-which-need-not-say-it',
    current: `CREATE TABLE t (id int PRIMARY KEY, a varchar(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL, b varchar(10)) DEFAULT CHARSET=latin1;`,
    desired: `CREATE TABLE t (id int PRIMARY KEY, a varchar(10) NOT NULL, b varchar(10)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;`,
  },
  {
    name: 'options-of-a-foreign-key-are-said-otherwise-as-its-columns-change',
    current: `CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (id int PRIMARY KEY, a int, CONSTRAINT f FOREIGN KEY (a) REFERENCES p (id) ON DELETE RESTRICT);`,
    desired: `CREATE TABLE p (id bigint PRIMARY KEY);
CREATE TABLE t (id int PRIMARY KEY, a bigint, CONSTRAINT f FOREIGN KEY (a) REFERENCES p (id) ON UPDATE NO ACTION);`,
  },
  {
    name: 'page-checksum-of-a-table-that-is-no-aria',
    only: 'mariadb',
    current: 'CREATE TABLE t (a int, b int) ENGINE=MyISAM PAGE_CHECKSUM=1;',
    desired: 'CREATE TABLE t (a int, c int) ENGINE=MyISAM PAGE_CHECKSUM=1;',
  },
  {
    name: 'a-column-gets-a-check-of-its-own',
    current: `CREATE TABLE t (a int, b int CHECK (b > 0), c longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin);`,
    desired: `CREATE TABLE t (a int CHECK (a >= 0), b int CHECK (b > -9), c longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin CHECK (json_valid(c)));`,
  },
  {
    name: 'defaults-that-are-bytes-and-no-text',
    current: `CREATE TABLE t (id int PRIMARY KEY, a varbinary(10) DEFAULT 0x4142, b binary(3) DEFAULT x'FE2700', c varbinary(5) DEFAULT x'C3A9');`,
    desired: `CREATE TABLE t (id int PRIMARY KEY, a varbinary(20) DEFAULT 0x00FF, b binary(3) NOT NULL DEFAULT x'FE2700' COMMENT 'kept', c varbinary(6) DEFAULT x'C3A9');`,
  },
  {
    name: 'names-of-constraints-move-to-another-table',
    current: `CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE old_one (a int, CONSTRAINT to_p FOREIGN KEY (a) REFERENCES p (id), CONSTRAINT small CHECK (a < 100));
CREATE TABLE left_side (a int, CONSTRAINT first_one CHECK (a > 0));
CREATE TABLE right_side (a int, CONSTRAINT other_one CHECK (a > 0));`,
    desired: `CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE new_one (a int, b int, CONSTRAINT to_p FOREIGN KEY (a) REFERENCES p (id), CONSTRAINT small CHECK (a < 100));
CREATE TABLE left_side (a int, CONSTRAINT other_one CHECK (a > 0));
CREATE TABLE right_side (a int, CONSTRAINT first_one CHECK (a > 0));`,
  },
  {
    name: 'a-default-row-format-is-said-as-the-engine-changes',
    current: 'CREATE TABLE t (id int PRIMARY KEY, a varchar(20)) ENGINE=MyISAM;',
    desired: 'CREATE TABLE t (id int PRIMARY KEY, a varchar(20)) ENGINE=InnoDB ROW_FORMAT=DYNAMIC;',
  },
  {
    name: 'checks-of-one-name-on-two-tables-and-quotes-in-their-texts',
    only: 'mariadb',
    current: `CREATE TABLE a (s varchar(20), n int, CHECK (s <> 'it''s'), CONSTRAINT back CHECK (s <> 'a\\\\b'));
CREATE TABLE b (s varchar(20), n int, CHECK (n > 5));`,
    desired: `CREATE TABLE a (s varchar(20), n int, CHECK (n in (1, 2) or s is null), CONSTRAINT back CHECK (s <> 'b\\\\a'));
CREATE TABLE b (s varchar(20), n int, CHECK (s <> 'z'));`,
  },
  {
    name: 'a-check-comes-behind-one-that-is-spelled-otherwise',
    current: "CREATE TABLE t (id int PRIMARY KEY, s varchar(9), CONSTRAINT c1 CHECK (s <> 'q'));",
    desired:
      "CREATE TABLE t (id bigint PRIMARY KEY, s varchar(9), CONSTRAINT c1 CHECK (S <> _latin1'q'), CONSTRAINT c2 CHECK (length(_latin1'x') < id));",
  },
  {
    name: 'aria-gets-partitions',
    only: 'mariadb',
    current: 'CREATE TABLE t (id int PRIMARY KEY) ENGINE=Aria;',
    desired: 'CREATE TABLE t (id int PRIMARY KEY) ENGINE=Aria PARTITION BY HASH (id) PARTITIONS 2;',
  },
  {
    name: 'a-new-table-in-a-circle-keeps-its-hash',
    only: 'mariadb',
    current: '',
    desired: `CREATE TABLE a (id int PRIMARY KEY, b_id int, u varchar(20), UNIQUE KEY by_u (u) USING HASH);
CREATE TABLE b (id int PRIMARY KEY, a_id int, CONSTRAINT b_to_a FOREIGN KEY (a_id) REFERENCES a (id));
ALTER TABLE a ADD CONSTRAINT a_to_b FOREIGN KEY (b_id) REFERENCES b (id), DROP KEY by_u, ADD UNIQUE KEY by_u (u) USING HASH;`,
  },
  {
    name: 'two-full-text-indexes-at-once',
    current: 'CREATE TABLE t (id int PRIMARY KEY, a text, b text);',
    desired: 'CREATE TABLE t (id int PRIMARY KEY, a text, b text, FULLTEXT KEY wa (a), FULLTEXT KEY wb (b));',
  },
  {
    name: 'a-column-of-foreign-keys-is-renamed-under-checks',
    only: 'mysql',
    current: `CREATE TABLE p (id int NOT NULL, day date, g int GENERATED ALWAYS AS (id + 1) STORED, PRIMARY KEY (id), CONSTRAINT late CHECK (day > '2000-01-01'), CONSTRAINT positive CHECK (id > 0), KEY twice ((id * 2)));
CREATE TABLE c (id int PRIMARY KEY, p_id int, CONSTRAINT to_p FOREIGN KEY (p_id) REFERENCES p (id));`,
    desired: `CREATE TABLE p (
  p_id int NOT NULL, -- @renamed from=id
  day date, g int GENERATED ALWAYS AS (p_id + 1) STORED, PRIMARY KEY (p_id), CONSTRAINT late CHECK (day > '2000-01-01'), KEY twice ((p_id * 2)));
CREATE TABLE c (id int PRIMARY KEY, p_id int, CONSTRAINT to_p FOREIGN KEY (p_id) REFERENCES p (p_id));`,
  },
  {
    name: 'checks-with-letters-over-a-column-of-a-smaller-charset',
    only: 'mysql',
    current:
      "CREATE TABLE t (id int PRIMARY KEY, s varchar(9) CHARACTER SET latin1, CONSTRAINT c CHECK (s <> 'ü'));",
    desired:
      "CREATE TABLE t (id int PRIMARY KEY, s varchar(9) CHARACTER SET latin1, n int, CONSTRAINT c CHECK (s <> 'ü')) COMMENT 'changed';",
  },
  {
    name: 'texts-of-bytes-by-their-collation',
    current: 'CREATE TABLE t (a int, b int, c int);',
    desired:
      "CREATE TABLE t (a text COLLATE binary, b varchar(5) COLLATE binary, c enum('x') COLLATE binary);",
  },
  {
    name: 'a-direction-that-using-hash-forgets',
    only: 'mariadb',
    current: 'CREATE TABLE t (a int, b int, KEY k (a));',
    desired: 'CREATE TABLE t (a int, b int, KEY k (a) USING HASH, KEY l (b DESC, a) USING HASH);',
  },
  {
    name: 'a-column-keeps-its-charset-and-says-it-as-the-tables-default-moves',
    current: 'CREATE TABLE t (id int PRIMARY KEY, a varchar(50), b text) DEFAULT CHARSET=latin1;',
    desired:
      'CREATE TABLE t (id int PRIMARY KEY, a varchar(50) CHARACTER SET latin1, b text CHARACTER SET latin1, d varchar(5)) DEFAULT CHARSET=utf8mb4;',
  },
  {
    name: 'periods-of-the-application',
    only: 'mariadb',
    current: `CREATE TABLE renamed (id int, s date, e date, PERIOD FOR p (s, e), UNIQUE KEY u (id, p WITHOUT OVERLAPS));
CREATE TABLE gone (id int PRIMARY KEY, s date NOT NULL, e date NOT NULL, PERIOD FOR p (s, e));
CREATE TABLE moved (id int, s date, e date, f date NOT NULL, PERIOD FOR p (s, e), UNIQUE KEY u (id, p WITHOUT OVERLAPS));
CREATE TABLE new_names (id int, s date, e date, PERIOD FOR p (s, e));`,
    desired: `CREATE TABLE renamed (id bigint, s date, e date, PERIOD FOR \`it's\` (s, e), UNIQUE KEY u (id, \`it's\` WITHOUT OVERLAPS));
CREATE TABLE gone (id int PRIMARY KEY, s date, e date NOT NULL);
CREATE TABLE moved (id int, s date, e date, f date NOT NULL, PERIOD FOR p (s, f), UNIQUE KEY u (id, p WITHOUT OVERLAPS));
CREATE TABLE new_names (
  id int,
  since datetime, -- @renamed from=s
  e datetime, PERIOD FOR q (since, e));`,
  },
  {
    name: 'subpartitions-get-names-and-lose-them',
    current: `CREATE TABLE t (id int, d date) PARTITION BY RANGE (year(d)) SUBPARTITION BY HASH (to_days(d)) SUBPARTITIONS 2 (PARTITION p0 VALUES LESS THAN (2000), PARTITION p1 VALUES LESS THAN MAXVALUE);`,
    desired: `CREATE TABLE t (id int, d date) PARTITION BY RANGE (year(d)) SUBPARTITION BY HASH (to_days(d)) (PARTITION p0 VALUES LESS THAN (2000) (SUBPARTITION s0, SUBPARTITION s1), PARTITION p1 VALUES LESS THAN MAXVALUE (SUBPARTITION s2, SUBPARTITION s3));`,
  },
];
