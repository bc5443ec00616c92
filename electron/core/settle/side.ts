import type { Flavor, Schema, SchemaModel, SchemaObject, View } from '../../../shared/model';
import { printEvent, printRoutine, printTable, printTrigger, printView } from '../../../shared/sql';
import { mapQualifiers, mentionedNames } from './map-qualifiers';

/** One object to be loaded into a scratch schema, and the statement that does it. */
export interface Load {
  readonly object: SchemaObject;
  readonly statement: string;
  /** True when it is only there because a view or trigger needs it. */
  readonly needed: boolean;
}

/** The schema of a model that a difference speaks of; a model of one schema may leave its name out. */
export function schemaNamed(model: SchemaModel, name: string): Schema | undefined {
  return (
    model.schemas.find((schema) => schema.name === name) ??
    (model.schemas.length === 1 ? model.schemas[0] : undefined)
  );
}

/**
 * The objects to load for `wanted`, what they need included, in an order that works: tables, functions, views
 * by their needs, procedures, triggers, events. Definers are left out, because they need not exist there.
 */
export function planLoads(
  schema: Schema,
  wanted: readonly SchemaObject[],
  flavor: Flavor,
  qualifiers: ReadonlyMap<string, string>,
): readonly Load[] {
  const chosen = new Set<SchemaObject>();
  const asked = new Set(wanted);
  const byName = objectsByName(schema);
  const order: SchemaObject[] = [];
  const visiting = new Set<SchemaObject>();
  // A work list instead of recursion: a chain of views may be as long as its author likes.
  const stack: { readonly object: SchemaObject; readonly done: boolean }[] = [...wanted]
    .reverse()
    .map((object) => ({ object, done: false }));
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    const { object, done } = item;
    if (done) {
      if (!chosen.has(object)) order.push(object);
      chosen.add(object);
      continue;
    }
    if (visiting.has(object)) continue;
    visiting.add(object);
    stack.push({ object, done: true });
    for (const need of needsOf(object, byName))
      if (!visiting.has(need)) stack.push({ object: need, done: false });
  }
  return order
    .map((object, at) => ({ object, at }))
    .sort((a, b) => rank(a.object) - rank(b.object) || a.at - b.at)
    .flatMap(({ object }) => {
      const statement = printLoad(object, flavor, qualifiers);
      return statement === undefined ? [] : [{ object, statement, needed: !asked.has(object) }];
    });
}

const known = new WeakMap<Schema, ReadonlyMap<string, SchemaObject>>();

/** What a view may refer to, by lower-case name; made once for each schema, as thousands of objects may ask. */
function objectsByName(schema: Schema): ReadonlyMap<string, SchemaObject> {
  const made = known.get(schema);
  if (made !== undefined) return made;
  const byName = new Map<string, SchemaObject>();
  for (const routine of schema.routines) byName.set(routine.name.toLowerCase(), routine);
  for (const object of [...schema.views, ...schema.tables]) byName.set(object.name.toLowerCase(), object);
  known.set(schema, byName);
  return byName;
}

function needsOf(object: SchemaObject, byName: ReadonlyMap<string, SchemaObject>): readonly SchemaObject[] {
  if (object.kind === 'trigger') {
    const table = byName.get(object.table.toLowerCase());
    return table === undefined ? [] : [table];
  }
  if (object.kind !== 'view') return [];
  return [...mentionedNames(object.select)].flatMap((name) => {
    const need = byName.get(name.toLowerCase());
    return need === undefined || need === object || need.kind === 'procedure' ? [] : [need];
  });
}

function rank(object: SchemaObject): number {
  return ['table', 'function', 'view', 'procedure', 'trigger', 'event', 'sequence'].indexOf(object.kind);
}

function printLoad(
  object: SchemaObject,
  flavor: Flavor,
  qualifiers: ReadonlyMap<string, string>,
): string | undefined {
  switch (object.kind) {
    case 'table':
      // Counters and folders of other machines say nothing about spelling.
      return printTable(object, flavor);
    case 'view':
      return printView(
        withoutDefiner<View>({ ...object, select: mapQualifiers(object.select, qualifiers) }),
        flavor,
      );
    case 'trigger':
      return printTrigger(withoutDefiner(object), flavor);
    case 'function':
    case 'procedure':
      return printRoutine(withoutDefiner(object), flavor);
    case 'event':
      return printEvent(withoutDefiner(object), flavor);
    case 'sequence':
    case 'schema':
      return undefined;
  }
}

function withoutDefiner<T extends { readonly definer?: string }>(object: T): T {
  const { definer: _, ...rest } = object;
  return rest as T;
}
