import type {
  Check,
  Column,
  DataType,
  DefaultValue,
  Flavor,
  ForeignKey,
  Index,
  Origin,
  Partitioning,
  Schema,
  Table,
} from '../../shared/model';
import { quoteIdentifier } from '../../shared/sql';
import type { Dice } from './random-schema';

const NOWHERE: Origin = { kind: 'file', path: 'mutated', line: 1, column: 1 };

/**
 * A copy of a schema after some changes that a developer of an application makes: columns, keys, references, checks,
 * partitions, options, views and stored programs that come, go, move or change. What rests on a column that goes, goes
 * with it, and columns on both ends of a reference change their type together; whether a server takes the result is for it to say.
 */
export function mutateSchema(schema: Schema, dice: Dice, flavor: Flavor, changes: number): Schema {
  let now = schema;
  for (let done = 0; done < changes; done += 1) now = mutateOnce(now, dice, flavor);
  return now;
}

function mutateOnce(schema: Schema, dice: Dice, flavor: Flavor): Schema {
  if (schema.tables.length === 0) return schema;
  if (dice.chance(12)) return changeStored(schema, dice);
  if (dice.chance(8)) return changeTables(schema, dice);
  const table = dice.pick(schema.tables);
  if (dice.chance(12)) return changeReference(schema, table, dice);
  if (dice.chance(12)) return retypeConnected(schema, table, dice, flavor);
  const change = dice.pick(TABLE_CHANGES);
  return replaceTable(schema, table, change(table, dice, flavor));
}

function replaceTable(schema: Schema, from: Table, to: Table): Schema {
  return { ...schema, tables: schema.tables.map((table) => (table === from ? to : table)) };
}

function mentions(text: string | undefined, column: string): boolean {
  return text?.toLowerCase().includes(column.toLowerCase()) ?? false;
}

function holds(index: Index, column: string): boolean {
  return index.parts.some((part) =>
    part.kind === 'column' ? part.column === column : mentions(part.expression, column),
  );
}

function withoutColumn(table: Table, column: string): Table {
  const partitioned =
    mentions(table.partitioning?.scheme.expression, column) ||
    table.partitioning?.scheme.columns?.includes(column) === true ||
    mentions(table.partitioning?.subpartition?.expression, column);
  const { primaryKey, partitioning, ...rest } = table;
  return {
    ...rest,
    columns: table.columns.filter(
      ({ name, generated }) => name !== column && !mentions(generated?.expression, column),
    ),
    ...(primaryKey === undefined || holds(primaryKey, column) ? {} : { primaryKey }),
    ...(partitioning === undefined || partitioned ? {} : { partitioning }),
    indexes: table.indexes.filter((index) => !holds(index, column)),
    foreignKeys: table.foreignKeys.filter((key) => !key.columns.includes(column)),
    checks: table.checks.filter((check) => !mentions(check.expression, column)),
  };
}

function changeColumn(table: Table, dice: Dice, change: (column: Column) => Column): Table {
  const chosen = dice.pick(table.columns);
  return { ...table, columns: table.columns.map((column) => (column === chosen ? change(column) : column)) };
}

function insertAt<T>(items: readonly T[], at: number, item: T): readonly T[] {
  return [...items.slice(0, at), item, ...items.slice(at)];
}

function aType(name: string, parameters: readonly string[] = [], more: Partial<DataType> = {}): DataType {
  return { name, parameters, unsigned: false, zerofill: false, ...more };
}

function drawType(dice: Dice): DataType {
  return dice.pick<() => DataType>([
    () => aType('int', [], { unsigned: dice.chance(50) }),
    () => aType('bigint', [], { unsigned: dice.chance(50) }),
    () => aType('smallint'),
    () => aType('tinyint', ['1']),
    () => aType('decimal', [dice.pick(['8', '12']), dice.pick(['0', '2', '4'])]),
    () => aType('varchar', [dice.pick(['20', '64', '191', '255', '300'])]),
    () => aType('char', ['8']),
    () => aType('text'),
    () => aType('mediumtext'),
    () => aType('datetime', dice.chance(40) ? ['6'] : []),
    () => aType('timestamp'),
    () => aType('date'),
    () => aType('time'),
    () => aType('year'),
    () => aType('double'),
    () => aType('blob'),
    () => aType('varbinary', ['32']),
    () => aType('json'),
    () => aType('enum', [], { values: ['new', "it's", 'open'] }),
    () => aType('set', [], { values: ['r', 'w'] }),
    () => aType('bit', ['3']),
  ])();
}

function drawDefault(type: DataType, dice: Dice): DefaultValue | undefined {
  const oneOf = (items: readonly (DefaultValue | undefined)[]): DefaultValue | undefined =>
    items[dice.below(items.length)];
  const text = (value: string): DefaultValue => ({ kind: 'string', value });
  const expression = (value: string): DefaultValue => ({ kind: 'expression', value });
  if (/int|decimal|double|year/.test(type.name))
    return oneOf([undefined, { kind: 'number', value: dice.pick(['0', '1', '7']) }, expression('1 + 2')]);
  if (/varchar|char/.test(type.name))
    return oneOf([
      undefined,
      text(''),
      text("o'clock"),
      text('a\\b'),
      expression("concat('a','b')"),
      expression('uuid()'),
    ]);
  if (/text|blob|json/.test(type.name)) return oneOf([undefined, expression("'x'"), undefined]);
  if (/datetime|timestamp/.test(type.name)) {
    const fraction = type.parameters[0] === undefined ? '' : `(${type.parameters[0]})`;
    return oneOf([text('2020-01-02 03:04:05'), expression(`CURRENT_TIMESTAMP${fraction}`)]);
  }
  if (type.name === 'enum' || type.name === 'set') return oneOf([undefined, text(type.values?.[0] ?? '')]);
  return undefined;
}

function drawColumn(name: string, dice: Dice): Column {
  const type = drawType(dice);
  const drawn = drawDefault(type, dice);
  const nullable = dice.chance(55);
  return {
    name,
    type,
    nullable,
    ...(drawn === undefined ? (nullable ? { default: { kind: 'null' } } : {}) : { default: drawn }),
    ...(/datetime|timestamp/.test(type.name) && dice.chance(30)
      ? { onUpdate: `CURRENT_TIMESTAMP${type.parameters[0] === undefined ? '' : `(${type.parameters[0]})`}` }
      : {}),
    autoIncrement: false,
    invisible: dice.chance(8),
    ...(dice.chance(25)
      ? { comment: dice.pick(["what it's for", 'a "word"; -- and more', 'späť \\ 日本'] as const) }
      : {}),
    origin: NOWHERE,
  };
}

function freeName(taken: readonly string[], stem: string): string {
  for (let n = 1; ; n += 1) {
    const name = `${stem}${String(n)}`;
    if (!taken.some((one) => one.toLowerCase() === name)) return name;
  }
}

function drawIndex(table: Table, dice: Dice, flavor: Flavor): Index {
  const names = new Set<string>();
  for (let n = dice.pick([1, 1, 2, 3]); n > 0; n -= 1) names.add(dice.pick(table.columns).name);
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  const kind = dice.pick(['index', 'index', 'index', 'unique', 'fulltext'] as const);
  const parts = [...names].map((column) => {
    const type = byName.get(column)?.type.name ?? '';
    const isText = /char|text|blob|binary/.test(type);
    return {
      kind: 'column' as const,
      column,
      ...(kind !== 'fulltext' && isText && (/text|blob/.test(type) || dice.chance(30)) ? { length: 7 } : {}),
      ...(kind !== 'fulltext' && dice.chance(20) ? { direction: 'desc' as const } : {}),
    };
  });
  const functional = flavor.vendor === 'mysql' && kind !== 'fulltext' && dice.chance(20);
  const column = quoteIdentifier(dice.pick(table.columns).name);
  return {
    kind,
    name: freeName(
      table.indexes.map(({ name }) => name ?? ''),
      'ix_new_',
    ),
    parts: functional
      ? [
          {
            kind: 'expression',
            expression: dice.pick([`lower(${column})`, `coalesce(${column},1)`, `(${column} + 1)`]),
          },
        ]
      : parts,
    visible: !dice.chance(8),
    ...(dice.chance(10) ? { comment: "for the report's list" } : {}),
    complete: true,
    origin: NOWHERE,
  };
}

function changeIndex(table: Table, dice: Dice, change: (index: Index) => Index): Table {
  if (table.indexes.length === 0) return table;
  const chosen = dice.pick(table.indexes);
  return { ...table, indexes: table.indexes.map((index) => (index === chosen ? change(index) : index)) };
}

function drawPartitioning(table: Table, dice: Dice): Partitioning {
  const column =
    table.primaryKey?.parts[0]?.kind === 'column' && dice.chance(80)
      ? table.primaryKey.parts[0].column
      : dice.pick(table.columns).name;
  const quoted = quoteIdentifier(column);
  const one = (name: string, text: string): Partitioning['partitions'][number] => ({
    name,
    values: { kind: 'less than', text },
    options: new Map(),
    subpartitions: [],
  });
  return dice.pick<Partitioning>([
    {
      scheme: { method: 'hash', linear: false, expression: quoted, count: dice.pick([2, 4]) },
      partitions: [],
    },
    { scheme: { method: 'key', linear: false, columns: [column], count: 3 }, partitions: [] },
    {
      scheme: { method: 'range', linear: false, expression: quoted },
      partitions: [one('p0', '10'), one('p1', '100'), ...(dice.chance(60) ? [one('pmax', 'MAXVALUE')] : [])],
    },
  ]);
}

function changePartitions(table: Table, dice: Dice): Table {
  const { partitioning, ...rest } = table;
  if (partitioning === undefined)
    return { ...rest, foreignKeys: [], partitioning: drawPartitioning(table, dice) };
  const { partitions } = partitioning;
  if (partitions.length < 2 || dice.chance(25)) return rest;
  const at = dice.below(partitions.length);
  return { ...table, partitioning: { ...partitioning, partitions: partitions.filter((_, n) => n !== at) } };
}

function drawCheck(table: Table, dice: Dice, flavor: Flavor): Check {
  const column = quoteIdentifier(dice.pick(table.columns).name);
  return {
    name: freeName(
      table.checks.map(({ name }) => name ?? ''),
      `${table.name.slice(0, 20).toLowerCase()}_ck_`,
    ),
    expression: dice.pick([
      `${column} is not null`,
      `length(${column}) < 5000`,
      `${column} <> 'no''ne' or ${column} is null`,
      `${column} > -5 and ${column} < 100000000`,
    ]),
    enforced: flavor.vendor === 'mariadb' || !dice.chance(25),
    origin: NOWHERE,
  };
}

type TableChange = (table: Table, dice: Dice, flavor: Flavor) => Table;

const TABLE_CHANGES: readonly TableChange[] = [
  // Columns come and go.
  (table, dice) => (table.columns.length < 2 ? table : withoutColumn(table, dice.pick(table.columns).name)),
  ...Array.from({ length: 3 }, (): TableChange => (table, dice) => ({
    ...table,
    columns: insertAt(
      table.columns,
      dice.chance(50) ? table.columns.length : dice.below(table.columns.length + 1),
      drawColumn(
        freeName(
          table.columns.map(({ name }) => name),
          'added_',
        ),
        dice,
      ),
    ),
  })),
  // A column that counts or says something computed.
  (table, dice) => {
    const { name } = dice.pick(table.columns);
    const type = dice.pick([aType('varchar', ['80']), aType('bigint')]);
    const column: Column = {
      ...drawColumn(
        freeName(
          table.columns.map((one) => one.name),
          'computed_',
        ),
        dice,
      ),
      type,
      generated: {
        expression: dice.pick([
          `coalesce(${quoteIdentifier(name)},'0')`,
          `length(${quoteIdentifier(name)}) + 1`,
        ]),
        storage: dice.pick(['stored', 'virtual'] as const),
      },
    };
    const { default: _none, onUpdate: _clock, nullable: _null, ...plain } = column;
    return { ...table, columns: insertAt(table.columns, dice.below(table.columns.length + 1), plain) };
  },
  (table, dice) =>
    changeColumn(table, dice, (column) =>
      column.generated === undefined
        ? column
        : {
            ...column,
            generated: {
              ...column.generated,
              storage: column.generated.storage === 'stored' ? 'virtual' : 'stored',
            },
          },
    ),
  (table, dice) => {
    const moved = dice.pick(table.columns);
    const rest = table.columns.filter((column) => column !== moved);
    return { ...table, columns: insertAt(rest, dice.below(rest.length + 1), moved) };
  },
  // Their attributes.
  (table, dice) =>
    changeColumn(table, dice, (column) => {
      if (column.generated !== undefined) return column;
      const { default: had, ...rest } = column;
      return column.nullable === false
        ? { ...column, nullable: true }
        : { ...rest, nullable: false, ...(had === undefined || had.kind === 'null' ? {} : { default: had }) };
    }),
  (table, dice) =>
    changeColumn(table, dice, (column) => {
      if (column.generated !== undefined || column.autoIncrement) return column;
      const { default: _had, ...rest } = column;
      const drawn = drawDefault(column.type, dice);
      return drawn === undefined ? rest : { ...rest, default: drawn };
    }),
  (table, dice) =>
    changeColumn(table, dice, (column) => ({
      ...column,
      comment: dice.pick(['', 'changed', "it's ` changed"]),
    })),
  (table, dice) => changeColumn(table, dice, (column) => ({ ...column, invisible: !column.invisible })),
  (table, dice) =>
    changeColumn(table, dice, (column) => {
      const { values } = column.type;
      if (values === undefined) return column;
      const next = dice.pick([
        [...values, 'one more'],
        ['first', ...values],
        values.length > 1 ? values.slice(0, -1) : values,
        [...values].reverse(),
      ]);
      return { ...column, type: { ...column.type, values: next } };
    }),
  (table, dice) =>
    changeColumn(table, dice, (column) => {
      if (!/char|text|enum|set/.test(column.type.name)) return column;
      const { charset: _charset, collation: _collation, ...type } = column.type;
      const [charset, collation] = dice.pick([
        ['utf8mb4', 'utf8mb4_bin'],
        ['utf8mb4', 'utf8mb4_unicode_ci'],
        ['latin1', 'latin1_swedish_ci'],
        ['ascii', 'ascii_bin'],
      ] as const);
      return { ...column, type: dice.chance(25) ? type : { ...type, charset, collation } };
    }),
  // Keys.
  (table, dice, flavor) => ({ ...table, indexes: [...table.indexes, drawIndex(table, dice, flavor)] }),
  (table, dice, flavor) => ({ ...table, indexes: [drawIndex(table, dice, flavor), ...table.indexes] }),
  (table, dice) => {
    if (table.indexes.length === 0) return table;
    const gone = dice.pick(table.indexes);
    return { ...table, indexes: table.indexes.filter((index) => index !== gone) };
  },
  (table, dice) =>
    changeIndex(table, dice, (index) => ({ ...index, name: `${index.name ?? 'x'}_renamed`.slice(0, 60) })),
  (table, dice) => changeIndex(table, dice, (index) => ({ ...index, visible: !index.visible })),
  (table, dice) =>
    changeIndex(table, dice, (index) => ({
      ...index,
      ...(index.kind === 'unique' ? { kind: 'index' } : index.kind === 'index' ? { kind: 'unique' } : {}),
    })),
  (table, dice) => changeIndex(table, dice, (index) => ({ ...index, parts: [...index.parts].reverse() })),
  (table, dice) =>
    changeIndex(table, dice, (index) => ({
      ...index,
      parts: index.parts.map((part, at) =>
        at > 0 || index.kind === 'fulltext'
          ? part
          : { ...part, direction: part.direction === 'desc' ? 'asc' : 'desc' },
      ),
    })),
  // The primary key, and the column that counts.
  (table, dice) => {
    const key = table.primaryKey;
    const other = dice.pick(table.columns);
    if (key === undefined)
      return {
        ...table,
        primaryKey: {
          ...{ kind: 'primary', parts: [{ kind: 'column', column: other.name }] },
          ...{ visible: true, complete: true, origin: NOWHERE },
        },
      };
    if (key.parts.some((part) => part.kind === 'column' && part.column === other.name)) return table;
    return {
      ...table,
      primaryKey: { ...key, parts: [...key.parts, { kind: 'column', column: other.name }] },
    };
  },
  (table) => ({
    ...table,
    columns: table.columns.map((column) => ({ ...column, autoIncrement: false })),
  }),
  (table, dice) => {
    const name = freeName(
      table.columns.map((column) => column.name),
      'counter_',
    );
    const type = dice.pick([aType('int', [], { unsigned: true }), aType('bigint')]);
    const counter: Column = {
      ...{ name, type, nullable: false, autoIncrement: true, invisible: false, origin: NOWHERE },
    };
    const key: Index = {
      ...{ kind: 'unique', name: `${name}_u`, parts: [{ kind: 'column', column: name }] },
      ...{ visible: true, complete: true, origin: NOWHERE },
    };
    return {
      ...table,
      columns: [counter, ...table.columns.map((column) => ({ ...column, autoIncrement: false }))],
      indexes: [...table.indexes, key],
    };
  },
  // Checks.
  (table, dice, flavor) => ({ ...table, checks: [...table.checks, drawCheck(table, dice, flavor)] }),
  (table, dice, flavor) =>
    table.checks.length === 0
      ? { ...table, checks: [drawCheck(table, dice, flavor)] }
      : dice.chance(50)
        ? { ...table, checks: table.checks.slice(1) }
        : {
            ...table,
            checks: table.checks.map((check) => ({
              ...check,
              enforced: flavor.vendor === 'mariadb' || !check.enforced,
            })),
          },
  // The table itself.
  (table, dice) => ({
    ...table,
    options: { ...table.options, comment: dice.pick(['', "the table's words", 'x; DROP TABLE y -- ']) },
  }),
  (table, dice) => {
    const [charset, collation] = dice.pick([
      ['latin1', 'latin1_swedish_ci'],
      ['utf8mb4', 'utf8mb4_bin'],
      ['utf8mb4', 'utf8mb4_unicode_ci'],
      ['utf8mb3', 'utf8mb3_general_ci'],
    ] as const);
    const whole = dice.chance(60);
    return {
      ...table,
      options: { ...table.options, charset, collation },
      columns: table.columns.map((column) => {
        if (!whole || !/char|text|enum|set/.test(column.type.name)) return column;
        const { charset: _charset, collation: _collation, ...type } = column.type;
        return { ...column, type };
      }),
    };
  },
  (table, dice, flavor) => ({
    ...table,
    options: {
      ...table.options,
      engine: dice.pick(['InnoDB', 'MyISAM', ...(flavor.vendor === 'mariadb' ? ['Aria'] : ['InnoDB'])]),
    },
  }),
  (table, dice) => ({
    ...table,
    options: { ...table.options, rowFormat: dice.pick(['COMPACT', 'COMPRESSED', 'REDUNDANT']) },
  }),
  (table, dice) => ({
    ...table,
    options: {
      ...table.options,
      rest: new Map([
        ...(table.options.rest ?? []),
        dice.pick([
          ['stats_persistent', '0'],
          ['max_rows', '1000'],
          ['avg_row_length', '80'],
          ['checksum', '1'],
        ]),
      ]),
    },
  }),
  changePartitions,
  changePartitions,
];

/** A reference that comes, goes, or says something else of what happens. */
function changeReference(schema: Schema, table: Table, dice: Dice): Schema {
  const [first] = table.foreignKeys;
  if (first !== undefined && dice.chance(70)) {
    const chosen = dice.pick(table.foreignKeys);
    const changed = dice.pick<(key: ForeignKey) => ForeignKey | undefined>([
      () => undefined,
      (key) => ({ ...key, onDelete: dice.pick(['cascade', 'set null', 'no action', 'restrict'] as const) }),
      (key) => ({ ...key, onUpdate: dice.pick(['cascade', 'restrict'] as const) }),
      (key) => ({ ...key, name: `${key.name ?? 'fk'}_n`.slice(0, 60) }),
    ])(chosen);
    return replaceTable(schema, table, {
      ...table,
      foreignKeys: table.foreignKeys.flatMap((key) =>
        key === chosen ? (changed === undefined ? [] : [changed]) : [key],
      ),
    });
  }
  const parents = schema.tables.filter(
    (one) => one.primaryKey?.parts.length === 1 && one.partitioning === undefined,
  );
  if (parents.length === 0) return schema;
  const parent = dice.pick(parents);
  const part = parent.primaryKey?.parts[0];
  const referenced = parent.columns.find((column) => part?.kind === 'column' && column.name === part.column);
  if (referenced === undefined) return schema;
  const name = freeName(
    table.columns.map((column) => column.name),
    'ref_',
  );
  const { default: _had, comment: _comment, ...bare } = referenced;
  const child: Column = {
    ...bare,
    name,
    autoIncrement: false,
    nullable: true,
    invisible: false,
    origin: NOWHERE,
  };
  return replaceTable(schema, table, {
    ...table,
    columns: [...table.columns, child],
    foreignKeys: [
      ...table.foreignKeys,
      {
        name: `fk_${table.name.slice(0, 25)}_${name}`,
        columns: [name],
        referencedTable: parent.name,
        referencedColumns: [referenced.name],
        onDelete: dice.pick(['cascade', 'set null', 'restrict'] as const),
        origin: NOWHERE,
      },
    ],
  });
}

/** A column gets another type, and with it every column that a reference ties to it. */
function retypeConnected(schema: Schema, table: Table, dice: Dice, flavor: Flavor): Schema {
  const start = dice.pick(table.columns);
  const key = (owner: string, column: string): string => `${owner}\u0000${column}`.toLowerCase();
  const tied = new Set([key(table.name, start.name)]);
  for (let grew = true; grew;) {
    const before = tied.size;
    for (const one of schema.tables)
      for (const reference of one.foreignKeys)
        reference.columns.forEach((column, at) => {
          const ends = [
            key(one.name, column),
            key(reference.referencedTable, reference.referencedColumns[at] ?? ''),
          ];
          if (ends.some((end) => tied.has(end))) for (const end of ends) tied.add(end);
        });
    grew = tied.size > before;
  }
  const change = drawRetype(start.type, dice, flavor);
  return {
    ...schema,
    tables: schema.tables.map((one) => ({
      ...one,
      columns: one.columns.map((column) => {
        if (!tied.has(key(one.name, column.name))) return column;
        const { default: had, ...rest } = column;
        const keeps = had === undefined || had.kind === 'null' || change.name === column.type.name;
        return { ...rest, type: change, ...(keeps && had !== undefined ? { default: had } : {}) };
      }),
    })),
  };
}

/** Mostly a neighbour of the type, as developers choose it; sometimes any. */
function drawRetype(type: DataType, dice: Dice, flavor: Flavor): DataType {
  if (dice.chance(20)) return drawType(dice);
  const { charset, collation } = type;
  const kept = {
    ...(charset === undefined ? {} : { charset }),
    ...(collation === undefined ? {} : { collation }),
  };
  if (/int$/.test(type.name))
    return aType(dice.pick(['smallint', 'mediumint', 'int', 'bigint']), [], { unsigned: dice.chance(60) });
  if (/char|text/.test(type.name))
    return dice.pick([
      aType('varchar', ['500'], kept),
      aType('varchar', ['40'], kept),
      aType('varchar', ['255'], kept),
      aType('text', [], kept),
      aType('longtext', [], kept),
    ]);
  if (/datetime|timestamp/.test(type.name))
    return dice.pick([aType('datetime', ['3']), aType('timestamp'), aType('datetime')]);
  if (type.name === 'decimal')
    return dice.pick([aType('decimal', ['20', '6']), aType('decimal', ['6', '1']), aType('double')]);
  return flavor.vendor === 'mariadb' && dice.chance(10) ? aType('uuid') : drawType(dice);
}

/** Whole tables: a copy of one, one less, or another name for one. */
function changeTables(schema: Schema, dice: Dice): Schema {
  const table = dice.pick(schema.tables);
  const isWanted = schema.tables.some((one) =>
    one.foreignKeys.some(({ referencedTable }) => referencedTable === table.name),
  );
  const isUsed =
    isWanted ||
    schema.views.some(({ select }) => mentions(select, table.name)) ||
    schema.triggers.some((one) => one.table === table.name || mentions(one.body, table.name));
  const name = freeName(
    schema.tables.map((one) => one.name),
    `${table.name.slice(0, 50)}_v`.toLowerCase(),
  );
  const copy: Table = {
    ...table,
    name,
    foreignKeys: table.foreignKeys.map((key, at) => ({
      ...key,
      name: `${name.slice(0, 50)}_fk${String(at)}`,
    })),
    checks: table.checks.map((check, at) => ({ ...check, name: `${name.slice(0, 50)}_ck${String(at)}` })),
  };
  if (isUsed || dice.chance(40)) return { ...schema, tables: [...schema.tables, copy] };
  const others = schema.tables.filter((one) => one !== table);
  // Under another name it may keep the names of its constraints.
  const renamed = dice.chance(50) ? { ...table, name } : copy;
  return { ...schema, tables: dice.chance(40) ? others : [...others, renamed] };
}

/** Views, triggers, routines and events that come, go or say something else. */
function changeStored(schema: Schema, dice: Dice): Schema {
  const without = <T>(items: readonly T[]): readonly T[] => {
    if (items.length === 0) return items;
    const gone = dice.pick(items);
    return items.filter((item) => item !== gone);
  };
  const one = <T>(items: readonly T[], change: (item: T) => T): readonly T[] => {
    if (items.length === 0) return items;
    const chosen = dice.pick(items);
    return items.map((item) => (item === chosen ? change(item) : item));
  };
  const table = dice.pick(schema.tables);
  const column = quoteIdentifier(dice.pick(table.columns).name);
  return dice.pick<() => Schema>([
    () => ({ ...schema, views: without(schema.views) }),
    () => ({ ...schema, triggers: without(schema.triggers) }),
    () => ({ ...schema, routines: without(schema.routines) }),
    () => ({ ...schema, events: one(schema.events, (event) => ({ ...event, comment: 'another word' })) }),
    () => ({
      ...schema,
      routines: one(schema.routines, (routine) => ({ ...routine, comment: "it's said otherwise" })),
    }),
    () => ({
      ...schema,
      triggers: one(schema.triggers, (trigger) => ({
        ...trigger,
        timing: trigger.timing === 'after' ? 'before' : 'after',
      })),
    }),
    () => ({ ...schema, views: one(schema.views, (view) => ({ ...view, security: 'invoker' })) }),
    () => ({
      ...schema,
      views: [
        ...schema.views,
        {
          kind: 'view',
          name: freeName(
            [...schema.tables, ...schema.views].map(({ name }) => name),
            'view_new_',
          ),
          select: `SELECT ${column} AS one, count(*) AS many FROM ${quoteIdentifier(table.name)} GROUP BY ${column}`,
          origin: NOWHERE,
        },
      ],
    }),
    () => ({
      ...schema,
      triggers: [
        ...schema.triggers,
        {
          kind: 'trigger',
          name: freeName(
            schema.triggers.map(({ name }) => name),
            'trigger_new_',
          ),
          ...{
            table: table.name,
            timing: 'before',
            event: dice.pick(['insert', 'update', 'delete'] as const),
          },
          body: `BEGIN SET @seen = COALESCE(@seen, 0) + 1; SET @word = 'it''s; \\\\ seen', @other = "a \\"b"; END`,
          origin: NOWHERE,
        },
      ],
    }),
  ])();
}
