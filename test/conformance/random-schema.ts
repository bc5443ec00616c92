import type { Flavor } from '../../shared/model';

/** A repeatable source of choices (mulberry32). */
export class Dice {
  constructor(private state: number) {}

  /** A number from 0 up to, but not including, `end`. */
  below(end: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * end);
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }
}

type Family = 'integer' | 'number' | 'text' | 'time' | 'binary' | 'other';

interface Variant {
  readonly family: Family;
  readonly type: string;
  readonly defaults: readonly string[];
}

const INTEGER_DEFAULTS = [
  '',
  ' DEFAULT 0',
  " DEFAULT '7'",
  ' DEFAULT NULL',
  ' NOT NULL',
  ' NOT NULL DEFAULT 1',
  ' NULL',
];
const TEXT_DEFAULTS = [
  '',
  " DEFAULT ''",
  " DEFAULT 'it''s'",
  ' NOT NULL',
  " NOT NULL DEFAULT 'x'",
  " DEFAULT '\\\\'",
  ' NULL DEFAULT NULL',
];

const VARIANTS: readonly Variant[] = [
  ...[
    'tinyint',
    'smallint unsigned',
    'int',
    'integer',
    'bigint',
    'bigint(20) unsigned',
    'mediumint',
    'int(5) unsigned zerofill',
  ].map((type): Variant => ({ family: 'integer', type, defaults: INTEGER_DEFAULTS })),
  { family: 'integer', type: 'boolean', defaults: [' DEFAULT TRUE', ' NOT NULL DEFAULT FALSE', ''] },
  ...['decimal(10,2)', 'decimal(12,4) unsigned', 'numeric(8)', 'float', 'double'].map((type): Variant => ({
    family: 'number',
    type,
    defaults: [
      '',
      ' DEFAULT 0',
      ' DEFAULT 1.5',
      " NOT NULL DEFAULT '2.50'",
      ' DEFAULT -1'.replace('-1', '3'),
    ],
  })),
  ...['varchar(10)', 'varchar(80)', 'varchar(300)', 'char(5)', 'character varying(40)'].map(
    (type): Variant => ({ family: 'text', type, defaults: TEXT_DEFAULTS }),
  ),
  ...[
    'varchar(40) CHARACTER SET latin1',
    'varchar(40) COLLATE utf8mb4_bin',
    'char(8) CHARACTER SET ascii',
  ].map((type): Variant => ({ family: 'text', type, defaults: ['', ' NOT NULL', " DEFAULT 'k'"] })),
  ...['text', 'mediumtext', 'tinytext', 'longtext'].map((type): Variant => ({
    family: 'other',
    type,
    defaults: ['', ' NOT NULL'],
  })),
  { family: 'time', type: 'date', defaults: ['', " DEFAULT '2020-02-29'", ' NOT NULL'] },
  {
    family: 'time',
    type: 'datetime',
    defaults: [
      '',
      ' DEFAULT CURRENT_TIMESTAMP',
      ' NOT NULL DEFAULT now() ON UPDATE now()',
      " DEFAULT '2020-01-01 00:00:00'",
    ],
  },
  {
    family: 'time',
    type: 'datetime(3)',
    defaults: [
      '',
      ' DEFAULT CURRENT_TIMESTAMP(3)',
      ' DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3)',
    ],
  },
  {
    family: 'time',
    type: 'timestamp',
    defaults: [
      ' NULL',
      ' NULL DEFAULT NULL',
      ' NOT NULL DEFAULT CURRENT_TIMESTAMP',
      ' NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP',
    ],
  },
  { family: 'time', type: 'time', defaults: ['', " DEFAULT '10:00:00'"] },
  { family: 'other', type: 'year', defaults: ['', ' DEFAULT 2024'] },
  { family: 'text', type: "enum('a','b')", defaults: ['', " DEFAULT 'a'", " NOT NULL DEFAULT 'b'"] },
  { family: 'text', type: "enum('a','b','c''d')", defaults: ['', " DEFAULT 'b'"] },
  { family: 'other', type: "set('x','y','z')", defaults: ['', " DEFAULT 'x,y'"] },
  { family: 'other', type: 'json', defaults: ['', ' NOT NULL'] },
  { family: 'other', type: 'blob', defaults: ['', ' NOT NULL'] },
  { family: 'binary', type: 'varbinary(16)', defaults: ['', " DEFAULT 'ab'", ' NOT NULL'] },
  { family: 'binary', type: 'binary(4)', defaults: ['', " DEFAULT 'ab'"] },
  { family: 'other', type: 'bit(4)', defaults: ['', " DEFAULT b'101'"] },
];

const COMMENTS = [
  '',
  '',
  '',
  " COMMENT 'plain'",
  " COMMENT 'it''s; \"quoted\" `so` -- and */ more'",
  " COMMENT 'back\\\\slash and\nnewline'",
];

interface ColumnPick {
  readonly name: string;
  readonly variant: Variant;
  readonly tail: string;
}

/** Two states of a small schema that share most of what they hold, as SQL that most servers load. */
export function drawCase(dice: Dice, flavor: Flavor): { readonly current: string; readonly desired: string } {
  const names = ['id', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7'];
  const first = names.map((name) => drawColumn(dice, name));
  const second = first
    .filter(() => dice.chance(85))
    .map((column) => (dice.chance(30) ? drawColumn(dice, column.name) : column));
  if (dice.chance(40)) second.splice(dice.below(second.length + 1), 0, drawColumn(dice, 'added'));
  if (dice.chance(25) && second.length > 2) {
    const [moved] = second.splice(dice.below(second.length), 1);
    if (moved !== undefined) second.splice(dice.below(second.length + 1), 0, moved);
  }
  const keys = drawShared(dice, flavor);
  return {
    current: drawSchema(dice, first, keys.slice(0, 1 + dice.below(keys.length))),
    desired: drawSchema(dice, second, keys.slice(dice.below(2))),
  };
}

function drawColumn(dice: Dice, name: string): ColumnPick {
  const variant = dice.pick(VARIANTS);
  return { name, variant, tail: dice.pick(variant.defaults) + dice.pick(COMMENTS) };
}

/** Parts that depend on columns being there; each is written only where its columns are. */
interface KeyPick {
  readonly columns: readonly string[];
  readonly text: (columns: ReadonlyMap<string, ColumnPick>) => string | undefined;
}

function indexable(column: ColumnPick | undefined): string | undefined {
  if (column === undefined) return undefined;
  if (/^(?:tiny|medium|long)?text|blob/.test(column.variant.type)) return `\`${column.name}\`(10)`;
  if (column.variant.type === 'json') return undefined;
  return `\`${column.name}\``;
}

function drawShared(dice: Dice, flavor: Flavor): readonly KeyPick[] {
  const names = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'added'];
  const keys: KeyPick[] = [];
  for (let at = 0; at < 4; at += 1) {
    const columns = [...new Set([dice.pick(names), dice.pick(names)])].slice(0, 1 + dice.below(2));
    const kind = dice.pick(['KEY', 'KEY', 'UNIQUE KEY', 'INDEX']);
    const name = dice.chance(75) ? ` k${String(at)}` : '';
    const direction = dice.chance(15) ? ' DESC' : '';
    const comment = dice.chance(15) ? " COMMENT 'an index'" : '';
    keys.push({
      columns,
      text: (there) => {
        const parts = columns.map((column) => indexable(there.get(column)));
        return parts.includes(undefined)
          ? undefined
          : `${kind}${name} (${parts.join(', ')}${direction})${comment}`;
      },
    });
  }
  keys.push({
    columns: ['c1'],
    text: (there) =>
      there.get('c1')?.variant.family === 'integer'
        ? `CONSTRAINT positive CHECK (c1 >= 0${dice.chance(30) ? ' and c1 <> 99' : ''})`
        : undefined,
  });
  keys.push({
    columns: ['c2', 'c3'],
    text: (there) =>
      there.get('c2')?.variant.family === 'integer' && there.get('c3')?.variant.family === 'integer'
        ? `sum${String(dice.below(2))} bigint AS (c2 ${dice.pick(['+', '*'])} c3) ${dice.pick(['VIRTUAL', 'STORED'])}`
        : undefined,
  });
  keys.push({
    columns: ['c4'],
    text: (there) =>
      /^(?:varchar|char|text)/.test(there.get('c4')?.variant.type ?? '') &&
      there.get('c4')?.variant.type.includes('SET') === false
        ? 'FULLTEXT KEY words (c4)'
        : undefined,
  });
  keys.push({
    columns: ['c5'],
    text: (there) =>
      flavor.vendor === 'mysql' && there.get('c5')?.variant.family === 'text'
        ? `KEY lowered ((lower(c5)${dice.chance(30) ? ' collate utf8mb4_bin' : ''}))`
        : undefined,
  });
  return keys;
}

function drawSchema(dice: Dice, columns: readonly ColumnPick[], keys: readonly KeyPick[]): string {
  const there = new Map(columns.map((column) => [column.name, column]));
  const lines = columns.map((column) => `\`${column.name}\` ${column.variant.type}${column.tail}`);
  const id = there.get('id');
  if (id?.variant.family === 'integer' && id.variant.type !== 'boolean') {
    const at = columns.indexOf(id);
    const counts = dice.chance(60);
    lines[at] = `\`id\` ${id.variant.type} NOT NULL${counts ? ' AUTO_INCREMENT' : ''}`;
    lines.push(dice.chance(70) || counts ? 'PRIMARY KEY (id)' : 'KEY own (id)');
  }
  for (const key of keys) {
    const text = key.text(there);
    if (text !== undefined && dice.chance(75)) lines.push(text);
  }
  const parents: string[] = [];
  const c6 = there.get('c6');
  if (
    c6 !== undefined &&
    /^(?:int|integer|bigint|tinyint|smallint unsigned|mediumint)$/.test(c6.variant.type) &&
    dice.chance(60)
  ) {
    parents.push(`CREATE TABLE parent (pid ${c6.variant.type} NOT NULL, PRIMARY KEY (pid)) ENGINE=InnoDB;`);
    lines.push(
      `${dice.chance(60) ? 'CONSTRAINT to_parent ' : ''}FOREIGN KEY (c6) REFERENCES parent (pid)${dice.pick(['', ' ON DELETE CASCADE', ' ON DELETE RESTRICT ON UPDATE NO ACTION'])}`,
    );
  }
  const options = [
    dice.pick(['', ' ENGINE=InnoDB']),
    dice.pick(['', '', ' DEFAULT CHARSET=utf8mb4', ' DEFAULT CHARSET=latin1', ' COLLATE=utf8mb4_unicode_ci']),
    dice.pick(['', '', " COMMENT='a table'", " COMMENT='it''s'"]),
    dice.pick(['', '', ' ROW_FORMAT=DYNAMIC', ' ROW_FORMAT=COMPRESSED']),
    dice.pick(['', '', ' STATS_PERSISTENT=1']),
  ].join('');
  const view =
    dice.chance(30) && there.has('c1')
      ? `CREATE VIEW v AS SELECT c1${there.has('c2') ? ', c2' : ''} FROM t WHERE c1 IS NOT NULL;`
      : '';
  const trigger =
    dice.chance(20) && there.has('c1')
      ? `CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.c1 = NEW.c1;`
      : '';
  return [...parents, `CREATE TABLE t (\n  ${lines.join(',\n  ')}\n)${options};`, view, trigger]
    .filter((text) => text !== '')
    .join('\n');
}
