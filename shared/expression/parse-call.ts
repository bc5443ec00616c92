import type { Expression } from './expression';
import { NOT_UNDERSTOOD } from './expression-cursor';
import type { ExpressionCursor } from './expression-cursor';
import { FUNCTION_SYNONYMS } from './function-names';
import { parseCastType, takeCharset, takeUnit } from './parse-cast-type';

/** What may stand as an argument. */
export interface Grammar {
  readonly expression: () => Expression;
  /** What binds closer than a comparison. */
  readonly operand: () => Expression;
  /** INTERVAL amount unit; undefined, with nothing taken, for the function INTERVAL(a, b). */
  readonly interval: () => { readonly amount: Expression; readonly unit: string } | undefined;
}

/**
 * Reads what stands behind the name of a function, `spelled` in lower case, from its parenthesis on: each of the functions that have
 * a syntax of their own, and all others.
 */
export function parseCall(cursor: ExpressionCursor, grammar: Grammar, spelled: string): Expression {
  cursor.expectSymbol('(');
  switch (spelled) {
    case 'cast': {
      const operand = grammar.expression();
      if (!cursor.takeWord('as')) throw NOT_UNDERSTOOD;
      const type = parseCastType(cursor);
      cursor.expectSymbol(')');
      return { kind: 'cast', operand, type };
    }
    case 'convert': {
      const operand = grammar.expression();
      let result: Expression;
      if (cursor.takeWord('using')) result = { kind: 'convert', operand, charset: takeCharset(cursor) };
      else {
        cursor.expectSymbol(',');
        result = { kind: 'cast', operand, type: parseCastType(cursor) };
      }
      cursor.expectSymbol(')');
      return result;
    }
    case 'trim':
      return parseTrim(cursor, grammar);
    case 'extract': {
      const unit = takeUnit(cursor);
      if (!cursor.takeWord('from')) throw NOT_UNDERSTOOD;
      const operand = grammar.expression();
      cursor.expectSymbol(')');
      return { kind: 'call', name: 'extract', keyword: unit, arguments: [operand] };
    }
    case 'position': {
      const needle = grammar.operand();
      if (!cursor.takeWord('in')) throw NOT_UNDERSTOOD;
      const text = grammar.expression();
      cursor.expectSymbol(')');
      return call('locate', [needle, text]);
    }
    case 'timestampdiff':
    case 'timestampadd': {
      const unit = takeUnit(cursor);
      cursor.expectSymbol(',');
      const first = grammar.expression();
      cursor.expectSymbol(',');
      const second = grammar.expression();
      cursor.expectSymbol(')');
      return spelled === 'timestampadd'
        ? { kind: 'interval', operator: '+', operand: second, amount: first, unit }
        : { kind: 'call', name: spelled, keyword: unit, arguments: [first, second] };
    }
    case 'date_add':
    case 'date_sub':
    case 'adddate':
    case 'subdate': {
      const operand = grammar.expression();
      cursor.expectSymbol(',');
      const interval = cursor.isWord('interval') ? grammar.interval() : undefined;
      const { amount, unit } = interval ?? { amount: grammar.expression(), unit: 'day' };
      cursor.expectSymbol(')');
      const operator = spelled === 'date_sub' || spelled === 'subdate' ? '-' : '+';
      return { kind: 'interval', operator, operand, amount, unit };
    }
    default:
      return parsePlainCall(cursor, grammar, FUNCTION_SYNONYMS.get(spelled) ?? spelled);
  }
}

function parsePlainCall(cursor: ExpressionCursor, grammar: Grammar, name: string): Expression {
  const items: Expression[] = [];
  let keyword: string | undefined;
  if (!cursor.isSymbol(')')) {
    items.push(grammar.expression());
    // SUBSTRING(c FROM 1 FOR 2) is SUBSTRING(c, 1, 2).
    if (name === 'substr' && cursor.takeWord('from')) {
      items.push(grammar.expression());
      if (cursor.takeWord('for')) items.push(grammar.expression());
    } else if (name === 'char' && cursor.takeWord('using')) {
      keyword = takeCharset(cursor);
    } else if (name === 'weight_string' && cursor.isWord('as')) {
      throw NOT_UNDERSTOOD;
    }
    while (cursor.takeSymbol(',')) items.push(grammar.expression());
    if (name === 'char' && cursor.takeWord('using')) keyword = takeCharset(cursor);
    // MySQL shows the type that JSON_VALUE returns when none is said.
    if (name === 'json_value' && cursor.takeWord('returning')) {
      const type = parseCastType(cursor);
      if (type !== 'char(512)') keyword = `returning ${type}`;
    }
  }
  cursor.expectSymbol(')');
  if (cursor.isWord('over')) throw NOT_UNDERSTOOD;
  return keyword === undefined ? call(name, items) : { kind: 'call', name, keyword, arguments: items };
}

function parseTrim(cursor: ExpressionCursor, grammar: Grammar): Expression {
  let side = 'both';
  for (const word of ['both', 'leading', 'trailing']) if (cursor.takeWord(word)) side = word;
  let removed: Expression | undefined;
  if (!cursor.takeWord('from')) {
    removed = grammar.expression();
    if (cursor.takeSymbol(')')) return call('trim', [removed]);
    if (!cursor.takeWord('from')) throw NOT_UNDERSTOOD;
  }
  const operand = grammar.expression();
  cursor.expectSymbol(')');
  return { kind: 'call', name: 'trim', keyword: side, arguments: removed ? [operand, removed] : [operand] };
}

/** A call of a function by one of its names. */
export function call(spelled: string, items: readonly Expression[]): Expression {
  return { kind: 'call', name: FUNCTION_SYNONYMS.get(spelled) ?? spelled, arguments: items };
}
