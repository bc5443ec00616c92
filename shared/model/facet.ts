/**
 * A kind of fact that a source can or cannot state about a table. What a source cannot state is
 * *unknown*, never *missing*.
 *
 * - `columns`: names, types, nullability, defaults, AUTO_INCREMENT, ON UPDATE
 * - `columnOrder`: the order of the columns means something
 * - `droppedDefaults`: whether a column that may be NULL has no default at all, or the default NULL
 * - `columnComments`, `columnCharsets` (charset and collation of columns), `columnVisibility`, `generated`
 * - `primaryKey`, `indexes` (name, kind, columns), `indexDetails` (prefix lengths, direction, USING,
 *   visibility, parser, comment), `foreignKeys`, `checks`, `partitions`
 * - `engine`, `charset` (table's charset and collation), `tableComment`, `tableOptions` (row format and the rest)
 * - `triggers`
 */
export type TableFacet =
  | 'columns'
  | 'columnOrder'
  | 'droppedDefaults'
  | 'columnComments'
  | 'columnCharsets'
  | 'columnVisibility'
  | 'generated'
  | 'primaryKey'
  | 'indexes'
  | 'indexDetails'
  | 'foreignKeys'
  | 'checks'
  | 'partitions'
  | 'engine'
  | 'charset'
  | 'tableComment'
  | 'tableOptions'
  | 'triggers';

/** A kind of object that a source can or cannot state in a schema, and the schema's own options. */
export type SchemaFacet =
  'tables' | 'views' | 'triggers' | 'routines' | 'events' | 'sequences' | 'schemaOptions';

/** Every facet of a table: what a server or a complete SQL file states. Share this very array. */
export const ALL_TABLE_FACETS: readonly TableFacet[] = Object.freeze([
  'columns',
  'columnOrder',
  'droppedDefaults',
  'columnComments',
  'columnCharsets',
  'columnVisibility',
  'generated',
  'primaryKey',
  'indexes',
  'indexDetails',
  'foreignKeys',
  'checks',
  'partitions',
  'engine',
  'charset',
  'tableComment',
  'tableOptions',
  'triggers',
]);

/** Every facet of a schema. Share this very array. */
export const ALL_SCHEMA_FACETS: readonly SchemaFacet[] = Object.freeze([
  'tables',
  'views',
  'triggers',
  'routines',
  'events',
  'sequences',
  'schemaOptions',
]);
