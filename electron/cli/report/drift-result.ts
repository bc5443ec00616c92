import { formatOrigin } from '../../../shared/model';
import type { Origin } from '../../../shared/model';
import type { DriftCounts, DriftItem, OutputOf } from '../../../shared/api';

/** A comparison as the command line prints it: drift of many sources, or diff of two. */
export interface DriftResult {
  /** The sentence that says how things stand. */
  readonly headline: string;
  readonly reference?: string;
  readonly sources: OutputOf<'drift.matrix'>['sources'];
  readonly failed: OutputOf<'drift.matrix'>['failed'];
  readonly summary: DriftCounts;
  readonly items: readonly DriftItem[];
  /** How many differences somebody decided to live with, whether they are among the items or not. */
  readonly ignored: number;
}

/** True for what is drift: equal, equivalent and unknown are not. */
export function isDrift(item: Pick<DriftItem, 'status'>): boolean {
  return item.status === 'different' || item.status === 'missing' || item.status === 'extra';
}

/** True for drift that counts: what somebody decided to live with does not. */
export function isOpenDrift(item: Pick<DriftItem, 'status' | 'ignored'>): boolean {
  return isDrift(item) && item.ignored === undefined;
}

/** `column mood_rgb, type`; the whole object is named by its kind. */
export function nameItem(item: DriftItem): string {
  const part = PART_NAMES[item.part];
  const whole = part === '' ? item.object : [part, item.name].filter((word) => word !== '').join(' ');
  // An option has one attribute, itself.
  return item.attribute === undefined || item.part === 'option'
    ? whole
    : `${whole}, ${describeAttribute(item.attribute)}`;
}

const PART_NAMES: Readonly<Record<DriftItem['part'], string>> = {
  object: '',
  column: 'column',
  columnOrder: 'order of columns',
  primaryKey: 'primary key',
  index: 'index',
  foreignKey: 'foreign key',
  check: 'check',
  partitioning: 'partitioning',
  option: 'option',
};

/** `onUpdate` → `on update`: a model's field name as words. */
function describeAttribute(attribute: string): string {
  return attribute.replace(/^options\./, '').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** What sources say of an item, those that say the same together, in the order of the sources. */
export function groupValues(item: DriftItem): { text: string | undefined; values: DriftItem['values'] }[] {
  const groups = new Map<string | undefined, DriftItem['values'][number][]>();
  for (const value of item.values) {
    const group = groups.get(value.text);
    if (group) group.push(value);
    else groups.set(value.text, [value]);
  }
  return [...groups].map(([text, values]) => ({ text, values }));
}

/** `file:line`, or when the server was read: which server it is, the source's name says. */
export function placeOfValue(at: Origin): string {
  return at.kind === 'file' ? formatOrigin(at) : `read ${at.readAt.slice(0, 16).replace('T', ' ')}`;
}
