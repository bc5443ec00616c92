import type { Schema, SchemaModel } from '../model';
import { matchPattern } from './match-pattern';
import type { FederationConfig } from './workspace-config';

/**
 * Why a table is in its schema.
 * - `stated`: the source names the schema itself
 * - `source`: tidemark.yaml names it for the whole source
 * - `list` / `pattern`: the federation names the table, or a pattern that it matches
 * - `default`: nothing names it
 */
export type PlacementRule = 'stated' | 'source' | 'list' | 'pattern' | 'default';

/** Where one table landed, and why. */
export interface Placement {
  readonly table: string;
  readonly schema: string;
  readonly rule: PlacementRule;
  /** A sentence for people. */
  readonly reason: string;
}

/** What decides about tables whose source names no schema. */
export interface PlacementRules {
  readonly federation?: FederationConfig | undefined;
  /** The schema that tidemark.yaml names for this source. */
  readonly sourceSchema?: string | undefined;
  /** Where the rest lands when there is no federation; '' leaves it unplaced. */
  readonly defaultSchema?: string | undefined;
}

/** A model all of whose tables have their schema. */
export interface PlacedModel {
  readonly model: SchemaModel;
  readonly placements: readonly Placement[];
}

/** Tells the schema of one table that names none. */
export function placeTable(table: string, rules: PlacementRules): Placement {
  const { federation, sourceSchema } = rules;
  if (sourceSchema !== undefined) {
    return {
      table,
      schema: sourceSchema,
      rule: 'source',
      reason: `The source is set to the schema ${sourceSchema}.`,
    };
  }
  const wanted = table.toLowerCase();
  for (const schema of federation?.schemas ?? []) {
    if (schema.tables?.some((name) => name.toLowerCase() === wanted) === true) {
      return {
        table,
        schema: schema.name,
        rule: 'list',
        reason: `It is in the list of tables of ${schema.name}.`,
      };
    }
  }
  for (const schema of federation?.schemas ?? []) {
    const pattern = schema.patterns?.find((one) => matchPattern(one, table));
    if (pattern !== undefined) {
      return {
        table,
        schema: schema.name,
        rule: 'pattern',
        reason: `Its name matches ${pattern} of ${schema.name}.`,
      };
    }
  }
  const schema = defaultSchemaOf(rules);
  const reason =
    schema === ''
      ? 'Nothing says in which schema it lives.'
      : `No list and no pattern names it, so it is in ${schema}.`;
  return { table, schema, rule: 'default', reason };
}

/**
 * Gives every object of a model its schema. Objects of schemas that the source names stay where they are; those
 * of the schema '' are placed one by one, a trigger with its table. Where a schema gets objects from both, they
 * are brought together; the same table from both is kept twice and left for drift to tell.
 */
export function placeTables(model: SchemaModel, rules: PlacementRules): PlacedModel {
  const placements: Placement[] = [];
  const bySchema = new Map<string, Schema>();
  const listedIn = new Map<string, string>();
  const place = placerOf(rules, listedIn);

  for (const schema of model.schemas) {
    if (schema.name === '') continue;
    for (const { name } of schema.tables) {
      placements.push({
        table: name,
        schema: schema.name,
        rule: 'stated',
        reason: 'The source names the schema.',
      });
    }
    bySchema.set(schema.name, schema);
  }
  for (const schema of model.schemas) {
    if (schema.name !== '') continue;
    const tables = groupBy(schema.tables, (table) => {
      const placement = place(table.name);
      placements.push(placement);
      return placement.schema;
    });
    const parts = {
      tables,
      views: groupBy(schema.views, (view) => place(view.name).schema),
      triggers: groupBy(schema.triggers, (trigger) => place(trigger.table).schema),
      sequences: groupBy(schema.sequences, (sequence) => place(sequence.name).schema),
      routines: groupBy(schema.routines, () => homeOf(rules)),
      events: groupBy(schema.events, () => homeOf(rules)),
      presumes: groupBy(schema.presumes ?? [], (table) => place(table.name).schema),
    };
    const names = new Set(Object.values(parts).flatMap((part) => [...part.keys()]));
    // A schema that a script made or spoke of stays, even when it is empty.
    if (names.size === 0 && bySchema.size === 0) names.add(homeOf(rules));
    for (const name of names) {
      const before = bySchema.get(name) ?? emptyLike(schema, name);
      const presumes = [...(before.presumes ?? []), ...(parts.presumes.get(name) ?? [])];
      bySchema.set(name, {
        ...before,
        ...(presumes.length === 0 ? {} : { presumes }),
        tables: [...before.tables, ...(parts.tables.get(name) ?? [])],
        views: [...before.views, ...(parts.views.get(name) ?? [])],
        triggers: [...before.triggers, ...(parts.triggers.get(name) ?? [])],
        sequences: [...before.sequences, ...(parts.sequences.get(name) ?? [])],
        routines: [...before.routines, ...(parts.routines.get(name) ?? [])],
        events: [...before.events, ...(parts.events.get(name) ?? [])],
      });
    }
  }
  return { model: { ...model, schemas: [...bySchema.values()] }, placements };
}

function placerOf(rules: PlacementRules, known: Map<string, string>): (table: string) => Placement {
  // The lists are looked up once for all tables: a federation may list ten thousand.
  if (rules.sourceSchema === undefined) {
    for (const schema of rules.federation?.schemas ?? []) {
      for (const name of schema.tables ?? []) {
        if (!known.has(name.toLowerCase())) known.set(name.toLowerCase(), schema.name);
      }
    }
  }
  const unlisted = rules.federation && {
    ...rules.federation,
    schemas: rules.federation.schemas.map(({ tables: _tables, ...rest }) => rest),
  };
  return (table) => {
    const listed = known.get(table.toLowerCase());
    return listed === undefined
      ? placeTable(table, { ...rules, federation: unlisted })
      : { table, schema: listed, rule: 'list', reason: `It is in the list of tables of ${listed}.` };
  };
}

/** Where what has no table lives: routines and events. */
function homeOf(rules: PlacementRules): string {
  return rules.sourceSchema ?? defaultSchemaOf(rules);
}

function defaultSchemaOf({ federation, defaultSchema }: PlacementRules): string {
  return federation?.default ?? federation?.schemas[0]?.name ?? defaultSchema ?? '';
}

function emptyLike(schema: Schema, name: string): Schema {
  const { presumes: _presumes, ...rest } = schema;
  return { ...rest, name, tables: [], views: [], triggers: [], sequences: [], routines: [], events: [] };
}

function groupBy<T>(list: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
