import type { Schema, SchemaModel, SchemaObject } from '../model';
import type { NormaliseContext } from '../normalise/context';
import type { DiffOptions } from './contexts';
import { chooseFlavor, contextFor } from './contexts';
import type { DriftStatus, ModelDiff, ObjectDiff } from './difference';
import { diffObject } from './diff-object';
import { explainSilence } from './explain-silence';
import { optionsOf } from './schema-options';

/**
 * Compares two models, from → to, in the eyes of one server flavor. Linear in their size; normal forms are
 * kept with the models, so that comparing one model with many others normalises it once. Objects that are equal and leave nothing
 * unknown are counted only; the options of a schema itself not even that, unless they differ.
 */
export function diffModels(from: SchemaModel, to: SchemaModel, options: DiffOptions = {}): ModelDiff {
  const flavor = chooseFlavor([from, to], options.flavor);
  const folds =
    (from.lowerCaseTableNames ?? to.lowerCaseTableNames ?? 0) !== 0 || (to.lowerCaseTableNames ?? 0) !== 0;
  const objects: ObjectDiff[] = [];
  const counts: Record<DriftStatus, number> = {
    equal: 0,
    equivalent: 0,
    different: 0,
    missing: 0,
    extra: 0,
    unknown: 0,
  };
  for (const { a, b } of pairSchemas(from, to, folds)) {
    const contextA = a && contextFor(from, a, { model: to, schema: b }, flavor, options.off);
    const contextB = b && contextFor(to, b, { model: from, schema: a }, flavor, options.off);
    const ours = a ? indexObjects(a, folds) : new Map<string, SchemaObject>();
    const theirs = b ? indexObjects(b, folds) : new Map<string, SchemaObject>();
    for (const [key, object] of ours) {
      const other = theirs.get(key);
      const diff =
        other && contextA && contextB
          ? diffObject(object, other, contextA, contextB)
          : oneSided(object, a?.name ?? '', 'from', to, b);
      counts[diff.status] += 1;
      if (diff.status !== 'equal' || diff.parts.length > 0 || diff.attributes.length > 0) objects.push(diff);
    }
    for (const [key, object] of theirs) {
      if (ours.has(key)) continue;
      const diff = oneSided(object, a?.name ?? b?.name ?? '', 'to', from, a);
      counts[diff.status] += 1;
      objects.push(diff);
    }
    const own = a && b && contextA && contextB && diffOptions(a, b, contextA, contextB);
    if (own) {
      counts[own.status] += 1;
      objects.push(own);
    }
  }
  return { objects, counts };
}

/** What two statements of one schema say of the schema itself, where both say something and not the same. */
function diffOptions(
  a: Schema,
  b: Schema,
  contextA: NormaliseContext,
  contextB: NormaliseContext,
): ObjectDiff | undefined {
  const [from, to] = [optionsOf(a), optionsOf(b)];
  if (!from || !to) return undefined;
  const diff = diffObject(from, to, contextA, contextB);
  return diff.attributes.length === 0 ? undefined : { ...diff, name: a.name === '' ? b.name : a.name };
}

/** An object that only one side has: missing or extra, or unknown when the silence of the other side says nothing. */
function oneSided(
  object: SchemaObject,
  schema: string,
  side: 'from' | 'to',
  model: SchemaModel,
  other: Schema | undefined,
): ObjectDiff {
  const reason = explainSilence({ model, schema: other, schemaName: schema, object });
  return {
    schema,
    name: object.name,
    object: object.kind,
    status: reason === undefined ? (side === 'from' ? 'missing' : 'extra') : 'unknown',
    ...(reason !== undefined && { reason }),
    parts: [],
    attributes: [],
    ...(side === 'from'
      ? { from: object, origins: { from: object.origin } }
      : { to: object, origins: { to: object.origin } }),
  };
}

/**
 * Schemas by name. A file that names no schema speaks of the only one that the other model has, because it would be run
 * there.
 */
export function pairSchemas(
  from: SchemaModel,
  to: SchemaModel,
  folds: boolean,
): readonly { readonly a: Schema | undefined; readonly b: Schema | undefined }[] {
  const [onlyFrom] = from.schemas;
  const [onlyTo] = to.schemas;
  if (
    from.schemas.length === 1 &&
    to.schemas.length === 1 &&
    onlyFrom &&
    onlyTo &&
    (onlyFrom.name === '' || onlyTo.name === '')
  ) {
    return [{ a: onlyFrom, b: onlyTo }];
  }
  const keyOf = (schema: Schema): string => (folds ? schema.name.toLowerCase() : schema.name);
  const theirs = new Map(to.schemas.map((schema) => [keyOf(schema), schema]));
  const ours = new Set(from.schemas.map(keyOf));
  return [
    ...from.schemas.map((a) => ({ a, b: theirs.get(keyOf(a)) })),
    ...to.schemas.filter((b) => !ours.has(keyOf(b))).map((b) => ({ a: undefined, b })),
  ];
}

/** Every object of a schema by its kind and name. Only names of tables and views follow lower_case_table_names. */
export function indexObjects(schema: Schema, folds: boolean): Map<string, SchemaObject> {
  const found = new Map<string, SchemaObject>();
  const add = (object: SchemaObject): void => {
    const key = objectKey(object, folds);
    if (!found.has(key)) found.set(key, object);
  };
  for (const table of schema.tables) add(table);
  for (const view of schema.views) add(view);
  for (const trigger of schema.triggers) add(trigger);
  for (const routine of schema.routines) add(routine);
  for (const event of schema.events) add(event);
  for (const sequence of schema.sequences) add(sequence);
  return found;
}

/** A key under which one object is found in two models. */
export function objectKey(object: SchemaObject, folds: boolean): string {
  const isRoutine =
    object.kind === 'procedure' ||
    object.kind === 'function' ||
    object.kind === 'event' ||
    object.kind === 'trigger';
  return `${object.kind} ${folds || isRoutine ? object.name.toLowerCase() : object.name}`;
}
