import type { Flavor } from '../../../shared/model';
import { columnThere, indexThere, not, tableThere } from '../../../shared/plan/guard';
import { guardStatement } from '../../../shared/plan/guarded-statement';
import type { ScriptStatement } from '../../../shared/sql/script-scanner';
import { splitAtCommas } from '../../../shared/sql/split-at-commas';
import type { Token } from '../../../shared/sql/token';

/** Whether a statement is safe to run again, why, and what would make it so. */
export interface Judgement {
  readonly verdict: 'idempotent' | 'not-idempotent' | 'unknown';
  readonly reason: string;
  /** The statement in a form that is safe to run again, where there is one. */
  readonly guard?: string;
}

const HARMLESS = new Set([
  'SET',
  'USE',
  'SELECT',
  'SHOW',
  'PREPARE',
  'EXECUTE',
  'DEALLOCATE',
  'DO',
  'START',
  'BEGIN',
  'COMMIT',
  'ROLLBACK',
  'LOCK',
  'UNLOCK',
  'ANALYZE',
  'OPTIMIZE',
  'CHECK',
  'FLUSH',
  'DELETE',
  'TRUNCATE',
]);

const safe = (reason: string): Judgement => ({ verdict: 'idempotent', reason });

/** Judges one statement of a hand-written migration. `sql` is its text. */
export function judgeStatement(statement: ScriptStatement, sql: string, flavor: Flavor): Judgement {
  const words = statement.tokens.map((token) => token.upper);
  const [first = '', second = ''] = words;
  if (HARMLESS.has(first)) return safe('It can be repeated without another effect.');
  switch (first) {
    case 'CREATE':
      return judgeCreate(words, statement.tokens, sql);
    case 'DROP':
      return judgeDrop(words, statement.tokens, sql);
    case 'ALTER':
      return second === 'TABLE' || second === 'IGNORE' || second === 'ONLINE'
        ? judgeAlter(statement.tokens, sql, flavor)
        : safe('It sets the same again.');
    case 'RENAME':
      return { verdict: 'not-idempotent', reason: 'The old name is gone when it runs again.' };
    case 'REPLACE':
      return { verdict: 'idempotent', reason: 'A row with the same key is replaced by itself.' };
    case 'INSERT':
      return judgeInsert(words, sql);
    case 'UPDATE':
      return {
        verdict: 'unknown',
        reason: 'It is safe only if the new value does not depend on the old one.',
      };
    case 'CALL':
      return { verdict: 'unknown', reason: 'What a procedure does is not looked at.' };
    default:
      return { verdict: 'unknown', reason: `What ${first === '' ? 'it' : first} does is not known.` };
  }
}

function judgeCreate(words: readonly string[], tokens: readonly Token[], sql: string): Judgement {
  const head = words.slice(0, 12);
  if (head.includes('REPLACE') && head.indexOf('OR') === 1)
    return safe('CREATE OR REPLACE makes the same again.');
  const exists = head.indexOf('EXISTS');
  if (exists > 1 && head[exists - 1] === 'NOT') return safe('IF NOT EXISTS leaves alone what is there.');
  const kind = [
    'TABLE',
    'DATABASE',
    'SCHEMA',
    'VIEW',
    'TRIGGER',
    'PROCEDURE',
    'FUNCTION',
    'EVENT',
    'SEQUENCE',
  ].find((word) => head.includes(word));
  if (head.includes('INDEX')) {
    const at = words.indexOf('INDEX');
    const on = words.indexOf('ON', at);
    const [name, table] = [nameAt(tokens, at + 1), nameAt(tokens, on + 1)];
    return {
      verdict: 'not-idempotent',
      reason: 'The index is there when it runs again.',
      ...(name === undefined || table === undefined || on < 0
        ? {}
        : { guard: guarded(sql, not(indexThere(table, name))) }),
    };
  }
  const at = kind === undefined ? -1 : head.indexOf(kind);
  const word = kind === 'VIEW' ? 'OR REPLACE' : 'IF NOT EXISTS';
  const token = tokens[kind === 'VIEW' ? 0 : at];
  const start = tokens[0]?.start ?? 0;
  return {
    verdict: 'not-idempotent',
    reason: `The ${kind?.toLowerCase() ?? 'object'} is there when it runs again.`,
    ...(token === undefined ? {} : { guard: insertAfter(sql, token.end - start, word) }),
  };
}

function judgeDrop(words: readonly string[], tokens: readonly Token[], sql: string): Judgement {
  if (words.slice(0, 6).includes('EXISTS')) return safe('IF EXISTS leaves alone what is gone.');
  if (words[1] === 'INDEX') {
    const on = words.indexOf('ON');
    const [name, table] = [nameAt(tokens, 2), nameAt(tokens, on + 1)];
    return {
      verdict: 'not-idempotent',
      reason: 'The index is gone when it runs again.',
      ...(name === undefined || table === undefined || on < 0
        ? {}
        : { guard: guarded(sql, indexThere(table, name)) }),
    };
  }
  const kind = tokens.findIndex((token) =>
    ['TABLE', 'VIEW', 'TRIGGER', 'PROCEDURE', 'FUNCTION', 'EVENT', 'SEQUENCE', 'DATABASE', 'SCHEMA'].includes(
      token.upper,
    ),
  );
  const token = tokens[kind];
  const start = tokens[0]?.start ?? 0;
  return {
    verdict: 'not-idempotent',
    reason: 'It is gone when it runs again.',
    ...(token === undefined ? {} : { guard: insertAfter(sql, token.end - start, 'IF EXISTS') }),
  };
}

/** Looks at every clause of an ALTER TABLE; the first that cannot be repeated decides. */
function judgeAlter(tokens: readonly Token[], sql: string, flavor: Flavor): Judgement {
  const at = tokens.findIndex((token) => token.upper === 'TABLE');
  let start = at + 1;
  if (tokens[start]?.upper === 'IF') start += 2;
  let table = nameAt(tokens, start);
  start += 1;
  if (tokens[start]?.text === '.') {
    table = nameAt(tokens, start + 1);
    start += 2;
  }
  const clauses = splitAtCommas(tokens, start, tokens.length).map(([first, last]) =>
    tokens.slice(first, last),
  );
  for (const clause of clauses) {
    const words = clause.map((token) => token.upper);
    const found = judgeClause(clause, words, table);
    if (found === undefined) continue;
    // One guard can speak for one clause only.
    const guard =
      clauses.length === 1 && found.needed !== undefined ? { guard: guarded(sql, found.needed) } : {};
    return { verdict: found.verdict, reason: found.reason, ...guard };
  }
  const mariadb = tokens.some((token, place) => token.upper === 'EXISTS' && place > at + 2);
  if (mariadb && flavor.vendor === 'mysql')
    return { verdict: 'unknown', reason: 'IF [NOT] EXISTS in an ALTER is MariaDB’s own; MySQL refuses it.' };
  return safe('Every clause can be repeated.');
}

function judgeClause(
  clause: readonly Token[],
  words: readonly string[],
  table: string | undefined,
):
  | { readonly verdict: 'not-idempotent' | 'unknown'; readonly reason: string; readonly needed?: string }
  | undefined {
  const [first = '', second = ''] = words;
  if (words.slice(0, 5).includes('EXISTS')) return undefined;
  const named = (place: number): string | undefined => nameAt(clause, place);
  const needed = (condition: string | undefined): { readonly needed?: string } =>
    condition === undefined ? {} : { needed: condition };
  if (first === 'ADD') {
    const kinds = new Set([
      'INDEX',
      'KEY',
      'UNIQUE',
      'FULLTEXT',
      'SPATIAL',
      'CONSTRAINT',
      'PRIMARY',
      'FOREIGN',
      'CHECK',
      'PARTITION',
    ]);
    if (!kinds.has(second)) {
      const name = named(second === 'COLUMN' ? 2 : 1);
      return {
        verdict: 'not-idempotent',
        reason: `The column ${name ?? ''} is there when it runs again.`,
        ...needed(table === undefined || name === undefined ? undefined : not(columnThere(table, name))),
      };
    }
    if (second === 'PRIMARY')
      return {
        verdict: 'not-idempotent',
        reason: 'The primary key is there when it runs again.',
        ...needed(table === undefined ? undefined : not(indexThere(table, 'PRIMARY'))),
      };
    if (
      second === 'INDEX' ||
      second === 'KEY' ||
      second === 'UNIQUE' ||
      second === 'FULLTEXT' ||
      second === 'SPATIAL'
    ) {
      const place = words[2] === 'INDEX' || words[2] === 'KEY' ? 3 : 2;
      const name = named(place);
      return {
        verdict: 'not-idempotent',
        reason: `The index ${name ?? ''} is there when it runs again.`,
        ...needed(table === undefined || name === undefined ? undefined : not(indexThere(table, name))),
      };
    }
    return { verdict: 'not-idempotent', reason: 'It is there when it runs again.' };
  }
  if (first === 'DROP') {
    if (second === 'INDEX' || second === 'KEY') {
      const name = named(2);
      return {
        verdict: 'not-idempotent',
        reason: `The index ${name ?? ''} is gone when it runs again.`,
        ...needed(table === undefined || name === undefined ? undefined : indexThere(table, name)),
      };
    }
    if (['PRIMARY', 'FOREIGN', 'CONSTRAINT', 'CHECK', 'PARTITION'].includes(second))
      return { verdict: 'not-idempotent', reason: 'It is gone when it runs again.' };
    const name = named(second === 'COLUMN' ? 2 : 1);
    return {
      verdict: 'not-idempotent',
      reason: `The column ${name ?? ''} is gone when it runs again.`,
      ...needed(table === undefined || name === undefined ? undefined : columnThere(table, name)),
    };
  }
  if (first === 'CHANGE') {
    const place = second === 'COLUMN' ? 2 : 1;
    const [from, to] = [named(place), named(place + 1)];
    if (from !== undefined && from.toLowerCase() === to?.toLowerCase()) return undefined;
    return {
      verdict: 'not-idempotent',
      reason: `The column ${from ?? ''} is gone when it runs again.`,
      ...needed(table === undefined || from === undefined ? undefined : columnThere(table, from)),
    };
  }
  if (first === 'RENAME')
    return {
      verdict: 'not-idempotent',
      reason: 'The old name is gone when it runs again.',
      ...needed(
        table === undefined || second === 'COLUMN' || second === 'INDEX' || second === 'KEY'
          ? undefined
          : tableThere(table),
      ),
    };
  if (
    [
      'MODIFY',
      'ALTER',
      'ENGINE',
      'COMMENT',
      'DEFAULT',
      'CHARACTER',
      'CHARSET',
      'COLLATE',
      'CONVERT',
      'ROW_FORMAT',
      'AUTO_INCREMENT',
      'ALGORITHM',
      'LOCK',
      'ORDER',
      'FORCE',
      'DISABLE',
      'ENABLE',
    ].includes(first)
  )
    return undefined;
  return { verdict: 'unknown', reason: `What ${first} does when it runs again is not known.` };
}

function judgeInsert(words: readonly string[], sql: string): Judgement {
  if (words.slice(0, 4).includes('IGNORE')) return safe('Rows that are there are passed over.');
  if (/\bON\s+DUPLICATE\s+KEY\s+UPDATE\b/i.test(sql.slice(-4000)))
    return safe('A row with the same key is updated to the same.');
  if (/\bNOT\s+EXISTS\b/i.test(sql.slice(0, 100_000)))
    return {
      verdict: 'unknown',
      reason: 'It asks whether something is there; whether that is enough is not known.',
    };
  return {
    verdict: 'not-idempotent',
    reason: 'Without a key that forbids it, the rows are there twice when it runs again; with one, it fails.',
    guard: sql.length > 20_000 ? 'INSERT IGNORE …' : sql.replace(/^INSERT\b/i, 'INSERT IGNORE'),
  };
}

function nameAt(tokens: readonly Token[], place: number): string | undefined {
  const token = tokens[place];
  if (token === undefined) return undefined;
  return token.kind === 'quoted' || token.kind === 'word' ? token.text : undefined;
}

function guarded(sql: string, needed: string): string {
  return `${guardStatement(sql, needed).join(';\n')};`;
}

function insertAfter(sql: string, at: number, words: string): string {
  return `${sql.slice(0, at)} ${words}${sql.slice(at)}`;
}
