import { toWireError } from '../../../shared/api';
import { AppError } from '../../../shared/app-error';
import { isLive } from '../../../shared/drift/contexts';
import { buildMatrix } from '../../../shared/drift/build-matrix';
import type { MatrixRow } from '../../../shared/drift/build-matrix';
import { findRenames } from '../../../shared/drift/find-renames';
import { formatFlavor, parseFlavor } from '../../../shared/model';
import type { SchemaModel } from '../../../shared/model';
import { fingerprintReading } from '../source/fingerprint-reading';
import type { SourceReading } from '../source/source-reading';
import { trackingSchemaOf, withoutOwnTables } from '../tracking/own-tables';
import { alignPair, alignSchemas } from './align-schemas';
import { chooseSources } from './choose-sources';
import { pairOf } from './comparison';
import type { ComparedSource, Comparison } from './comparison';
import type { HandlerCall } from './handler';
import { readForFlavor, readSources } from './read-sources';
import type { ReadOutcome } from './read-sources';
import type { Session } from './session';
import { settleMatrix } from './settle-matrix';

/** Which sources are compared. */
export interface CompareScope {
  readonly sources?: readonly string[];
  readonly reference?: string;
  readonly flavor?: string;
  /** True where one source is enough: what it states is shown, though there is nothing to hold it against. */
  readonly alone?: boolean;
  /** True for two sources that are meant for each other, whatever their schemas are called. */
  readonly isPair?: boolean;
}

const KEPT = 6;

/** A comparison that was made, or is being made, and of what. */
interface KnownComparison {
  readonly outcomes: readonly ReadOutcome[];
  readonly reference: string | undefined;
  readonly flavor: string | undefined;
  readonly isPair: boolean | undefined;
  /** Where Tidemark records its runs, and how the names of those tables begin. */
  readonly own: { readonly schema: string | undefined; readonly prefix: string | undefined };
  readonly comparison: Promise<Comparison>;
}

/** Comparisons that were made, by what was compared: nothing is compared twice while its sources stay the same. */
export class ComparisonStore {
  /** The one that was asked for last stands last. */
  #known: readonly KnownComparison[] = [];

  constructor(private readonly session: Session) {}

  /**
   * Reads the sources of a scope and compares them, with their reference or with the majority as the measure. A
   * source that cannot be read is named in `failed`. Throws AppError when fewer than two could be read (none, where
   * one is enough), or the reference could not.
   */
  async compare(scope: CompareScope, call: HandlerCall): Promise<Comparison> {
    const { session } = this;
    const names = namesOf(scope);
    const workspace = await session.workspaceFor(names);
    const chosen = chooseSources(workspace, names, session.context.addressesFrom);
    const options = { refresh: false, ...call };
    const read = await readSources(session, workspace, chosen, options);
    const reference = chooseReference(scope, workspace.config.reference, read);
    const flavor = flavorOf(read) ?? scope.flavor;
    const outcomes =
      flavor === undefined ? read : await readForFlavor(session, workspace, read, flavor, options);
    const { policy, federation } = workspace.config;
    const recorded = trackingSchemaOf(policy?.tracking, federation);
    const own = { schema: recorded, prefix: policy?.tracking?.prefix };
    const asked = { outcomes, reference, flavor, isPair: scope.isPair, own };
    for (;;) {
      const known = this.#known.find((one) => isOfTheSame(one, asked));
      const made = known ?? { ...asked, comparison: compareNow(asked, scope, call) };
      this.#known = [...this.#known.filter((one) => one !== made), made].slice(-KEPT);
      try {
        return await made.comparison;
      } catch (error) {
        this.#known = this.#known.filter((one) => one !== made);
        // Somebody else began it and gave up; this caller did not.
        const isTheirs = known !== undefined && !call.signal.aborted;
        if (!(isTheirs && error instanceof AppError && error.code === 'cancelled')) throw error;
      }
    }
  }
}

type Asked = Omit<KnownComparison, 'comparison'>;

function isOfTheSame(a: Asked, b: Asked): boolean {
  return (
    a.reference === b.reference &&
    a.flavor === b.flavor &&
    a.isPair === b.isPair &&
    a.own.schema === b.own.schema &&
    a.own.prefix === b.own.prefix &&
    a.outcomes.length === b.outcomes.length &&
    a.outcomes.every((outcome, at) => isSameOutcome(outcome, b.outcomes[at]))
  );
}

function isSameOutcome(a: ReadOutcome, b: ReadOutcome | undefined): boolean {
  if (a.source.config.id !== b?.source.config.id) return false;
  if (a.reading === undefined || b.reading === undefined)
    return a.reading === b.reading && a.error?.message === b.error?.message;
  if (a.reading === b.reading) return true;
  // A snapshot that stands in states the same, and must be told to stand in.
  if (a.reading.stale?.since !== b.reading.stale?.since) return false;
  return fingerprintReading(a.reading) === fingerprintReading(b.reading);
}

/** The flavor that all servers among the sources share: scripts beside them are meant for it. */
function flavorOf(outcomes: readonly ReadOutcome[]): string | undefined {
  const flavors = outcomes.flatMap(({ reading }) =>
    reading !== undefined && isLive(reading.model) && reading.model.flavor !== undefined
      ? [reading.model.flavor]
      : [],
  );
  const [first, ...others] = flavors;
  return first === undefined || others.some(({ vendor }) => vendor !== first.vendor)
    ? undefined
    : formatFlavor(first);
}

function namesOf({ sources, reference }: CompareScope): readonly string[] | undefined {
  if (sources === undefined || reference === undefined || sources.includes(reference)) return sources;
  return [reference, ...sources];
}

/** The source that was asked for, else the workspace's own when it is there; else each object's majority counts. */
function chooseReference(
  scope: CompareScope,
  configured: string | undefined,
  outcomes: readonly ReadOutcome[],
): string | undefined {
  const read = outcomes.filter(({ reading }) => reading).map(({ source }) => source.config.id);
  const failure = outcomes.find(({ error }) => error)?.error;
  if (scope.reference !== undefined && !read.includes(scope.reference)) {
    const own = outcomes.find(({ source }) => source.config.id === scope.reference)?.error;
    throw own ?? new AppError('not-found', `The reference ${scope.reference} is not among the sources.`);
  }
  if (read.length < (scope.alone === true ? 1 : 2)) {
    if (failure) throw failure;
    throw new AppError('invalid-input', 'A comparison needs two sources at least.', {
      hint: 'Name them, or put them into tidemark.yaml; tidemark detect finds what a folder holds.',
    });
  }
  // Of two sources there is no majority: the first is the measure.
  return scope.reference ?? read.find((id) => id === configured) ?? (read.length <= 2 ? read[0] : undefined);
}

async function compareNow(
  { outcomes, reference, own }: Asked,
  scope: CompareScope,
  call: HandlerCall,
): Promise<Comparison> {
  const read = outcomes.flatMap(({ source, reading }) => (reading ? [{ source, reading }] : []));
  const named = leaveOwnTables(read, own);
  call.progress({ phase: 'comparing', done: 0, total: 1 });
  const [first, second] = named;
  const aligned = scope.isPair === true && first && second ? alignPair(first, second) : alignSchemas(named);
  const sources = read.map(({ source, reading }, at): ComparedSource => ({
    id: source.config.id,
    reading,
    model: aligned[at]?.model ?? reading.model,
    own: countTables(reading.model) - countTables(named[at]?.model ?? reading.model),
    prefix: source.prefix,
  }));
  const built = buildMatrix(aligned, {
    reference,
    // A chosen flavor is for work without a server: what a server stored is judged as that server does.
    flavor:
      scope.flavor === undefined || named.some(({ model }) => isLive(model))
        ? undefined
        : parseFlavor(scope.flavor),
  });
  const settled = await settleMatrix(built, sources, call);
  const matrix = { ...settled, rows: [...settled.rows].sort(byPlace) };
  call.progress({ phase: 'comparing', done: 1, total: 1 });
  return {
    sources,
    matrix,
    renames:
      reference === undefined
        ? []
        : sources.flatMap(({ id }) =>
            id === reference ? [] : findRenames(pairOf(matrix.rows, reference, id)),
          ),
    failed: outcomes.flatMap(({ source, error }) =>
      error ? [{ source: source.config.id, error: toWireError(error) }] : [],
    ),
  };
}

/** What is compared: of servers and their snapshots without Tidemark's own tables, unless a file states them too. */
function leaveOwnTables(
  read: readonly Required<Pick<ReadOutcome, 'source' | 'reading'>>[],
  own: KnownComparison['own'],
): readonly { readonly id: string; readonly model: SchemaModel }[] {
  const plain = read.map(({ source, reading }) => ({ id: source.config.id, model: reading.model }));
  if (!read.some(({ reading }) => isOfServer(reading))) return plain;
  const stated = new Set(
    read.flatMap(({ reading }) =>
      isOfServer(reading)
        ? []
        : reading.model.schemas.flatMap(({ tables }) => tables.map(({ name }) => name.toLowerCase())),
    ),
  );
  const rule = { tracks: (schema: string) => schema === own.schema, prefix: own.prefix, stated };
  return read.map(({ source, reading }) => ({
    id: source.config.id,
    model: isOfServer(reading) ? withoutOwnTables(reading.model, rule) : reading.model,
  }));
}

function isOfServer({ kind }: SourceReading): boolean {
  return kind === 'mysql' || kind === 'snapshot';
}

function countTables({ schemas }: SchemaModel): number {
  return schemas.reduce((sum, { tables }) => sum + tables.length, 0);
}

function byPlace(a: MatrixRow, b: MatrixRow): number {
  return compareText(a.schema, b.schema) || compareText(a.object, b.object) || compareText(a.name, b.name);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
