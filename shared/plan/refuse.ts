import type { PartDiff } from '../drift/difference';
import type { Column, DataType, Flavor, Index, SchemaModel, SchemaObject, Table } from '../model';
import { describeFlavor, formatOrigin, zoneOfDefault } from '../model';
import { printReadOnly } from '../sql/print-schema';
import type { Refusal } from './change';
import { refuseName } from './refuse-name';

/**
 * Why a wanted object, or one differing part of it, cannot be brought about on a flavor; undefined when it
 * can. What cannot be done right is refused here, never approximated.
 */
export function refuseObject(
  object: SchemaObject,
  part: PartDiff | undefined,
  flavor: Flavor,
): Refusal | undefined {
  const name = refuseName(object, part);
  if (name !== undefined) return name;
  if (object.kind === 'table' && object.systemVersioned) {
    return {
      reason: `${object.name} is system-versioned, and plans neither make, change nor drop such tables: each change rewrites or loses their history`,
      alternative: 'do it by hand, with system_versioning_alter_history set as the history needs',
    };
  }
  if (object.kind === 'table' && object.unread?.[0] !== undefined) {
    return {
      reason: `what is stated of ${object.name} was not wholly understood (${formatOrigin(object.unread[0].origin)})`,
      alternative: 'mend that place, or change the table by hand',
    };
  }
  if (object.kind === 'sequence' && flavor.vendor === 'mysql') {
    return {
      reason: `${describeFlavor(flavor)} has no sequences`,
      alternative: 'use an AUTO_INCREMENT column',
    };
  }
  if (object.kind === 'view' && object.duality === true && flavor.vendor !== 'mysql') {
    return {
      reason: `${describeFlavor(flavor)} has no JSON duality views`,
      alternative: 'make a plain view with JSON_OBJECT()',
    };
  }
  if (part?.part === 'option' && (part.name === 'system_versioning' || isSystemPeriod(part))) {
    return {
      reason: `${object.name} differs in its versioning, which decides what happens to its history`,
      alternative: 'add or drop it by hand, after a backup',
    };
  }
  if (part?.part === 'option' && (part.name === 'data directory' || part.name === 'index directory')) {
    return {
      reason: `${object.name} keeps its files elsewhere, and servers ignore ${part.name.toUpperCase()} in ALTER TABLE`,
      alternative: 'make a new table there, copy the rows, and swap the two by RENAME TABLE',
    };
  }
  if (object.kind === 'table') {
    const columns =
      part === undefined ? object.columns : part.part === 'column' && part.to !== undefined ? [part.to] : [];
    const zoned = columns.find((column) => zoneOfDefault(column.default) !== undefined);
    if (zoned !== undefined)
      return {
        reason: `the default of ${object.name}.${zoned.name} is said in the time zone ${zoneOfDefault(zoned.default) ?? ''}, and how far that is from the server's is not known`,
        alternative: 'say the default in the time zone of the server, without SET time_zone before it',
      };
  }
  if (object.kind === 'table' && part?.part === 'index' && part.to !== undefined) {
    return refuseUnknownLength(object, part.to);
  }
  if (part?.part === 'column' && part.from !== undefined && part.to !== undefined) {
    return refuseConversion(part.from, part.to, flavor);
  }
  return undefined;
}

/** The period of system versioning; those of the application are changed like keys. */
function isSystemPeriod(part: PartDiff): boolean {
  return (
    part.name === 'periods' &&
    part.attributes.some(({ from, to }) => /period for system_time\b/i.test(`${from ?? ''} ${to ?? ''}`))
  );
}

/**
 * A wanted foreign key, or one of a wanted new table, whose other table neither side has. Servers take such a key only
 * with foreign_key_checks off, and then nothing keeps its rows together. Schemas that no model covers are not judged.
 */
export function refuseLostReference(
  schema: string,
  object: SchemaObject,
  part: PartDiff | undefined,
  models: readonly SchemaModel[],
): Refusal | undefined {
  if (object.kind !== 'table') return undefined;
  const added =
    part === undefined ? object.foreignKeys : part.part === 'foreignKey' && part.to ? [part.to] : [];
  const lost = added.find((key) => {
    const where = (key.referencedSchema ?? schema).toLowerCase();
    const schemas = models.flatMap((model) =>
      model.schemas.filter(({ name }) => name.toLowerCase() === where),
    );
    const name = key.referencedTable.toLowerCase();
    const isNamed = (table: Table): boolean => table.name.toLowerCase() === name;
    return schemas.length > 0 && !schemas.some(({ tables }) => tables.some(isNamed)) && !isNamed(object);
  });
  if (lost === undefined) return undefined;
  return {
    reason: `${object.name} has a foreign key to ${lost.referencedTable}, and no table of that name is there or wanted`,
    alternative: `state ${lost.referencedTable} too, or leave the foreign key out`,
  };
}

/**
 * A schema that is read only on the target and is not wanted otherwise: MySQL refuses every change in it (error 3989).
 */
export function refuseReadOnly(
  schema: string,
  present: SchemaModel,
  wanted: SchemaModel,
): Refusal | undefined {
  const isNamed = ({ name }: { readonly name: string }): boolean => name === schema;
  if (present.schemas.find(isNamed)?.readOnly !== true) return undefined;
  if (wanted.schemas.find(isNamed)?.readOnly === false) return undefined;
  return {
    reason: `the schema ${schema} is read only`,
    alternative: `turn that off first: ${printReadOnly(false, schema)}`,
  };
}

const ENGINES_WITH_KEYS: ReadonlySet<string> = new Set(['innodb', 'ndb', 'ndbcluster']);

/**
 * A table that goes to another engine than InnoDB, or gets partitions, while a foreign key of another wanted table refers
 * to it. Servers refuse that while the key is there (MySQL errors 3776 and 1506, MariaDB 1451).
 */
export function refuseReferredTable(
  schema: string,
  object: SchemaObject,
  part: PartDiff | undefined,
  wanted: SchemaModel,
): Refusal | undefined {
  if (object.kind !== 'table') return undefined;
  const leaves =
    part?.part === 'option' &&
    part.name === 'engine' &&
    object.options.engine !== undefined &&
    !ENGINES_WITH_KEYS.has(object.options.engine.toLowerCase());
  const splits = part?.part === 'partitioning' && object.partitioning !== undefined;
  if (!leaves && !splits) return undefined;
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
  const referring = wanted.schemas.flatMap((one) =>
    one.tables.flatMap((table) =>
      table !== object && (table.options.engine === undefined || same(table.options.engine, 'innodb'))
        ? table.foreignKeys
            .filter(
              (key) =>
                same(key.referencedSchema ?? one.name, schema) && same(key.referencedTable, object.name),
            )
            .map(() => table.name)
        : [],
    ),
  );
  const [other] = referring;
  if (other === undefined) return undefined;
  return {
    reason: `foreign keys of ${other} refer to ${object.name}, and ${splits ? 'no foreign key refers to a partitioned table' : `${object.options.engine ?? ''} keeps no foreign keys`}`,
    alternative: `leave these foreign keys out, or ${object.name} as it is`,
  };
}

const NEEDS_LENGTH = /^(?:tiny|medium|long)?(?:text|blob)$/;

/** An index on a text column needs a prefix length, and a source without index details cannot say which. */
function refuseUnknownLength(table: Table, index: Index): Refusal | undefined {
  if (table.facets.includes('indexDetails') || index.kind === 'fulltext') return undefined;
  const types = new Map(table.columns.map((column) => [column.name.toLowerCase(), column.type.name]));
  const column = index.parts.find(
    (one) =>
      one.kind === 'column' &&
      one.length === undefined &&
      NEEDS_LENGTH.test(types.get(one.column.toLowerCase()) ?? ''),
  );
  if (column?.kind !== 'column') return undefined;
  return {
    reason: `${index.name ?? 'an index'} covers ${column.column}, a text, and its source cannot say how many characters of it`,
    alternative: 'state the index where prefix lengths can be stated (an SQL file), or create it by hand',
  };
}

const NUMBERS_AND_TIMES =
  /^(?:tinyint|smallint|mediumint|int|integer|bigint|decimal|numeric|dec|fixed|float|double|real|bit|bool|boolean|date|datetime|timestamp|time|year)$/;

/** Types whose values MariaDB converts from and to texts only, by the kind of value that they hold. */
function strictKind({ name }: DataType): string | undefined {
  if (/^(?:multi)?(?:point|linestring|polygon)$|^geom/.test(name)) return 'spatial';
  return /^(?:uuid|inet[46])$/.test(name) ? name : undefined;
}

/** MariaDB (10.11, error 4078) converts neither spatial values nor UUID or INET to and from numbers, times and each other. */
function refuseConversion(from: Column, to: Column, flavor: Flavor): Refusal | undefined {
  const [before, after] = [strictKind(from.type), strictKind(to.type)];
  if (flavor.vendor !== 'mariadb' || before === after) return undefined;
  // A virtual column has no values, and is dropped and added.
  if (from.generated?.storage === 'virtual' || to.generated?.storage === 'virtual') return undefined;
  const isStrict = (kind: string | undefined, type: DataType): boolean =>
    kind !== undefined || NUMBERS_AND_TIMES.test(type.name);
  if (!isStrict(before, from.type) || !isStrict(after, to.type)) return undefined;
  return {
    reason: `${describeFlavor(flavor)} converts no ${from.type.name} to ${to.type.name}, which ${to.name} would need`,
    alternative:
      'add a column of the wanted type, fill it by an expression of your own, and drop the old one',
  };
}
