import type { SchemaFacet } from './facet';
import type { Flavor } from './flavor';
import type { Origin } from './origin';
import type { Routine, ScheduledEvent, Sequence, Trigger, View } from './routine';
import type { Table } from './table';
import type { UnreadPlace } from './unread';

/** A table that a source's statements need and none of them makes: it comes from somewhere else. */
export interface PresumedTable {
  readonly name: string;
  /** The first statement that needs it. */
  readonly origin: Origin;
  /** True when a statement drops it: then it is not there afterwards, wherever it came from. */
  readonly dropped?: boolean;
}

/** A named set of objects. `name` is '' where a file names none; placement by federation rules comes later. */
export interface Schema {
  readonly name: string;
  readonly charset?: string;
  readonly collation?: string;
  /** MariaDB's comment of the schema. */
  readonly comment?: string;
  /** MySQL's DEFAULT ENCRYPTION: whether new tables are encrypted unless they say otherwise. */
  readonly encryption?: boolean;
  /** MySQL's READ ONLY (8.0.22): whether the server refuses every write to the schema and every change of it. */
  readonly readOnly?: boolean;
  readonly tables: readonly Table[];
  readonly views: readonly View[];
  readonly triggers: readonly Trigger[];
  readonly routines: readonly Routine[];
  readonly events: readonly ScheduledEvent[];
  readonly sequences: readonly Sequence[];
  readonly facets: readonly SchemaFacet[];
  /** Tables that the source changes without making them. Nothing is known of them, not even that they are missing. */
  readonly presumes?: readonly PresumedTable[];
  readonly origin?: Origin;
}

/** What a schema says of itself, as a thing of its own that is compared and planned like its objects. */
export interface SchemaOptions extends Pick<
  Schema,
  'charset' | 'collation' | 'comment' | 'encryption' | 'readOnly'
> {
  readonly kind: 'schema';
  /** The schema's name. */
  readonly name: string;
  readonly origin: Origin;
}

/** Any object that lives in a schema, and the schema's own options. */
export type SchemaObject = Table | View | Trigger | Routine | ScheduledEvent | Sequence | SchemaOptions;

/** What one source states. Plain data: it survives structuredClone, and JSON by way of the snapshot codec. */
export interface SchemaModel {
  /** The server's, or the one that the source is written for, when known. */
  readonly flavor?: Flavor;
  /**
   * How the server compares table names: 0 exact, 1 stored lower case, 2 stored as given but compared
   * lower case (`lower_case_table_names`). undefined for files.
   */
  readonly lowerCaseTableNames?: 0 | 1 | 2;
  /** The server's sql_mode and defaults that give meaning to what is left unsaid. */
  readonly server?: {
    readonly characterSet?: string;
    readonly collation?: string;
    readonly sqlMode?: string;
    readonly defaultRowFormat?: string;
    readonly defaultEngine?: string;
    readonly explicitDefaultsForTimestamp?: boolean;
    /** The time zone of its sessions: `time_zone`, or `system_time_zone` where that says SYSTEM. */
    readonly timeZone?: string;
    /** character_set_collations of MariaDB 11.2+. */
    readonly characterSetCollations?: string;
  };
  /**
   * Of which schemas the source would speak if they were there: those that a server was asked for. Any other schema that is not
   * in `schemas` is unknown, never missing. Left out by files: they speak of what they name.
   */
  readonly covers?: 'all' | readonly string[];
  /** What belongs to the source and could not be read or understood. */
  readonly unread?: readonly UnreadPlace[];
  readonly schemas: readonly Schema[];
}
