import type { Flavor } from '../../shared/model';
import { printModel, readSql } from '../../shared/sql';

/** Broken SQL for `npm run fuzz`, which reads it for as long as it is told to, and for a test with a fixed number of texts. */

/** Pieces that statements are made of, the nasty ones more often than in life. */
const PIECES = (
  'CREATE|TABLE|ALTER|ADD|DROP|COLUMN|INDEX|KEY|PRIMARY|UNIQUE|FOREIGN|REFERENCES|CHECK|CONSTRAINT|(|)|(|)|,|;|;|\'|"|`|--|-- x\n|#|/*|*/|/*!50100|/*M!100100|/*!999999|' +
  "int|varchar(10)|enum('a','b')|DEFAULT|NULL|NOT|CURRENT_TIMESTAMP|GENERATED|ALWAYS|AS|PARTITION|BY|RANGE|VALUES|LESS|THAN|MAXVALUE|LIST|HASH|IN|t|a|b|`a`|`__proto__`|1|-1|1.5e3|0xAB|b'01'|x'0|@x|@@sql_mode|:=|=|" +
  "SET|SELECT|COUNT(*)|FROM|information_schema.COLUMNS|WHERE|AND|OR|IF|CONCAT|PREPARE|EXECUTE|DEALLOCATE|s|DELIMITER //\n|//|DELIMITER ;\n|BEGIN|END|CASE|TRIGGER|PROCEDURE|VIEW|EVENT|SEQUENCE|USE|RENAME|TO|INSERT INTO t VALUES (1,'|SOURCE x\n|\\\\|\\'|\n|\r\n|\0|\u{1F600}|\uFEFF|ſET|COMMENT|'it''s'|ENGINE|ON|UPDATE|DELETE|CASCADE|FIRST|AFTER|MODIFY|CHANGE|CONVERT|CHARACTER SET|COLLATE|utf8mb4|LIKE|IGNORE|OR REPLACE|IF NOT EXISTS|IF EXISTS|PERIOD FOR|SYSTEM_TIME|WITH SYSTEM VERSIONING|WITHOUT OVERLAPS|SUBPARTITION|INTERVAL|DO|SCHEDULE|EVERY|CALL p()|DECLARE|DECLARE EXIT HANDLER FOR|THEN|ELSEIF|ELSE|LOOP|LEAVE l|l:|REPEAT|UNTIL|BEGIN NOT ATOMIC|INTO|MAX(|LIKE '%_'|.|*|+|\\.|\\G"
).split('|');

const SEEDS = [
  "CREATE TABLE `t` (`id` int NOT NULL AUTO_INCREMENT, `b` enum('x','y') DEFAULT 'x' COMMENT 'c', PRIMARY KEY (`id`), KEY `k` (`b`(2))) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;\n",
  'ALTER TABLE t ADD COLUMN c INT AFTER b, DROP COLUMN b, RENAME INDEX k TO l, ADD CONSTRAINT f FOREIGN KEY (c) REFERENCES u (id) ON DELETE CASCADE;\n',
  "SET @s = IF((SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_NAME='t') = 0, 'ALTER TABLE t ADD d INT', 'DO 0'); PREPARE p FROM @s; EXECUTE p; DEALLOCATE PREPARE p;\n",
  'DELIMITER $$\nCREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW BEGIN IF NEW.a THEN SET NEW.a = 1; END IF; END$$\nDELIMITER ;\n',
  "DELIMITER $$\nCREATE PROCEDURE p(IN n INT, OUT m INT) l: BEGIN DECLARE x INT DEFAULT 1; IF NOT EXISTS (SELECT 1 FROM information_schema.COLUMNS WHERE TABLE_NAME = 't' AND COLUMN_NAME LIKE 'd%') THEN ALTER TABLE t ADD d INT; ELSEIF n > x THEN LEAVE l; ELSE SET m = n; END IF; CALL p(n, m); END$$\nCALL p(1, @m)$$\nBEGIN NOT ATOMIC SELECT COUNT(*) INTO @n FROM information_schema.TABLES; END$$\nDELIMITER ;\n",
  "INSERT INTO t VALUES (1,'a;b'),(2,'it''s (');\nRENAME TABLE t TO u, v TO t; DROP TABLE IF EXISTS v;\n",
  'CREATE TABLE r (y INT) PARTITION BY RANGE (y) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN MAXVALUE);\n',
];

/** A small generator with a seed, so that a finding can be repeated. */
export function makeRandom(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** One broken text: seeds cut, glued, and sprinkled with pieces. */
export function brokenSql(random: (below: number) => number): string {
  const pick = (list: readonly string[]): string => list[random(list.length)] ?? '';
  let text = random(3) === 0 ? '' : pick(SEEDS) + pick(SEEDS);
  const turns = 1 + random(40);
  for (let turn = 0; turn < turns; turn += 1) {
    const at = random(text.length + 1);
    const kind = random(4);
    if (kind === 0) text = text.slice(0, at) + text.slice(at + random(12));
    else if (kind === 1) text = text.slice(0, at) + text.slice(at).slice(0, 30) + text.slice(at);
    else
      text =
        text.slice(0, at) +
        (random(2) === 0 ? ' ' : '') +
        pick(PIECES) +
        (random(2) === 0 ? ' ' : '') +
        text.slice(at);
  }
  return text;
}

const OPTIONS: readonly { readonly flavor?: Flavor; readonly sqlMode?: string }[] = [
  {},
  { flavor: { vendor: 'mysql', version: [9, 7, 0] } },
  { flavor: { vendor: 'mariadb', version: [10, 11, 0] } },
  { sqlMode: 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES' },
];

/** Reads one broken text, prints what came of it and reads that again. Throws what reading or printing throws. */
export function tryBrokenSql(text: string, round: number): void {
  const options = OPTIONS[round % OPTIONS.length] ?? {};
  const reading = readSql(text, {
    path: 'fuzz.sql',
    ...options,
    include: () => ({ path: 'fuzz.sql', text }),
  });
  const flavor = options.flavor ?? { vendor: 'mysql', version: [8, 0, 0] };
  readSql(printModel(reading.value, flavor), { path: 'printed.sql', flavor });
}
