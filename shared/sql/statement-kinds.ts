import type { UnreadPlace } from '../model';
import type { Token } from './token';

const DDL =
  /^(?:CREATE|ALTER|DROP|RENAME|TRUNCATE) (?:TABLE|INDEX|VIEW|TRIGGER|PROCEDURE|FUNCTION|EVENT|SEQUENCE|DATABASE)$/;

/** The first words of statements that make, change or take away what lives in a schema. */
export const DDL_WORDS: ReadonlySet<string> = new Set(['CREATE', 'ALTER', 'DROP', 'RENAME']);

/** Kinds of objects by their word in statements; an index is part of a table that such a statement names. */
export const MADE_BY: ReadonlyMap<string, NonNullable<UnreadPlace['makes']>> = new Map([
  ['TABLE', 'table'],
  ['VIEW', 'view'],
  ['TRIGGER', 'trigger'],
  ['PROCEDURE', 'procedure'],
  ['FUNCTION', 'function'],
  ['EVENT', 'event'],
  ['SEQUENCE', 'sequence'],
]);

/** True for a kind of statement that makes, changes or takes away what lives in a schema. */
export function isDdlKind(kind: string): boolean {
  return DDL.test(kind);
}

/** A name for a statement that was not understood, from its first words. */
export function kindOf(tokens: readonly Token[]): string {
  const first = tokens[0]?.upper ?? '';
  if (first !== 'TRUNCATE' && !DDL_WORDS.has(first)) return 'UNKNOWN';
  const object = tokens
    .slice(1, 12)
    .find((token) =>
      /^(?:TABLE|INDEX|VIEW|TRIGGER|PROCEDURE|FUNCTION|EVENT|SEQUENCE|DATABASE|SCHEMA)$/.test(token.upper),
    );
  return object === undefined
    ? 'UNKNOWN'
    : first + ' ' + (object.upper === 'SCHEMA' ? 'DATABASE' : object.upper);
}
