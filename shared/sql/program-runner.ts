import type { Token } from './token';

/** What a stored program's statements are given to, in the order in which a server would come to them. */
export interface ProgramHost {
  /** Whether the condition between two positions holds; undefined when only a server could tell. */
  readonly holds: (tokens: readonly Token[], start: number, end: number) => boolean | undefined;
  /** Runs a statement that is not of flow. */
  readonly run: (tokens: readonly Token[]) => void;
  /** Told of the value of RETURN, the expression between two positions, where it is known that the program ends there. */
  readonly returns?: (tokens: readonly Token[], start: number, end: number) => void;
  /** Told of a statement that runs or does not run, which only a server could tell. */
  readonly doubt: (tokens: readonly Token[]) => void;
  /** Declares local variables whose first value is the expression between two positions, or NULL where both are one. */
  readonly declare: (names: readonly string[], tokens: readonly Token[], start: number, end: number) => void;
  /** A BEGIN … END with variables of its own begins, or ends. */
  readonly enter: () => void;
  readonly leave: () => void;
}

/** Whether a statement is run, may be run, or is passed over. */
type Way = 'run' | 'doubt' | 'skip';

const LOOPS: ReadonlySet<string> = new Set(['LOOP', 'WHILE', 'REPEAT', 'FOR']);
const EXITS: ReadonlySet<string> = new Set(['LEAVE', 'RETURN', 'SIGNAL', 'RESIGNAL']);
/** Statements that change no schema and no variable. */
const OF_CURSORS: ReadonlySet<string> = new Set(['OPEN', 'CLOSE', 'ITERATE']);
/** Statements that set variables to what only the data tells. */
const FROM_DATA: ReadonlySet<string> = new Set(['FETCH', 'GET']);
/** How deep blocks may nest before the rest is given up. */
const MAX_DEPTH = 100;
/** Words of a condition that a handler is for. */
const CONDITION_WORDS: ReadonlySet<string> = new Set(['SQLSTATE', 'VALUE', 'NOT', ',']);

/**
 * Walks through the body of a stored program: blocks, IF, and what stands in them. Loops, CASE and conditions that cannot
 * be told are doubt; handlers are for errors, which a script that works has none of.
 */
export class ProgramRunner {
  private at = 0;
  private depth = 0;
  private isGivenUp = false;
  /** The label that is left, until its end; '' for the whole program. */
  private leaving: string | undefined;
  /** Labels that may have been left, until their ends; '' for the whole program. */
  private readonly mayBeLeft = new Set<string>();

  constructor(
    private readonly tokens: readonly Token[],
    private readonly host: ProgramHost,
  ) {}

  /** Walks through the whole body. False when it is nested so deep that the rest was given up. */
  run(): boolean {
    this.statement('run');
    return !this.isGivenUp;
  }

  private word(ahead = 0): string {
    return this.tokens[this.at + ahead]?.upper ?? '';
  }

  private get isOver(): boolean {
    return this.at >= this.tokens.length;
  }

  private accept(word: string): boolean {
    if (this.word() !== word) return false;
    this.at += 1;
    return true;
  }

  private now(way: Way): Way {
    if (this.leaving !== undefined) return 'skip';
    return way === 'run' && this.mayBeLeft.size > 0 ? 'doubt' : way;
  }

  /** The statements up to one of the words, which is left to the caller. */
  private statements(way: Way, ends: readonly string[]): void {
    while (!this.isOver && !ends.includes(this.word())) if (!this.accept(';')) this.statement(way);
  }

  private statement(wanted: Way): void {
    if (this.depth >= MAX_DEPTH) {
      this.isGivenUp = true;
      this.at = this.tokens.length;
      return;
    }
    this.depth += 1;
    const way = this.now(wanted);
    let label: string | undefined;
    if (this.word(1) === ':') {
      label = this.name();
      this.at += 2;
    }
    const word = this.word();
    if (word === 'BEGIN') this.block(way);
    else if (word === 'IF') this.branches(way);
    else if (word === 'CASE') this.choice(way);
    else if (LOOPS.has(word)) this.loop(word, way);
    else if (word === 'DECLARE') this.declaration(way);
    else this.plain(word, way);
    if (label !== undefined) {
      if (this.leaving === label) this.leaving = undefined;
      this.mayBeLeft.delete(label);
    }
    this.depth -= 1;
  }

  private name(): string {
    return this.tokens[this.at]?.text.toLowerCase() ?? '';
  }

  private block(way: Way): void {
    this.at += 1;
    if (this.accept('NOT')) this.accept('ATOMIC');
    this.host.enter();
    this.statements(way, ['END']);
    this.host.leave();
    this.end();
  }

  /** END, the word of what it ends, and its label. */
  private end(): void {
    this.accept('END');
    while (!this.isOver && this.word() !== ';') this.at += 1;
  }

  private branches(way: Way): void {
    let decided: 'no' | 'maybe' | 'yes' = 'no';
    do {
      this.at += 1;
      const start = this.at;
      this.at = this.findThen(start);
      const truth =
        way === 'run' && decided !== 'yes' ? this.host.holds(this.tokens, start, this.at) : undefined;
      this.accept('THEN');
      const branch: Way =
        way !== 'run'
          ? way
          : decided === 'yes' || truth === false
            ? 'skip'
            : decided === 'no' && truth === true
              ? 'run'
              : 'doubt';
      if (branch === 'run') decided = 'yes';
      else if (branch === 'doubt' && decided === 'no') decided = 'maybe';
      this.statements(branch, ['ELSEIF', 'ELSE', 'END']);
    } while (this.word() === 'ELSEIF');
    if (this.accept('ELSE')) {
      const rest: Way =
        way !== 'run' ? way : decided === 'yes' ? 'skip' : decided === 'maybe' ? 'doubt' : 'run';
      this.statements(rest, ['END']);
    }
    this.end();
  }

  /** The THEN of an IF: those of a CASE in its condition are passed over. */
  private findThen(from: number): number {
    let cases = 0;
    for (let at = from; at < this.tokens.length; at += 1) {
      const word = this.tokens[at]?.upper;
      if (word === 'CASE') cases += 1;
      else if (word === 'END') cases -= 1;
      else if (word === 'THEN' && cases <= 0) return at;
    }
    return this.tokens.length;
  }

  private choice(way: Way): void {
    const inside: Way = way === 'run' ? 'doubt' : way;
    this.at += 1;
    while (!this.isOver && this.word() !== 'WHEN') this.at += 1;
    while (this.accept('WHEN')) {
      this.at = this.findThen(this.at);
      this.accept('THEN');
      this.statements(inside, ['WHEN', 'ELSE', 'END']);
    }
    if (this.accept('ELSE')) this.statements(inside, ['END']);
    this.end();
  }

  private loop(kind: string, way: Way): void {
    const inside: Way = way === 'run' ? 'doubt' : way;
    this.at += 1;
    if (kind === 'WHILE' || kind === 'FOR') {
      while (!this.isOver && this.word() !== 'DO') this.at += 1;
      this.accept('DO');
    }
    if (kind === 'REPEAT') {
      this.statements(inside, ['UNTIL']);
      while (!this.isOver && this.word() !== 'END') this.at += 1;
    } else this.statements(inside, ['END']);
    this.end();
  }

  private declaration(way: Way): void {
    this.at += 1;
    if (this.word(1) === 'HANDLER') {
      this.at += 2;
      this.accept('FOR');
      while (!this.isOver && this.isCondition()) this.at += 1;
      this.statement('skip');
      return;
    }
    const names: string[] = [];
    do {
      const name = this.tokens[this.at];
      if (name !== undefined) names.push(name.text);
      this.at += 1;
    } while (this.accept(','));
    const end = this.findEnd();
    let value = this.at;
    while (value < end && this.tokens[value]?.upper !== 'DEFAULT') value += 1;
    const isVariable = this.word() !== 'CURSOR' && this.word() !== 'CONDITION';
    if (isVariable && way !== 'skip') this.host.declare(names, this.tokens, Math.min(value + 1, end), end);
    this.at = end;
  }

  /** True inside the list of what a handler is for; behind it stands its statement. */
  private isCondition(): boolean {
    const word = this.word();
    if (CONDITION_WORDS.has(word)) return true;
    const before = this.tokens[this.at - 1]?.upper ?? '';
    return before === 'FOR' || CONDITION_WORDS.has(before);
  }

  private plain(word: string, way: Way): void {
    const end = this.findEnd();
    const part = this.tokens.slice(this.at, end);
    this.at = end;
    if (way === 'skip') return;
    if (OF_CURSORS.has(word)) return;
    if (EXITS.has(word)) {
      const label = word === 'LEAVE' ? (part[1]?.text.toLowerCase() ?? '') : '';
      if (way === 'run' && word === 'RETURN') this.host.returns?.(this.tokens, end - part.length + 1, end);
      if (way === 'run') this.leaving = label;
      else this.mayBeLeft.add(label);
    } else if (way === 'run' && !FROM_DATA.has(word)) this.host.run(part);
    else this.host.doubt(part);
  }

  private findEnd(): number {
    let end = this.at;
    while (end < this.tokens.length && this.tokens[end]?.upper !== ';') end += 1;
    return end;
  }
}
