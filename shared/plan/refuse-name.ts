import type { PartDiff } from '../drift/difference';
import type { SchemaObject } from '../model';
import type { Refusal } from './change';

/** The most characters that servers let a name have. */
const LONGEST = 64;

/**
 * Refuses names that no server keeps as they are written (manual, "Schema Object Names"). They do not always say so:
 * MySQL 9.7 stores a character beyond U+FFFF as “?”, and MariaDB 10.11 leaves a NUL out.
 */
export function refuseName(object: SchemaObject, part: PartDiff | undefined): Refusal | undefined {
  for (const name of namesOf(object, part)) {
    const why = whatIsWrong(name);
    if (why !== undefined)
      return {
        reason: `“${name}” ${why}, which no server keeps`,
        alternative: 'state it under another name',
      };
  }
  return undefined;
}

function whatIsWrong(name: string): string | undefined {
  if (name.includes('\0')) return 'holds a NUL';
  if (/[\u{10000}-\u{10FFFF}]/u.test(name)) return 'holds characters beyond U+FFFF, such as emoji,';
  if (name.endsWith(' ')) return 'ends with a space';
  return [...name].length > LONGEST ? `is longer than ${String(LONGEST)} characters` : undefined;
}

function namesOf(object: SchemaObject, part: PartDiff | undefined): readonly string[] {
  if (part !== undefined) return part.to === undefined || part.part === 'option' ? [] : [part.name];
  if (object.kind !== 'table') return [object.name];
  const named = [...object.indexes, ...object.foreignKeys, ...object.checks];
  return [
    object.name,
    ...object.columns.map(({ name }) => name),
    ...named.flatMap(({ name }) => (name === undefined ? [] : [name])),
  ];
}
