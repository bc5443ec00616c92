import type { Flavor, SchemaModel, Vendor } from '../model';

/** What gives meaning to what a source leaves unsaid. */
export interface NormaliseContext {
  /** The server that the text is read for. */
  readonly flavor: Flavor;
  readonly schema: {
    readonly name: string;
    readonly charset?: string | undefined;
    readonly collation?: string | undefined;
    /** MySQL encrypts new tables of the schema unless they say otherwise. */
    readonly encryption?: boolean | undefined;
  };
  readonly server?: SchemaModel['server'] | undefined;
  /** Ids of rules that are switched off. */
  readonly off?: ReadonlySet<string> | undefined;
  /** True when the server compares table names without case (lower_case_table_names 1 or 2). */
  readonly foldsTableNames?: boolean | undefined;
  /** True when a server of the flavor stored the objects: its spelling of expressions is then the stored one. */
  readonly stored?: boolean | undefined;
  /** The vendor of the server that stored the objects, whatever the flavor; undefined where none did. */
  readonly storedBy?: Vendor | undefined;
}

/** That a rule changed something. `path` is `columns/<name>/<attribute>`, `indexes/<name>`, `options/engine`… */
export interface Note {
  readonly path: string;
  readonly rule: string;
}
