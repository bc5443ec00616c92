import type { Flavor } from '../../shared/model';
import { quoteIdentifier, quoteString } from '../../shared/sql/quote';
import type { Dice } from './random-schema';

/*
 * Schemas drawn for what depends on each other: renamed columns under keys, checks and generated columns; keys in
 * circles whose ends change type together; partitions with the keys that they need; tables that give way to views;
 * names and comments that nobody would choose.
 */

/** What a name may be made of beside letters. Names stay apart without case, and end in no blank. */
const ODD_NAMES = [
  "it's",
  'back`tick',
  'semi;colon',
  '"quoted"',
  'dollar$1',
  'ключ',
  'two words',
  '*/ x',
  '-- x',
  'new\nline',
];
const COMMENTS = [
  '',
  'plain',
  "it's",
  'back\\slash',
  '*/ end',
  '-- dash',
  '"double"',
  'line\nbreak',
  '`tick`',
  '😀 astral',
  '%s ? :name',
];

interface DrawnColumn {
  /** What the column is for, the same on both sides. */
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly tail: string;
  /** The name that it has on the other side, where that is another. */
  readonly was: string | undefined;
}

/** What both sides of a case have in common: the names of things. */
interface Names {
  readonly table: string;
  readonly other: string;
  readonly columns: ReadonlyMap<string, string>;
  readonly renamed: ReadonlyMap<string, string>;
  readonly index: string;
  readonly unique: string;
  readonly check: string;
  readonly toOther: string;
  readonly toSelf: string;
}

const INTEGERS = ['int', 'bigint', 'int unsigned', 'bigint unsigned', 'mediumint'];
const TEXTS = [
  'varchar(20)',
  'varchar(64)',
  'varchar(191)',
  'varchar(250)',
  'char(12)',
  'varchar(64) CHARACTER SET latin1',
  'varchar(64) COLLATE utf8mb4_bin',
];
const KINDS = [
  "enum('a','b','c')",
  "enum('c','b','a')",
  "enum('a','b','c','d')",
  "enum('b','a')",
  "set('x','y','z')",
  "set('z','y','x')",
];
const TIMES = ['date', 'datetime', 'datetime(6)', 'timestamp NULL DEFAULT NULL'];
const KEYS = ['id', 'ref', 'num', 'amount', 'text', 'kind', 'day', 'self'];

/** Two states of a schema with views, programs and two tables that refer to each other. */
export function drawFeatures(
  dice: Dice,
  flavor: Flavor,
): { readonly current: string; readonly desired: string } {
  const odd = dice.chance(30);
  const name = (plain: string): string =>
    odd && dice.chance(50) ? `${plain} ${dice.pick(ODD_NAMES)}` : plain;
  const long = (plain: string): string => (odd && dice.chance(15) ? plain.padEnd(64, 'x') : name(plain));
  const columns = new Map(KEYS.map((key) => [key, name(key)]));
  const renamed = new Map(
    KEYS.filter(() => dice.chance(12)).map((key) => [
      key,
      dice.chance(25) ? (columns.get(key) ?? key).toUpperCase() : name(`new_${key}`),
    ]),
  );
  const names: Names = {
    table: name('t'),
    other: name('o'),
    columns,
    renamed,
    index: long('by_num'),
    unique: long('one_text'),
    check: long('num_is_small'),
    toOther: long('to_other'),
    toSelf: long('to_self'),
  };
  const idType = dice.pick(INTEGERS);
  const otherType = dice.pick(INTEGERS);
  const first = drawColumns(dice, names, false, idType, otherType);
  const secondId = dice.chance(30) ? dice.pick(INTEGERS) : idType;
  const secondOther = dice.chance(30) ? dice.pick(INTEGERS) : otherType;
  const drawnAgain = drawColumns(dice, names, true, secondId, secondOther);
  const second = drawnAgain.map((column, at) => {
    const same = first[at];
    const mustFollow = column.key === 'id' || column.key === 'self' || column.key === 'ref';
    return same === undefined || mustFollow || dice.chance(30)
      ? column
      : { ...column, type: same.type, tail: same.tail };
  });
  if (dice.chance(25))
    second.splice(dice.below(second.length), 0, ...second.splice(dice.below(second.length), 1));
  const structure = drawStructure(dice);
  const changed = dice.chance(60) ? drawStructure(dice) : structure;
  return {
    current: printSchema(dice, flavor, names, first, structure, otherType),
    desired: printSchema(dice, flavor, names, second, changed, secondOther),
  };
}

function drawColumns(
  dice: Dice,
  names: Names,
  renames: boolean,
  idType: string,
  otherType: string,
): readonly DrawnColumn[] {
  return KEYS.map((key): DrawnColumn => {
    const old = names.columns.get(key) ?? key;
    const fresh = renames ? names.renamed.get(key) : undefined;
    const [type, tail] = drawType(dice, key, idType, otherType);
    const comment = dice.chance(20) ? ` COMMENT ${quoteString(dice.pick(COMMENTS))}` : '';
    return {
      key,
      name: fresh ?? old,
      type,
      tail: tail + comment,
      was: fresh === undefined || fresh.toLowerCase() === old.toLowerCase() ? undefined : old,
    };
  });
}

function drawType(dice: Dice, key: string, idType: string, otherType: string): readonly [string, string] {
  switch (key) {
    case 'id':
      return [idType, ' NOT NULL'];
    case 'self':
      return [idType, ''];
    case 'ref':
      return [otherType, ''];
    case 'text':
      return [dice.pick(TEXTS), dice.pick(['', ' NOT NULL', " DEFAULT 'x'", " NOT NULL DEFAULT ''"])];
    case 'kind':
      return [dice.pick(KINDS), dice.pick(['', ' DEFAULT NULL'])];
    case 'day':
      return [dice.pick(TIMES), ''];
    default:
      return [
        dice.pick(['int', 'bigint', 'decimal(10,2)', 'smallint']),
        dice.pick(['', ' NOT NULL', ' DEFAULT 0', ' NOT NULL DEFAULT 7']),
      ];
  }
}

/** What hangs on the columns of one side. */
interface Structure {
  readonly primary: 'id' | 'id, num' | 'num, id' | 'none';
  readonly counts: boolean;
  readonly generated: 'none' | 'VIRTUAL' | 'STORED' | 'plain';
  readonly formula: '+ 1' | '* 2';
  readonly generatedKey: boolean;
  readonly index: 'none' | 'num' | 'num, text' | 'text' | 'num DESC';
  readonly unique: 'none' | 'text' | 'text, kind';
  readonly check: 'none' | '< 1000' | '< 2000';
  readonly toOther: 'none' | '' | ' ON DELETE CASCADE' | ' ON DELETE SET NULL';
  readonly toSelf: boolean;
  readonly circle: boolean;
  readonly partitions: string;
  readonly engine: string;
  readonly charset: string;
  readonly format: string;
  readonly view: number;
  readonly viewOnView: boolean;
  readonly standIn: 'none' | 'table' | 'view';
  readonly trigger: number;
  readonly routine: number;
  readonly sequence: number;
  readonly comment: string;
}

function drawStructure(dice: Dice): Structure {
  const apart = dice.chance(35);
  return {
    primary: dice.pick(['id', 'id', 'id, num', 'num, id', 'none']),
    counts: dice.chance(40),
    generated: dice.pick(['none', 'VIRTUAL', 'STORED', 'plain']),
    formula: dice.pick(['+ 1', '* 2']),
    generatedKey: dice.chance(40),
    index: dice.pick(['none', 'num', 'num, text', 'text', 'num DESC']),
    unique: dice.pick(['none', 'text', 'text, kind']),
    check: dice.pick(['none', '< 1000', '< 2000']),
    toOther: apart ? 'none' : dice.pick(['none', '', ' ON DELETE CASCADE', ' ON DELETE SET NULL']),
    toSelf: !apart && dice.chance(30),
    circle: !apart && dice.chance(25),
    partitions: apart
      ? dice.pick([
          '',
          'HASH (id) PARTITIONS 2',
          'HASH (id) PARTITIONS 5',
          'HASH (id + 1) PARTITIONS 2',
          'KEY () PARTITIONS 3',
          'RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN (20))',
          'RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN (30), PARTITION p2 VALUES LESS THAN MAXVALUE)',
          "RANGE (id) (PARTITION p0 VALUES LESS THAN (10) COMMENT 'it''s', PARTITION p1 VALUES LESS THAN (15), PARTITION p2 VALUES LESS THAN (20))",
          'LIST (id) (PARTITION a VALUES IN (1, 2), PARTITION b VALUES IN (3))',
          'LIST (id) (PARTITION a VALUES IN (1, 2), PARTITION c VALUES IN (5, 4), PARTITION b VALUES IN (3))',
        ])
      : '',
    engine: dice.pick(['', '', '', ' ENGINE=InnoDB', apart ? ' ENGINE=MyISAM' : '']),
    charset: dice.pick([
      '',
      '',
      ' DEFAULT CHARSET=latin1',
      ' DEFAULT CHARSET=utf8mb3',
      ' COLLATE=utf8mb4_unicode_ci',
    ]),
    format: dice.pick([
      '',
      '',
      ' ROW_FORMAT=COMPACT',
      ' ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8',
      ' STATS_PERSISTENT=0',
    ]),
    view: dice.below(3),
    viewOnView: dice.chance(50),
    standIn: dice.pick(['none', 'table', 'view']),
    trigger: dice.below(3),
    routine: dice.below(3),
    sequence: dice.below(3),
    comment: dice.pick(COMMENTS),
  };
}

function printSchema(
  dice: Dice,
  flavor: Flavor,
  names: Names,
  columns: readonly DrawnColumn[],
  one: Structure,
  otherType: string,
): string {
  const by = new Map(columns.map((column) => [column.key, quoteIdentifier(column.name)]));
  const col = (key: string): string => by.get(key) ?? quoteIdentifier(key);
  const list = (keys: string): string =>
    keys
      .split(', ')
      .map((key) => (key.endsWith(' DESC') ? `${col(key.slice(0, -5))} DESC` : col(key)))
      .join(', ');
  const table = quoteIdentifier(names.table);
  const other = quoteIdentifier(names.other);
  const isPartitioned = one.partitions !== '' && !one.engine.includes('MyISAM');
  const primary = isPartitioned && one.primary === 'none' ? 'id' : one.primary;
  const isCounted = one.counts && primary.startsWith('id');
  const lines: string[] = columns.map((column) => {
    const counted = column.key === 'id' && isCounted ? ' AUTO_INCREMENT' : '';
    // The comment says what the column was, for whoever plans.
    const note =
      column.was === undefined || column.was.includes('\n')
        ? ''
        : ` -- @renamed from=${quoteIdentifier(column.was)}`;
    return `${quoteIdentifier(column.name)} ${column.type}${column.tail}${counted},${note}`;
  });
  const parts: string[] = [];
  if (one.generated !== 'none') {
    lines.push(
      one.generated === 'plain'
        ? 'extra bigint,'
        : `extra bigint GENERATED ALWAYS AS (${col('num')} ${one.formula}) ${one.generated},`,
    );
    if (one.generatedKey) parts.push('KEY by_extra (extra)');
  }
  if (primary !== 'none') parts.push(`PRIMARY KEY (${list(primary)})`);
  if (one.index !== 'none') parts.push(`KEY ${quoteIdentifier(names.index)} (${list(one.index)})`);
  if (one.unique !== 'none' && !isPartitioned)
    parts.push(`UNIQUE KEY ${quoteIdentifier(names.unique)} (${list(one.unique)})`);
  if (one.check !== 'none')
    parts.push(`CONSTRAINT ${quoteIdentifier(names.check)} CHECK (${col('num')} ${one.check})`);
  const refers = !isPartitioned && !one.engine.includes('MyISAM');
  if (refers && one.toOther !== 'none')
    parts.push(
      `CONSTRAINT ${quoteIdentifier(names.toOther)} FOREIGN KEY (${col('ref')}) REFERENCES ${other} (oid)${one.toOther}`,
    );
  if (refers && one.toSelf && primary === 'id')
    parts.push(
      `CONSTRAINT ${quoteIdentifier(names.toSelf)} FOREIGN KEY (${col('self')}) REFERENCES ${table} (${col('id')})`,
    );
  if (flavor.vendor === 'mysql' && dice.chance(15)) parts.push(`KEY lowered ((lower(${col('text')})))`);
  parts.push('KEY last_one (' + col('day') + ')');
  const idColumn = columns.find((column) => column.key === 'id');
  const partitions = isPartitioned ? ` PARTITION BY ${one.partitions.replace('(id', `(${col('id')}`)}` : '';
  const statements = [
    `CREATE TABLE ${other} (oid ${otherType} NOT NULL PRIMARY KEY, back ${idColumn?.type ?? 'int'}, KEY by_back (back));`,
    `CREATE TABLE ${table} (\n  ${[...lines, parts.join(',\n  ')].join('\n  ')}\n)${one.engine}${one.charset}${one.format} COMMENT=${quoteString(one.comment)}${partitions};`,
  ];
  if (refers && one.circle && primary === 'id')
    statements.push(
      `ALTER TABLE ${other} ADD CONSTRAINT circle FOREIGN KEY (back) REFERENCES ${table} (${col('id')});`,
    );
  if (one.standIn === 'table') statements.push('CREATE TABLE stand_in (a int);');
  if (one.standIn === 'view')
    statements.push(`CREATE VIEW stand_in AS SELECT ${col('num')} AS a FROM ${table};`);
  if (one.view > 0) {
    statements.push(
      `CREATE VIEW z_view AS SELECT ${col('id')} AS id, ${col(one.view === 1 ? 'num' : 'amount')} AS v FROM ${table};`,
    );
    if (one.viewOnView) statements.push('CREATE VIEW a_view AS SELECT v FROM z_view WHERE id > 1;');
  }
  if (one.trigger > 0)
    statements.push(
      `CREATE TRIGGER tr BEFORE INSERT ON ${table} FOR EACH ROW SET NEW.${col('amount')} = ${String(one.trigger)};`,
    );
  if (one.routine > 0)
    statements.push(
      `CREATE FUNCTION doubled(a int) RETURNS int DETERMINISTIC RETURN a * ${String(one.routine + 1)};`,
    );
  if (one.sequence > 0 && flavor.vendor === 'mariadb')
    statements.push(
      `CREATE SEQUENCE seq START WITH ${String(one.sequence)} INCREMENT BY ${String(one.sequence)};`,
    );
  return statements.join('\n');
}
