import type { Flavor, Schema, SchemaModel, SchemaObject } from '../model';
import type { NormaliseContext } from '../normalise/context';
import type { DiffOptions } from './contexts';
import { chooseFlavor, contextFor, isLive } from './contexts';
import type { DriftStatus, ObjectDiff, ObjectKind } from './difference';
import { diffObject } from './diff-object';
import { indexObjects } from './diff-models';
import { explainSilence } from './explain-silence';
import { optionsOf } from './schema-options';

/** One source of a matrix. */
export interface MatrixSource {
  readonly id: string;
  readonly model: SchemaModel;
}

/** How one source states one object, measured by the reference or the majority. */
export interface MatrixCell {
  readonly source: string;
  /** `equal` for the measure itself. `missing`: the measure has it, this source does not; `extra`: the other way round. */
  readonly status: DriftStatus;
  /** Whether this source states the object. */
  readonly present: boolean;
  /** Why it is unknown whether this source has the object. */
  readonly reason?: string;
  /** Measure → this source; absent where they are equal without anything to add, or where one of them has no such object. */
  readonly diff?: ObjectDiff;
}

/** One object in all sources. */
export interface MatrixRow {
  readonly schema: string;
  readonly name: string;
  readonly object: ObjectKind;
  /** The worst of its cells; those of sources that can say nothing of the object count only where fewer than two can. */
  readonly status: DriftStatus;
  /** The source that the others were measured by: the reference if it can state the object, or the first of the majority. */
  readonly measure: string;
  readonly cells: readonly MatrixCell[];
  /** The objects themselves, by source: for those who show them. */
  readonly objects: ReadonlyMap<string, SchemaObject>;
}

/** N sources side by side. */
export interface DriftMatrix {
  readonly flavor: Flavor;
  /** undefined: each object was measured by its majority. */
  readonly reference: string | undefined;
  readonly sources: readonly { readonly id: string; readonly tables: number }[];
  readonly rows: readonly MatrixRow[];
  /** Rows by status. */
  readonly counts: Readonly<Record<DriftStatus, number>>;
  /** Cells by status, for each source. */
  readonly bySource: ReadonlyMap<string, Readonly<Record<DriftStatus, number>>>;
}

/** How the worst of several states is found. */
const WORST: readonly DriftStatus[] = ['different', 'missing', 'extra', 'unknown', 'equivalent', 'equal'];

/** The worst of some states; equal for none. */
export function worstStatus(statuses: Iterable<DriftStatus>): DriftStatus {
  let worst = WORST.length - 1;
  for (const status of statuses) worst = Math.min(worst, WORST.indexOf(status));
  return WORST[worst] ?? 'equal';
}

/** The worst of a row's cells; those of sources that can say nothing of the object count only where fewer than two can. */
export function statusOfCells(cells: readonly Pick<MatrixCell, 'status' | 'reason'>[]): DriftStatus {
  const spoken = cells.filter(({ reason }) => reason === undefined);
  return worstStatus((spoken.length < 2 ? cells : spoken).map(({ status }) => status));
}

/**
 * Compares any number of sources at once: with the reference as the measure, else each object with its majority, whose
 * outliers are then the drift. Linear in what the sources hold.
 */
export function buildMatrix(
  sources: readonly MatrixSource[],
  options: DiffOptions & { readonly reference?: string | undefined } = {},
): DriftMatrix {
  const models = sources.map(({ model }) => model);
  const reference = sources.find(({ id }) => id === options.reference);
  const flavor = chooseFlavor(models, options.flavor);
  const folds = models.some((model) => (model.lowerCaseTableNames ?? 0) !== 0);
  const anchor =
    (reference && isLive(reference.model) ? reference : sources.find(({ model }) => isLive(model))) ??
    reference ??
    sources[0];
  const rows: MatrixRow[] = [];
  if (anchor) {
    for (const [name, columns] of groupSchemas(sources, folds)) {
      const anchorSchema = columns.find(({ source }) => source === anchor)?.schema;
      const sides = columns.map(({ source, schema }) => ({
        source,
        schema,
        context: contextFor(
          source.model,
          schema,
          { model: anchor.model, schema: anchorSchema },
          flavor,
          options.off,
        ),
        objects: withOptions(indexObjects(schema, folds), schema),
      }));
      rows.push(...buildRows(name, sources, sides, reference));
    }
  }
  return {
    flavor,
    reference: reference?.id,
    sources: sources.map(({ id, model }) => ({
      id,
      tables: model.schemas.reduce((sum, schema) => sum + schema.tables.length, 0),
    })),
    rows,
    ...countStates(sources, rows),
  };
}

/** Under this key, which no object has, a schema's own options stand among its objects. */
const OPTIONS_KEY = 'schema';

function withOptions(objects: Map<string, SchemaObject>, schema: Schema): ReadonlyMap<string, SchemaObject> {
  const options = optionsOf(schema);
  return options ? objects.set(OPTIONS_KEY, options) : objects;
}

interface Side {
  readonly source: MatrixSource;
  readonly schema: Schema;
  readonly context: NormaliseContext;
  readonly objects: ReadonlyMap<string, SchemaObject>;
}

/** Schemas of all sources by name; what names no schema belongs to the only one there is. */
function groupSchemas(
  sources: readonly MatrixSource[],
  folds: boolean,
): ReadonlyMap<string, readonly { readonly source: MatrixSource; readonly schema: Schema }[]> {
  const names = new Set(
    sources.flatMap(({ model }) => model.schemas.map(({ name }) => name)).filter((name) => name !== ''),
  );
  const [only] = names;
  const groups = new Map<string, { source: MatrixSource; schema: Schema }[]>();
  for (const source of sources) {
    for (const schema of source.model.schemas) {
      const placed = schema.name === '' && names.size === 1 && only !== undefined ? only : schema.name;
      const key = folds ? placed.toLowerCase() : placed;
      const group = groups.get(key);
      if (!group) groups.set(key, [{ source, schema }]);
      // A source may state a schema both by name and without: the named one counts.
      else if (!group.some((entry) => entry.source === source)) group.push({ source, schema });
      else groups.set(`${key}\0${schema.name}`, [{ source, schema }]);
    }
  }
  return groups;
}

function buildRows(
  schema: string,
  sources: readonly MatrixSource[],
  sides: readonly Side[],
  reference: MatrixSource | undefined,
): readonly MatrixRow[] {
  const keys = new Set(sides.flatMap(({ objects }) => [...objects.keys()]));
  const bySource = new Map(sides.map((side) => [side.source, side]));
  const rows: MatrixRow[] = [];
  const schemaName = schema.split('\0', 1)[0] ?? schema;
  for (const key of keys) {
    const holders = sides.filter(({ objects }) => objects.has(key));
    const sample = holders[0]?.objects.get(key);
    // Most sources say nothing of the schema itself, and then nothing is to be said about it.
    if (!sample || (key === OPTIONS_KEY && holders.length < 2)) continue;
    const silences = new Map<MatrixSource, string>();
    for (const source of sources) {
      if (holders.some((side) => side.source === source)) continue;
      const silent = {
        model: source.model,
        schema: bySource.get(source)?.schema,
        schemaName,
        object: sample,
      };
      const reason = explainSilence(silent, source.id);
      if (reason !== undefined) silences.set(source, reason);
    }
    const canState = (source: MatrixSource): boolean => !silences.has(source);
    // What the reference cannot state, it cannot measure: then the others are measured by their majority.
    const judge = reference !== undefined && canState(reference) ? reference : undefined;
    const measure = judge
      ? bySource.get(judge)
      : chooseMajority(key, sources, holders, canState, reference === undefined);
    const measured = measure?.objects.get(key);
    const measureId =
      measure?.source.id ??
      judge?.id ??
      sources.find((source) => canState(source) && !holders.some((side) => side.source === source))?.id ??
      '';
    const isAlone = sources.length - silences.size < 2;
    const cells = sources.map((source): MatrixCell => {
      const side = bySource.get(source);
      const object = side?.objects.get(key);
      if (!object || !side) {
        const reason = silences.get(source);
        if (reason !== undefined) return { source: source.id, status: 'unknown', present: false, reason };
        return { source: source.id, status: measured === undefined ? 'equal' : 'missing', present: false };
      }
      if (isAlone)
        return { source: source.id, status: sources.length < 2 ? 'equal' : 'unknown', present: true };
      if (!measured || !measure) return { source: source.id, status: 'extra', present: true };
      if (side === measure) return { source: source.id, status: 'equal', present: true };
      const diff = diffObject(measured, object, measure.context, side.context);
      const cell = { source: source.id, status: diff.status, present: true };
      return diff.status === 'equal' && diff.parts.length === 0 && diff.attributes.length === 0
        ? cell
        : { ...cell, diff };
    });
    const status = statusOfCells(cells);
    if (key === OPTIONS_KEY && status === 'equal') continue;
    rows.push({
      schema: schemaName,
      name: key === OPTIONS_KEY ? schemaName : (measured ?? sample).name,
      object: sample.kind,
      status,
      measure: measureId,
      cells,
      objects: new Map(holders.map((side) => [side.source.id, side.objects.get(key) ?? sample])),
    });
  }
  return rows;
}

/**
 * The first of the largest group of sources that agree on an object; undefined when most of those that could state it do not
 * have it. A tie between those that have it and those that do not goes to those that have it when `favoursHolders`; among
 * groups of holders it goes to the first source.
 */
function chooseMajority(
  key: string,
  sources: readonly MatrixSource[],
  holders: readonly Side[],
  canState: (source: MatrixSource) => boolean,
  favoursHolders: boolean,
): Side | undefined {
  const groups: { side: Side; count: number }[] = [];
  for (const side of holders) {
    const object = side.objects.get(key);
    const group = groups.find(({ side: other }) => {
      const theirs = other.objects.get(key);
      if (!object || !theirs) return false;
      const { status } = diffObject(theirs, object, other.context, side.context);
      return status === 'equal' || status === 'equivalent';
    });
    if (group) group.count += 1;
    else groups.push({ side, count: 1 });
  }
  const absent = sources.filter(
    (source) => canState(source) && !holders.some((side) => side.source === source),
  ).length;
  const best = groups.reduce<{ side: Side; count: number } | undefined>(
    (top, group) => (top && top.count >= group.count ? top : group),
    undefined,
  );
  const isHeld = absent < holders.length || (favoursHolders && absent === holders.length);
  return isHeld ? best?.side : undefined;
}

function noCounts(): Record<DriftStatus, number> {
  return { equal: 0, equivalent: 0, different: 0, missing: 0, extra: 0, unknown: 0 };
}

/** Rows and cells by status. */
export function countStates(
  sources: readonly { readonly id: string }[],
  rows: readonly MatrixRow[],
): Pick<DriftMatrix, 'counts' | 'bySource'> {
  const counts = noCounts();
  const bySource = new Map(sources.map(({ id }) => [id, noCounts()]));
  for (const row of rows) {
    counts[row.status] += 1;
    for (const cell of row.cells) {
      const own = bySource.get(cell.source);
      if (own) own[cell.status] += 1;
    }
  }
  return { counts, bySource };
}
