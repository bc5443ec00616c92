import { ALL_SCHEMA_FACETS } from '../../../shared/model';
import type {
  Origin,
  PresumedTable,
  Routine,
  Schema,
  SchemaFacet,
  SchemaModel,
  Sequence,
  Table,
  Trigger,
  UnreadPart,
  UnreadPlace,
  View,
} from '../../../shared/model';
import { renameReferences } from './table-edits';

interface SchemaEntry {
  readonly name: string;
  readonly tables: Map<string, Table>;
  readonly views: Map<string, View>;
  readonly sequences: Map<string, Sequence>;
  readonly routines: Map<string, Routine>;
  readonly triggers: Map<string, Trigger>;
  readonly presumed: Map<string, PresumedTable>;
}

/** PostgreSQL knows no events. */
const FACETS: readonly SchemaFacet[] = Object.freeze(ALL_SCHEMA_FACETS.filter((facet) => facet !== 'events'));

/**
 * A schema model while migrations are replayed on it. Objects are replaced, never changed in place, so a
 * model taken out of it stays as it was. Names are compared exactly; the caller folds their case.
 */
export class SchemaDraft {
  readonly #schemas = new Map<string, SchemaEntry>();
  readonly #unread: UnreadPlace[] = [];

  constructor(model?: SchemaModel) {
    this.#unread.push(...(model?.unread ?? []));
    for (const schema of model?.schemas ?? []) {
      const entry = this.#entry(schema.name);
      for (const table of schema.tables) entry.tables.set(table.name, table);
      for (const view of schema.views) entry.views.set(view.name, view);
      for (const sequence of schema.sequences) entry.sequences.set(sequence.name, sequence);
      for (const routine of schema.routines) entry.routines.set(routine.name, routine);
      for (const trigger of schema.triggers) entry.triggers.set(trigger.name, trigger);
      for (const table of schema.presumes ?? []) entry.presumed.set(table.name, table);
    }
  }

  table(schema: string, name: string): Table | undefined {
    return this.#schemas.get(schema)?.tables.get(name);
  }

  /** Every table of a schema, in the order in which they were made. */
  tablesOf(schema: string): readonly Table[] {
    return [...(this.#schemas.get(schema)?.tables.values() ?? [])];
  }

  putTable(schema: string, table: Table): void {
    this.#entry(schema).tables.set(table.name, table);
  }

  /** Answers whether there was one. */
  dropTable(schema: string, name: string): boolean {
    const entry = this.#schemas.get(schema);
    if (entry === undefined) return false;
    for (const trigger of entry.triggers.values()) {
      if (trigger.table === name) entry.triggers.delete(trigger.name);
    }
    return entry.tables.delete(name);
  }

  /** Moves a table, keeps its place in the order, and lets foreign keys follow. Answers whether there was one. */
  renameTable(from: { schema: string; name: string }, to: { schema: string; name: string }): boolean {
    const source = this.#schemas.get(from.schema);
    const table = source?.tables.get(from.name);
    if (source === undefined || table === undefined) return false;
    const renamed = { ...table, name: to.name };
    if (from.schema === to.schema) {
      const tables = [...source.tables.values()];
      source.tables.clear();
      for (const other of tables) {
        const kept = other === table ? renamed : other;
        source.tables.set(kept.name, kept);
      }
    } else {
      source.tables.delete(from.name);
      this.#entry(to.schema).tables.set(to.name, renamed);
    }
    for (const entry of this.#schemas.values()) {
      for (const other of entry.tables.values()) {
        const followed = renameReferences(other, entry.name, from, to);
        if (followed !== other) entry.tables.set(followed.name, followed);
      }
    }
    return true;
  }

  hasView(schema: string, name: string): boolean {
    return this.#schemas.get(schema)?.views.has(name) ?? false;
  }

  putView(schema: string, view: View): void {
    this.#entry(schema).views.set(view.name, view);
  }

  dropView(schema: string, name: string): boolean {
    return this.#schemas.get(schema)?.views.delete(name) ?? false;
  }

  putSequence(schema: string, sequence: Sequence): void {
    this.#entry(schema).sequences.set(sequence.name, sequence);
  }

  dropSequence(schema: string, name: string): boolean {
    return this.#schemas.get(schema)?.sequences.delete(name) ?? false;
  }

  putRoutine(schema: string, routine: Routine): void {
    this.#entry(schema).routines.set(routine.name, routine);
  }

  dropRoutine(schema: string, name: string): boolean {
    return this.#schemas.get(schema)?.routines.delete(name) ?? false;
  }

  putTrigger(schema: string, trigger: Trigger): void {
    this.#entry(schema).triggers.set(trigger.name, trigger);
  }

  dropTrigger(schema: string, name: string): boolean {
    return this.#schemas.get(schema)?.triggers.delete(name) ?? false;
  }

  addSchema(name: string): void {
    this.#entry(name);
  }

  dropSchema(name: string): boolean {
    return this.#schemas.delete(name);
  }

  /** Notes that something needs a table that nothing before it made. */
  presume(schema: string, name: string, origin: Origin, dropped = false): void {
    const { presumed } = this.#entry(schema);
    const known = presumed.get(name) ?? { name, origin };
    presumed.set(name, dropped ? { ...known, dropped } : known);
  }

  /** Notes a place that could not be read or understood, or that only running it could tell. */
  noteUnread(place: UnreadPlace): void {
    this.#unread.push(place);
  }

  /** Notes that something changes a table, or states a part of it, in a way that nobody can tell; answers whether there is one. */
  doubt(schema: string, name: string, part: UnreadPart): boolean {
    const table = this.table(schema, name);
    if (table === undefined) return false;
    this.putTable(schema, { ...table, unread: [...(table.unread ?? []), part] });
    return true;
  }

  /** Finds the schema and table that hold an index of this name, as `DROP INDEX name` needs it. */
  findIndex(schema: string, name: string): Table | undefined {
    for (const table of this.#schemas.get(schema)?.tables.values() ?? []) {
      if (table.indexes.some((index) => index.name === name)) return table;
    }
    return undefined;
  }

  /** The model as it stands, without schemas that hold nothing. */
  toModel(): SchemaModel {
    const schemas: Schema[] = [];
    for (const entry of this.#schemas.values()) {
      const presumes = [...entry.presumed.values()].filter(({ name }) => !entry.tables.has(name));
      schemas.push({
        name: entry.name,
        tables: [...entry.tables.values()],
        views: [...entry.views.values()],
        triggers: [...entry.triggers.values()],
        routines: [...entry.routines.values()],
        events: [],
        sequences: [...entry.sequences.values()],
        facets: FACETS,
        ...(presumes.length === 0 ? {} : { presumes }),
      });
    }
    return { ...(this.#unread.length > 0 && { unread: [...this.#unread] }), schemas };
  }

  #entry(name: string): SchemaEntry {
    let entry = this.#schemas.get(name);
    if (entry === undefined) {
      entry = {
        name,
        tables: new Map(),
        views: new Map(),
        sequences: new Map(),
        routines: new Map(),
        triggers: new Map(),
        presumed: new Map(),
      };
      this.#schemas.set(name, entry);
    }
    return entry;
  }
}
