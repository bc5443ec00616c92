import type { Flavor, Schema, SchemaModel } from '../model';
import { formatFlavor } from '../model';
import type { NormaliseContext } from '../normalise/context';

/** What a comparison may be told. */
export interface DiffOptions {
  /** The server in whose eyes things are compared; else the live side's, else what the sources name. */
  readonly flavor?: Flavor | undefined;
  /** Ids of normalisation rules to switch off. */
  readonly off?: ReadonlySet<string> | undefined;
}

/** Assumed where no source names a server and nobody chose one. */
const ASSUMED: Flavor = Object.freeze({ vendor: 'mysql', version: [8, 4, 0] as const });

/** True when the model was read from a server (or is a snapshot of one). */
export function isLive(model: SchemaModel): boolean {
  return model.schemas.some(
    (schema) =>
      schema.origin?.kind === 'server' || schema.tables.some((table) => table.origin.kind === 'server'),
  );
}

/** The flavor in which models are compared. */
export function chooseFlavor(models: readonly SchemaModel[], chosen: Flavor | undefined): Flavor {
  if (chosen) return chosen;
  // Of two servers the last is the one that would have to follow.
  const live = models.filter((model) => model.flavor !== undefined && isLive(model)).at(-1)?.flavor;
  return live ?? models.find((model) => model.flavor !== undefined)?.flavor ?? ASSUMED;
}

const cache = new WeakMap<SchemaModel, Map<string, NormaliseContext>>();

/**
 * The context in which a schema of a model is read when compared with another model: what the model leaves
 * unsaid (the schema's charset, the server's defaults) it would get where the other one lives. The same answer for the
 * same question, so that normal forms are computed once.
 */
export function contextFor(
  model: SchemaModel,
  schema: Schema,
  other: { readonly model: SchemaModel; readonly schema: Schema | undefined },
  flavor: Flavor,
  off: ReadonlySet<string> | undefined,
): NormaliseContext {
  const isOtherLive = isLive(other.model);
  const own = isLive(model);
  const server = model.server ?? (isOtherLive ? other.model.server : undefined);
  const encryption = schema.encryption ?? (isOtherLive ? other.schema?.encryption : undefined);
  const charset =
    statedCharset(schema) ?? (isOtherLive && other.schema ? statedCharset(other.schema) : undefined) ?? {};
  const lower = model.lowerCaseTableNames ?? other.model.lowerCaseTableNames ?? 0;
  const stored = own && (model.flavor === undefined || model.flavor.vendor === flavor.vendor);
  const storedBy = own ? model.flavor?.vendor : undefined;
  const key = JSON.stringify([
    formatFlavor(flavor),
    schema.name,
    charset,
    encryption ?? null,
    server ?? null,
    [...(off ?? [])].sort(),
    lower,
    stored,
    storedBy ?? null,
  ]);
  let known = cache.get(model);
  if (!known) {
    known = new Map();
    cache.set(model, known);
  }
  let context = known.get(key);
  if (!context) {
    context = {
      flavor,
      schema: { name: schema.name, ...charset, encryption },
      server,
      off,
      stored,
      storedBy,
      foldsTableNames: lower !== 0,
    };
    known.set(key, context);
  }
  return context;
}

function statedCharset(schema: Schema): { charset?: string; collation?: string } | undefined {
  if (schema.charset === undefined && schema.collation === undefined) return undefined;
  return {
    ...(schema.charset === undefined ? {} : { charset: schema.charset }),
    ...(schema.collation === undefined ? {} : { collation: schema.collation }),
  };
}
