import type { Flavor } from '../model';
import { FlowBlocks } from './flow-blocks';
import type { SqlMode } from './sql-mode';
import type { Token } from './token';
import { TokenScanner } from './token-scanner';
import type { ScanProblem } from './token-scanner';

/** One statement of a script, or a line that the mysql client would read itself. Offsets are in the script. */
export interface ScriptStatement {
  /**
   * - `sql`: tokens of a statement
   * - `rows`: an INSERT or REPLACE; its tokens end before the values, which were only counted
   * - `skipped`: UPDATE, DELETE and the like; only the first tokens were read
   * - `client`: a client command; `tokens` is empty and `argument` holds the rest of its line
   * - `stray`: text that starts no statement; the rest of its line was passed over
   */
  readonly kind: 'sql' | 'rows' | 'skipped' | 'client' | 'stray';
  readonly tokens: readonly Token[];
  readonly start: number;
  readonly end: number;
  /** For `rows`: how many rows stand behind VALUES. */
  readonly rows: number;
  /** For `client`: `source`, `delimiter` or another command, and what follows it. */
  readonly command?: string;
  readonly argument?: string;
  /** True when a body holds the delimiter itself: the mysql client would cut it there. */
  readonly holdsDelimiter: boolean;
  /** True when the text ended before a delimiter. */
  readonly unterminated: boolean;
  readonly problems: readonly ScanProblem[];
}

/** Statements whose content is data: passed over at the speed of a search. */
const DATA_STATEMENTS = new Set(['INSERT', 'REPLACE', 'UPDATE', 'DELETE', 'LOAD', 'VALUES', 'HANDLER']);
const PROGRAMS = new Set(['TRIGGER', 'PROCEDURE', 'FUNCTION', 'EVENT', 'PACKAGE']);
const BLOCK_ENDS = new Set(['IF', 'LOOP', 'WHILE', 'REPEAT', 'FOR']);
const CLIENT_COMMANDS = new Set([
  'source',
  'delimiter',
  'tee',
  'notee',
  'pager',
  'nopager',
  'prompt',
  'warnings',
  'nowarning',
  'charset',
  'system',
  'connect',
  'rehash',
  'status',
  'quit',
  'exit',
  'edit',
  'ego',
  'print',
]);
/** After so many strings without an end, the rest of the file is given up. */
const MAX_STRING_RECOVERIES = 20;

/**
 * Cuts a script into statements the way the mysql client does: delimiters, DELIMITER, SOURCE, bodies of
 * triggers and routines. `mode` may be changed between statements, as SET sql_mode does.
 */
export class ScriptScanner {
  private readonly scanner: TokenScanner;
  private delimiter = ';';
  private recoveries = 0;

  constructor(
    readonly text: string,
    options: { readonly mode?: SqlMode; readonly flavor?: Flavor | undefined } = {},
  ) {
    this.scanner = new TokenScanner(text, options);
  }

  get mode(): SqlMode {
    return this.scanner.mode;
  }

  set mode(mode: SqlMode) {
    this.scanner.mode = mode;
  }

  /** The next statement, or undefined at the end of the script. */
  next(): ScriptStatement | undefined {
    const { scanner } = this;
    scanner.problems.length = 0;
    for (;;) {
      if (!scanner.skipBlank())
        return scanner.problems.length > 0
          ? this.finish('stray', [], this.text.length, this.text.length)
          : undefined;
      if (!this.takeDelimiter()) break;
    }
    const start = scanner.position;
    const client = this.readClientCommand(start);
    if (client !== undefined) return client;
    const first = scanner.next();
    if (first === undefined) return undefined;
    if (first.kind !== 'word' && first.text !== '(') return this.readStray(start, first);
    if (DATA_STATEMENTS.has(first.upper)) return this.readData(first);
    return this.readTokens(first);
  }

  private finish(
    kind: ScriptStatement['kind'],
    tokens: readonly Token[],
    start: number,
    end: number,
    more: Partial<ScriptStatement> = {},
  ): ScriptStatement {
    return {
      kind,
      tokens,
      start,
      end,
      rows: 0,
      holdsDelimiter: false,
      unterminated: false,
      problems: this.scanner.problems.slice(),
      ...more,
    };
  }

  private takeDelimiter(): boolean {
    if (!this.text.startsWith(this.delimiter, this.scanner.position)) return false;
    this.scanner.position += this.delimiter.length;
    return true;
  }

  /** `\. file`, `source file`, `DELIMITER //` and their kin reach to the end of the line and need no delimiter. */
  private readClientCommand(start: number): ScriptStatement | undefined {
    const { text, scanner } = this;
    const code = text.charCodeAt(start);
    let command: string | undefined;
    let after: number;
    if (code === 0x5c) {
      const letter = text.charAt(start + 1);
      command = letter === '.' ? 'source' : letter === 'd' ? 'delimiter' : letter === 'u' ? 'use' : 'other';
      after = start + 2;
    } else {
      const match = /^[A-Za-z]{3,9}(?=[ \t\r\n;]|$)/.exec(text.slice(start, start + 11));
      const word = match?.[0].toLowerCase();
      if (word === undefined || !CLIENT_COMMANDS.has(word)) return undefined;
      command = word;
      after = start + word.length;
    }
    const lineEnd = text.indexOf('\n', after);
    const end = lineEnd < 0 ? text.length : lineEnd;
    let argument = text.slice(after, end).trim();
    scanner.position = end;
    if (command === 'delimiter') {
      const word = /^\S+/.exec(argument)?.[0];
      if (word !== undefined) this.delimiter = unquote(word);
    } else if (argument.endsWith(this.delimiter)) {
      argument = argument.slice(0, -this.delimiter.length).trim();
    }
    return this.finish('client', [], start, end, { command, argument });
  }

  private readStray(start: number, first: Token): ScriptStatement {
    const { scanner } = this;
    scanner.position =
      first.end > first.start + 1 && first.kind !== 'symbol'
        ? Math.min(first.end, this.lineEnd(start))
        : start;
    scanner.skipLine();
    return this.finish('stray', [first], start, scanner.position);
  }

  private lineEnd(at: number): number {
    const end = this.text.indexOf('\n', at);
    return end < 0 ? this.text.length : end;
  }

  private readTokens(first: Token): ScriptStatement {
    const { scanner, text } = this;
    const tokens: Token[] = [first];
    const custom = this.delimiter !== ';';
    let program: boolean | undefined;
    let depth = 0;
    const flow = new FlowBlocks();
    let holdsDelimiter = false;
    let previous = first.upper;
    const isUse = first.upper === 'USE';
    for (;;) {
      const before = scanner.position;
      if (!scanner.skipBlank()) break;
      const at = scanner.position;
      if (isUse && tokens.length > 1 && text.slice(before, at).includes('\n')) break;
      if (custom && text.startsWith(this.delimiter, at)) {
        scanner.position = at + this.delimiter.length;
        return this.finish('sql', tokens, first.start, at, { holdsDelimiter });
      }
      const token = scanner.next();
      if (token === undefined) break;
      if (token.kind === 'symbol') {
        if (token.text === ';' && !custom) {
          if (depth <= 0 && !flow.isOpen)
            return this.finish('sql', tokens, first.start, at, { holdsDelimiter });
          holdsDelimiter = true;
        } else if (token.text === '\\' && /[gG]/.test(text.charAt(at + 1))) {
          scanner.position = at + 2;
          return this.finish('sql', tokens, first.start, at, { holdsDelimiter });
        }
        if (program === true && !custom && depth === 0) flow.take(token.text, previous);
        previous = token.text;
        tokens.push(token);
        continue;
      }
      if (token.kind === 'word') {
        if (custom) {
          // `END$$`: a delimiter of word characters is glued to the word before it.
          const cut = token.text.indexOf(this.delimiter);
          if (cut > 0) {
            // Alone, `5` is a number.
            const alone = new TokenScanner(text, { start: at, end: at + cut, mode: scanner.mode }).next();
            if (alone) tokens.push(alone);
            scanner.position = at + cut + this.delimiter.length;
            return this.finish('sql', tokens, first.start, at + cut, { holdsDelimiter });
          }
        }
        if (token.upper === 'DELIMITER' && text.slice(before, at).includes('\n')) {
          scanner.position = at;
          return this.finish('sql', tokens, first.start, before, { holdsDelimiter, unterminated: true });
        }
        if (program === undefined && PROGRAMS.has(token.upper) && tokens.length < 16)
          program = first.upper === 'CREATE';
        if (token.upper === 'ATOMIC' && previous === 'NOT' && first.upper === 'BEGIN') {
          program = true;
          depth = 1;
        } else if (program === true && !custom) {
          if (depth === 0) flow.take(token.upper, previous);
          if (!flow.isBody) depth += blockStep(token.upper, previous, depth);
        }
      }
      previous = token.upper;
      tokens.push(token);
      const problem = scanner.problems.at(-1);
      if (
        problem?.code === 'sql-unterminated-string' &&
        problem.at === token.start &&
        this.recoveries < MAX_STRING_RECOVERIES
      ) {
        // The string took the rest of the file; go on at the next line so that the rest still counts.
        this.recoveries += 1;
        scanner.position = this.lineEnd(token.start);
        return this.finish('sql', tokens, first.start, scanner.position, {
          holdsDelimiter,
          unterminated: true,
        });
      }
    }
    return this.finish('sql', tokens, first.start, tokens.at(-1)?.end ?? first.end, {
      holdsDelimiter,
      unterminated: true,
    });
  }

  /** INSERT and its kin: a few tokens for the table's name, then nothing but a search for the end. */
  private readData(first: Token): ScriptStatement {
    const { scanner } = this;
    const tokens: Token[] = [first];
    const hasRows = first.upper === 'INSERT' || first.upper === 'REPLACE';
    let ended = false;
    for (let count = 0; hasRows && count < 8; count += 1) {
      if (!scanner.skipBlank()) break;
      if (this.text.startsWith(this.delimiter, scanner.position)) {
        ended = true;
        break;
      }
      const position = scanner.position;
      const token = scanner.next();
      if (token === undefined) break;
      if (token.text === '(' || ROW_WORDS.has(token.upper)) {
        scanner.position = position;
        break;
      }
      tokens.push(token);
    }
    const scan = ended ? { rows: 0, end: scanner.position, found: this.takeDelimiter() } : this.scanData();
    return this.finish(hasRows ? 'rows' : 'skipped', tokens, first.start, scan.end, {
      rows: scan.rows,
      unterminated: !scan.found,
    });
  }

  private scanData(): { rows: number; end: number; found: boolean } {
    const { scanner, text } = this;
    const length = text.length;
    const delimiterCode = this.delimiter.charCodeAt(0);
    let depth = 0;
    let rows = 0;
    let counting = false;
    let at = scanner.position;
    while (at < length) {
      const code = text.charCodeAt(at);
      if (code === delimiterCode && text.startsWith(this.delimiter, at)) {
        scanner.position = at + this.delimiter.length;
        return { rows, end: at, found: true };
      }
      switch (code) {
        case 0x27:
        case 0x22:
        case 0x60:
          scanner.position = at;
          scanner.skipQuoted();
          at = scanner.position;
          continue;
        case 0x28:
          if (depth === 0 && counting) rows += 1;
          depth += 1;
          break;
        case 0x29:
          depth -= 1;
          break;
        case 0x23:
        case 0x2d:
        case 0x2f:
        case 0x2a: {
          scanner.position = at;
          scanner.skipBlank();
          at = Math.max(scanner.position, at + 1);
          continue;
        }
        case 0x56:
        case 0x76:
          if (depth === 0 && isWordAt(text, at, 'VALUE')) counting = true;
          break;
        case 0x53:
        case 0x73:
          if (depth === 0 && !counting && rows === 0 && isWordAt(text, at, 'SET')) rows = 1;
          break;
        case 0x4f:
        case 0x6f:
          if (depth === 0 && counting && isWordAt(text, at, 'ON')) counting = false;
          break;
        default:
      }
      at += 1;
    }
    scanner.position = length;
    return { rows, end: length, found: false };
  }
}

const ROW_WORDS = new Set(['VALUES', 'VALUE', 'SET', 'SELECT', 'WITH', 'TABLE']);

function isWordAt(text: string, at: number, word: string): boolean {
  if (at > 0 && /\w/.test(text.charAt(at - 1))) return false;
  return text.slice(at, at + word.length).toUpperCase() === word;
}

/** How a word changes the depth of BEGIN … END and CASE … END; END IF and its kin close what was not counted. */
function blockStep(upper: string, previous: string, depth: number): number {
  if (upper === 'BEGIN') return 1;
  if (upper === 'CASE') return previous === 'END' ? 0 : depth > 0 ? 1 : 0;
  if (upper === 'END') return depth > 0 ? -1 : 0;
  // `END IF`: the END before was taken for a block's end; give it back.
  return previous === 'END' && BLOCK_ENDS.has(upper) ? 1 : 0;
}

function unquote(word: string): string {
  const quote = word.charAt(0);
  return word.length > 2 && (quote === "'" || quote === '"' || quote === '`') && word.endsWith(quote)
    ? word.slice(1, -1)
    : word;
}
