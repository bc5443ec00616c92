import type { Vendor } from '../../../shared/model';

/** A script that a server runs and the reader executes: both must end with the same schema. */
export interface TestScript {
  readonly name: string;
  readonly sql: string;
  /** Only servers of this vendor can run it. */
  readonly only?: Vendor;
  /** This vendor's SHOW CREATE TABLE, taken for a script, makes another table than the one that it shows. */
  readonly unrepeatable?: Vendor;
}

/** Scripts that each exercise one way in which a statement changes what was there before. */
export const SCRIPTS: readonly TestScript[] = [
  {
    name: 'the SRID of a generated column stands behind its expression',
    only: 'mysql',
    sql: 'CREATE TABLE t (c GEOMETRY NOT NULL SRID 0, g GEOMETRY AS (ST_SRID(c, 4326)) STORED NOT NULL SRID 4326, SPATIAL KEY (g));',
  },
  {
    name: 'CHANGE renames in keys, foreign keys and the referring table',
    sql: `CREATE TABLE p (id INT NOT NULL, code VARCHAR(20), PRIMARY KEY (id), UNIQUE KEY u (code, id), KEY k (code(5)));
      CREATE TABLE c (id INT PRIMARY KEY, p_id INT, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE CASCADE);
      ALTER TABLE p CHANGE code label VARCHAR(30) NOT NULL DEFAULT 'x' COMMENT 'it''s' FIRST;
      ALTER TABLE c CHANGE COLUMN p_id parent_id INT NULL;
      ALTER TABLE p RENAME COLUMN id TO p_key;`,
  },
  {
    name: 'DROP COLUMN takes the column out of indexes',
    sql: `CREATE TABLE t (a INT, b INT, c INT, d INT, KEY ab (a, b), KEY (b), KEY (b, c), KEY (c));
      ALTER TABLE t DROP COLUMN b, ADD COLUMN e INT AFTER a, ADD KEY (a);`,
  },
  {
    name: 'implicit index names are found and kept',
    sql: `CREATE TABLE t (a INT UNIQUE, b INT, KEY (a), KEY (a), KEY (b), UNIQUE (b), KEY a_9 (b, a));
      ALTER TABLE t DROP INDEX a_2, ADD INDEX (a), ADD UNIQUE (a, b);
      DROP INDEX b ON t;`,
  },
  {
    name: 'implicit names of foreign keys go on counting',
    sql: `CREATE TABLE p (id INT PRIMARY KEY);
      CREATE TABLE c (a INT, b INT, d INT, FOREIGN KEY (a) REFERENCES p (id), FOREIGN KEY (b) REFERENCES p (id));
      ALTER TABLE c DROP FOREIGN KEY c_ibfk_1, ADD FOREIGN KEY (d) REFERENCES p (id) ON UPDATE CASCADE;
      RENAME TABLE c TO child;
      ALTER TABLE child DROP FOREIGN KEY child_ibfk_2;`,
  },
  {
    name: 'the index of a dropped foreign key stays',
    sql: `CREATE TABLE p (id INT PRIMARY KEY);
      CREATE TABLE c (id INT PRIMARY KEY, a INT, b INT, CONSTRAINT named FOREIGN KEY (a) REFERENCES p (id), FOREIGN KEY (b) REFERENCES p (id));
      ALTER TABLE c DROP FOREIGN KEY named;`,
  },
  {
    name: 'the index made for a foreign key gives way to one of its own',
    sql: `CREATE TABLE p (id INT PRIMARY KEY);
      CREATE TABLE c (a INT, b INT, d INT, FOREIGN KEY (a) REFERENCES p (id), FOREIGN KEY (b) REFERENCES p (id), CONSTRAINT n FOREIGN KEY (d) REFERENCES p (id));
      ALTER TABLE c ADD KEY ab (a, b), DROP FOREIGN KEY c_ibfk_2;
      ALTER TABLE c ADD KEY bd (b, d);
      ALTER TABLE c DROP KEY ab, ADD KEY other (a);`,
  },
  {
    name: 'checks are named and dropped',
    only: 'mysql',
    sql: `CREATE TABLE t (a INT CHECK (a > 0), b INT, CHECK (b > 1), CONSTRAINT big CHECK (a + b < 100) NOT ENFORCED);
      ALTER TABLE t DROP CHECK t_chk_1, ADD CHECK (b <> 5), ALTER CHECK big ENFORCED, ADD CONSTRAINT late CHECK (a <> 7);
      ALTER TABLE t DROP CONSTRAINT late;
      RENAME TABLE t TO renamed;`,
  },
  {
    name: 'checks of columns and tables on MariaDB',
    only: 'mariadb',
    sql: `CREATE TABLE t (a INT CHECK (a > 0), b INT NOT NULL DEFAULT 3 CHECK (b > 1), CHECK (a < b), CONSTRAINT big CHECK (a + b < 100), CHECK (a <> 9));
      ALTER TABLE t DROP CONSTRAINT CONSTRAINT_1, ADD CHECK (b <> 5), MODIFY a BIGINT;
      ALTER TABLE t CHANGE b renamed INT CHECK (renamed > 2), DROP CONSTRAINT big;`,
  },
  {
    name: 'CONVERT TO, and a default charset that only new columns follow',
    sql: `CREATE TABLE t (a VARCHAR(10), b TEXT, c CHAR(3) CHARACTER SET ascii, d ENUM('x','y'), e TINYTEXT COLLATE latin1_bin) CHARACTER SET latin1;
      ALTER TABLE t DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, ADD COLUMN f VARCHAR(5);
      CREATE TABLE u LIKE t;
      ALTER TABLE u CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;`,
  },
  {
    name: 'primary keys move and leave NOT NULL behind',
    sql: `CREATE TABLE t (a INT PRIMARY KEY, b INT);
      ALTER TABLE t DROP PRIMARY KEY, ADD PRIMARY KEY (b, a);
      ALTER TABLE t DROP PRIMARY KEY, MODIFY b BIGINT NULL;`,
  },
  {
    name: 'phpMyAdmin: keys and counters by later statements',
    sql: `SET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";
      START TRANSACTION;
      SET time_zone = "+00:00";
      /*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
      CREATE TABLE \`users\` (\`id\` int(11) NOT NULL, \`name\` varchar(50) DEFAULT NULL, \`at\` timestamp NOT NULL DEFAULT current_timestamp()) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
      ALTER TABLE \`users\` ADD PRIMARY KEY (\`id\`), ADD KEY \`name\` (\`name\`);
      ALTER TABLE \`users\` MODIFY \`id\` int(11) NOT NULL AUTO_INCREMENT, AUTO_INCREMENT=42;
      COMMIT;`,
  },
  {
    name: 'columns in any order and with many attributes',
    sql: `CREATE TABLE t (
        a INT UNSIGNED ZEROFILL COMMENT 'first' NOT NULL DEFAULT 7 UNIQUE,
        b DECIMAL(10, 2) DEFAULT -1.50, c DOUBLE PRECISION, d CHARACTER VARYING(20) COLLATE utf8mb4_bin NOT NULL,
        e NATIONAL VARCHAR(5), f BIT(4) DEFAULT b'0101', g BINARY(3) DEFAULT x'414243', h SET('a','b c','d''e') DEFAULT 'a,d''e',
        i TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
        j DATETIME DEFAULT NOW() ON UPDATE NOW(), k YEAR, l BOOL DEFAULT TRUE, m INTEGER AS (a + 1) VIRTUAL,
        n INT GENERATED ALWAYS AS (a * 2) STORED COMMENT 'gen', o LONG VARCHAR, p FLOAT8, q DEC(5), r FIXED(4,1), s INT1, t2 MIDDLEINT,
        u SERIAL, v VARBINARY(10) DEFAULT 0x4142, w TEXT, x JSON, y GEOMETRY NOT NULL, z TIME(2), SPATIAL INDEX (y), FULLTEXT KEY ft (w)
      ) ENGINE=InnoDB COMMENT='it''s a "table"; with \\\\ and é' ROW_FORMAT=DYNAMIC;`,
  },
  {
    name: 'expressions as defaults',
    sql: `CREATE TABLE t (a DATETIME DEFAULT (NOW()), b DATETIME DEFAULT CURRENT_TIMESTAMP, c CHAR(36) NOT NULL DEFAULT (UUID()), d INT DEFAULT (1 + 2), e DATE DEFAULT (CURRENT_DATE), f VARCHAR(20) DEFAULT (CONCAT('a;', "b")));
      ALTER TABLE t ALTER COLUMN d SET DEFAULT 5, ALTER c DROP DEFAULT;`,
  },
  {
    name: 'partitions are managed',
    sql: `CREATE TABLE r (id INT NOT NULL, y INT NOT NULL) PARTITION BY RANGE (y) (PARTITION p0 VALUES LESS THAN (2000) COMMENT = 'old', PARTITION p1 VALUES LESS THAN (2010));
      ALTER TABLE r ADD PARTITION (PARTITION p2 VALUES LESS THAN MAXVALUE);
      ALTER TABLE r REORGANIZE PARTITION p0, p1 INTO (PARTITION a VALUES LESS THAN (1990), PARTITION b VALUES LESS THAN (2010));
      ALTER TABLE r DROP PARTITION a;
      CREATE TABLE h (id INT NOT NULL) PARTITION BY LINEAR HASH (id MOD 7) PARTITIONS 4;
      ALTER TABLE h ADD PARTITION PARTITIONS 3;
      ALTER TABLE h COALESCE PARTITION 2;
      CREATE TABLE k (id INT NOT NULL PRIMARY KEY) PARTITION BY KEY () PARTITIONS 3;
      CREATE TABLE l (a INT, b VARCHAR(5)) PARTITION BY LIST COLUMNS (b) (PARTITION x VALUES IN ('a','b'), PARTITION y VALUES IN ('c',NULL));
      CREATE TABLE s (id INT, d DATE) PARTITION BY RANGE (YEAR(d)) SUBPARTITION BY HASH (TO_DAYS(d)) SUBPARTITIONS 2 (PARTITION p0 VALUES LESS THAN (1990), PARTITION p1 VALUES LESS THAN MAXVALUE);
      CREATE TABLE gone (id INT) PARTITION BY HASH (id) PARTITIONS 2;
      ALTER TABLE gone REMOVE PARTITIONING;`,
  },
  {
    name: 'guarded statements in strings',
    sql: `CREATE TABLE t (a INT, KEY ka (a));
      SET @n = (SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't' AND COLUMN_NAME = 'b');
      SET @sql = IF(@n = 0, 'ALTER TABLE t ADD COLUMN b VARCHAR(20) DEFAULT ''it''''s''', 'DO 0');
      PREPARE s FROM @sql; EXECUTE s; DEALLOCATE PREPARE s;
      SET @n = (SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't' AND COLUMN_NAME = 'b');
      SET @sql = IF(@n = 0, 'ALTER TABLE t ADD COLUMN never INT', 'SELECT 1');
      PREPARE s FROM @sql; EXECUTE s; DEALLOCATE PREPARE s;
      SELECT IF(EXISTS(SELECT 1 FROM information_schema.STATISTICS WHERE table_schema = DATABASE() AND table_name = 't' AND index_name = 'ka'), CONCAT('DROP INDEX ', 'ka', ' ON t'), 'DO 0') INTO @sql;
      PREPARE s FROM @sql; EXECUTE s; DEALLOCATE PREPARE s;`,
  },
  {
    name: 'CREATE TABLE … SELECT * and LIKE',
    sql: `CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20) NOT NULL DEFAULT 'x' COMMENT 'c', n INT, KEY (name)) AUTO_INCREMENT=7 COMMENT 'source';
      CREATE TABLE copy SELECT * FROM t;
      CREATE TABLE likewise LIKE t;
      CREATE TABLE IF NOT EXISTS t (other INT);`,
  },
  {
    name: 'inline references as the server takes them',
    sql: `CREATE TABLE p (id INT PRIMARY KEY);
      CREATE TABLE c (id INT PRIMARY KEY, a INT REFERENCES p (id) ON DELETE SET NULL, b INT);`,
  },
  {
    name: 'invisible things, functional and descending indexes',
    only: 'mysql',
    sql: `CREATE TABLE t (a INT, b VARCHAR(20) INVISIBLE, KEY f ((LOWER(b)), a DESC), KEY (( a + 1 )), KEY v (a) INVISIBLE COMMENT 'hid');
      ALTER TABLE t ALTER INDEX v VISIBLE, ALTER COLUMN b SET VISIBLE, RENAME INDEX f TO g, ADD c POINT NOT NULL SRID 4326;
      ALTER TABLE t DROP INDEX functional_index;`,
  },
  {
    name: 'what only MariaDB has',
    only: 'mariadb',
    sql: `CREATE OR REPLACE TABLE t (id INT, b VARCHAR(100) COMPRESSED INVISIBLE, i INET6, u UUID, s DATE, e DATE, PERIOD FOR p (s, e), UNIQUE (id, p WITHOUT OVERLAPS), KEY k (i) IGNORED);
      ALTER TABLE t ADD COLUMN IF NOT EXISTS b INT, DROP COLUMN IF EXISTS nothing, ADD INDEX IF NOT EXISTS k (u);
      ALTER TABLE t ALTER INDEX k NOT IGNORED;
      ALTER TABLE t RENAME INDEX k TO kk;
      CREATE TABLE v (x INT, a TIMESTAMP(6) GENERATED ALWAYS AS ROW START, z TIMESTAMP(6) GENERATED ALWAYS AS ROW END, PERIOD FOR SYSTEM_TIME (a, z)) WITH SYSTEM VERSIONING;
      CREATE TABLE w (x INT) WITH SYSTEM VERSIONING PARTITION BY SYSTEM_TIME (PARTITION h HISTORY, PARTITION c CURRENT);
      CREATE SEQUENCE s1 START WITH 5 INCREMENT BY 2 MINVALUE 1 MAXVALUE 1000 CACHE 10 CYCLE;
      CREATE TABLE d (id INT DEFAULT (NEXT VALUE FOR s1), t TEXT DEFAULT 'text');`,
  },
  {
    name: 'views, triggers and the table that they follow',
    sql: `CREATE TABLE t (a INT, b INT);
      CREATE VIEW w AS SELECT a FROM t;
      DROP VIEW IF EXISTS w;
      CREATE ALGORITHM=MERGE SQL SECURITY INVOKER VIEW v (x, y) AS SELECT a, b FROM t WHERE a > 0 WITH LOCAL CHECK OPTION;
      CREATE VIEW a_first AS SELECT x FROM v;
      CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.b = NEW.a;`,
  },
  {
    name: 'swapping tables by RENAME',
    sql: `CREATE TABLE a (x INT); CREATE TABLE b (y INT);
      RENAME TABLE a TO swap, b TO a, swap TO b;
      ALTER TABLE b RENAME AS c, ADD z INT;`,
  },
  {
    name: 'hostile names and texts',
    sql: "CREATE TABLE `a``b` (`__proto__` INT, `x``; DROP` VARCHAR(5) DEFAULT '`''\\\\\"', `ünïcode` INT COMMENT '*/ -- x', `select` INT, KEY `k'\"` (`x``; DROP`)) COMMENT 'line\\nbreak';\n ALTER TABLE `a``b` RENAME COLUMN `__proto__` TO `constructor`;",
  },
  {
    name: 'defaults that are dropped',
    unrepeatable: 'mysql',
    sql: `CREATE TABLE t (a INT DEFAULT 5, b INT, c TEXT, d JSON, e TIMESTAMP NULL, f INT NOT NULL DEFAULT 1, g INT AS (a) VIRTUAL);
      ALTER TABLE t ALTER a DROP DEFAULT, ALTER c DROP DEFAULT, ALTER d DROP DEFAULT, ALTER e DROP DEFAULT, ALTER f DROP DEFAULT;
      CREATE TABLE l LIKE t;
      ALTER TABLE l ALTER a SET DEFAULT NULL, ALTER b DROP DEFAULT;
      CREATE TABLE s AS SELECT * FROM t;
      ALTER TABLE s CHANGE a a2 INT;`,
  },
];
