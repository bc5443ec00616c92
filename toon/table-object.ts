import type {
  Column,
  Diagnostic,
  FileOrigin,
  Index,
  IndexKind,
  IndexPart,
  Table,
  TableFacet,
} from '../shared/model';
import { readFieldLine } from './field-line';
import type { Place, PlacedEntry, PlacedValue } from './placed-value';

/** A table object as dialects 1 and 3 carry it, read into the model. */
export interface TableObjectReading {
  readonly table: Table | undefined;
  /** The name of a table that the object names without describing it. */
  readonly named?: string;
  /** The schema that the file names; generators in the wild name none. */
  readonly schema: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Keys whose arrays hold rows: counted, never read. */
export const ROW_KEYS: ReadonlySet<string> = new Set(['data']);

/**
 * Reads `table_name`, `fields`, `primary_key`, `indexes`, `unique_constraints`, `unsigned_columns`,
 * `notes` and `data`. A key that is absent says nothing: its facet is left out. A `primary_key` names one
 * column only, so unless `columns` lists them all its index is not complete. Never throws.
 */
export function readTableObject(root: PlacedValue, path: string): TableObjectReading {
  const reader = new TableObjectReader(path);
  return reader.read(root);
}

type ObjectValue = Extract<PlacedValue, { kind: 'object' }>;

class TableObjectReader {
  readonly #path: string;
  readonly #diagnostics: Diagnostic[] = [];
  readonly #columns = new Map<string, Column>();
  readonly #indexes: Index[] = [];
  readonly #indexNames = new Map<string, Index>();
  #primaryKey: Index | undefined;
  readonly #facets = new Set<TableFacet>(['columns', 'columnOrder', 'columnComments']);
  #generatedUnknown = false;

  constructor(path: string) {
    this.#path = path;
  }

  read(root: PlacedValue): TableObjectReading {
    const name = root.kind === 'object' ? this.#text(root, 'table_name') : undefined;
    if (root.kind !== 'object' || name === undefined || name.value === '') {
      this.#report('warning', 'toon-not-a-table', 'This file names no table', root.place, NOT_A_TABLE_HINT);
      return { table: undefined, schema: undefined, diagnostics: this.#diagnostics };
    }
    const fields = root.entries.get('fields')?.value;
    if (fields?.kind !== 'array') {
      const message = fields
        ? `The fields of ${name.value} are not a list`
        : `This file names the table ${name.value} but states no fields, so it does not describe it`;
      this.#report('warning', 'toon-not-a-table', message, fields?.place ?? name.place, NOT_A_TABLE_HINT);
      return { table: undefined, schema: undefined, named: name.value, diagnostics: this.#diagnostics };
    }
    this.#readFields(fields.items);
    if (this.#columns.size === 0) {
      this.#report('error', 'toon-no-columns', `No column of ${name.value} could be read`, fields.place);
    }
    this.#readPrimaryKey(root.entries.get('primary_key'));
    this.#readIndexes(root.entries.get('indexes'));
    this.#readUniqueConstraints(root.entries.get('unique_constraints'), root.entries.has('indexes'));
    this.#checkUnsigned(root.entries.get('unsigned_columns'));
    this.#checkIndexColumns();

    const notes = this.#text(root, 'notes');
    if (notes) this.#facets.add('tableComment');
    const data = root.entries.get('data')?.value;
    const rows =
      data?.kind === 'counted' ? data.length : data?.kind === 'array' ? data.items.length : undefined;
    const schema = this.#text(root, 'schema') ?? this.#text(root, 'table_schema');
    return {
      table: {
        kind: 'table',
        name: name.value,
        columns: this.#finishColumns(),
        ...(this.#primaryKey && { primaryKey: this.#primaryKey }),
        indexes: this.#indexes,
        foreignKeys: [],
        checks: [],
        options: { ...(notes && { comment: notes.value }) },
        systemVersioned: false,
        facets: this.#finishFacets(),
        ...(rows !== undefined && { rowsInFile: rows }),
        origin: this.#origin(name.place),
      },
      schema: schema?.value,
      diagnostics: this.#diagnostics,
    };
  }

  #readFields(items: readonly PlacedValue[]): void {
    for (const item of items) {
      if (item.kind !== 'string') {
        this.#report('error', 'toon-field-not-understood', 'A field is not a text', item.place);
        continue;
      }
      const field = readFieldLine(item.value);
      for (const problem of field.problems) {
        this.#report(problem.severity, problem.code, problem.message, item.place);
      }
      if (!field.column) continue;
      const column: Column = { ...field.column, origin: this.#origin(item.place) };
      const earlier = this.#columns.get(column.name);
      if (earlier) {
        this.#report(
          'warning',
          'toon-duplicate-column',
          `The column ${column.name} is stated twice; the first one counts`,
          item.place,
          undefined,
          earlier.origin.kind === 'file' ? earlier.origin : undefined,
        );
        continue;
      }
      this.#columns.set(column.name, column);
      this.#noteColumn(column, field.generatedUnknown);
      if (field.keys.primary) this.#setPrimaryKey([column.name], true, item.place);
      if (field.keys.unique)
        this.#addIndex(
          { kind: 'unique', name: column.name, parts: [{ kind: 'column', column: column.name }] },
          item.place,
        );
    }
  }

  /** A kind of fact that one field states, its generator states for all of them. */
  #noteColumn(column: Column, generatedUnknown: boolean): void {
    if (column.generated) this.#facets.add('generated');
    if (generatedUnknown) this.#generatedUnknown = true;
    if (column.invisible) this.#facets.add('columnVisibility');
    const { charset, collation, binary } = column.type;
    if (charset !== undefined || collation !== undefined || binary === true)
      this.#facets.add('columnCharsets');
  }

  #readPrimaryKey(entry: PlacedEntry | undefined): void {
    if (!entry) return;
    const { value } = entry;
    if (value.kind === 'null' || (value.kind === 'array' && value.items.length === 0)) {
      this.#facets.add('primaryKey');
      return;
    }
    const listed = value.kind === 'object' ? value.entries.get('columns')?.value : value;
    const columns = listed?.kind === 'array' ? readTexts(listed) : undefined;
    if (columns && columns.length > 0) {
      this.#setPrimaryKey(columns, true, entry.place);
      return;
    }
    const single =
      value.kind === 'string'
        ? value
        : value.kind === 'object'
          ? value.entries.get('column_name')?.value
          : undefined;
    if (single?.kind === 'string' && single.value !== '') {
      this.#setPrimaryKey([single.value], false, single.place);
    } else if (single?.kind === 'null') {
      this.#facets.add('primaryKey');
    } else {
      this.#report('warning', 'toon-key-not-understood', 'The primary key names no column', entry.place);
    }
  }

  #setPrimaryKey(columns: readonly string[], complete: boolean, place: Place): void {
    this.#facets.add('primaryKey');
    // An index called PRIMARY lists every part, which `primary_key` cannot.
    if (this.#primaryKey?.complete === true) return;
    this.#primaryKey = {
      kind: 'primary',
      parts: columns.map((column) => this.#readPart(column)),
      visible: true,
      complete,
      origin: this.#origin(place),
    };
  }

  #readIndexes(entry: PlacedEntry | undefined): void {
    if (!entry) return;
    if (entry.value.kind !== 'array') {
      if (entry.value.kind !== 'null')
        this.#report('warning', 'toon-key-not-understood', 'The indexes are not a list', entry.place);
      return;
    }
    this.#facets.add('indexes');
    for (const item of entry.value.items) {
      const columns = item.kind === 'object' ? item.entries.get('columns')?.value : undefined;
      const names =
        columns?.kind === 'array'
          ? readTexts(columns)
          : columns?.kind === 'string'
            ? [columns.value]
            : undefined;
      if (item.kind !== 'object' || !names || names.length === 0) {
        this.#report('warning', 'toon-index-not-understood', 'An index lists no columns', item.place);
        continue;
      }
      this.#readIndex(item, names);
    }
  }

  #readIndex(item: ObjectValue, names: readonly string[]): void {
    const name = this.#text(item, 'index_name');
    const type = this.#text(item, 'index_type')?.value.toLowerCase();
    const lengths = item.entries.get('lengths')?.value;
    const directions = item.entries.get('directions')?.value;
    const parts = names.map((text, at): IndexPart => {
      const part = this.#readPart(text);
      const length = lengths?.kind === 'array' ? lengths.items[at] : undefined;
      const direction = directions?.kind === 'array' ? directions.items[at] : undefined;
      return {
        ...part,
        ...(part.kind === 'column' && length?.kind === 'number' && { length: length.value }),
        ...(direction?.kind === 'string' &&
          direction.value.toLowerCase() === 'desc' && { direction: 'desc' as const }),
      };
    });
    if (name?.value.toUpperCase() === 'PRIMARY') {
      this.#primaryKey = {
        kind: 'primary',
        parts,
        visible: true,
        complete: true,
        origin: this.#origin(name.place),
      };
      this.#facets.add('primaryKey');
      return;
    }
    const unique = item.entries.get('is_unique')?.value;
    const kind =
      INDEX_KINDS.get(type ?? '') ?? (unique?.kind === 'boolean' && unique.value ? 'unique' : 'index');
    this.#addIndex(
      {
        kind,
        ...(name && { name: name.value }),
        parts,
        ...(type !== undefined && USING.has(type) && { using: type }),
      },
      name?.place ?? item.place,
    );
  }

  #addIndex(index: Pick<Index, 'kind' | 'name' | 'parts' | 'using'>, place: Place): void {
    const earlier = this.#findIndex(index.name);
    if (earlier) {
      this.#report(
        'warning',
        'toon-duplicate-index',
        `The index ${index.name ?? ''} is stated twice; the first one counts`,
        place,
      );
      return;
    }
    const added: Index = { ...index, visible: true, complete: true, origin: this.#origin(place) };
    this.#indexes.push(added);
    if (index.name !== undefined) this.#indexNames.set(index.name.toLowerCase(), added);
  }

  #findIndex(name: string | undefined): Index | undefined {
    return name === undefined ? undefined : this.#indexNames.get(name.toLowerCase());
  }

  /** `unique_constraints` says again what `indexes` says; alone, it cannot say which other indexes there are. */
  #readUniqueConstraints(entry: PlacedEntry | undefined, indexesStated: boolean): void {
    if (entry?.value.kind !== 'array') return;
    for (const item of entry.value.items) {
      if (item.kind !== 'object') continue;
      const name = this.#text(item, 'constraint_name');
      const listed = item.entries.get('columns')?.value;
      const columns = listed?.kind === 'array' ? readTexts(listed) : [];
      if (columns.length === 0 || name?.value.toUpperCase() === 'PRIMARY') continue;
      const known = this.#findIndex(name?.value);
      if (!known) {
        this.#addIndex(
          {
            kind: 'unique',
            ...(name && { name: name.value }),
            parts: columns.map((one) => this.#readPart(one)),
          },
          name?.place ?? item.place,
        );
        if (indexesStated) {
          this.#report(
            'warning',
            'toon-unique-not-indexed',
            `The unique constraint ${name?.value ?? ''} is not among the indexes`,
            item.place,
          );
        }
      } else if (known.kind !== 'unique' || known.parts.map(describePart).join(',') !== columns.join(',')) {
        this.#report(
          'warning',
          'toon-unique-contradicts',
          `The unique constraint ${name?.value ?? ''} and the index of that name say different things; the index counts`,
          item.place,
          undefined,
          known.origin.kind === 'file' ? known.origin : undefined,
        );
      }
    }
  }

  /** `unsigned_columns` repeats what the fields say of unsigned columns; where it does not, somebody edited one of them. */
  #checkUnsigned(entry: PlacedEntry | undefined): void {
    if (entry?.value.kind !== 'array') return;
    for (const item of entry.value.items) {
      const named =
        item.kind === 'object' ? this.#text(item, 'column_name') : item.kind === 'string' ? item : undefined;
      if (!named) continue;
      const column = this.#columns.get(named.value);
      if (!column) {
        this.#report(
          'warning',
          'toon-unknown-column',
          `unsigned_columns names ${named.value}, which is not among the fields`,
          named.place,
        );
      } else if (!column.type.unsigned) {
        this.#report(
          'warning',
          'toon-unsigned-contradicts',
          `unsigned_columns lists ${named.value}, but its field is not unsigned; the field counts`,
          named.place,
          undefined,
          column.origin.kind === 'file' ? column.origin : undefined,
        );
      }
    }
  }

  #checkIndexColumns(): void {
    const known = new Set([...this.#columns.keys()].map((name) => name.toLowerCase()));
    for (const index of this.#primaryKey ? [this.#primaryKey, ...this.#indexes] : this.#indexes) {
      for (const part of index.parts) {
        if (part.kind !== 'column' || known.has(part.column.toLowerCase())) continue;
        const of = index.kind === 'primary' ? 'The primary key' : `The index ${index.name ?? ''}`;
        const place = index.origin.kind === 'file' ? index.origin : { line: 1, column: 1 };
        this.#report(
          'warning',
          'toon-unknown-column',
          `${of} names ${part.column}, which is not among the fields`,
          place,
        );
      }
    }
  }

  /** A column, or `(expression)`; `name(10)` is a prefix unless a column is really called so. */
  #readPart(text: string): IndexPart {
    if (this.#columns.has(text)) return { kind: 'column', column: text };
    if (text.startsWith('(') && text.endsWith(')'))
      return { kind: 'expression', expression: text.slice(1, -1) };
    const prefix = /^([^()]+)\((\d{1,9})\)$/.exec(text);
    if (prefix?.[1] !== undefined)
      return { kind: 'column', column: prefix[1].trim(), length: Number(prefix[2]) };
    return { kind: 'column', column: text };
  }

  /**
   * NOT NULL is printed where information_schema says NO, so a field without it is nullable. Keys are not: their
   * columns cannot hold NULL, whatever the field says.
   */
  #finishColumns(): readonly Column[] {
    const key = new Set(
      this.#primaryKey?.parts.map((part) => (part.kind === 'column' ? part.column : '')) ?? [],
    );
    return [...this.#columns.values()].map((column) =>
      column.nullable !== undefined || column.autoIncrement || key.has(column.name)
        ? column
        : { ...column, nullable: true },
    );
  }

  #finishFacets(): readonly TableFacet[] {
    if (this.#generatedUnknown) this.#facets.delete('generated');
    return FACET_ORDER.filter((facet) => this.#facets.has(facet));
  }

  #text(object: ObjectValue, key: string): Extract<PlacedValue, { kind: 'string' }> | undefined {
    const value = object.entries.get(key)?.value;
    return value?.kind === 'string' ? value : undefined;
  }

  #origin(place: Place): FileOrigin {
    return { kind: 'file', path: this.#path, line: place.line, column: place.column };
  }

  #report(
    severity: Diagnostic['severity'],
    code: string,
    message: string,
    place: Place,
    hint?: string,
    related?: FileOrigin,
  ): void {
    this.#diagnostics.push({
      severity,
      code,
      message,
      location: this.#origin(place),
      ...(related && { related }),
      ...(hint !== undefined && { hint }),
    });
  }
}

const NOT_A_TABLE_HINT =
  'A table file has "table_name" and "fields", a list of texts such as "`id` bigint NOT NULL". Add this file to `ignore` in tidemark.yaml if it is something else.';

const INDEX_KINDS: ReadonlyMap<string, IndexKind> = new Map([
  ['fulltext', 'fulltext'],
  ['spatial', 'spatial'],
  ['vector', 'vector'],
]);

/**
 * Algorithms that are worth keeping. `index_type` is what information_schema reports, BTREE for nearly every
 * index whether somebody wrote USING BTREE or not; a server keeps those apart, so BTREE says nothing here.
 */
const USING: ReadonlySet<string> = new Set(['hash']);

/** Facets are listed in this order, whatever order the file states them in. */
const FACET_ORDER: readonly TableFacet[] = [
  'columns',
  'columnOrder',
  'columnComments',
  'columnCharsets',
  'columnVisibility',
  'generated',
  'primaryKey',
  'indexes',
  'tableComment',
];

function readTexts(list: Extract<PlacedValue, { kind: 'array' }>): readonly string[] {
  return list.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
}

function describePart(part: IndexPart): string {
  return part.kind === 'column' ? part.column : `(${part.expression})`;
}
