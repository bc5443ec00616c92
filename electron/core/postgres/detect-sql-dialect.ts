/** The two families of SQL that Tidemark reads. MariaDB counts as `mysql`. */
export type SqlDialect = 'mysql' | 'postgresql';

/** What only one of the families writes, with how much it tells. Tried on text without comments and strings. */
const MARKS: readonly { readonly dialect: SqlDialect; readonly weight: number; readonly pattern: RegExp }[] =
  [
    { dialect: 'postgresql', weight: 5, pattern: /\bcreate\s+extension\b/gi },
    { dialect: 'postgresql', weight: 5, pattern: /\blanguage\s+plpgsql\b/gi },
    { dialect: 'postgresql', weight: 5, pattern: /\balter\s+table\s+only\b/gi },
    {
      dialect: 'postgresql',
      weight: 5,
      pattern: /\bcomment\s+on\s+(?:table|column|index|schema|function|view|type)\b/gi,
    },
    { dialect: 'postgresql', weight: 4, pattern: /\bpg_catalog\b/gi },
    { dialect: 'postgresql', weight: 4, pattern: /\bon\s+conflict\b/gi },
    { dialect: 'postgresql', weight: 4, pattern: /\$[a-z_]*\$/gi },
    { dialect: 'postgresql', weight: 3, pattern: /::\s*[a-z"]/gi },
    {
      dialect: 'postgresql',
      weight: 3,
      pattern: /\b(?:jsonb|timestamptz|bigserial|smallserial|bytea|tsvector|regclass)\b/gi,
    },
    {
      dialect: 'postgresql',
      weight: 3,
      pattern: /\b(?:timestamp|time)\s+(?:\(\d\)\s+)?with(?:out)?\s+time\s+zone\b/gi,
    },
    { dialect: 'postgresql', weight: 3, pattern: /\busing\s+(?:gin|gist|brin|spgist)\b/gi },
    { dialect: 'postgresql', weight: 3, pattern: /\bsearch_path\b/gi },
    { dialect: 'postgresql', weight: 3, pattern: /\bowner\s+to\b/gi },
    { dialect: 'postgresql', weight: 3, pattern: /\bcreate\s+(?:type|domain)\b/gi },
    {
      dialect: 'postgresql',
      weight: 3,
      pattern: /\b(?:gen_random_uuid|uuid_generate_v4|nextval|to_tsvector|pg_get_serial_sequence)\b/gi,
    },
    { dialect: 'postgresql', weight: 3, pattern: /\b(?:text|integer|varchar|numeric)\s*\[\s*\]/gi },
    { dialect: 'postgresql', weight: 2, pattern: /\bilike\b/gi },
    { dialect: 'postgresql', weight: 2, pattern: /\balter\s+column\s+\S+\s+type\b/gi },
    { dialect: 'postgresql', weight: 2, pattern: /\bserial\s+primary\s+key\b/gi },
    {
      dialect: 'postgresql',
      weight: 2,
      pattern: /^\\(?:c|connect|echo|set|i|ir|copy|restrict|unrestrict|q)\b/gim,
    },
    { dialect: 'postgresql', weight: 1, pattern: /\b(?:from|into|table|on|exists)\s+public\s*\./gi },
    { dialect: 'mysql', weight: 3, pattern: /`/g },
    { dialect: 'mysql', weight: 5, pattern: /\bengine\s*=\s*\w/gi },
    { dialect: 'mysql', weight: 5, pattern: /\bauto_increment\b/gi },
    { dialect: 'mysql', weight: 4, pattern: /\/\*M?!/g },
    { dialect: 'mysql', weight: 5, pattern: /^\s*delimiter\s+\S/gim },
    { dialect: 'mysql', weight: 4, pattern: /\bon\s+duplicate\s+key\b/gi },
    { dialect: 'mysql', weight: 4, pattern: /\b(?:utf8mb4|utf8mb3|latin1_swedish_ci)/gi },
    { dialect: 'mysql', weight: 3, pattern: /\bunsigned\b/gi },
    {
      dialect: 'mysql',
      weight: 3,
      pattern: /\b(?:tinyint|mediumint|mediumtext|longtext|tinytext|mediumblob|longblob|datetime)\b/gi,
    },
    { dialect: 'mysql', weight: 3, pattern: /\bmodify\s+(?:column\s+)?\S/gi },
    { dialect: 'mysql', weight: 3, pattern: /\bchange\s+column\b/gi },
    { dialect: 'mysql', weight: 3, pattern: /\b(?:insert|update)\s+ignore\b/gi },
    { dialect: 'mysql', weight: 3, pattern: /\brename\s+table\b/gi },
    { dialect: 'mysql', weight: 3, pattern: /^\s*(?:use\s+\S|source\s+\S)/gim },
    { dialect: 'mysql', weight: 3, pattern: /@@?[a-z_]+\s*:?=/gi },
    { dialect: 'mysql', weight: 2, pattern: /\bon\s+update\s+current_timestamp\b/gi },
    { dialect: 'mysql', weight: 2, pattern: /\badd\s+(?:fulltext\s+|unique\s+)?(?:key|index)\b/gi },
    {
      dialect: 'mysql',
      weight: 2,
      pattern: /\b(?:last_insert_id|unix_timestamp|date_format|json_object)\s*\(/gi,
    },
  ];

/** Enough of a file to tell: a dump repeats itself. */
const SAMPLE_LENGTH = 300_000;
const MOST_HITS = 50;

/**
 * Tells by its content whether a text is MySQL's (or MariaDB's) SQL or PostgreSQL's. Comments and quoted
 * texts do not count. Answers undefined when nothing in it belongs to one of them alone.
 */
export function detectSqlDialect(text: string): SqlDialect | undefined {
  const score = scoreSqlDialect(text);
  if (score.mysql === score.postgresql) return undefined;
  return score.mysql > score.postgresql ? 'mysql' : 'postgresql';
}

/** The weighed marks of both families, for judging several files as one set. */
export function scoreSqlDialect(text: string): Readonly<Record<SqlDialect, number>> {
  const code = maskSql(text.slice(0, SAMPLE_LENGTH));
  const score = { mysql: 0, postgresql: 0 };
  for (const { dialect, weight, pattern } of MARKS) {
    pattern.lastIndex = 0;
    let hits = 0;
    while (hits < MOST_HITS && pattern.test(code)) hits += 1;
    score[dialect] += hits * weight;
  }
  return score;
}

/** Leaves out comments and what single and double quotes hold; one pass, every state ends at the text's end. */
function maskSql(text: string): string {
  const parts: string[] = [];
  let at = 0;
  let kept = 0;
  const skipTo = (end: number): void => {
    parts.push(text.slice(kept, at), ' ');
    at = end;
    kept = end;
  };
  while (at < text.length) {
    const character = text.charCodeAt(at);
    if (character === 0x2d && text.charCodeAt(at + 1) === 0x2d) skipTo(endOf(text, '\n', at));
    else if (character === 0x23 && /(?:^|\n)\s*$/.test(text.slice(Math.max(0, at - 20), at)))
      skipTo(endOf(text, '\n', at));
    else if (character === 0x2f && text.charCodeAt(at + 1) === 0x2a && !isConditional(text, at)) {
      skipTo(Math.min(text.length, endOf(text, '*/', at + 2) + 2));
    } else if (character === 0x27 || character === 0x22) {
      skipTo(Math.min(text.length, endOf(text, text.charAt(at), at + 1) + 1));
    } else at += 1;
  }
  parts.push(text.slice(kept));
  return parts.join('');
}

function isConditional(text: string, at: number): boolean {
  return text.startsWith('/*!', at) || text.startsWith('/*M!', at);
}

function endOf(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end === -1 ? text.length : end;
}
