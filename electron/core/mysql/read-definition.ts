import { noteSameText } from '../../../shared/model';
import type { Diagnostic, Flavor, Origin, Schema, Table } from '../../../shared/model';
import { readSql } from '../../../shared/sql';
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
 * Reads many outputs of SHOW CREATE TABLE of one schema at once; a text that was read before is not parsed
 * again. A definition that the reader cannot take is an `introspection-not-understood` diagnostic with the
 * table's name, and the table is not in the result.
 */
export function readTableDefinitions(
  definitions: readonly Definition[],
  flavor: Flavor,
  origin: Origin,
  schema: string,
): DefinitionReading {
  const tables = new Map<string, Table>();
  const fresh: Definition[] = [];
  for (const definition of definitions) {
    const known = cache.get(flavor, definition.text);
    if (known?.name === definition.name) tables.set(known.name, copyKnown(known, origin));
    else fresh.push(definition);
  }
  const diagnostics = fresh.length === 0 ? [] : readFresh(fresh, flavor, origin, schema, tables);
  return { tables, diagnostics };
}

function copyKnown(known: Table, origin: Origin): Table {
  if (known.origin === origin) return known;
  const copy = asServerTable(known, origin);
  noteSameText(copy, known);
  return copy;
}

function readFresh(
  definitions: readonly Definition[],
  flavor: Flavor,
  origin: Origin,
  schema: string,
  tables: Map<string, Table>,
): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const found = new Map<string, Table>();
  // One text for all: a reader's start costs more than a small table.
  const reading = readSql(definitions.map(({ text }) => text).join(';\n'), { path: schema, flavor });
  for (const table of reading.value.schemas.flatMap((read) => read.tables)) found.set(table.name, table);
  const spoiled = reading.diagnostics.some(({ severity }) => severity !== 'info');
  for (const { name, text } of definitions) {
    const table = spoiled ? undefined : found.get(name);
    if (table !== undefined) {
      const stated = asServerTable(table, origin);
      tables.set(name, stated);
      cache.set(flavor, text, stated);
      continue;
    }
    // Once more alone, so that the complaint names its table.
    const alone = readSql(text, { path: schema, flavor });
    const single = alone.value.schemas.flatMap((read) => read.tables)[0];
    if (single !== undefined)
      tables.set(name, asServerTable(single.name === name ? single : { ...single, name }, origin));
    for (const { severity, message } of alone.diagnostics) {
      if (severity === 'info') continue;
      diagnostics.push({
        severity: 'warning',
        code: 'introspection-not-understood',
        message: `${schema}.${name}: ${message}`,
      });
    }
  }
  return diagnostics;
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
