import type { ModelDiff } from '../drift/difference';
import type { Flavor, SchemaModel, Table } from '../model';
import { formatFlavor } from '../model';
import { applyRenames } from './apply-renames';
import type { Change, Refusal, RiskClass } from './change';
import { composeModel } from './compose-model';
import type { DropMode } from './create-tables';
import { trashName } from './create-tables';
import type { Draft } from './draft';
import { foldName } from './fold-name';
import { numberStatements } from './draft';
import type { Comparer } from './comparer';
import { draftStatements } from './draft-statements';
import { withRequirements } from './find-requirements';
import { findForeignKeyRequirements } from './foreign-key-requirements';
import { refuseHiddenText } from './refuse-hidden-text';
import { leaveNames } from './moving-names';
import { findNameRequirements } from './name-requirements';
import { changeId, listChanges } from './list-changes';
import { refuseUnfitKeys } from './refuse-unfit-keys';
import type { Plan, PlanBase, ScriptStyle } from './plan';
import { isTrash } from './trash';
import type { Rename } from './rename';
import { reverseRenames } from './rename';
import { findUnlockRequirements } from './schema-options';
import { findDeclaredRenames } from './declared-renames';
import { refuseLostReference, refuseObject, refuseReadOnly, refuseReferredTable } from './refuse';

/** What a plan is made from. Pure: the same input gives the same plan, byte for byte. */
export interface PlanInput {
  readonly name: string;
  readonly planVersion: string;
  readonly flavor: Flavor;
  readonly style: ScriptStyle;
  readonly target: PlanBase;
  readonly follow: PlanBase;
  /** The target's present state, complete. */
  readonly from: SchemaModel;
  /** The wanted state, as far as its source can state it. */
  readonly to: SchemaModel;
  readonly allow: ReadonlySet<RiskClass>;
  readonly include?: ReadonlySet<string>;
  readonly exclude?: ReadonlySet<string>;
  /** Why a change is left alone unless it is included. */
  readonly ignored?: (change: Omit<Change, 'chosen'>) => string | undefined;
  /** Confirmed renames; those that the wanted source declares itself are found without being named here. */
  readonly renames: readonly Rename[];
  /** What a chosen drop of a table does. */
  readonly dropMode: DropMode;
  /** YYYYMMDD, for the names of tables that are set aside. */
  readonly date: string;
  readonly comparer: Comparer;
}

/** A plan, with the states that it leads from and to, for whoever proves it. */
export interface BuiltPlan {
  readonly plan: Plan;
  readonly diff: ModelDiff;
  readonly after: SchemaModel;
}

/** Builds the plan that makes the target follow, as far as the choices allow. Its hash is left empty. */
export function buildPlan(input: PlanInput): BuiltPlan {
  const declared = findDeclaredRenames(input.from, input.to, input.renames);
  const asked = [...input.renames, ...declared];
  const refused = refuseRenames(input.from, asked);
  const renames = asked.filter((one) => !refused.has(one) && input.exclude?.has(renameId(one)) !== true);
  const present = applyRenames(input.from, renames);
  const diff = withoutTrash(input.comparer.diff(present, input.to));
  const listed = listChanges(diff, {
    allow: input.allow,
    ...(input.include === undefined ? {} : { include: input.include }),
    ...(input.exclude === undefined ? {} : { exclude: input.exclude }),
    ...(input.ignored === undefined ? {} : { ignored: input.ignored }),
    normalise: (schema, table, side) =>
      input.comparer.normalise(side === 'from' ? present : input.to, schema, table),
    refuse: (schema, object, part) =>
      (object.kind === 'table' ? refuseHiddenText(schema, object.name, present) : undefined) ??
      refuseObject(object, part, input.flavor) ??
      refuseLostReference(schema, object, part, [present, input.to]) ??
      refuseReferredTable(schema, object, part, input.to),
    refuseSchema: (schema) => refuseReadOnly(schema, present, input.to),
  });
  const connected = [
    ...renames.map((one) => describeRename(one)),
    ...[...refused].map(([one, refusal]) => describeRename(one, refusal)),
    ...connect(diff, present, listed, input.flavor),
  ];
  const compose = (chosen: readonly Change[]): SchemaModel => {
    const ids = new Set(chosen.flatMap((change) => (change.chosen ? [change.id] : [])));
    return composeModel(present, input.to, diff, (id) => ids.has(id), input.comparer);
  };
  const { changes, composed } = withoutUnfitKeys(connected, compose, { ...input, present, diff });
  const { after, aside } = setAside(present, composed, input);
  const all = [...renames, ...aside];
  const forward = draftStatements({
    flavor: input.flavor,
    style: input.style,
    from: input.from,
    after,
    live: input.from,
    renames: all,
    comparer: input.comparer,
  });
  const back = draftStatements({
    flavor: input.flavor,
    style: input.style,
    from: after,
    after: input.from,
    live: input.from,
    renames: reverseRenames(all),
    comparer: input.comparer,
  });
  const about = indexChanges(changes.filter((change) => change.chosen));
  const carried = (draft: Draft): readonly string[] => about(draft);
  return {
    plan: {
      version: 1,
      name: input.name,
      planVersion: input.planVersion,
      flavor: formatFlavor(input.flavor),
      style: input.style,
      target: input.target,
      follow: input.follow,
      changes,
      statements: numberStatements(forward, carried),
      rollback: numberStatements(back, carried),
      irreversible: changes.filter(losesRows).map((change) => change.id),
      refusals: changes.flatMap((change) => refusalOf(change)),
      hash: '',
    },
    diff,
    after,
  };
}

/** The changes without those that a foreign key stands in the way of, and the state that they lead to. */
function withoutUnfitKeys(
  changes: readonly Change[],
  compose: (chosen: readonly Change[]) => SchemaModel,
  states: Pick<PlanInput, 'flavor' | 'comparer'> & {
    readonly present: SchemaModel;
    readonly diff: ModelDiff;
  },
): { readonly changes: readonly Change[]; readonly composed: SchemaModel } {
  const { present, diff, flavor, comparer } = states;
  let [left, composed] = [changes, compose(changes)];
  // Each round takes changes away, so it ends.
  for (;;) {
    const refusals = refuseUnfitKeys(present, composed, left, flavor, comparer);
    if (refusals.size === 0) return { changes: left, composed };
    const refused = left.map((change) => {
      const refusal = refusals.get(change.id);
      return refusal === undefined ? change : { ...change, chosen: false, refusal };
    });
    left = connect(diff, present, refused, flavor);
    composed = compose(left);
  }
}

/** Changes with what they need of each other, within their table and across foreign keys. */
function connect(
  diff: ModelDiff,
  present: SchemaModel,
  changes: readonly Change[],
  flavor: Flavor,
): readonly Change[] {
  if (changes.every((change) => change.chosen)) return changes;
  const needs = new Map(findForeignKeyRequirements(diff, present, changes));
  for (const [id, wanted] of [
    ...findNameRequirements(diff, changes, flavor),
    ...findUnlockRequirements(present, changes),
  ])
    needs.set(id, [...(needs.get(id) ?? []), ...wanted]);
  for (const change of changes) {
    if (change.requires !== undefined)
      needs.set(change.id, [...(needs.get(change.id) ?? []), ...change.requires]);
  }
  return withRequirements(changes, needs);
}

function losesRows(change: Change): boolean {
  return change.chosen && change.risk.kind === 'held' && change.risk.losesData;
}

function refusalOf(change: Change): readonly (Refusal & { readonly change: string })[] {
  return change.refusal === undefined ? [] : [{ ...change.refusal, change: change.id }];
}

function renameId(rename: Rename): string {
  return rename.kind === 'table'
    ? changeId(rename.schema, 'table', rename.to, 'rename', rename.from, '')
    : changeId(rename.schema, 'table', rename.table, rename.kind, rename.to, `renamed from ${rename.from}`);
}

function describeRename(rename: Rename, refusal?: Refusal): Change {
  return {
    id: renameId(rename),
    kind: 'rename',
    schema: rename.schema,
    object: 'table',
    name: rename.kind === 'table' ? rename.from : rename.table,
    part: rename.kind === 'table' ? 'object' : rename.kind,
    partName: rename.kind === 'table' ? '' : rename.from,
    attribute: '',
    sentence: `rename ${rename.kind} ${rename.from} to ${rename.to}`,
    from: rename.from,
    to: rename.to,
    newName: rename.to,
    risk: {
      kind: 'held',
      class: 'rename',
      reason: 'whatever uses the old name fails until it uses the new one',
      losesData: false,
    },
    chosen: refusal === undefined,
    ...(refusal === undefined ? {} : { refusal }),
    cause: [],
  };
}

/** A name that is there already: in one step neither a swap nor a chain of names can be told from a finished one. */
function takenRefusal(rename: Rename): Refusal {
  return {
    reason: `${rename.to} is there already, so ${rename.from} cannot be renamed to it in one step that is safe to run again`,
    alternative: 'rename the one that is there first, in a plan of its own',
  };
}

/** Renames that cannot be done, with the reason. */
function refuseRenames(from: SchemaModel, asked: readonly Rename[]): ReadonlyMap<Rename, Refusal> {
  const taken = findTakenNames(from, asked);
  return new Map(
    asked.flatMap((one) => {
      const refusal = taken.has(one)
        ? takenRefusal(one)
        : one.kind === 'column'
          ? refuseHiddenText(one.schema, one.table, from)
          : undefined;
      return refusal === undefined ? [] : [[one, refusal] as const];
    }),
  );
}

/** Renames to names that the target has now. */
function findTakenNames(from: SchemaModel, renames: readonly Rename[]): ReadonlySet<Rename> {
  const oldNames = new Map<string, string>(
    renames.flatMap((one) => (one.kind === 'table' ? [[`${one.schema}\0${one.to}`, one.from] as const] : [])),
  );
  const tables = new Map<string, Table>(
    from.schemas.flatMap((schema) =>
      schema.tables.map((table) => [`${schema.name}\0${table.name}`, table] as const),
    ),
  );
  return new Set(
    renames.filter((one) => {
      if (one.kind === 'table') return tables.has(`${one.schema}\0${one.to}`);
      const key = `${one.schema}\0${one.table}`;
      const table = tables.get(`${one.schema}\0${oldNames.get(key) ?? one.table}`);
      const names: readonly { readonly name?: string }[] =
        (one.kind === 'column' ? table?.columns : table?.indexes) ?? [];
      return (
        foldName(one.from) !== foldName(one.to) &&
        names.some((part) => foldName(part.name) === foldName(one.to))
      );
    }),
  );
}

/** Tables that an earlier plan set aside are nobody's drift. */
function withoutTrash(diff: ModelDiff): ModelDiff {
  const objects = diff.objects.filter(
    (object) => !(object.object === 'table' && object.status === 'missing' && isTrash(object.name)),
  );
  return objects.length === diff.objects.length ? diff : { ...diff, objects };
}

/** With `rename` as the way to drop, tables that are gone in `composed` are renamed instead, and stay there. */
function setAside(
  present: SchemaModel,
  composed: SchemaModel,
  input: PlanInput,
): { readonly after: SchemaModel; readonly aside: readonly Rename[] } {
  if (input.dropMode === 'real') return { after: composed, aside: [] };
  const kept = new Map(
    composed.schemas.map((schema) => [schema.name, new Set(schema.tables.map((table) => table.name))]),
  );
  const aside: Rename[] = [];
  for (const schema of present.schemas) {
    for (const table of schema.tables) {
      if (kept.get(schema.name)?.has(table.name) === true) continue;
      aside.push({
        kind: 'table',
        schema: schema.name,
        from: table.name,
        to: trashName(table.name, input.date),
      });
    }
  }
  if (aside.length === 0) return { after: composed, aside };
  const renamed = applyRenames(present, aside);
  const after = composed.schemas.map((schema) => {
    const names = new Set(aside.flatMap((one) => (one.schema === schema.name ? [one.to] : [])));
    const tables =
      renamed.schemas
        .find((one) => one.name === schema.name)
        ?.tables.filter((table) => names.has(table.name)) ?? [];
    return {
      ...schema,
      tables: [...schema.tables, ...tables.map((table) => leaveNames(table, schema.tables, input.flavor))],
    };
  });
  return { after: { ...composed, schemas: after }, aside };
}

/** Which chosen changes a draft carries, found by what it is about. */
function indexChanges(changes: readonly Change[]): (draft: Draft) => readonly string[] {
  const byAbout = new Map<string, string[]>();
  const add = (key: string, id: string): void => {
    const ids = byAbout.get(key);
    if (ids === undefined) byAbout.set(key, [id]);
    else ids.push(id);
  };
  for (const change of changes) {
    const object = `${change.schema}\0${change.object} ${change.name}`;
    if (change.part === 'object') {
      add(object, change.id);
      if (change.newName !== undefined)
        add(`${change.schema}\0${change.object} ${change.newName}`, change.id);
    } else {
      const part = change.part === 'option' ? optionKey(change.partName) : change.partName;
      add(`${object}/${change.part}/${part}`.toLowerCase(), change.id);
      if (change.attribute !== '')
        add(`${object}/${change.part}/${part}/${change.attribute}`.toLowerCase(), change.id);
    }
  }
  return (draft) => {
    const ids = new Set<string>();
    for (const about of draft.about) {
      const key = `${draft.schema}\0${about}`;
      for (const id of byAbout.get(key) ?? byAbout.get(key.toLowerCase()) ?? []) ids.add(id);
    }
    return [...ids];
  };
}

/** Options that one clause sets together. */
function optionKey(name: string): string {
  return name === 'collation' ? 'charset' : name;
}
