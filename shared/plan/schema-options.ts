import type { AttributeDiff, ObjectDiff } from '../drift/difference';
import type { Flavor, Schema, SchemaModel, SchemaOptions } from '../model';
import { printCreateSchema, printReadOnly, printSchemaOptions } from '../sql/print-schema';
import type { PrintedOptions } from '../sql/print-schema';
import type { Change, Risk } from './change';
import { METADATA } from './clause';
import type { Draft } from './draft';

/** The options of a schema that one change sets: a charset and its collation are one. */
export type SchemaOption = 'charset' | 'comment' | 'encryption' | 'readOnly';

const OPTION_OF: ReadonlyMap<string, SchemaOption> = new Map([
  ['defaultCharset', 'charset'],
  ['defaultCollation', 'charset'],
  ['comment', 'comment'],
  ['defaultEncryption', 'encryption'],
  ['readOnly', 'readOnly'],
]);

/** A change of a schema's own options, before it has its id. */
export interface SchemaChange {
  readonly option: SchemaOption;
  readonly sentence: string;
  readonly risk: Risk;
  readonly from: string;
  readonly to: string;
}

/** The changes that would close the differences of a schema's own options, one for each option. */
export function listSchemaChanges(object: ObjectDiff): readonly SchemaChange[] {
  const byOption = new Map<SchemaOption, AttributeDiff[]>();
  for (const attribute of object.attributes) {
    const option = OPTION_OF.get(attribute.attribute);
    if (attribute.status !== 'different' || option === undefined) continue;
    byOption.set(option, [...(byOption.get(option) ?? []), attribute]);
  }
  return [...byOption].map(([option, attributes]) => {
    const [from, to] = [textOf(attributes, 'from'), textOf(attributes, 'to')];
    return { option, from, to, sentence: describe(option, object.name, to), risk: assess(option, to) };
  });
}

function textOf(attributes: readonly AttributeDiff[], side: 'from' | 'to'): string {
  return [...new Set(attributes.map((attribute) => attribute[side] ?? ''))].join(' ');
}

function describe(option: SchemaOption, name: string, to: string): string {
  switch (option) {
    case 'charset':
      return `set the default charset of schema ${name} to ${to}`;
    case 'comment':
      return `set the comment of schema ${name}`;
    case 'encryption':
      return `turn default encryption of schema ${name} ${to}`;
    case 'readOnly':
      return `turn READ ONLY of schema ${name} ${to}`;
  }
}

/** Tables that are there keep their charset and encryption: only new ones follow the schema. */
function assess(option: SchemaOption, to: string): Risk {
  return option === 'readOnly' && to === 'on'
    ? {
        kind: 'held',
        class: 'narrow',
        reason: 'every write to the schema is refused from then on',
        losesData: false,
      }
    : { kind: 'safe' };
}

/** The schema with the wanted options that were chosen. */
export function composeOptions(
  schema: Schema,
  wanted: SchemaOptions,
  isChosen: (option: SchemaOption) => boolean,
): Schema {
  const { charset: _1, collation: _2, comment: _3, encryption: _4, readOnly: _5, ...rest } = schema;
  const from = (option: SchemaOption): Omit<SchemaOptions, 'kind' | 'name' | 'origin'> =>
    isChosen(option) ? wanted : schema;
  const { charset, collation } = from('charset');
  const { comment } = from('comment');
  const { encryption } = from('encryption');
  const { readOnly } = from('readOnly');
  return {
    ...rest,
    ...(charset === undefined ? {} : { charset }),
    ...(collation === undefined ? {} : { collation }),
    ...(comment === undefined ? {} : { comment }),
    ...(encryption === undefined ? {} : { encryption }),
    ...(readOnly === undefined ? {} : { readOnly }),
  };
}

/** Whatever changes in a schema that is read only needs the change that turns that off. */
export function findUnlockRequirements(
  present: SchemaModel,
  changes: readonly Change[],
): readonly (readonly [string, readonly string[]])[] {
  const locked = new Set(present.schemas.flatMap(({ name, readOnly }) => (readOnly === true ? [name] : [])));
  const keys = new Map(
    changes.flatMap(({ schema, object, partName, id }) =>
      object === 'schema' && partName === 'readOnly' && locked.has(schema) ? [[schema, id] as const] : [],
    ),
  );
  return changes.flatMap(({ id, schema }) => {
    const key = keys.get(schema);
    return key === undefined || key === id ? [] : [[id, [key]] as const];
  });
}

/**
 * CREATE DATABASE for schemas that are not there, ALTER DATABASE for those whose options differ. Never a drop. What must come
 * before everything else is `first`; a schema that becomes read only does so `last`.
 *
 * ALTER DATABASE has no guard: MySQL cannot prepare it (error 1295), and it is harmless to repeat. It names no schema, so that
 * one text serves the target and its rehearsal.
 */
export function draftSchemas(
  from: SchemaModel,
  after: SchemaModel,
  flavor: Flavor,
): { readonly first: readonly Draft[]; readonly last: readonly Draft[] } {
  const present = new Map(from.schemas.map((schema) => [schema.name, schema]));
  const first: Draft[] = [];
  const last: Draft[] = [];
  for (const schema of after.schemas) {
    const { name } = schema;
    const old = present.get(name);
    if (name === '') continue;
    if (old === undefined) {
      first.push({
        ...draft(name, `create schema ${name}`, printCreateSchema(schema, flavor), []),
        schema: '',
      });
      continue;
    }
    const isReadOnly = old.readOnly ?? false;
    const becomesReadOnly = schema.readOnly ?? isReadOnly;
    // The way to a read only schema begins with turning it off too, for when the script is run again.
    if (isReadOnly !== becomesReadOnly) first.push(draftReadOnly(name, false));
    if (!isReadOnly && becomesReadOnly) last.push(draftReadOnly(name, true));
    const changed = changedOptions(old, schema);
    if (changed.length > 0) {
      const options = changed.reduce<PrintedOptions>((all, [, values]) => ({ ...all, ...values }), {});
      const sql = `ALTER DATABASE${printSchemaOptions(options, flavor)}`;
      first.push(
        draft(
          name,
          `change the defaults of schema ${name}`,
          sql,
          changed.map(([option]) => option),
        ),
      );
    }
  }
  return { first, last };
}

function changedOptions(old: Schema, wanted: Schema): readonly (readonly [SchemaOption, PrintedOptions])[] {
  const { charset, collation, comment = '', encryption } = wanted;
  const changed: (readonly [SchemaOption, PrintedOptions])[] = [];
  if (old.charset !== charset || old.collation !== collation)
    changed.push([
      'charset',
      { ...(charset === undefined ? {} : { charset }), ...(collation === undefined ? {} : { collation }) },
    ]);
  if ((old.comment ?? '') !== comment) changed.push(['comment', { comment }]);
  if (encryption !== undefined && old.encryption !== encryption) changed.push(['encryption', { encryption }]);
  return changed;
}

function draftReadOnly(name: string, readOnly: boolean): Draft {
  return draft(name, `turn READ ONLY ${readOnly ? 'on' : 'off'}`, printReadOnly(readOnly), ['readOnly']);
}

function draft(name: string, title: string, sql: string, options: readonly SchemaOption[]): Draft {
  return {
    schema: name,
    object: name,
    title,
    sql,
    steps: [sql],
    about: [`schema ${name}`, ...options.map((option) => `schema ${name}/option/${option}`)],
    prediction: METADATA,
    losesData: false,
  };
}
