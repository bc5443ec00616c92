import type { ModelDiff, ObjectDiff } from '../drift/difference';
import type { Schema, SchemaModel, SchemaObject, Table } from '../model';
import { adoptCustoms, findCustoms } from './adopt-customs';
import { changeId } from './list-changes';
import { keepMode } from './object-mode';
import { composeTable } from './compose-table';
import { pinInherited } from './pin-inherited';
import { composeOptions } from './schema-options';
import type { Comparer } from './comparer';
import { spellTableClocks } from './spell-clocks';

/** A key for any object of a schema; two kinds of object may share a name. */
function objectKey(schema: string, object: { readonly kind: string; readonly name: string }): string {
  return `${schema}\0${object.kind}\0${object.name}`;
}

/**
 * The state that the chosen changes lead to: `from` with each chosen difference taken over. Objects that
 * are not touched are the very same ones, so that comparing again costs nothing for them.
 */
export function composeModel(
  from: SchemaModel,
  to: SchemaModel,
  diff: ModelDiff,
  isChosen: (id: string) => boolean,
  comparer: Comparer,
): SchemaModel {
  const customs = new Map<string, ReturnType<typeof findCustoms>>();
  /** A new table as it will be: what its source leaves unsaid is as the schema's other tables have it. */
  const adopt = (schema: string, table: Table): Table => {
    const present = from.schemas.find((one) => one.name === schema);
    const known = customs.get(schema) ?? findCustoms(present, (one) => comparer.normalise(from, schema, one));
    customs.set(schema, known);
    return adoptCustoms(spellTableClocks(table), known);
  };
  const touched = new Map<string, ObjectDiff>();
  const added = new Map<string, SchemaObject[]>();
  for (const object of diff.objects) {
    const whole = changeId(object.schema, object.object, object.name, 'object', '', '');
    const present = object.from;
    if (object.status === 'extra') {
      if (object.to === undefined || !isChosen(whole)) continue;
      const created = object.to.kind === 'table' ? adopt(object.schema, object.to) : object.to;
      added.set(object.schema, [...(added.get(object.schema) ?? []), created]);
    } else if (present !== undefined) touched.set(objectKey(object.schema, present), object);
  }
  const compose = <T extends SchemaObject>(schema: string, objects: readonly T[]): readonly T[] =>
    objects.flatMap((present) => {
      const object = touched.get(objectKey(schema, present));
      if (object === undefined || object.status === 'equivalent') return [present];
      const result = composeObject(object, present, from, to, isChosen, comparer);
      return result === undefined ? [] : [result as T];
    });
  /** The options of the schema itself, as chosen. */
  const composeOwn = (schema: Schema): Schema => {
    const wanted = diff.objects.find((one) => one.object === 'schema' && one.schema === schema.name)?.to;
    if (wanted?.kind !== 'schema') return schema;
    return composeOptions(schema, wanted, (option) =>
      isChosen(changeId(schema.name, 'schema', schema.name, 'option', option, '')),
    );
  };
  const names = new Set(from.schemas.map((schema) => schema.name));
  const wanted = new Map(to.schemas.map((schema) => [schema.name, schema]));
  const schemas = from.schemas.map((schema): Schema => {
    const news = added.get(schema.name) ?? [];
    return {
      ...composeOwn(schema),
      tables: [...compose(schema.name, schema.tables), ...ofKind(news, 'table')],
      views: [...compose(schema.name, schema.views), ...ofKind(news, 'view')],
      triggers: [...compose(schema.name, schema.triggers), ...ofKind(news, 'trigger')],
      routines: [
        ...compose(schema.name, schema.routines),
        ...ofKind(news, 'procedure'),
        ...ofKind(news, 'function'),
      ],
      events: [...compose(schema.name, schema.events), ...ofKind(news, 'event')],
      sequences: [...compose(schema.name, schema.sequences), ...ofKind(news, 'sequence')],
    };
  });
  const fresh = [...added.keys()]
    .filter((name) => !names.has(name))
    .map((name): Schema => {
      const news = added.get(name) ?? [];
      // A new schema is there to be written to; READ ONLY is a change of its own, in a later plan.
      const { readOnly: _readOnly, ...model } = wanted.get(name) ?? { name, facets: [] };
      return {
        ...model,
        name,
        tables: ofKind(news, 'table'),
        views: ofKind(news, 'view'),
        triggers: ofKind(news, 'trigger'),
        routines: [...ofKind(news, 'procedure'), ...ofKind(news, 'function')],
        events: ofKind(news, 'event'),
        sequences: ofKind(news, 'sequence'),
      };
    });
  return pinInherited({ ...from, schemas: [...schemas, ...fresh] }, from, to, comparer);
}

function ofKind<K extends SchemaObject['kind']>(
  objects: readonly SchemaObject[],
  kind: K,
): readonly Extract<SchemaObject, { readonly kind: K }>[] {
  return objects.filter(
    (object): object is Extract<SchemaObject, { readonly kind: K }> => object.kind === kind,
  );
}

function composeObject(
  object: ObjectDiff,
  present: SchemaObject,
  from: SchemaModel,
  to: SchemaModel,
  isChosen: (id: string) => boolean,
  comparer: Comparer,
): SchemaObject | undefined {
  const id = (part: string, name: string, attribute: string): string =>
    changeId(object.schema, object.object, object.name, part, name, attribute);
  const wanted = object.to;
  if (wanted === undefined) return isChosen(id('object', '', '')) ? undefined : present;
  if (present.kind !== 'table' || wanted.kind !== 'table')
    return isChosen(id('object', '', '')) ? keepMode(wanted, present) : present;
  return composeTable(
    object,
    present,
    wanted,
    (part, name, attribute) => isChosen(id(part, name, attribute)),
    {
      normalFrom: comparer.normalise(from, object.schema, present),
      normalTo: comparer.normalise(to, object.schema, wanted),
    } satisfies { readonly normalFrom: Table; readonly normalTo: Table },
  );
}
