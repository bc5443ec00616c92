import type { FactRow, ObjectFacts } from '../../../shared/api';
import { isDrift, STATUS_WORDS } from '../../primitives/drift-words';
import type { TextTable } from '../../primitives/table-text';

/** Rows of one kind, below one heading. */
export interface FactGroup {
  readonly title: string;
  readonly rows: readonly FactRow[];
}

const GROUPS: readonly { readonly title: string; readonly parts: readonly FactRow['part'][] }[] = [
  { title: 'table', parts: ['object'] },
  { title: 'columns', parts: ['column', 'columnOrder'] },
  { title: 'keys and indexes', parts: ['primaryKey', 'index', 'foreignKey'] },
  { title: 'checks', parts: ['check'] },
  { title: 'options', parts: ['option', 'partitioning'] },
];

/** The facts of an object by kind, in the order of reading; without `all`, only what drifts. */
export function groupFacts(facts: ObjectFacts, all: boolean): readonly FactGroup[] {
  return GROUPS.flatMap(({ title, parts }) => {
    const rows = facts.rows.filter(({ part, status }) => parts.includes(part) && (all || isDrift(status)));
    return rows.length === 0 ? [] : [{ title: title === 'table' ? facts.object : title, rows }];
  });
}

/** Why somebody lives with all that drifts in a row; undefined while some of it is left to be closed. */
export function ignoredOf(row: FactRow): FactRow['attributes'][number]['ignored'] {
  const drift = row.attributes.filter(({ status }) => isDrift(status));
  return drift.every(({ ignored }) => ignored !== undefined) ? drift[0]?.ignored : undefined;
}

/** One text for a row, for the address. */
export function keyOfFact(row: Pick<FactRow, 'part' | 'name'>): string {
  return `${row.part}:${row.name}`;
}

const PART_NAMES: Readonly<Record<FactRow['part'], string>> = {
  object: 'object',
  column: 'column',
  columnOrder: 'order of columns',
  primaryKey: 'primary key',
  index: 'index',
  foreignKey: 'foreign key',
  check: 'check',
  partitioning: 'partitioning',
  option: 'option',
};

/** What a row is, in words: `column`, `primary key`. */
export function namePart(part: FactRow['part']): string {
  return PART_NAMES[part];
}

/** True for the row that stands for what a source holds of the object and nobody could read. */
export function isUnread(row: Pick<FactRow, 'part' | 'name'>): boolean {
  return row.part === 'object' && row.name === 'statement';
}

/** A row's name, or what it is where it has none. */
export function nameFact(row: Pick<FactRow, 'part' | 'name'>): string {
  if (isUnread(row)) return 'what was not read';
  return row.name === '' ? PART_NAMES[row.part] : row.name;
}

/** The object side by side as a table of words. */
export function factsToTable(facts: ObjectFacts, all: boolean): TextTable {
  return {
    head: ['part', 'name', 'status', ...facts.sources.map(({ id }) => id)],
    rows: groupFacts(facts, all).flatMap(({ rows }) =>
      rows.map((row) => [
        namePart(row.part),
        row.name,
        STATUS_WORDS[row.status],
        ...row.values.map(({ text }) => text ?? ''),
      ]),
    ),
    code: new Set([1, ...facts.sources.map((_source, at) => at + 3)]),
  };
}
