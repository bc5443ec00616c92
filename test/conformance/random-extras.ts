import type { Flavor } from '../../shared/model';
import type { Dice } from './random-schema';

/*
 * Schemas drawn for what only one vendor has, or few people use: periods, sequences with options, UUID and INET
 * (MariaDB); VECTOR, multi-valued and invisible indexes, checks that are not enforced, spatial reference systems (MySQL);
 * events and programs with all that can be said of them, made by CREATE and changed by ALTER; exchanged partitions.
 */

/** Two states of a schema; each draws anew what the other may have otherwise. */
export function drawExtras(
  dice: Dice,
  flavor: Flavor,
): { readonly current: string; readonly desired: string } {
  const draw = flavor.vendor === 'mariadb' ? drawMariaDb : drawMySql;
  const shared = dice.below(1000);
  return {
    current: [...draw(dice, shared), ...drawPrograms(dice), ...drawExchange(dice)].join('\n'),
    desired: [...draw(dice, shared), ...drawPrograms(dice), ...drawExchange(dice)].join('\n'),
  };
}

/** Those of the parts that luck leaves. */
function some(dice: Dice, percent: number, parts: readonly string[]): readonly string[] {
  return parts.filter(() => dice.chance(percent));
}

function drawMariaDb(dice: Dice, shared: number): readonly string[] {
  const sequence = [
    'CREATE SEQUENCE seq',
    dice.pick(['', '', ' START WITH 10', ' START WITH 100']),
    dice.pick(['', ' INCREMENT BY 5', ' INCREMENT BY 2']),
    dice.pick(['', ' MINVALUE 1 MAXVALUE 100000', ' MINVALUE 5']),
    dice.pick(['', ' CACHE 20', ' NOCACHE']),
    dice.pick(['', ' CYCLE', ' NOCYCLE']),
  ];
  const hasSequence = dice.chance(70);
  const columns = [
    'id int NOT NULL',
    ...some(dice, 70, [
      `u ${dice.pick(['uuid', 'uuid', 'varchar(40)', 'char(36)', 'binary(16)'])}${dice.pick(['', ' NOT NULL'])}`,
      `six ${dice.pick(['inet6', 'inet6', 'varchar(50)', 'varbinary(16)'])}`,
      `four ${dice.pick(['inet4', 'varchar(20)'])} ${dice.pick(['', 'NOT NULL', "COMMENT 'an address'"])}`,
      `big ${dice.pick(['text', 'text COMPRESSED', 'longtext', 'varchar(200) COMPRESSED', 'varchar(200)'])}`,
      `hidden int ${dice.pick(['', 'INVISIBLE', 'INVISIBLE DEFAULT 3', 'DEFAULT 3'])}`,
      `spot ${dice.pick(['point', 'point NOT NULL', 'geometry', 'point REF_SYSTEM_ID=4326'])}`,
      `made int ${dice.pick(['AS (id + 1) VIRTUAL', 'AS (id + 1) STORED', 'AS (id + 2) VIRTUAL INVISIBLE'])}`,
      ...(hasSequence ? [`counted bigint DEFAULT ${dice.pick(['nextval(seq)', '7', 'nextval(seq)'])}`] : []),
    ]),
    's date NOT NULL',
    'e date NOT NULL',
  ];
  const has = (name: string): boolean => columns.some((column) => column.startsWith(`${name} `));
  const keys = some(dice, 60, [
    ...(has('u') ? [`${dice.pick(['KEY', 'UNIQUE KEY'])} by_u (u${dice.pick(['', ' DESC'])})`] : []),
    ...(has('six') ? [`KEY by_six (six, id) ${dice.pick(['', 'IGNORED', "COMMENT 'k'"])}`] : []),
    ...(has('big') && !columns.some((column) => column.includes('COMPRESSED'))
      ? [`KEY by_big (big(${dice.pick(['10', '20'])}))`, 'FULLTEXT KEY words (big)']
      : []),
    ...(has('four') ? [`CONSTRAINT ck CHECK (id > ${dice.pick(['0', '1'])})`] : []),
  ]);
  const period =
    shared % 3 === 0
      ? [
          `PERIOD FOR validity (s, e)`,
          dice.pick(['PRIMARY KEY (id, validity WITHOUT OVERLAPS)', 'PRIMARY KEY (id)']),
        ]
      : [dice.pick(['PRIMARY KEY (id)', 'PRIMARY KEY (id, s)'])];
  const versioned =
    shared % 7 === 0
      ? `CREATE TABLE history (id int PRIMARY KEY, v varchar(${dice.pick(['20', '20', '40'])})) WITH SYSTEM VERSIONING;`
      : '';
  return [
    ...(hasSequence ? [`${sequence.join('')};`] : []),
    `CREATE TABLE t (\n  ${[...columns, ...keys, ...period].join(',\n  ')}\n)${dice.pick(['', '', ' PAGE_COMPRESSED=1', ' ENGINE=Aria', " COMMENT='more'"])};`,
    versioned,
  ];
}

function drawMySql(dice: Dice): readonly string[] {
  const columns = [
    'id int NOT NULL PRIMARY KEY',
    ...some(dice, 75, [
      `v ${dice.pick(['vector(3)', 'vector(8)', 'vector', 'varbinary(40)'])}`,
      `j json ${dice.pick(['', 'NOT NULL', 'DEFAULT (json_array())', "COMMENT 'a document'"])}`,
      `spot ${dice.pick(['point', 'point NOT NULL SRID 4326', 'point NOT NULL', 'geometry NOT NULL SRID 0', 'point SRID 4326'])}`,
      `hidden int ${dice.pick(['', 'INVISIBLE', 'DEFAULT 3 INVISIBLE', 'DEFAULT (1 + 2)'])}`,
      `name varchar(50) ${dice.pick(['', 'CHARACTER SET latin1', "DEFAULT (concat('a', 'b'))", 'NOT NULL'])}`,
      `made int ${dice.pick(['AS (id + 1) VIRTUAL', 'AS (id + 1) STORED NOT NULL', 'AS (id + 2) VIRTUAL INVISIBLE'])}`,
      `when_made datetime(3) ${dice.pick(['', 'DEFAULT (now(3))', 'DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3)'])}`,
    ]),
  ];
  const has = (name: string): boolean => columns.some((column) => column.startsWith(`${name} `));
  const isPlaced = columns.some((column) => column.startsWith('spot ') && column.includes('NOT NULL'));
  const enforced = (): string => dice.pick(['', ' NOT ENFORCED', ' NOT ENFORCED', ' ENFORCED']);
  const keys = some(dice, 60, [
    ...(has('j')
      ? [
          `KEY by_tags ((CAST(j->'$.${dice.pick(['tags', 'marks'])}' AS ${dice.pick(['UNSIGNED', 'CHAR(20)'])} ARRAY)))`,
          `KEY by_tag_and_id (id, (CAST(j->'$.tags' AS UNSIGNED ARRAY)))`,
          `KEY by_name_in ((CAST(j->>'$.name' AS CHAR(30)) COLLATE utf8mb4_bin)) ${dice.pick(['', 'INVISIBLE'])}`,
        ]
      : []),
    ...(has('name')
      ? [
          `${dice.pick(['KEY', 'UNIQUE KEY'])} by_name (name${dice.pick(['', '(10)', ' DESC'])}) ${dice.pick(['', 'INVISIBLE', "COMMENT 'k'"])}`,
          `KEY lowered ((lower(name)), id)`,
          `CONSTRAINT named CHECK (name <> '${dice.pick(['', 'x'])}')${enforced()}`,
        ]
      : []),
    ...(isPlaced ? ['SPATIAL KEY by_spot (spot)'] : []),
    `CONSTRAINT positive CHECK (id > ${dice.pick(['0', '1'])})${enforced()}`,
    ...(has('hidden') ? [`CHECK (hidden <> 9)${enforced()}`] : []),
  ]);
  return [
    `CREATE TABLE t (\n  ${[...columns, ...keys].join(',\n  ')}\n)${dice.pick(['', '', " COMMENT='more'", ' STATS_SAMPLE_PAGES=30'])};`,
  ];
}

/** Events, routines, triggers in order and views, each with more or less said of it. */
function drawPrograms(dice: Dice): readonly string[] {
  const statements: string[] = ['CREATE TABLE log (id int PRIMARY KEY, n int);'];
  if (dice.chance(60)) {
    const schedule = dice.pick(['EVERY 1 DAY', "EVERY '1:30' HOUR_MINUTE", 'EVERY 2 WEEK']);
    const bounds = dice.pick([
      "STARTS '2031-01-01 00:00:00'",
      "STARTS '2031-01-01 00:00:00' ENDS '2032-01-01 00:00:00'",
    ]);
    const rest = [
      dice.pick(['', ' ON COMPLETION PRESERVE', ' ON COMPLETION NOT PRESERVE']),
      dice.pick(['', ' ENABLE', ' DISABLE']),
      dice.pick(['', " COMMENT 'it''s'"]),
    ].join('');
    statements.push(
      `CREATE EVENT ev ON SCHEDULE ${schedule} ${bounds}${rest} DO DELETE FROM log WHERE n < ${dice.pick(['1', '2'])};`,
    );
    if (dice.chance(50))
      statements.push(
        `ALTER EVENT ev ${dice.pick(["COMMENT 'altered'", 'DISABLE', 'RENAME TO ev2', 'DO DELETE FROM log', "ON SCHEDULE EVERY 3 DAY STARTS '2030-01-01 00:00:00'"])};`,
      );
  }
  if (dice.chance(60))
    statements.push(
      `CREATE ${dice.pick(['', "DEFINER = 'root'@'localhost' "])}PROCEDURE p (IN a int, OUT b varchar(9)) ${dice.pick(['', 'READS SQL DATA', "COMMENT 'p'", 'SQL SECURITY INVOKER', 'DETERMINISTIC'])} SET b = a + ${dice.pick(['1', '2'])};`,
    );
  if (dice.chance(50))
    statements.push(
      `CREATE FUNCTION f (a ${dice.pick(['int', 'bigint unsigned', 'varchar(9)'])}) RETURNS ${dice.pick(['int', 'varchar(20)'])} DETERMINISTIC ${dice.pick(['', 'NO SQL'])} RETURN a;`,
    );
  const triggers = some(dice, 60, ['x', 'y', 'z']);
  triggers.forEach((name, at) => {
    const order =
      at === 0
        ? ''
        : dice.pick([`FOLLOWS tr_${triggers[at - 1] ?? ''} `, `PRECEDES tr_${triggers[0] ?? ''} `, '']);
    statements.push(
      `CREATE TRIGGER tr_${name} BEFORE INSERT ON log FOR EACH ROW ${order}SET NEW.n = ${String(at + dice.below(2))};`,
    );
  });
  if (dice.chance(60))
    statements.push(
      `CREATE ${dice.pick(['', 'ALGORITHM=MERGE ', 'ALGORITHM=TEMPTABLE '])}${dice.pick(['', 'SQL SECURITY INVOKER '])}VIEW w${dice.pick(['', ' (one, two)', ' (a, b)'])} AS SELECT id, n FROM log WHERE n > 0;`,
    );
  if (dice.chance(40))
    statements.push(
      `CREATE VIEW checked AS SELECT id FROM log WHERE id > 0${dice.pick(['', ' WITH CHECK OPTION', ' WITH LOCAL CHECK OPTION', ' WITH CASCADED CHECK OPTION'])};`,
    );
  return statements;
}

/** A table with partitions, one of which has changed places with a table of its own. */
function drawExchange(dice: Dice): readonly string[] {
  if (dice.chance(50)) return [];
  const columns = `id int NOT NULL, ${dice.pick(['n int', 'n bigint', 'n int, m int'])}, PRIMARY KEY (id)`;
  const limits = dice.pick(['VALUES LESS THAN (10)', 'VALUES LESS THAN (20)']);
  return [
    `CREATE TABLE parted (${columns}) PARTITION BY RANGE (id) (PARTITION p0 ${limits}, PARTITION p1 VALUES LESS THAN MAXVALUE);`,
    `CREATE TABLE plain (${columns});`,
    `ALTER TABLE parted EXCHANGE PARTITION p0 WITH TABLE plain;`,
    ...(dice.chance(30) ? ['ALTER TABLE parted TRUNCATE PARTITION p1;'] : []),
    ...(dice.chance(30)
      ? [
          'ALTER TABLE parted REORGANIZE PARTITION p1 INTO (PARTITION p1 VALUES LESS THAN (90), PARTITION p2 VALUES LESS THAN MAXVALUE);',
        ]
      : []),
  ];
}
