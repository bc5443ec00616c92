import type { ExpressionToken } from './lex-expression';

/** Thrown where an expression is not understood; caught where it is read, and nowhere else told. */
export const NOT_UNDERSTOOD = new Error('expression not understood');

/** A place in the tokens of an expression. Lives for one parse. */
export class ExpressionCursor {
  at = 0;

  constructor(protected readonly tokens: readonly ExpressionToken[]) {}

  /** The token some places ahead. */
  peek(ahead = 0): ExpressionToken | undefined {
    return this.tokens[this.at + ahead];
  }

  /** The next token, which must be there. */
  take(): ExpressionToken {
    const token = this.tokens[this.at];
    if (!token) throw NOT_UNDERSTOOD;
    this.at += 1;
    return token;
  }

  /** True where nothing is left that far ahead. */
  isEnd(ahead: number): boolean {
    return this.at + ahead >= this.tokens.length;
  }

  /** True when a word stands there; `text` in lower case. */
  isWord(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.kind === 'word' && token.text === text;
  }

  /** True when a symbol stands there. */
  isSymbol(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.kind === 'symbol' && token.text === text;
  }

  /** Takes a word if it is next. */
  takeWord(text: string): boolean {
    if (!this.isWord(text)) return false;
    this.at += 1;
    return true;
  }

  /** Takes a symbol if it is next. */
  takeSymbol(text: string): boolean {
    if (!this.isSymbol(text)) return false;
    this.at += 1;
    return true;
  }

  /** Takes a symbol, which must be next. */
  expectSymbol(text: string): void {
    if (!this.takeSymbol(text)) throw NOT_UNDERSTOOD;
  }
}
