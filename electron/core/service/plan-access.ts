import { resolve } from 'node:path';
import { AppError } from '../../../shared/app-error';
import { formatFlavor } from '../../../shared/model';
import type { Flavor } from '../../../shared/model';
import type { PlanInput } from '../../../shared/plan';
import { policyOf } from '../../../shared/run';
import type { RunPolicy } from '../../../shared/run';
import { resolveInside } from '../files/resolve-inside';
import { findIgnoredChanges } from '../ignored/ignored-changes';
import { markIgnored, objectKey, readIgnored } from '../ignored/ignored-file';
import type { ConnectionTarget } from '../mysql';
import type { PlanSide } from '../plan/make-plan';
import type { SourceReading } from '../source/source-reading';
import type { Workspace } from '../workspace/workspace';
import { chooseSources } from './choose-sources';
import type { ChosenSource } from './choose-sources';
import type { ComparisonStore } from './compare-sources';
import { listItems } from './drift-items';
import type { HandlerCall } from './handler';
import { readOne } from './read-sources';
import type { Session } from './session';
import { targetOf } from './target-of';

/** A source that was named, and how it is read for a server of another flavor where that matters. */
export interface NamedReading {
  readonly source: ChosenSource;
  readonly reading: SourceReading;
  /** Set where MySQL and MariaDB read its files differently. */
  readonly readFor?: (flavor: Flavor) => Promise<SourceReading>;
}

/** What the handlers of plans, of runs and of files that follow share: what the names and paths of a call stand for. */
export class PlanAccess {
  readonly #comparisons: ComparisonStore;

  constructor(
    readonly session: Session,
    comparisons: ComparisonStore,
  ) {
    this.#comparisons = comparisons;
  }

  /** The command line's user names any file; everybody else only what lies in the workspace. */
  async placeOf(path: string): Promise<string> {
    const { addressesFrom } = this.session.context;
    if (addressesFrom !== undefined) return resolve(addressesFrom, path);
    return resolveInside((await this.session.workspace()).root, path);
  }

  /** A plan's file; a hand-written migration stands for the plan that was made of it. */
  async planPlace(path: string): Promise<string> {
    return this.placeOf(/\.sql$/i.test(path) ? `${path.slice(0, -4)}.plan.json` : path);
  }

  /** What the workspace asks of a run. */
  async policy(): Promise<RunPolicy> {
    return policyOf((await this.session.workspace()).config);
  }

  /** The source of this name or address, and the workspace that it is read in. Throws AppError `not-found`. */
  async sourceAt(name: string): Promise<{ readonly workspace: Workspace; readonly source: ChosenSource }> {
    const workspace = await this.session.workspaceFor([name]);
    const [source] = chooseSources(workspace, [name], this.session.context.addressesFrom);
    if (source === undefined) throw new AppError('not-found', `There is no source ${name}.`);
    return { workspace, source };
  }

  /** Throws AppError `not-found`, `invalid-input` for a source that is no server. */
  async serverAt(name: string): Promise<ConnectionTarget> {
    return targetOf(this.session, (await this.sourceAt(name)).source);
  }

  /** Reads a source, a server anew. Throws like `sourceAt` and what reading throws. */
  async read(name: string, call: HandlerCall): Promise<NamedReading> {
    const { workspace, source } = await this.sourceAt(name);
    const refresh = source.config.kind === 'mysql';
    const reading = await readOne(this.session, workspace, source, { refresh, ...call });
    if (reading.perFlavor !== true) return { source, reading };
    const options = { refresh: false, ...call };
    const readFor = (flavor: Flavor): Promise<SourceReading> =>
      readOne(this.session, workspace, source, options, formatFlavor(flavor));
    return { source, reading, readFor };
  }

  /** What a plan changes. A server that is named with its schemas is read by the planner itself. */
  async target(name: string, call: HandlerCall): Promise<PlanSide> {
    const { source } = await this.sourceAt(name);
    const { id, kind } = source.config;
    const target = kind === 'mysql' ? await targetOf(this.session, source) : undefined;
    if (target !== undefined && target.schemas.length > 0)
      return { id, kind, model: { schemas: [] }, target };
    const { model } = (await this.read(name, call)).reading;
    return { id, kind, model, ...(target === undefined ? {} : { target }) };
  }

  /** What a plan follows: a server is read too, for it must be known. */
  async followed(name: string, call: HandlerCall): Promise<PlanSide> {
    const { source, reading, readFor } = await this.read(name, call);
    return {
      id: source.config.id,
      kind: source.config.kind,
      model: reading.model,
      ...(readFor && { readFor: async (flavor: Flavor) => (await readFor(flavor)).model }),
    };
  }

  /** Why a change is left alone, by what is ignored in the workspace; undefined when nothing is. */
  async ignoredBetween(target: string, follow: string, call: HandlerCall): Promise<PlanInput['ignored']> {
    const { entries } = await readIgnored((await this.session.workspaceFor([target, follow])).root);
    if (entries.length === 0) return undefined;
    const scope = { sources: [target, follow], reference: target, isPair: true };
    const comparison = await this.#comparisons.compare(scope, call);
    const concerned = new Set(entries.map(objectKey));
    const items = comparison.matrix.rows
      .filter(({ object, schema, name }) => concerned.has(objectKey({ object, schema, table: name })))
      .flatMap((row) => listItems(comparison, row));
    return findIgnoredChanges(markIgnored(items, entries));
  }
}
