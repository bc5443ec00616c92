import type { Diagnostic, Flavor, Origin, Schema, Table } from '../../../shared/model';
import { readSql } from '../../../shared/sql';
import { asServerTable } from './as-server-table';

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

/**
 * Reads many outputs of SHOW CREATE TABLE of one schema at once. A definition that the reader cannot take is
 * an `introspection-not-understood` diagnostic with the table's name, and the table is not in the result.
 */
export function readTableDefinitions(
  definitions: readonly Definition[],
  flavor: Flavor,
  origin: Origin,
  schema: string,
): DefinitionReading {
  const tables = new Map<string, Table>();
  const diagnostics: Diagnostic[] = [];
  // One text for all: a reader's start costs more than a small table.
  const reading = readSql(definitions.map(({ text }) => text).join(';\n'), { path: schema, flavor });
  for (const table of reading.value.schemas.flatMap((read) => read.tables)) {
    tables.set(table.name, asServerTable(table, origin));
  }
  const spoiled = reading.diagnostics.some(({ severity }) => severity !== 'info');
  for (const { name, text } of definitions) {
    if (!spoiled && tables.has(name)) continue;
    // Once more alone, so that the complaint names its table.
    const alone = readSql(text, { path: schema, flavor });
    const table = alone.value.schemas.flatMap((read) => read.tables)[0];
    if (table !== undefined)
      tables.set(name, asServerTable(table.name === name ? table : { ...table, name }, origin));
    for (const { severity, message } of alone.diagnostics) {
      if (severity === 'info') continue;
      diagnostics.push({
        severity: 'warning',
        code: 'introspection-not-understood',
        message: `${schema}.${name}: ${message}`,
      });
    }
  }
  return { tables, diagnostics };
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
