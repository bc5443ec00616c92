import type { InputOf, WireChange } from '../../../shared/api';

/** A rename that a person confirmed. */
export type ConfirmedRename = NonNullable<InputOf<'plan.build'>['renames']>[number];

/** What a person chose for a plan, beside target and source. Ids are those of changes. */
export interface PlanChoices {
  /** Held changes that were turned on. */
  readonly on: readonly string[];
  /** Safe changes that were turned off. */
  readonly off: readonly string[];
  readonly renames: readonly ConfirmedRename[];
  readonly style: 'guarded' | 'mariadb';
  readonly dropMode: 'rename' | 'real';
  readonly name: string;
  readonly planVersion: string;
  readonly author: string;
  /** Folder of the plan's files, relative to the workspace. */
  readonly folder: string;
}

/** What holds before anybody chose anything. */
export const NO_CHOICES: PlanChoices = {
  on: [],
  off: [],
  renames: [],
  style: 'guarded',
  dropMode: 'rename',
  name: 'schema_sync',
  planVersion: '',
  author: '',
  folder: 'migrations',
};

/** The input that plans these choices. Choices of nothing are left out, so that equal choices ask equal questions. */
export function planInput(target: string, follow: string, choices: PlanChoices): InputOf<'plan.build'> {
  const { on, off, renames, style, dropMode, name, planVersion, author } = choices;
  return {
    target,
    follow,
    name: name.trim() === '' ? NO_CHOICES.name : name.trim(),
    planVersion: planVersion.trim(),
    style,
    dropMode,
    ...(author.trim() === '' ? {} : { author: author.trim() }),
    ...(on.length === 0 ? {} : { include: [...on].sort() }),
    ...(off.length === 0 ? {} : { exclude: [...off].sort() }),
    ...(renames.length === 0 ? {} : { renames: [...renames] }),
  };
}

/** Whether a change is chosen, as the person sees it at once, before the plan is made again. */
export function isChosen(choices: PlanChoices, change: WireChange): boolean {
  if (change.refusal !== undefined) return false;
  if (choices.on.includes(change.id)) return true;
  if (choices.off.includes(change.id)) return false;
  return isOnByDefault(change);
}

/** What nobody has to choose: it is safe, or was confirmed, and nobody decided to live with the difference. */
function isOnByDefault({ kind, risk, ignored }: WireChange): boolean {
  return ignored === undefined && (kind === 'rename' || risk.kind === 'safe');
}

/** Turns changes on or off. A held change is remembered when on, a safe one when off. */
export function choose(choices: PlanChoices, changes: readonly WireChange[], wanted: boolean): PlanChoices {
  const on = new Set(choices.on);
  const off = new Set(choices.off);
  for (const change of changes) {
    if (change.refusal !== undefined) continue;
    on.delete(change.id);
    off.delete(change.id);
    const byDefault = isOnByDefault(change);
    if (wanted && !byDefault) on.add(change.id);
    if (!wanted && byDefault) off.add(change.id);
  }
  return { ...choices, on: [...on], off: [...off] };
}

/** One text for a rename: the same for the same rename. */
export function keyOfRename(rename: ConfirmedRename): string {
  return rename.kind === 'table'
    ? JSON.stringify([rename.kind, rename.schema, rename.from, rename.to])
    : JSON.stringify([rename.kind, rename.schema, rename.table, rename.from, rename.to]);
}

/** Confirms a rename, or takes the confirmation back. */
export function confirmRename(choices: PlanChoices, rename: ConfirmedRename, yes: boolean): PlanChoices {
  const key = keyOfRename(rename);
  const others = choices.renames.filter((one) => keyOfRename(one) !== key);
  return { ...choices, renames: yes ? [...others, rename] : others };
}
