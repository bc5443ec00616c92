import type { Token } from './token';

/** The table that a statement is about, read from its first words alone. */
export interface StatementSubject {
  readonly kind: 'create' | 'alter' | 'drop';
  readonly schema?: string;
  readonly name: string;
}

/**
 * Finds the table of CREATE TABLE, ALTER TABLE, DROP TABLE, CREATE INDEX and DROP INDEX without parsing the rest of the
 * statement; undefined for other statements, and where no name follows.
 */
export function findSubject(tokens: readonly Token[]): StatementSubject | undefined {
  const words = tokens.slice(0, 12).map((token) => token.upper);
  const [first = ''] = words;
  if (first !== 'ALTER' && first !== 'CREATE' && first !== 'DROP') return undefined;
  const table = words.indexOf('TABLE');
  const isOfTable = table > 0 && table <= 4;
  const isOfIndex = !isOfTable && first !== 'ALTER' && words.slice(0, 5).includes('INDEX');
  let at = isOfTable ? table : isOfIndex ? tokens.findIndex((token) => token.upper === 'ON') : -1;
  if (at < 0) return undefined;
  at += 1;
  while (['IF', 'NOT', 'EXISTS'].includes(tokens[at]?.upper ?? '')) at += 1;
  const isQualified = tokens[at + 1]?.text === '.';
  const schema = isQualified ? nameAt(tokens, at) : undefined;
  const name = nameAt(tokens, isQualified ? at + 2 : at);
  if (name === undefined) return undefined;
  return {
    kind: isOfIndex ? 'alter' : first === 'CREATE' ? 'create' : first === 'DROP' ? 'drop' : 'alter',
    ...(schema === undefined ? {} : { schema }),
    name,
  };
}

function nameAt(tokens: readonly Token[], at: number): string | undefined {
  const token = tokens[at];
  return token?.kind === 'word' || token?.kind === 'quoted' ? token.text : undefined;
}
