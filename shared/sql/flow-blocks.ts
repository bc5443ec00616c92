/** Words that begin a compound statement and that `END <word>` closes. */
const FLOW: ReadonlySet<string> = new Set(['IF', 'LOOP', 'WHILE', 'REPEAT', 'CASE']);
/** After these a statement begins: so IF is the statement and not the function. */
const BEFORE_STATEMENT: ReadonlySet<string> = new Set([
  ';',
  ':',
  'THEN',
  'ELSE',
  'DO',
  'LOOP',
  'REPEAT',
  'BEGIN',
]);
/** Words that begin the body of a program when it is one plain statement. */
const PLAIN_BODIES: ReadonlySet<string> = new Set(
  'SET SELECT RETURN INSERT UPDATE DELETE REPLACE CALL WITH TRUNCATE SIGNAL EXECUTE CREATE ALTER DROP'.split(
    ' ',
  ),
);
const BEFORE_HEADERS: ReadonlySet<string> = new Set(['CHARACTER', 'BEFORE', 'AFTER', 'OR']);
const PROGRAM_WORDS: ReadonlySet<string> = new Set(['PROCEDURE', 'FUNCTION', 'TRIGGER', 'EVENT', 'EXISTS']);

/**
 * Follows the body of a program that is one IF, LOOP, WHILE, REPEAT or CASE without BEGIN, to tell its own `;` from the one that
 * ends it. Feed it the words and symbols after CREATE PROCEDURE and its kin, in order.
 */
export class FlowBlocks {
  private readonly open: string[] = [];
  private parentheses = 0;
  private isOver = false;

  /** True once such a body has begun. */
  isBody = false;

  /** True inside such a body. */
  get isOpen(): boolean {
    return this.open.length > 0;
  }

  /** Takes the next word (upper case) or symbol; `previous` is the one before it. */
  take(word: string, previous: string): void {
    if (word === '(') this.parentheses += 1;
    else if (word === ')') this.parentheses -= 1;
    else if (this.open.length > 0) this.takeInside(word, previous);
    else if (!this.isOver && this.parentheses === 0) this.takeBefore(word, previous);
  }

  private takeBefore(word: string, previous: string): void {
    if (word === 'BEGIN') this.isOver = true;
    // CHARACTER SET of what a function returns, BEFORE INSERT and UPDATE OF of a trigger.
    else if (PLAIN_BODIES.has(word)) this.isOver = !BEFORE_HEADERS.has(previous);
    // CREATE PROCEDURE IF NOT EXISTS.
    else if (FLOW.has(word) && !PROGRAM_WORDS.has(previous)) {
      this.isBody = true;
      this.open.push(word);
    }
  }

  private takeInside(word: string, previous: string): void {
    if (previous === 'END' && (FLOW.has(word) || word === 'FOR')) return;
    if (word === 'END') {
      this.open.pop();
      this.isOver = this.open.length === 0;
      return;
    }
    if (word === 'BEGIN') this.open.push(word);
    else if (FLOW.has(word)) {
      const isStatement = BEFORE_STATEMENT.has(previous) && this.open.at(-1) !== 'CASE expression';
      if (isStatement) this.open.push(word);
      else if (word === 'CASE') this.open.push('CASE expression');
    }
  }
}
