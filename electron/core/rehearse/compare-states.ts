import { explainDifference } from '../../../shared/drift/explain-difference';
import type { ModelDiff, ObjectDiff } from '../../../shared/drift/difference';
import type { Flavor, SchemaModel } from '../../../shared/model';
import { compareFor } from '../../../shared/plan';
import { oracleAt, settleDiff } from '../settle';
import type { ConnectionTarget } from '../mysql';

/** How two states of one target compare. */
export interface StateComparison {
  /** What differs, one sentence each; empty when the states are the same. */
  readonly differences: readonly string[];
  /** What nobody can tell; never a difference. */
  readonly unknown: readonly string[];
}

/** Who is asked what rules cannot decide. */
export interface CompareOptions {
  readonly oracle?: ConnectionTarget | undefined;
  readonly signal?: AbortSignal | undefined;
  /** False leaves definers out: on a scratch schema they need not exist. */
  readonly definers?: boolean;
  /** What the wanted state is called; "what is wanted" when left out. */
  readonly wantedIs?: string;
}

/** Compares the state that is there with the one that should be, judged for a flavor. */
export async function compareStates(
  wanted: SchemaModel,
  actual: SchemaModel,
  flavor: Flavor,
  options: CompareOptions = {},
): Promise<StateComparison> {
  const strip = options.definers === false ? withoutDefiners : (model: SchemaModel): SchemaModel => model;
  const [from, to] = [strip(asPlanned(wanted)), strip(actual)];
  let diff: ModelDiff = compareFor(flavor, from).diff(from, to);
  if (options.oracle !== undefined)
    diff = await settleDiff(from, to, diff, oracleAt(options.oracle, flavor), { signal: options.signal });
  const names = { from: options.wantedIs ?? 'what is wanted', to: 'the database' };
  const differing = (object: ObjectDiff): boolean =>
    object.status === 'different' || object.status === 'missing' || object.status === 'extra';
  return {
    differences: diff.objects.filter(differing).map((object) => explainDifference(object, names)),
    unknown: diff.objects
      .filter((object) => object.status === 'unknown')
      .map((object) => explainDifference(object, names)),
  };
}

/** The first few of a list of sentences, on one line. */
export function firstFew(sentences: readonly string[], most = 3): string {
  const shown = sentences.slice(0, most).join(' ');
  return sentences.length > most ? `${shown} And ${String(sentences.length - most)} more.` : shown;
}

/**
 * A planned state is partly what a server told and partly what a file says. Only of what a server stored may another
 * spelling of a body be called different; where a file has its say, a server is asked, and the whole counts as stated.
 */
function asPlanned(model: SchemaModel): SchemaModel {
  return {
    ...model,
    schemas: model.schemas.map((schema) => {
      const objects = [...schema.views, ...schema.triggers, ...schema.routines, ...schema.events];
      const stated = objects.find(({ origin }) => origin.kind === 'file')?.origin;
      if (stated === undefined) return schema;
      const { origin: _, ...rest } = schema;
      return { ...rest, tables: schema.tables.map((table) => ({ ...table, origin: stated })) };
    }),
  };
}

function withoutDefiners(model: SchemaModel): SchemaModel {
  const strip = <T extends { readonly definer?: string }>(objects: readonly T[]): readonly T[] =>
    objects.map((object) => {
      const { definer: _, ...rest } = object;
      return rest as T;
    });
  return {
    ...model,
    schemas: model.schemas.map((schema) => ({
      ...schema,
      views: strip(schema.views),
      triggers: strip(schema.triggers),
      routines: strip(schema.routines),
      events: strip(schema.events),
    })),
  };
}
