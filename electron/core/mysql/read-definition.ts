import { noteSameText } from '../../../shared/model';
import type { Diagnostic, Flavor, Origin, Schema, Table } from '../../../shared/model';
import { readSql, ShownTableReader } from '../../../shared/sql';
import { asServerTable } from './as-server-table';
import { DefinitionCache } from './definition-cache';

/** What SHOW CREATE printed for one object. */
export interface Definition {
  readonly name: string;
  readonly text: string;
}

/** Tables read from what SHOW CREATE TABLE printed, by the name that was asked for, and what was not understood. */
export interface DefinitionReading {
  readonly tables: ReadonlyMap<string, Table>;
  readonly diagnostics: readonly Diagnostic[];
}

const cache = new DefinitionCache();

/**
 * Reads what SHOW CREATE TABLE printed, for as long as one server is being read. Of a text that was read before, from
 * this server or another, the tables are known to be the same.
 */
export class DefinitionReader {
  readonly #shown: ShownTableReader;

  constructor(
    private readonly flavor: Flavor,
    private readonly origin: Origin,
  ) {
    this.#shown = new ShownTableReader(flavor, origin);
  }

  /**
   * Reads tables of one schema. A definition that cannot be taken is an `introspection-not-understood` diagnostic with
   * the table's name, and the table is not in the result.
   */
  read(definitions: readonly Definition[], schema: string): DefinitionReading {
    const tables = new Map<string, Table>();
    const diagnostics: Diagnostic[] = [];
    for (const { name, text } of definitions) {
      const known = cache.get(this.flavor, text);
      const shown = this.#shown.read(text);
      if (shown?.name === name) {
        tables.set(name, shown);
        if (known === undefined) cache.set(this.flavor, text, shown);
        else noteSameText(shown, known);
      } else if (known?.name === name) {
        const copy = asServerTable(known, this.origin, this.flavor);
        noteSameText(copy, known);
        tables.set(name, copy);
      } else diagnostics.push(...this.#readScript(name, text, schema, tables));
    }
    return { tables, diagnostics };
  }

  /** As a script, which says what is wrong with it. */
  #readScript(name: string, text: string, schema: string, tables: Map<string, Table>): Diagnostic[] {
    const reading = readSql(text, { path: schema, flavor: this.flavor });
    const table = reading.value.schemas.flatMap((read) => read.tables)[0];
    const complaints = reading.diagnostics.filter(({ severity }) => severity !== 'info');
    if (table !== undefined) {
      const stated = asServerTable(
        table.name === name ? table : { ...table, name },
        this.origin,
        this.flavor,
      );
      tables.set(name, stated);
      if (complaints.length === 0) cache.set(this.flavor, text, stated);
    }
    return complaints.map(({ message }) => ({
      severity: 'warning',
      code: 'introspection-not-understood',
      message: `${schema}.${name}: ${message}`,
    }));
  }
}

/** The first object of a kind in what SHOW CREATE printed for a view, trigger, routine, event or sequence. */
export function readProgramDefinition<K extends 'views' | 'triggers' | 'routines' | 'events' | 'sequences'>(
  text: string,
  kind: K,
  flavor: Flavor,
  sqlMode = '',
): Schema[K][number] | undefined {
  let delimiter = '$$';
  while (text.includes(delimiter)) delimiter += '$';
  // The mode that it was stored under decides how its quotes read.
  const mode = /^[A-Za-z_,0-9]*$/.test(sqlMode) ? sqlMode : '';
  const script = `SET sql_mode = '${mode}';\nDELIMITER ${delimiter}\n${text}\n${delimiter}\n`;
  const reading = readSql(script, { path: '', flavor });
  const found: readonly Schema[K][number][] = reading.value.schemas.flatMap(
    (schema) => schema[kind] as readonly Schema[K][number][],
  );
  return found[0];
}
