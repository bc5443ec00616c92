import type { PresumedTable, ScheduledEvent, Schema, SchemaModel, SchemaObject } from '../model';
import { formatOrigin } from '../model';
import { facetOfObject } from './diff-object';
import { explainPastEvent } from './explain-past-event';
import { explainUnread } from './explain-unread';

/** What a model is silent about. */
export interface SilentAbout {
  readonly model: SchemaModel;
  /** The schema of this name in the model; undefined when the model names none such. */
  readonly schema: Schema | undefined;
  /** '' where no source says in which schema the object lives. */
  readonly schemaName: string;
  readonly object: Pick<SchemaObject, 'kind' | 'name'> &
    Partial<Pick<ScheduledEvent, 'schedule' | 'preserve'>>;
}

/**
 * Why a source that does not hold an object says nothing about it; undefined when its silence means that there is no such
 * object. `who` begins the sentence.
 */
export function explainSilence(
  { model, schema, schemaName, object }: SilentAbout,
  who = 'It',
): string | undefined {
  if (object.kind === 'schema')
    return explainSchema(model, schemaName, who) ?? `${who} says nothing of the schema’s own options.`;
  if (schema === undefined) return explainSchema(model, schemaName, who) ?? explainUnread(model, object, who);
  const presumed = object.kind === 'table' ? presumedOf(schema).get(object.name.toLowerCase()) : undefined;
  // Wherever it came from, it is gone afterwards, unless what nobody could read makes it again.
  if (presumed?.dropped === true) return explainUnread(model, object, who);
  if (presumed) return `${who} changes this table (${formatOrigin(presumed.origin)}) and does not make it.`;
  if (schema.facets.includes(facetOfObject(object.kind)))
    return explainUnread(model, object, who) ?? explainPastEvent(object, schema, who);
  const [first] = schema.presumes ?? [];
  if (first) {
    const of = schema.name === '' ? 'the schema' : `the schema ${schema.name}`;
    return `${who} holds a part of ${of} only: it changes ${first.name} (${formatOrigin(first.origin)}), which it does not make.`;
  }
  return `${who} cannot state ${PLURALS[object.kind]}.`;
}

/** Nothing is known of a schema that a file never names, or that a server was not asked for. */
function explainSchema(model: SchemaModel, name: string, who: string): string | undefined {
  const { covers, schemas } = model;
  if (covers === 'all' || name === '' || (covers === undefined && schemas.length === 0)) return undefined;
  if (covers === undefined) return `${who} says nothing of the schema ${name}.`;
  const folds = (model.lowerCaseTableNames ?? 0) !== 0;
  const isAsked = covers.some(
    (asked) => asked === name || (folds && asked.toLowerCase() === name.toLowerCase()),
  );
  return isAsked ? undefined : `${who} was not asked for the schema ${name}.`;
}

const presumedTables = new WeakMap<Schema, ReadonlyMap<string, PresumedTable>>();

function presumedOf(schema: Schema): ReadonlyMap<string, PresumedTable> {
  let known = presumedTables.get(schema);
  if (!known) {
    known = new Map(schema.presumes?.map((table) => [table.name.toLowerCase(), table]));
    presumedTables.set(schema, known);
  }
  return known;
}

const PLURALS: Readonly<Record<SchemaObject['kind'], string>> = {
  table: 'tables',
  view: 'views',
  trigger: 'triggers',
  procedure: 'routines',
  function: 'routines',
  event: 'events',
  sequence: 'sequences',
  schema: 'the schema’s own options',
};
