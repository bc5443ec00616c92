import type { AttributeDiff, PartDiff } from '../drift/difference';
import type { Column, Index, Table } from '../model';
import { quoteIdentifier, quoteString } from '../sql/quote';
import type { Probe, Risk } from './change';
import { assessTypeChange, describeType, isCharsetSuperset } from './type-risk';

const SAFE: Risk = { kind: 'safe' };

/** What a change of one attribute of a column can do to the rows that are there. Columns are normalised. */
export function assessAttribute(attribute: AttributeDiff, from: Column, to: Column): Risk {
  switch (attribute.attribute) {
    case 'type':
      return assessTypeChange(from.type, to.type);
    case 'nullable':
      return to.nullable === false && from.nullable !== false
        ? {
            kind: 'held',
            class: 'narrow',
            reason: 'rows that hold NULL get the default value, or stop it where there is none',
            losesData: true,
          }
        : SAFE;
    case 'charset':
      return assessCharset(from, to);
    case 'generated':
      return assessGenerated(from, to);
    case 'versioning':
      return { kind: 'held', class: 'drop', reason: 'history rows may be lost', losesData: true };
    default:
      return SAFE;
  }
}

function assessCharset(from: Column, to: Column): Risk {
  const [before, after] = [from.type.charset ?? '', to.type.charset ?? ''];
  if (before === after) {
    return {
      kind: 'held',
      class: 'convert',
      reason: 'values compare and sort in another way, and keys over them are built anew',
      losesData: false,
    };
  }
  return {
    kind: 'held',
    class: 'convert',
    reason: `every value is converted from ${before} to ${after}`,
    losesData: !isCharsetSuperset(before, after),
  };
}

function assessGenerated(from: Column, to: Column): Risk {
  if (from.generated === undefined && to.generated !== undefined) {
    return {
      kind: 'held',
      class: 'drop',
      reason: 'the values that were written are replaced by computed ones',
      losesData: true,
    };
  }
  return SAFE;
}

/** What adding, replacing or dropping a key, check or index can do. */
export function assessPart(part: PartDiff): Risk {
  const adds = part.to !== undefined;
  switch (part.part) {
    case 'column':
      return adds ? SAFE : held('drop', 'the column and its values are lost', true);
    case 'primaryKey':
      return adds
        ? held('unique', 'rows with equal or NULL key values make it fail', false)
        : held('drop', 'rows are no longer told apart by a key', false);
    case 'index':
      if (!adds)
        return part.from?.kind === 'unique'
          ? held('drop', 'duplicates are no longer refused', false)
          : held('drop', 'queries that use the index slow down', false);
      return part.to.kind === 'unique' && !sameUnique(part.from, part.to)
        ? held('unique', 'rows with equal values make it fail', false)
        : SAFE;
    case 'foreignKey':
      // Adding one loses nothing: rows that refer to nothing make it fail, and the probe finds them before.
      return adds ? SAFE : held('drop', 'broken references are no longer refused', false);
    case 'check':
      return adds ? SAFE : held('drop', 'values that broke it are no longer refused', false);
    case 'partitioning':
      return assessPartitioning(part);
    case 'option':
      if (part.name === 'periods' && part.attributes.some(({ from }) => from !== undefined))
        return held('drop', 'rows that end before they start, or overlap, are no longer refused', false);
      if (part.name === 'engine' && keepsNoRows(part))
        return held('drop', 'an engine that keeps no rows of its own loses all that are there', true);
      return part.name === 'engine' || part.name === 'charset' || part.name === 'collation'
        ? held(
            'convert',
            part.name === 'engine'
              ? 'the whole table is copied into another engine'
              : 'columns added later get another charset',
            false,
          )
        : SAFE;
    case 'columnOrder':
      return SAFE;
  }
}

/** Engines under which a table has no rows of its own: what is copied into them is gone. */
const ENGINES_WITHOUT_ROWS: ReadonlySet<string> = new Set(['blackhole', 'mrg_myisam', 'merge', 'federated']);

function keepsNoRows({ attributes }: PartDiff): boolean {
  return attributes.some(({ to }) => to !== undefined && ENGINES_WITHOUT_ROWS.has(to.toLowerCase()));
}

function held(
  kind: 'drop' | 'narrow' | 'convert' | 'unique' | 'rename',
  reason: string,
  losesData: boolean,
): Risk {
  return { kind: 'held', class: kind, reason, losesData };
}

function sameUnique(from: Index | undefined, to: Index): boolean {
  return (
    from?.kind === 'unique' &&
    JSON.stringify(from.parts.map((part) => ({ ...part, direction: '' }))) ===
      JSON.stringify(to.parts.map((part) => ({ ...part, direction: '' })))
  );
}

function assessPartitioning(part: PartDiff & { readonly part: 'partitioning' }): Risk {
  const before = part.from?.partitions ?? [];
  const after = new Set((part.to?.partitions ?? []).map((partition) => partition.name.toLowerCase()));
  const method = part.from?.scheme.method ?? '';
  if (
    part.to !== undefined &&
    before.length > after.size &&
    (method.startsWith('range') || method.startsWith('list'))
  ) {
    const isKept = ({ name }: { readonly name: string }): boolean => after.has(name.toLowerCase());
    // The rows of a range have a place in the next one that stays; those of a list have none.
    const gone = before.filter(
      (partition, at) =>
        !isKept(partition) && !(method.startsWith('range') && before.slice(at + 1).some(isKept)),
    );
    if (gone.length > 0) {
      return held('drop', `rows in ${gone.map((partition) => partition.name).join(', ')} are lost`, true);
    }
  }
  return held('convert', 'the whole table is copied', false);
}

/** The SELECT that counts the rows in a held change's way, where one can be written. */
export function probeFor(table: Table, part: PartDiff, attribute: string): Probe | undefined {
  const name = quoteIdentifier(table.name);
  switch (part.part) {
    case 'column':
      return probeColumn(name, part.from, part.to, attribute);
    case 'primaryKey':
    case 'index':
      return part.to === undefined ? undefined : probeUnique(name, part.to);
    case 'check':
      return part.to === undefined
        ? undefined
        : {
            sql: `SELECT COUNT(*) FROM ${name} WHERE NOT (${part.to.expression})`,
            sentence: '{n} rows break it',
          };
    case 'foreignKey':
      return part.to === undefined ? undefined : probeForeignKey(name, part.to);
    default:
      return undefined;
  }
}

function probeColumn(
  table: string,
  from: Column | undefined,
  to: Column | undefined,
  attribute: string,
): Probe | undefined {
  if (from === undefined) return undefined;
  const column = quoteIdentifier(from.name);
  if (to === undefined) {
    return {
      sql: `SELECT COUNT(*) FROM ${table} WHERE ${column} IS NOT NULL`,
      sentence: '{n} rows have a value here',
    };
  }
  if (attribute === 'nullable') {
    return { sql: `SELECT COUNT(*) FROM ${table} WHERE ${column} IS NULL`, sentence: '{n} rows are NULL' };
  }
  if (attribute !== 'type') return undefined;
  const condition = misfits(column, from, to);
  return condition === undefined
    ? undefined
    : {
        sql: `SELECT COUNT(*) FROM ${table} WHERE ${condition}`,
        sentence: `{n} rows do not fit ${describeType(to.type)}`,
      };
}

/** Ranges of the integer types, signed then unsigned. */
const RANGES: Readonly<Record<string, readonly [string, string, string]>> = {
  tinyint: ['-128', '127', '255'],
  smallint: ['-32768', '32767', '65535'],
  mediumint: ['-8388608', '8388607', '16777215'],
  int: ['-2147483648', '2147483647', '4294967295'],
  bigint: ['-9223372036854775808', '9223372036854775807', '18446744073709551615'],
};

const TEXT_LIMITS: Readonly<Record<string, string>> = {
  tinytext: '255',
  text: '65535',
  mediumtext: '16777215',
  tinyblob: '255',
  blob: '65535',
  mediumblob: '16777215',
};

/** Rows whose value the new type cannot hold unchanged, or undefined where no short condition says so. */
function misfits(column: string, from: Column, to: Column): string | undefined {
  const { type } = to;
  const range = RANGES[type.name];
  if (range !== undefined && RANGES[from.type.name] !== undefined) {
    return type.unsigned
      ? `${column} < 0 OR ${column} > ${range[2]}`
      : `${column} < ${range[0]} OR ${column} > ${range[1]}`;
  }
  if ((type.name === 'varchar' || type.name === 'char') && from.type.values === undefined) {
    return `CHAR_LENGTH(${column}) > ${type.parameters[0] ?? '1'}`;
  }
  if (type.name === 'varbinary' || type.name === 'binary')
    return `LENGTH(${column}) > ${type.parameters[0] ?? '1'}`;
  const limit = TEXT_LIMITS[type.name];
  if (limit !== undefined) return `LENGTH(${column}) > ${limit}`;
  if (type.name === 'enum' && type.values !== undefined) {
    return `${column} IS NOT NULL AND ${column} NOT IN (${type.values.map((value) => quoteString(value)).join(', ')})`;
  }
  if (type.name === 'decimal' && from.type.name === 'decimal') {
    return `${column} <> CAST(${column} AS DECIMAL(${type.parameters.join(',')}))`;
  }
  return undefined;
}

function probeUnique(table: string, index: Index): Probe | undefined {
  if (index.kind !== 'unique' && index.kind !== 'primary') return undefined;
  const parts = index.parts.map((part) =>
    part.kind === 'expression'
      ? `(${part.expression})`
      : part.length === undefined
        ? quoteIdentifier(part.column)
        : `LEFT(${quoteIdentifier(part.column)}, ${String(part.length)})`,
  );
  const nulls = parts.map((part) => `${part} IS NOT NULL`).join(' AND ');
  return {
    sql: `SELECT COALESCE(SUM(n - 1), 0) FROM (SELECT COUNT(*) AS n FROM ${table} WHERE ${nulls} GROUP BY ${parts.join(', ')} HAVING COUNT(*) > 1) AS collisions`,
    sentence: '{n} rows collide',
  };
}

function probeForeignKey(
  table: string,
  key: {
    readonly columns: readonly string[];
    readonly referencedSchema?: string;
    readonly referencedTable: string;
    readonly referencedColumns: readonly string[];
  },
): Probe {
  const other =
    key.referencedSchema === undefined || key.referencedSchema === ''
      ? quoteIdentifier(key.referencedTable)
      : `${quoteIdentifier(key.referencedSchema)}.${quoteIdentifier(key.referencedTable)}`;
  const join = key.columns
    .map(
      (column, at) =>
        `parent.${quoteIdentifier(key.referencedColumns[at] ?? '')} = child.${quoteIdentifier(column)}`,
    )
    .join(' AND ');
  const there = key.columns.map((column) => `child.${quoteIdentifier(column)} IS NOT NULL`).join(' AND ');
  return {
    sql: `SELECT COUNT(*) FROM ${table} AS child WHERE ${there} AND NOT EXISTS (SELECT 1 FROM ${other} AS parent WHERE ${join})`,
    sentence: '{n} rows refer to nothing',
  };
}
