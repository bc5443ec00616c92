import { ALL_SCHEMA_FACETS } from '../model';
import type {
  Flavor,
  Origin,
  PresumedTable,
  Routine,
  ScheduledEvent,
  Schema,
  SchemaModel,
  Sequence,
  Trigger,
  UnreadPlace,
  View,
} from '../model';
import type { QualifiedName } from './statement-node';
import { TableDraft } from './table-draft';

/** Objects of one kind by name: found as written, and where that fails without case when there is just one such. */
export class ObjectMap<T extends object> {
  private readonly exact = new Map<string, T>();
  private readonly folded = new Map<string, Set<string>>();

  constructor(private readonly foldsAlways: boolean) {}

  get(name: string): T | undefined {
    const found = this.exact.get(name);
    if (found !== undefined) return found;
    const names = this.folded.get(name.toLowerCase());
    if (names?.size !== 1) return undefined;
    const [only] = names;
    return only === undefined ? undefined : this.exact.get(only);
  }

  /** True when the name is taken; without case where the server compares so. */
  has(name: string): boolean {
    return this.foldsAlways ? this.get(name) !== undefined : this.exact.has(name);
  }

  set(name: string, value: T): void {
    this.exact.set(name, value);
    const key = name.toLowerCase();
    const names = this.folded.get(key);
    if (names === undefined) this.folded.set(key, new Set([name]));
    else names.add(name);
  }

  delete(name: string): void {
    this.exact.delete(name);
    const key = name.toLowerCase();
    const names = this.folded.get(key);
    names?.delete(name);
    if (names?.size === 0) this.folded.delete(key);
  }

  values(): T[] {
    return [...this.exact.values()];
  }

  get size(): number {
    return this.exact.size;
  }
}

/** A schema while scripts work on it. */
export class SchemaDraft {
  charset: string | undefined;
  collation: string | undefined;
  comment: string | undefined;
  encryption: boolean | undefined;
  readOnly: boolean | undefined;
  origin: Origin | undefined;
  readonly tables: ObjectMap<TableDraft>;
  readonly views: ObjectMap<View>;
  readonly triggers = new ObjectMap<Trigger>(true);
  readonly procedures = new ObjectMap<Routine>(true);
  readonly functions = new ObjectMap<Routine>(true);
  readonly events = new ObjectMap<ScheduledEvent>(true);
  readonly sequences: ObjectMap<Sequence>;
  /** True when a statement or the base model made the schema itself, so that it counts even when empty. */
  stated = false;
  /** Temporary tables of the connection: they hide tables and are no part of the schema. */
  readonly temporary: ObjectMap<TableDraft>;
  private readonly presumed = new Map<string, PresumedTable>();

  constructor(
    readonly name: string,
    foldsNames: boolean,
  ) {
    this.tables = new ObjectMap(foldsNames);
    this.temporary = new ObjectMap(foldsNames);
    this.views = new ObjectMap(foldsNames);
    this.sequences = new ObjectMap(foldsNames);
  }

  get isEmpty(): boolean {
    const kinds = [
      this.tables,
      this.views,
      this.triggers,
      this.procedures,
      this.functions,
      this.events,
      this.sequences,
    ];
    return kinds.every((kind) => kind.size === 0);
  }

  /** Takes a temporary table away; false when there is none of that name. */
  dropTemporary(name: string): boolean {
    const found = this.temporary.get(name);
    if (found !== undefined) this.temporary.delete(found.name);
    return found !== undefined;
  }

  /** Notes that a statement needs a table that nothing before it made. */
  presume(name: string, origin: Origin, dropped = false): void {
    const known = this.presumed.get(name) ?? { name, origin };
    this.presumed.set(name, dropped ? { ...known, dropped } : known);
  }

  /** The tables that were needed, without those that a later statement made after all. */
  get presumes(): readonly PresumedTable[] {
    return [...this.presumed.values()].filter(({ name }) => this.tables.get(name) === undefined);
  }

  toSchema(): Schema {
    const { presumes } = this;
    return {
      name: this.name,
      ...(this.charset === undefined ? {} : { charset: this.charset }),
      ...(this.collation === undefined ? {} : { collation: this.collation }),
      ...(this.comment === undefined ? {} : { comment: this.comment }),
      ...(this.encryption === undefined ? {} : { encryption: this.encryption }),
      ...(this.readOnly === undefined ? {} : { readOnly: this.readOnly }),
      tables: this.tables.values().map((table) => table.toTable()),
      views: this.views.values(),
      triggers: this.triggers.values(),
      routines: [...this.procedures.values(), ...this.functions.values()],
      events: this.events.values(),
      sequences: this.sequences.values(),
      facets: ALL_SCHEMA_FACETS,
      ...(presumes.length === 0 ? {} : { presumes }),
      ...(this.origin === undefined ? {} : { origin: this.origin }),
    };
  }
}

/** The in-memory model that scripts are executed on. */
export class ModelDraft {
  /** The schema that unqualified names mean. */
  current: string;
  /** The engine of tables and sequences that name none; undefined where that is left to the server. */
  defaultEngine: string | undefined;
  private readonly schemas = new Map<string, SchemaDraft>();
  /** What could not be followed, and may have made anything. */
  private readonly unread: UnreadPlace[] = [];
  private readonly foldsNames: boolean;

  constructor(
    private readonly base: SchemaModel | undefined,
    readonly flavor: Flavor | undefined,
    defaultSchema: string,
  ) {
    this.current = defaultSchema;
    this.foldsNames = (base?.lowerCaseTableNames ?? 0) > 0;
    this.unread.push(...(base?.unread ?? []));
    for (const schema of base?.schemas ?? []) this.load(schema);
  }

  private load(schema: Schema): void {
    const draft = this.schema(schema.name);
    draft.stated = true;
    draft.charset = schema.charset;
    draft.collation = schema.collation;
    draft.comment = schema.comment;
    draft.encryption = schema.encryption;
    draft.readOnly = schema.readOnly;
    draft.origin = schema.origin;
    for (const { name, origin, dropped } of schema.presumes ?? []) draft.presume(name, origin, dropped);
    for (const table of schema.tables) draft.tables.set(table.name, TableDraft.from(table));
    for (const view of schema.views) draft.views.set(view.name, view);
    for (const trigger of schema.triggers) draft.triggers.set(trigger.name, trigger);
    for (const routine of schema.routines)
      (routine.kind === 'function' ? draft.functions : draft.procedures).set(routine.name, routine);
    for (const event of schema.events) draft.events.set(event.name, event);
    for (const sequence of schema.sequences) draft.sequences.set(sequence.name, sequence);
  }

  /** A schema by name, made when it is not there yet. */
  schema(name: string): SchemaDraft {
    let draft = this.schemas.get(name);
    if (draft === undefined) {
      draft = new SchemaDraft(name, this.foldsNames);
      this.schemas.set(name, draft);
    }
    return draft;
  }

  /** A schema by name, if there is one. */
  findSchema(name: string): SchemaDraft | undefined {
    return this.schemas.get(name);
  }

  dropSchema(name: string): boolean {
    return this.schemas.delete(name);
  }

  allSchemas(): SchemaDraft[] {
    return [...this.schemas.values()];
  }

  /**
   * The schema that a name belongs to. A name qualified with a schema that no statement made means the
   * nameless schema of the file when the file has one: scripts qualify some names and not others.
   */
  schemaOf(name: { readonly schema?: string }): SchemaDraft {
    const { schema } = name;
    if (schema === undefined) return this.schema(this.current);
    if (!this.schemas.has(schema) && this.current === '' && this.schemas.has('')) return this.schema('');
    return this.schema(schema);
  }

  /** The table that a statement means by a name: a temporary one hides another. */
  table(name: QualifiedName): TableDraft | undefined {
    const { temporary, tables } = this.schemaOf(name);
    return temporary.get(name.name) ?? tables.get(name.name);
  }

  /** Notes a place of the script that could not be read or understood. */
  noteUnread(place: UnreadPlace): void {
    this.unread.push(place);
  }

  toModel(): SchemaModel {
    const schemas = [...this.schemas.values()]
      .filter((draft) => draft.stated || !draft.isEmpty || draft.presumes.length > 0)
      .map((draft) => draft.toSchema());
    const { base, flavor } = this;
    const stated = flavor ?? base?.flavor;
    return {
      ...(stated === undefined ? {} : { flavor: stated }),
      ...(base?.lowerCaseTableNames === undefined ? {} : { lowerCaseTableNames: base.lowerCaseTableNames }),
      ...(base?.server === undefined ? {} : { server: base.server }),
      ...(this.unread.length === 0 ? {} : { unread: [...this.unread] }),
      schemas,
    };
  }
}
