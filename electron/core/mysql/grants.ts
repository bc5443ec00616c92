import type { Row } from './row';

/** What an account may do, read from SHOW GRANTS (active roles included). */
export interface Grants {
  /** True when the privilege holds for everything in the schema, or everywhere. */
  readonly holds: (privilege: string, schema: string) => boolean;
  readonly holdsGlobally: (privilege: string) => boolean;
  /** True when the privilege holds for one table. */
  readonly holdsOnTable: (privilege: string, schema: string, table: string) => boolean;
}

interface Grant {
  readonly privileges: ReadonlySet<string>;
  /** `*` for all schemas. May hold the wildcards % and _, with \ before literal ones. */
  readonly schema: string;
  /** `*` for all tables. */
  readonly table: string;
  readonly revoked: boolean;
}

/** Reads the rows of SHOW GRANTS. Lines about roles, proxies and single routines say nothing here. */
export function readGrants(rows: readonly Row[]): Grants {
  const grants: Grant[] = [];
  for (const row of rows) {
    const line = Object.values(row).find((value) => typeof value === 'string');
    const grant = line === undefined ? undefined : parseGrant(line);
    if (grant !== undefined) grants.push(grant);
  }
  const covers = (grant: Grant, privilege: string): boolean =>
    grant.privileges.has(privilege) || (grant.privileges.has('ALL PRIVILEGES') && !DYNAMIC.has(privilege));
  const holdsGlobally = (privilege: string): boolean =>
    grants.some(
      (grant) =>
        grant.schema === '*' &&
        !grant.revoked &&
        (covers(grant, privilege) || grant.privileges.has('ALL PRIVILEGES')),
    );
  const holds = (privilege: string, schema: string): boolean => {
    const matching = grants.filter(
      (grant) =>
        grant.table === '*' &&
        covers(grant, privilege) &&
        (grant.schema === '*' || matchesSchema(grant.schema, schema)),
    );
    return matching.length > 0 && !matching.some((grant) => grant.revoked);
  };
  return {
    holds,
    holdsGlobally,
    holdsOnTable: (privilege, schema, table) =>
      holds(privilege, schema) ||
      grants.some(
        (grant) =>
          grant.table === table && grant.schema === schema && !grant.revoked && covers(grant, privilege),
      ),
  };
}

/** Privileges of MySQL 8's own kind, which ALL on a schema does not include. */
const DYNAMIC: ReadonlySet<string> = new Set(['SHOW_ROUTINE']);

function parseGrant(line: string): Grant | undefined {
  const head = /^(GRANT|REVOKE) /.exec(line);
  if (head === null) return undefined;
  const on = findOn(line, head[0].length);
  if (on === undefined) return undefined;
  const place = readPlace(line, on.end);
  if (place === undefined) return undefined;
  return {
    privileges: new Set(on.privileges),
    schema: place.schema,
    table: place.table,
    revoked: head[1] === 'REVOKE',
  };
}

/** Splits `SELECT, INSERT (`a`, `b`) ON` at commas outside parentheses; column lists make a privilege partial. */
function findOn(
  line: string,
  start: number,
): { readonly privileges: readonly string[]; readonly end: number } | undefined {
  const privileges: string[] = [];
  let word = '';
  let partial = false;
  let depth = 0;
  let quote = '';
  for (let at = start; at < line.length; at += 1) {
    const letter = line[at] ?? '';
    if (quote !== '') {
      if (letter === quote) quote = '';
      continue;
    }
    if (letter === '`' || letter === "'" || letter === '"') {
      // A quoted name before ON at the top level is a role.
      if (depth === 0) return undefined;
      quote = letter;
    } else if (letter === '(') {
      depth += 1;
      partial = true;
    } else if (letter === ')') depth -= 1;
    else if (depth > 0) continue;
    else if (letter === ',') {
      if (!partial) privileges.push(word.trim().toUpperCase());
      word = '';
      partial = false;
    } else if (line.startsWith(' ON ', at)) {
      if (!partial) privileges.push(word.trim().toUpperCase());
      return { privileges, end: at + 4 };
    } else word += letter;
  }
  return undefined;
}

function readPlace(
  line: string,
  start: number,
): { readonly schema: string; readonly table: string } | undefined {
  if (/^(PROCEDURE|FUNCTION|PACKAGE) /.test(line.slice(start, start + 10))) return undefined;
  const schema = readName(line, start);
  if (schema === undefined || line[schema.end] !== '.') return undefined;
  const table = readName(line, schema.end + 1);
  return table === undefined ? undefined : { schema: schema.name, table: table.name };
}

function readName(line: string, start: number): { readonly name: string; readonly end: number } | undefined {
  const quote = line[start];
  if (quote === '*') return { name: '*', end: start + 1 };
  if (quote !== '`' && quote !== '"') return undefined;
  let name = '';
  for (let at = start + 1; at < line.length; at += 1) {
    if (line[at] === quote) {
      if (line[at + 1] !== quote) return { name, end: at + 1 };
      at += 1;
    }
    name += line[at] ?? '';
  }
  return undefined;
}

/** LIKE's own matching, by walking both texts: a pattern from a server must not become a regular expression. */
function matchesSchema(pattern: string, schema: string): boolean {
  let p = 0;
  let s = 0;
  let star = -1;
  let mark = 0;
  while (s < schema.length) {
    const escaped = pattern[p] === '\\' && p + 1 < pattern.length;
    const letter = escaped ? pattern[p + 1] : pattern[p];
    if (!escaped && letter === '%') {
      star = p;
      mark = s;
      p += 1;
    } else if (letter !== undefined && ((!escaped && letter === '_') || letter === schema[s])) {
      p += escaped ? 2 : 1;
      s += 1;
    } else if (star >= 0) {
      p = star + 1;
      mark += 1;
      s = mark;
    } else return false;
  }
  while (pattern[p] === '%') p += 1;
  return p === pattern.length;
}
