import { z } from 'zod';
import type { Origin, SchemaFacet, SchemaModel, TableFacet } from '../model';
import { ALL_SCHEMA_FACETS, ALL_TABLE_FACETS } from '../model';

const text = z.string();
const maybe = <T extends z.ZodType>(type: T): z.ZodExactOptional<T> => z.exactOptional(type);
const list = <T extends z.ZodType>(type: T): z.ZodReadonly<z.ZodArray<T>> => z.array(type).readonly();
/** Digits that may pass 2^53. */
const digits = z.string().regex(/^-?\d{1,40}$/);
const count = z.number().int().nonnegative();
const options = z.custom<ReadonlyMap<string, string>>(
  (value) =>
    value instanceof Map &&
    [...value].every(([name, said]) => typeof name === 'string' && typeof said === 'string'),
);
/** Checked by the decoder before the schema sees it, and kept as the very object, so that sharing survives. */
const origin = z.custom<Origin>((value) => typeof value === 'object' && value !== null);
const tableFacets = z.custom<readonly TableFacet[]>((value) => isListOf(value, ALL_TABLE_FACETS));
const schemaFacets = z.custom<readonly SchemaFacet[]>((value) => isListOf(value, ALL_SCHEMA_FACETS));

function isListOf(value: unknown, known: readonly string[]): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' && known.includes(item));
}

const dataType = z.strictObject({
  name: text,
  parameters: list(text),
  values: maybe(list(text)),
  unsigned: z.boolean(),
  zerofill: z.boolean(),
  charset: maybe(text),
  collation: maybe(text),
  binary: maybe(z.boolean()),
  srid: maybe(z.number()),
  compressed: maybe(z.boolean()),
});

const defaultValue = z.union([
  z.strictObject({ kind: z.enum(['null', 'none']) }),
  z.strictObject({
    kind: z.enum(['string', 'number', 'bit', 'hex', 'boolean', 'expression']),
    value: text,
    introducer: maybe(text),
    zone: maybe(text),
  }),
]);

const column = z.strictObject({
  name: text,
  type: dataType,
  nullable: maybe(z.boolean()),
  default: maybe(defaultValue),
  onUpdate: maybe(text),
  autoIncrement: z.boolean(),
  generated: maybe(z.strictObject({ expression: text, storage: z.enum(['virtual', 'stored']) })),
  invisible: z.boolean(),
  comment: maybe(text),
  options: maybe(options),
  versioning: maybe(z.enum(['row-start', 'row-end', 'without'])),
  renamedFrom: maybe(text),
  origin,
});

const direction = maybe(z.enum(['asc', 'desc']));
const indexPart = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('column'), column: text, length: maybe(count), direction }),
  z.strictObject({ kind: z.literal('expression'), expression: text, direction }),
]);

const index = z.strictObject({
  kind: z.enum(['primary', 'unique', 'index', 'fulltext', 'spatial', 'vector']),
  name: maybe(text),
  parts: list(indexPart),
  using: maybe(text),
  visible: z.boolean(),
  comment: maybe(text),
  parser: maybe(text),
  keyBlockSize: maybe(count),
  options: maybe(options),
  withoutOverlaps: maybe(text),
  complete: z.boolean(),
  implicit: maybe(z.boolean()),
  renamedFrom: maybe(text),
  origin,
});

const action = maybe(z.enum(['restrict', 'cascade', 'set null', 'no action', 'set default']));
const foreignKey = z.strictObject({
  name: maybe(text),
  columns: list(text),
  referencedSchema: maybe(text),
  referencedTable: text,
  referencedColumns: list(text),
  onDelete: action,
  onUpdate: action,
  match: maybe(z.enum(['full', 'partial', 'simple'])),
  origin,
});

const check = z.strictObject({
  name: maybe(text),
  expression: text,
  enforced: z.boolean(),
  column: maybe(text),
  origin,
});

const partitionScheme = z.strictObject({
  method: z.enum(['range', 'list', 'hash', 'key', 'range columns', 'list columns', 'system_time']),
  linear: z.boolean(),
  expression: maybe(text),
  columns: maybe(list(text)),
  algorithm: maybe(count),
  count: maybe(count),
});

const partitioning = z.strictObject({
  scheme: partitionScheme,
  subpartition: maybe(partitionScheme),
  partitions: list(
    z.strictObject({
      name: text,
      values: maybe(
        z.strictObject({ kind: z.enum(['less than', 'in', 'current', 'history', 'default']), text }),
      ),
      options,
      subpartitions: list(z.strictObject({ name: text, options })),
    }),
  ),
});

const table = z.strictObject({
  kind: z.literal('table'),
  name: text,
  columns: list(column),
  primaryKey: maybe(index),
  indexes: list(index),
  foreignKeys: list(foreignKey),
  checks: list(check),
  options: z.strictObject({
    engine: maybe(text),
    charset: maybe(text),
    collation: maybe(text),
    comment: maybe(text),
    rowFormat: maybe(text),
    autoIncrement: maybe(digits),
    rest: maybe(options),
  }),
  partitioning: maybe(partitioning),
  systemVersioned: z.boolean(),
  periods: maybe(list(z.strictObject({ name: text, start: text, end: text }))),
  facets: tableFacets,
  unread: maybe(list(z.strictObject({ origin, extent: z.enum(['part', 'any']) }))),
  renamedFrom: maybe(text),
  rowsInFile: maybe(count),
  origin,
});

const security = maybe(z.enum(['definer', 'invoker']));

const view = z.strictObject({
  kind: z.literal('view'),
  name: text,
  columns: maybe(list(text)),
  select: text,
  duality: maybe(z.literal(true)),
  algorithm: maybe(z.enum(['undefined', 'merge', 'temptable'])),
  definer: maybe(text),
  security,
  checkOption: maybe(z.enum(['cascaded', 'local'])),
  origin,
});

const trigger = z.strictObject({
  kind: z.literal('trigger'),
  name: text,
  table: text,
  timing: z.enum(['before', 'after']),
  event: z.enum(['insert', 'update', 'delete']),
  order: maybe(z.strictObject({ kind: z.enum(['follows', 'precedes']), trigger: text })),
  body: text,
  definer: maybe(text),
  sqlMode: maybe(text),
  origin,
});

const routine = z.strictObject({
  kind: z.enum(['procedure', 'function']),
  name: text,
  parameters: text,
  returns: maybe(text),
  deterministic: maybe(z.boolean()),
  dataAccess: maybe(z.enum(['contains sql', 'no sql', 'reads sql data', 'modifies sql data'])),
  security,
  comment: maybe(text),
  definer: maybe(text),
  aggregate: maybe(z.boolean()),
  language: maybe(text),
  body: text,
  sqlMode: maybe(text),
  origin,
});

const event = z.strictObject({
  kind: z.literal('event'),
  name: text,
  schedule: text,
  preserve: maybe(z.boolean()),
  status: maybe(z.enum(['enabled', 'disabled', 'disabled on replica'])),
  comment: maybe(text),
  definer: maybe(text),
  body: text,
  sqlMode: maybe(text),
  timeZone: maybe(text),
  origin,
});

const sequence = z.strictObject({
  kind: z.literal('sequence'),
  name: text,
  start: maybe(text),
  increment: maybe(text),
  minimum: maybe(text),
  maximum: maybe(text),
  cache: maybe(text),
  cycle: maybe(z.boolean()),
  engine: maybe(text),
  comment: maybe(text),
  origin,
});

/** One schema with everything in it. */
const schema = z.strictObject({
  name: text,
  charset: maybe(text),
  collation: maybe(text),
  comment: maybe(text),
  encryption: maybe(z.boolean()),
  readOnly: maybe(z.boolean()),
  tables: list(table),
  views: list(view),
  triggers: list(trigger),
  routines: list(routine),
  events: list(event),
  sequences: list(sequence),
  facets: schemaFacets,
  presumes: maybe(list(z.strictObject({ name: text, origin, dropped: maybe(z.boolean()) }))),
  origin: maybe(origin),
});

/** What a decoded snapshot's model must be. Keys that it does not know are refused: a newer format has a newer version. */
export const schemaModelSchema = z.strictObject({
  flavor: maybe(
    z.strictObject({
      vendor: z.enum(['mysql', 'mariadb']),
      version: z.tuple([count, count, count]).readonly(),
    }),
  ),
  lowerCaseTableNames: maybe(z.union([z.literal(0), z.literal(1), z.literal(2)])),
  server: maybe(
    z.strictObject({
      characterSet: maybe(text),
      collation: maybe(text),
      sqlMode: maybe(text),
      defaultRowFormat: maybe(text),
      defaultEngine: maybe(text),
      explicitDefaultsForTimestamp: maybe(z.boolean()),
      characterSetCollations: maybe(text),
      timeZone: maybe(text),
    }),
  ),
  covers: maybe(z.union([z.literal('all'), list(text)])),
  unread: maybe(
    list(
      z.strictObject({
        origin,
        kind: z.enum(['file', 'text']),
        makes: maybe(z.enum(['table', 'view', 'trigger', 'procedure', 'function', 'event', 'sequence'])),
        name: maybe(text),
      }),
    ),
  ),
  schemas: list(schema),
}) satisfies z.ZodType<SchemaModel>;
