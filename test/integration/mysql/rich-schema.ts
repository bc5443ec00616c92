import type { Vendor } from '../../../shared/model';

/** Statements that use every feature that both vendors have, or one of them; each runs by itself. */
export function richSchema(vendor: Vendor): readonly string[] {
  return vendor === 'mysql' ? [...BOTH, ...MYSQL] : [...BOTH, ...MARIADB];
}

const BOTH: readonly string[] = [
  `CREATE TABLE types (
     id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
     a TINYINT(1) NOT NULL DEFAULT 1, b INT(5) ZEROFILL, c DECIMAL(10,2) UNSIGNED DEFAULT 0.5, d FLOAT DEFAULT 1.5,
     e DOUBLE DEFAULT 1e30, f BIT(4) DEFAULT b'0101', g CHAR(3) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'x',
     h VARCHAR(20) DEFAULT 'it''s \\\\ "x" %', i VARCHAR(20) COLLATE utf8mb4_bin, j TEXT, k LONGBLOB,
     l BINARY(4) DEFAULT 'ab', m VARBINARY(5) DEFAULT 0xFF00, n DATE DEFAULT '2020-01-02', o DATETIME(3),
     p TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
     q TIME, r YEAR DEFAULT 2020, s ENUM('a','b''c','d\\\\e','x,y','(') NOT NULL DEFAULT 'b''c',
     t SET('one','two') DEFAULT 'one,two', u VARCHAR(9) NOT NULL DEFAULT '' COMMENT 'c''mt "q" \\\\ é',
     v VARCHAR(30) DEFAULT 'CURRENT_TIMESTAMP', w VARCHAR(3) DEFAULT '?', x VARCHAR(4) DEFAULT NULL
   ) COMMENT='it''s a "table" \\\\ é', AUTO_INCREMENT=77`,
  'CREATE TABLE parents (id INT NOT NULL, code VARCHAR(10) NOT NULL, PRIMARY KEY (id), UNIQUE KEY by_code (code, id))',
  `CREATE TABLE children (
     id INT NOT NULL, parent_id INT, second_id INT, code VARCHAR(10), body TEXT, PRIMARY KEY (id),
     KEY by_body (body(12)), KEY by_many (parent_id DESC, code(3)), FULLTEXT KEY words (body),
     CONSTRAINT named FOREIGN KEY (parent_id) REFERENCES parents (id) ON DELETE CASCADE ON UPDATE RESTRICT,
     FOREIGN KEY (code, second_id) REFERENCES parents (code, id) ON DELETE SET NULL ON UPDATE NO ACTION
   ) ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=4 STATS_PERSISTENT=1`,
  `CREATE TABLE computed (
     id INT PRIMARY KEY, a VARCHAR(20), v VARCHAR(40) GENERATED ALWAYS AS (CONCAT(a, 'it''s', "\\\\n")) VIRTUAL,
     s INT AS (id * 2 + 1) STORED, u VARCHAR(40) AS (CONCAT(a, 'é')) VIRTUAL, e VARCHAR(20) DEFAULT (CONCAT('a', 'b')),
     n INT DEFAULT (1 + 2), z VARCHAR(10) DEFAULT (CONCAT('é', 'x'))
   )`,
  `CREATE TABLE checked (
     id INT PRIMARY KEY, a INT, b VARCHAR(9), CONSTRAINT positive CHECK (a > 0 AND b <> 'it''s'),
     CHECK (b <> 'é' OR a IN (1, 2, 3))
   )`,
  `CREATE TABLE ranged (a INT NOT NULL, b INT) PARTITION BY RANGE (a)
     (PARTITION p0 VALUES LESS THAN (10) COMMENT 'low', PARTITION p1 VALUES LESS THAN MAXVALUE)`,
  `CREATE TABLE listed (a INT NOT NULL, b INT) PARTITION BY LIST COLUMNS (a, b)
     (PARTITION p0 VALUES IN ((1, 2), (3, NULL)), PARTITION p1 VALUES IN ((4, 4)))`,
  'CREATE TABLE hashed (a INT NOT NULL, b DATE) PARTITION BY LINEAR HASH (YEAR(b)) PARTITIONS 3',
  `CREATE TABLE keyed (a INT NOT NULL, b DATE) PARTITION BY RANGE (TO_DAYS(b)) SUBPARTITION BY HASH (a) SUBPARTITIONS 2
     (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN MAXVALUE)`,
  'CREATE TABLE `we``ird\n name` (`a\tb` INT, `__proto__` INT, `sel ect` INT, KEY `__proto__` (`__proto__`))',
  'CREATE TABLE other_engine (a INT, KEY (a)) ENGINE=MyISAM DEFAULT CHARSET=latin1 CHECKSUM=1 MAX_ROWS=5',
  'CREATE TABLE memory_one (a INT, KEY x (a) USING BTREE, KEY y USING HASH (a)) ENGINE=MEMORY',
  'CREATE TABLE places (p POINT NOT NULL, g GEOMETRY, SPATIAL KEY (p))',
  'CREATE TABLE json_one (j JSON, k JSON NOT NULL)',
  "CREATE ALGORITHM=MERGE SQL SECURITY INVOKER VIEW some (x, y) AS SELECT id, a + 1 FROM checked WHERE b <> 'é' WITH LOCAL CHECK OPTION",
  'CREATE VIEW more AS SELECT s.x, p.code FROM some s JOIN parents p ON p.id = s.x',
  'CREATE TRIGGER first BEFORE INSERT ON checked FOR EACH ROW SET NEW.a = 1',
  "CREATE TRIGGER zeroth BEFORE INSERT ON checked FOR EACH ROW PRECEDES first BEGIN SET NEW.a = 2; SET NEW.b = 'x;y'; END",
  "CREATE PROCEDURE work (IN a INT, OUT b VARCHAR(10) CHARSET latin1) MODIFIES SQL DATA SQL SECURITY INVOKER COMMENT 'x''y' BEGIN SET b = 'a;b'; SELECT 1; END",
  "CREATE FUNCTION twice (a INT) RETURNS VARCHAR(20) CHARSET utf8mb4 DETERMINISTIC RETURN 'x'",
  "CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY STARTS '2031-01-01 00:00:00' ON COMPLETION PRESERVE DISABLE COMMENT 'c' DO DELETE FROM checked",
];

const MYSQL: readonly string[] = [
  `CREATE TABLE only_mysql (
     id INT PRIMARY KEY, a VARCHAR(20), hidden INT INVISIBLE, p POINT NOT NULL SRID 4326, d INT DEFAULT (RAND()),
     KEY functional ((LOWER(a)) DESC, id), KEY quoted ((CONCAT(a, 'it''s\\\\', "x"))), SPATIAL KEY (p),
     UNIQUE KEY unseen (a) INVISIBLE COMMENT 'c''mt', CONSTRAINT later CHECK (id > 0) NOT ENFORCED
   )`,
  'CREATE TABLE parsed (a TEXT, FULLTEXT KEY f (a) WITH PARSER ngram)',
];

const MARIADB: readonly string[] = [
  `CREATE TABLE only_mariadb (
     id INT PRIMARY KEY CHECK (id > 0), a INT INVISIBLE, b LONGTEXT COMPRESSED, c INT DEFAULT (a + 1), u UUID,
     i INET6 DEFAULT '::1', KEY k (c) IGNORED
   ) PAGE_COMPRESSED=1`,
  'CREATE TABLE versioned (a INT, b INT WITHOUT SYSTEM VERSIONING) WITH SYSTEM VERSIONING',
  `CREATE TABLE timed (a INT, s DATE, e DATE, PERIOD FOR p (s, e), UNIQUE (a, p WITHOUT OVERLAPS))`,
  'CREATE SEQUENCE numbers START WITH 5 INCREMENT BY 2 MAXVALUE 1000 CACHE 10 CYCLE',
];
