import type { AttributeDiff, DriftStatus, ObjectDiff, PartDiff } from './difference';
import {
  describeCheck,
  describeColumn,
  describeForeignKey,
  describeIndex,
  describeInSentence,
  describePartitioning,
} from './describe-value';

/** What the two sides are called in sentences. */
export interface SideNames {
  readonly from: string;
  readonly to: string;
}

const SIDES: SideNames = { from: 'the first source', to: 'the second source' };
const LONGEST = 120;

/** One plain sentence (or a few, for a table) that says how two statements of an object compare. */
export function explainDifference(diff: ObjectDiff, names: SideNames = SIDES): string {
  const what = `${kindWord(diff)} ${diff.name}`;
  switch (diff.status) {
    case 'missing':
      return `${capitalise(what)} is in ${names.from} and missing from ${names.to}.`;
    case 'extra':
      return `${capitalise(what)} is in ${names.to} but not in ${names.from}.`;
    case 'equal':
      return `${capitalise(what)} is the same in both, as far as both can state it.`;
    case 'different':
      return `${capitalise(what)} differs: ${explainParts(diff, isDrift, names)}`;
    case 'equivalent':
      return `${capitalise(what)} is the same in another spelling: ${explainParts(diff, ({ status }) => status === 'equivalent', names)}`;
    case 'unknown': {
      const details = explainParts(diff, ({ needsServer }) => needsServer === true, names);
      const doubt = diff.attributes.find(({ needsServer }) => needsServer !== true)?.reason;
      return details === ''
        ? diff.reason === undefined
          ? `Whether ${what} differs cannot be known from these sources${doubt === undefined ? '.' : `: ${doubt}`}`
          : `Whether ${diff.from ? names.to : names.from} has ${what} cannot be told: ${diff.reason}`
        : `${capitalise(what)} may differ: ${details}`;
    }
  }
}

function isDrift({ status }: { readonly status: DriftStatus }): boolean {
  return status === 'different' || status === 'missing' || status === 'extra';
}

/** Sentences for the parts and attributes that a reader of this status asks for. */
function explainParts(
  diff: ObjectDiff,
  wanted: (attribute: AttributeDiff) => boolean,
  names: SideNames,
): string {
  const sentences: string[] = [];
  for (const part of diff.parts) {
    if (part.attributes.length === 0 || part.part === 'columnOrder') {
      if (diff.status === 'different') sentences.push(explainPart(part, names));
      continue;
    }
    const what = partWord(part);
    for (const attribute of part.attributes) {
      if (wanted(attribute))
        sentences.push(explainAttribute(attribute, part.part === 'option' ? '' : what, names));
    }
  }
  for (const attribute of diff.attributes)
    if (wanted(attribute)) sentences.push(explainAttribute(attribute, '', names));
  return sentences.join(' ');
}

/** One plain sentence for a part of a table. */
export function explainPart(part: PartDiff, names: SideNames = SIDES): string {
  const what = partWord(part);
  if (part.status === 'missing')
    return `${capitalise(what)} (${shorten(describePart(part, 'from'))}) is missing from ${names.to}.`;
  if (part.status === 'extra')
    return `${capitalise(what)} (${shorten(describePart(part, 'to'))}) is in ${names.to} but not in ${names.from}.`;
  if (part.part === 'columnOrder') {
    const moved = part.attributes.map(
      ({ attribute, from, to }) =>
        `${attribute} comes ${from ?? ''} in ${names.from} and ${to ?? ''} in ${names.to}`,
    );
    return `The columns are in another order: ${moved.slice(0, 3).join('; ')}${moved.length > 3 ? `; and ${String(moved.length - 3)} more` : ''}.`;
  }
  return part.attributes.map((attribute) => explainAttribute(attribute, what, names)).join(' ');
}

/** One plain sentence for one attribute; `of` says whose, such as `column id`. */
export function explainAttribute(attribute: AttributeDiff, of: string, names: SideNames = SIDES): string {
  const word = ATTRIBUTE_WORDS.get(attribute.attribute) ?? attribute.attribute;
  const subject =
    of === '' || of.startsWith('option ') || of === 'the partitioning'
      ? `the ${word}`
      : `the ${word} of ${of}`;
  const from = shorten(describeInSentence(attribute.attribute, attribute.from));
  const to = shorten(describeInSentence(attribute.attribute, attribute.to));
  switch (attribute.status) {
    case 'different':
      return `${capitalise(subject)} is ${from} in ${names.from} and ${to} in ${names.to}.`;
    case 'equivalent': {
      const reason = attribute.equivalences.map((equivalence) => equivalence.reason).join(' ');
      return `${capitalise(subject)} is spelled ${from} in ${names.from} and ${to} in ${names.to}, which means the same${reason === '' ? '.' : `: ${reason}`}`;
    }
    case 'unknown': {
      const shown = attribute.from === undefined && attribute.to === undefined ? '' : ` (${from}, ${to})`;
      return `${capitalise(subject)} cannot be compared${shown}${attribute.reason === undefined ? '.' : `: ${attribute.reason}`}`;
    }
  }
}

const ATTRIBUTE_WORDS: ReadonlyMap<string, string> = new Map([
  ['nullable', 'nullability'],
  ['autoIncrement', 'AUTO_INCREMENT'],
  ['onUpdate', 'ON UPDATE'],
  ['generated', 'generation expression'],
  ['parts', 'list of columns'],
  ['using', 'index type'],
  ['actions', 'ON DELETE and ON UPDATE'],
  ['references', 'reference'],
  ['charset', 'character set'],
  ['scheme', 'partitioning'],
  ['row_format', 'row format'],
  ['dataAccess', 'SQL data access'],
  ['security', 'SQL SECURITY'],
  ['checkOption', 'WITH CHECK OPTION'],
  ['duality', 'JSON DUALITY'],
  ['sqlMode', 'sql_mode'],
  ['select', 'SELECT'],
  ['defaultCharset', 'default character set'],
  ['defaultCollation', 'default collation'],
  ['defaultEncryption', 'default encryption'],
  ['readOnly', 'READ ONLY option'],
]);

const PART_WORDS = {
  column: 'column',
  primaryKey: 'primary key',
  index: 'index',
  foreignKey: 'foreign key',
  check: 'check',
  partitioning: 'partitioning',
  option: 'option',
  columnOrder: 'column order',
};

function partWord(part: PartDiff): string {
  const word = PART_WORDS[part.part];
  if (part.part === 'primaryKey' || part.part === 'partitioning') return `the ${word}`;
  return `${word} ${part.name}`;
}

/** A part in one line, as one of the sides states it. */
export function describePart(part: PartDiff, side: 'from' | 'to'): string {
  const value = part[side];
  if (value === undefined) return '';
  switch (part.part) {
    case 'column':
      return part[side] ? describeColumn(part[side]) : '';
    case 'primaryKey':
    case 'index':
      return part[side] ? describeIndex(part[side]) : '';
    case 'foreignKey':
      return part[side] ? describeForeignKey(part[side]) : '';
    case 'check':
      return part[side] ? describeCheck(part[side]) : '';
    case 'partitioning':
      return part[side] ? describePartitioning(part[side]) : '';
    case 'option':
      return part[side] ?? '';
    case 'columnOrder':
      return part[side]?.join(', ') ?? '';
  }
}

function kindWord(diff: ObjectDiff): string {
  return diff.object;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function shorten(text: string): string {
  const flat = text.replace(/\s+/g, ' ');
  return flat.length > LONGEST ? `${flat.slice(0, LONGEST - 1)}…` : flat;
}
