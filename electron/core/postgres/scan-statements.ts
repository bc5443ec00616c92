/** A run of text: [start, end) in UTF-16 units. */
export interface TextSlice {
  readonly start: number;
  readonly end: number;
}

/** The rows of one COPY … FROM STDIN, which stand in the file after the statement. */
export interface CopyData extends TextSlice {
  /** The index of its statement in `statements`. */
  readonly statement: number;
  readonly rows: number;
}

/** A script taken apart, before anything of it is parsed. */
export interface ScannedScript {
  /** Without the closing semicolon; comments in front of a statement belong to it. */
  readonly statements: readonly TextSlice[];
  /** psql meta commands (`\connect …`), which no server understands. */
  readonly commands: readonly TextSlice[];
  readonly copies: readonly CopyData[];
  /** The text with commands and COPY data blanked out: same length, same lines. */
  readonly sql: string;
}

const WORD = /[A-Za-z0-9_$\u0080-\uffff]/;
const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;
const COPY_FROM_STDIN = /^copy\b[^;]*\bfrom\s+stdin\b/i;
const ATOMIC_BODY = /^create\b[^;']*\bbegin\s+atomic\b/i;

/**
 * Splits a PostgreSQL script at its semicolons, minding quotes, E-strings, dollar quotes, nested comments,
 * psql commands and COPY data. One pass; what is left open ends with the text.
 */
export function scanStatements(text: string): ScannedScript {
  const statements: TextSlice[] = [];
  const commands: TextSlice[] = [];
  const copies: CopyData[] = [];
  let start = 0;
  let firstCode = -1;
  let at = 0;
  const finish = (end: number): void => {
    if (firstCode !== -1) statements.push({ start, end });
    firstCode = -1;
  };
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '-' && text.charAt(at + 1) === '-') at = indexOrEnd(text, '\n', at);
    else if (character === '/' && text.charAt(at + 1) === '*') at = skipComment(text, at);
    else if (/\s/.test(character)) at += 1;
    else if (character === '\\') {
      finish(at);
      const end = indexOrEnd(text, '\n', at);
      commands.push({ start: at, end });
      at = end;
      start = end;
    } else if (character === ';') {
      if (firstCode !== -1 && isOpenAtomicBody(text, firstCode, at)) {
        at += 1;
        continue;
      }
      const isCopy =
        firstCode !== -1 && COPY_FROM_STDIN.test(text.slice(firstCode, Math.min(at, firstCode + 100_000)));
      finish(at);
      at += 1;
      if (isCopy) {
        const data = readCopyData(text, at);
        copies.push({ ...data, statement: statements.length - 1 });
        at = data.end;
      }
      start = at;
    } else {
      if (firstCode === -1) {
        firstCode = at;
      }
      at = skipToken(text, at);
    }
  }
  finish(text.length);
  return { statements, commands, copies, sql: blank(text, [...commands, ...copies]) };
}

/** Skips one quoted text, word or sign that starts at `at`. */
export function skipToken(text: string, at: number): number {
  const character = text.charAt(at);
  if (character === "'") return skipQuoted(text, at + 1, "'", false);
  if (character === '"') return skipQuoted(text, at + 1, '"', false);
  if (character === '$') {
    DOLLAR_TAG.lastIndex = at;
    const tag = DOLLAR_TAG.exec(text)?.[0];
    if (tag !== undefined) {
      const end = text.indexOf(tag, at + tag.length);
      return end === -1 ? text.length : end + tag.length;
    }
    return at + 1;
  }
  if (!WORD.test(character)) return at + 1;
  let end = at + 1;
  while (end < text.length && WORD.test(text.charAt(end))) end += 1;
  // E'…' knows backslash escapes; a plain string does not (standard_conforming_strings, on since 9.1).
  if (end === at + 1 && /[eE]/.test(character) && text.charAt(end) === "'")
    return skipQuoted(text, end + 1, "'", true);
  return end;
}

/** Skips a comment, nested ones included, that starts at `at`. */
export function skipComment(text: string, at: number): number {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = at + 2;
  let depth = 1;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return text.length;
}

function skipQuoted(text: string, from: number, quote: string, escapes: boolean): number {
  let at = from;
  while (at < text.length) {
    const character = text.charAt(at);
    if (escapes && character === '\\') at += 2;
    else if (character !== quote) at += 1;
    else if (text.charAt(at + 1) === quote) at += 2;
    else return at + 1;
  }
  return text.length;
}

/** CREATE FUNCTION … BEGIN ATOMIC holds semicolons until its END. */
function isOpenAtomicBody(text: string, start: number, semicolon: number): boolean {
  const head = text.slice(start, Math.min(semicolon, start + 10_000));
  if (!ATOMIC_BODY.test(head)) return false;
  return !/\bend\s*$/i.test(text.slice(Math.max(start, semicolon - 20), semicolon));
}

function readCopyData(text: string, from: number): TextSlice & { readonly rows: number } {
  const start = Math.min(text.length, indexOrEnd(text, '\n', from) + 1);
  let rows = 0;
  let line = start;
  while (line < text.length) {
    const end = indexOrEnd(text, '\n', line);
    if (/^\\\.\s*$/.test(text.slice(line, Math.min(end, line + 10)))) return { start, end, rows };
    rows += 1;
    line = end + 1;
  }
  return { start, end: text.length, rows };
}

function blank(text: string, slices: readonly TextSlice[]): string {
  if (slices.length === 0) return text;
  const parts: string[] = [];
  let at = 0;
  for (const slice of slices.toSorted((a, b) => a.start - b.start)) {
    parts.push(text.slice(at, slice.start), text.slice(slice.start, slice.end).replace(/[^\n]/g, ' '));
    at = slice.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

function indexOrEnd(text: string, mark: string, from: number): number {
  const index = text.indexOf(mark, from);
  return index === -1 ? text.length : index;
}
