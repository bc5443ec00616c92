import fc from 'fast-check';
import { ALL_TABLE_FACETS } from '../../shared/model';
import type {
  Check,
  Column,
  DataType,
  DefaultValue,
  Flavor,
  ForeignKey,
  Index,
  IndexPart,
  Partitioning,
  Table,
  TableOptions,
} from '../../shared/model';

/** What origins are in arbitrary tables; a round trip changes origins, so compare without them. */
const ORIGIN = { kind: 'file', path: 'arbitrary', line: 1, column: 1 } as const;

/** Names from the friendly to the hostile: quotes, backticks, newlines, emoji, `__proto__`, reserved words. */
export function anyName(): fc.Arbitrary<string> {
  return NAME;
}

/** Built once: building arbitraries costs more than drawing from them. */
const NAME: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[a-z][a-z0-9_]{0,14}$/) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '__proto__',
      'constructor',
      'select',
      'order',
      'primary key',
      'a`b',
      "it's",
      'say "hi"',
      '日本',
      '🙂',
      'a.b',
      'x; DROP TABLE y',
      '-- no',
      '/* no */',
      'line\nbreak',
      '1st',
      '12',
      'back\\slash',
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .string({ minLength: 1, maxLength: 20, unit: 'grapheme' })
      .filter((name) => !name.includes('\0') && name.trim() !== ''),
  },
);

/** Texts of comments, defaults and values, with everything that quoting can get wrong. */
export function anyText(): fc.Arbitrary<string> {
  return TEXT;
}

const TEXT: fc.Arbitrary<string> = fc.oneof(
  fc.string({ maxLength: 20, unit: 'grapheme' }),
  fc.constantFrom(
    '',
    "it's",
    'a\\b',
    '\\',
    "\\'",
    '%',
    '\\%',
    '\\_',
    "''",
    '"',
    'a\nb\r\n',
    '\0',
    '\x1a',
    '*/',
    '-- x',
    ';',
    '`',
    'é🙂',
    '@renamed from=x',
  ),
);

const COMMENT = TEXT.filter((text) => text !== '');

const WHOLE_TYPES = ['tinyint', 'smallint', 'mediumint', 'int', 'integer', 'bigint'] as const;
const TEXT_TYPES = ['tinytext', 'text', 'mediumtext', 'longtext'] as const;
const COLLATIONS = ['utf8mb4_bin', 'utf8mb4_general_ci', 'latin1_bin'] as const;

function dataType(name: string, parameters: readonly string[] = [], more: Partial<DataType> = {}): DataType {
  return { name, parameters, unsigned: false, zerofill: false, ...more };
}

const anyTextAttributes = fc.oneof(
  fc.constant({}),
  fc.record({ collation: fc.constantFrom(...COLLATIONS) }),
  fc.record({ charset: fc.constantFrom('utf8mb4', 'latin1') }),
);

/** Data types that both vendors have, with parameters and attributes. */
export function anyType(): fc.Arbitrary<DataType> {
  return (dataTypes ??= buildTypes());
}

let dataTypes: fc.Arbitrary<DataType> | undefined;

function buildTypes(): fc.Arbitrary<DataType> {
  const digits = (max: number): fc.Arbitrary<string> => fc.integer({ min: 1, max }).map(String);
  return fc.oneof(
    fc
      .tuple(fc.constantFrom(...WHOLE_TYPES), fc.boolean(), fc.boolean())
      .map(([name, unsigned, zerofill]) => dataType(name, [], { unsigned, zerofill })),
    fc
      .tuple(
        fc.constantFrom('decimal', 'numeric'),
        fc.integer({ min: 10, max: 30 }),
        fc.integer({ min: 0, max: 9 }),
      )
      .map(([name, length, scale]) => dataType(name, [String(length), String(scale)])),
    fc
      .constantFrom(
        'double',
        'float',
        'double precision',
        'date',
        'json',
        'year',
        'boolean',
        'blob',
        'longblob',
      )
      .map((name) => dataType(name)),
    fc
      .tuple(fc.constantFrom('char', 'varchar', 'character varying'), digits(60), anyTextAttributes)
      .map(([name, length, more]) => dataType(name, [length], more)),
    fc
      .tuple(fc.constantFrom('binary', 'varbinary', 'bit'), digits(8))
      .map(([name, length]) => dataType(name, [length])),
    fc
      .tuple(fc.constantFrom(...TEXT_TYPES), anyTextAttributes)
      .map(([name, more]) => dataType(name, [], more)),
    fc
      .tuple(fc.constantFrom('datetime', 'timestamp', 'time'), fc.integer({ min: 0, max: 6 }))
      .map(([name, precision]) => dataType(name, precision === 0 ? [] : [String(precision)])),
    fc
      .tuple(fc.constantFrom('enum', 'set'), fc.uniqueArray(anyText(), { minLength: 1, maxLength: 5 }))
      .map(([name, values]) => dataType(name, [], { values })),
  );
}

/** Defaults of every kind; not all of them fit every type, which reading and printing do not mind. */
export function anyDefault(): fc.Arbitrary<DefaultValue> {
  return DEFAULT_VALUE;
}

const DEFAULT_VALUE: fc.Arbitrary<DefaultValue> = fc.oneof(
  fc.constant<DefaultValue>({ kind: 'null' }),
  anyText().map((value): DefaultValue => ({ kind: 'string', value })),
  fc
    .constantFrom('0', '-1', '1.50', '1e3', '18446744073709551615')
    .map((value): DefaultValue => ({ kind: 'number', value })),
  fc.constantFrom('0', '0101').map((value): DefaultValue => ({ kind: 'bit', value })),
  fc.constantFrom('AB', 'a', '00ff').map((value): DefaultValue => ({ kind: 'hex', value })),
  fc.constantFrom('true', 'false').map((value): DefaultValue => ({ kind: 'boolean', value })),
  fc
    .constantFrom('uuid()', "concat('a;', 'b''c')", '1 + 2', 'json_array()')
    .map((value): DefaultValue => ({ kind: 'expression', value })),
);

function anyColumn(name: string): fc.Arbitrary<Column> {
  const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
    fc.option(value, { nil: undefined });
  return fc
    .record({
      type: anyType(),
      nullable: optional(fc.boolean()),
      default: optional(anyDefault()),
      comment: optional(COMMENT),
      invisible: fc.boolean(),
    })
    .map((parts) => ({
      name,
      type: parts.type,
      ...(parts.nullable === undefined ? {} : { nullable: parts.nullable }),
      // MySQL takes some literals only in parentheses, which makes them expressions: left to the golden tests.
      ...(parts.default === undefined || /text$|blob$|^json$|^year$/.test(parts.type.name)
        ? {}
        : { default: parts.default }),
      autoIncrement: false,
      invisible: parts.invisible,
      ...(parts.comment === undefined ? {} : { comment: parts.comment }),
      origin: ORIGIN,
    }));
}

function anyGenerated(name: string, from: string): fc.Arbitrary<Column> {
  return fc.constantFrom('virtual', 'stored').map((storage) => ({
    name,
    type: dataType('int'),
    autoIncrement: false,
    generated: {
      expression: '`' + from.replaceAll('`', '``') + '` + 1',
      storage,
    },
    invisible: false,
    origin: ORIGIN,
  }));
}

function anyIndex(
  columns: readonly string[],
  kind: Index['kind'],
  name: string | undefined,
): fc.Arbitrary<Index> {
  const part = (column: string): fc.Arbitrary<IndexPart> =>
    fc
      .record({
        length: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
        direction: fc.constantFrom(undefined, 'desc' as const),
      })
      .map((more): IndexPart => ({
        kind: 'column',
        column,
        ...(more.length === undefined ? {} : { length: more.length }),
        ...(more.direction === undefined ? {} : { direction: more.direction }),
      }));
  return fc
    .record({
      parts: fc
        .shuffledSubarray([...columns], { minLength: 1, maxLength: Math.min(3, columns.length) })
        .chain((chosen) => fc.tuple(...chosen.map(part))),
      using: fc.constantFrom(undefined, 'btree'),
      comment: fc.option(COMMENT, { nil: undefined }),
      visible: kind === 'primary' ? fc.constant(true) : fc.boolean(),
    })
    .map(({ parts, using, comment, visible }) => ({
      kind,
      ...(name === undefined ? {} : { name }),
      parts,
      ...(using === undefined ? {} : { using }),
      ...(comment === undefined ? {} : { comment }),
      visible,
      complete: true,
      origin: ORIGIN,
    }));
}

function anyForeignKey(columns: readonly string[], name: string | undefined): fc.Arbitrary<ForeignKey> {
  const action = fc.constantFrom(undefined, 'restrict', 'cascade', 'set null', 'no action');
  return fc
    .record({
      column: fc.constantFrom(...columns),
      table: anyName(),
      onDelete: action,
      onUpdate: action,
      schema: fc.option(anyName(), { nil: undefined }),
    })
    .map((parts) => ({
      ...(name === undefined ? {} : { name }),
      columns: [parts.column],
      ...(parts.schema === undefined ? {} : { referencedSchema: parts.schema }),
      referencedTable: parts.table,
      referencedColumns: ['id'],
      ...(parts.onDelete === undefined ? {} : { onDelete: parts.onDelete }),
      ...(parts.onUpdate === undefined ? {} : { onUpdate: parts.onUpdate }),
      origin: ORIGIN,
    }));
}

function anyOptions(): fc.Arbitrary<TableOptions> {
  return fc
    .record({
      engine: fc.constantFrom(undefined, 'InnoDB', 'MyISAM'),
      charset: fc.constantFrom(undefined, 'utf8mb4', 'latin1'),
      collation: fc.constantFrom(undefined, 'utf8mb4_bin'),
      comment: fc.option(COMMENT, { nil: undefined }),
      rowFormat: fc.constantFrom(undefined, 'dynamic', 'compressed'),
      autoIncrement: fc.constantFrom(undefined, '1', '18446744073709551615'),
      rest: fc.constantFrom(
        undefined,
        new Map([['stats_persistent', '1']]),
        new Map([
          ['key_block_size', '8'],
          ['checksum', '1'],
        ]),
      ),
    })
    .map((parts) => Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)));
}

function anyPartitioning(column: string): fc.Arbitrary<Partitioning | undefined> {
  const partition = (name: string, text: string): Partitioning['partitions'][number] => ({
    name,
    values: { kind: 'less than', text },
    options: new Map([['comment', "it's"]]),
    subpartitions: [],
  });
  return fc.constantFrom<Partitioning | undefined>(
    undefined,
    undefined,
    {
      scheme: {
        method: 'hash',
        linear: false,
        expression: '`' + column.replaceAll('`', '``') + '`',
        count: 4,
      },
      partitions: [],
    },
    { scheme: { method: 'key', linear: true, columns: [column], count: 2 }, partitions: [] },
    {
      scheme: { method: 'range columns', linear: false, columns: [column] },
      partitions: [partition('p0', '10'), partition('p 1', 'MAXVALUE')],
    },
  );
}

/** A table that a server of the flavor could hold, as far as syntax goes: unique names, keys over its own columns. */
export function anyTable(flavor: Flavor): fc.Arbitrary<Table> {
  const uniqueNames = (min: number, max: number): fc.Arbitrary<string[]> =>
    fc.uniqueArray(anyName(), { minLength: min, maxLength: max, selector: (name) => name.toLowerCase() });
  return fc
    .tuple(anyName(), uniqueNames(1, 6), uniqueNames(0, 4), fc.boolean())
    .chain(([name, columnNames, keyNames, unnamed]) => {
      const [first = 'id', ...others] = columnNames;
      const columns = fc.tuple(
        anyColumn(first),
        ...others.map((column) =>
          fc.oneof(
            { weight: 5, arbitrary: anyColumn(column) },
            { weight: 1, arbitrary: anyGenerated(column, first) },
          ),
        ),
      );
      const indexes = fc.tuple(
        ...keyNames.map((key) =>
          fc
            .constantFrom('index', 'unique', 'fulltext')
            .chain((kind) => anyIndex(columnNames, kind as Index['kind'], unnamed ? undefined : key)),
        ),
      );
      const foreignKeys = fc.tuple(
        ...keyNames.slice(0, 2).map((key) => anyForeignKey(columnNames, unnamed ? undefined : key)),
      );
      const checks = fc.tuple(
        ...keyNames.slice(0, 2).map((key) => anyCheck(first, unnamed ? undefined : key, flavor)),
      );
      const primaryKey = fc.option(anyIndex(columnNames, 'primary', undefined), { nil: undefined });
      return fc
        .record({
          columns,
          indexes,
          foreignKeys,
          checks,
          primaryKey,
          options: anyOptions(),
          partitioning: anyPartitioning(first),
        })
        .map((parts): Table => ({
          kind: 'table',
          name,
          columns: parts.columns,
          ...(parts.primaryKey === undefined ? {} : { primaryKey: parts.primaryKey }),
          indexes: parts.indexes,
          foreignKeys: parts.foreignKeys,
          checks: parts.checks,
          options: parts.options,
          ...(parts.partitioning === undefined ? {} : { partitioning: parts.partitioning }),
          systemVersioned: false,
          facets: ALL_TABLE_FACETS,
          origin: ORIGIN,
        }));
    });
}

function anyCheck(column: string, name: string | undefined, flavor: Flavor): fc.Arbitrary<Check> {
  const quoted = '`' + column.replaceAll('`', '``') + '`';
  return fc
    .record({
      expression: fc.constantFrom(quoted + ' > 0', quoted + " <> 'a)b'", '(' + quoted + ' is not null)'),
      enforced: flavor.vendor === 'mysql' ? fc.boolean() : fc.constant(true),
    })
    .map(({ expression, enforced }) => ({
      ...(name === undefined ? {} : { name }),
      expression,
      enforced,
      origin: ORIGIN,
    }));
}

/** A copy of plain data without origins, with maps as lists, fit for toEqual. */
export function withoutOrigins(value: unknown): unknown {
  if (value instanceof Map)
    return [...(value as ReadonlyMap<unknown, unknown>)].map(([key, inner]) => [key, withoutOrigins(inner)]);
  if (Array.isArray(value)) return value.map((inner: unknown) => withoutOrigins(inner));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]): [string, unknown][] =>
      key === 'origin' ? [] : [[key, withoutOrigins(inner)]],
    ),
  );
}
