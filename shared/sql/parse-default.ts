import type { DefaultValue } from '../model';
import type { TokenReader } from './token-reader';

/** Functions that MySQL takes as a default without parentheses, and stores otherwise when they have them. */
const NOW = /^(?:now|current_timestamp|localtime|localtimestamp)\s*(?:\(\s*\d?\s*\))?$/i;

/** Reads what follows DEFAULT. A text carries the time zone that the script set: of a TIMESTAMP it is a part of the meaning. */
export function parseDefault(reader: TokenReader): DefaultValue {
  const value = readValue(reader);
  const { timeZone } = reader.context;
  return timeZone === undefined || value.kind !== 'string' ? value : { ...value, zone: timeZone };
}

function readValue(reader: TokenReader): DefaultValue {
  const token = reader.peek();
  if (token.upper === '(') {
    const expression = reader.parenthesised();
    // MySQL stores DEFAULT (now()) and DEFAULT now() differently: keep the parentheses that tell.
    return { kind: 'expression', value: NOW.test(expression) ? '(' + expression + ')' : expression };
  }
  if (token.upper === '-' || token.upper === '+') {
    reader.advance();
    if (reader.peek().kind === 'number')
      return { kind: 'number', value: (token.upper === '-' ? '-' : '') + reader.advance().text };
    reader.index -= 1;
    return readBareExpression(reader);
  }
  switch (token.kind) {
    case 'string':
      return { kind: 'string', value: reader.string() };
    case 'number':
      if (isContinued(reader, 1)) return readBareExpression(reader);
      return { kind: 'number', value: reader.advance().text };
    case 'hex':
    case 'bit':
      return { kind: token.kind, value: reader.advance().text };
    case 'word':
      return readWordDefault(reader);
    default:
      return readBareExpression(reader);
  }
}

function isContinued(reader: TokenReader, ahead: number): boolean {
  return ['+', '-', '*', '/', '%', '||'].includes(reader.peek(ahead).upper);
}

function readWordDefault(reader: TokenReader): DefaultValue {
  const token = reader.peek();
  const next = reader.peek(1);
  if (token.upper === 'NULL') {
    reader.advance();
    return { kind: 'null' };
  }
  if ((token.upper === 'TRUE' || token.upper === 'FALSE') && next.upper !== '(') {
    reader.advance();
    return { kind: 'boolean', value: token.upper.toLowerCase() };
  }
  const introduces =
    token.text.startsWith('_') || ['DATE', 'TIME', 'TIMESTAMP', 'DATETIME'].includes(token.upper);
  if (introduces && (next.kind === 'string' || next.kind === 'hex' || next.kind === 'bit')) {
    reader.advance();
    const introducer = token.text.toLowerCase();
    if (next.kind === 'string') return { kind: 'string', value: reader.string(), introducer };
    reader.advance();
    return { kind: next.kind, value: next.text, introducer };
  }
  return readBareExpression(reader);
}

/** An expression without parentheses, as MariaDB reads it: a call, a name, NEXT VALUE FOR, CASE; and operators between. */
function readBareExpression(reader: TokenReader): DefaultValue {
  const start = reader.index;
  do readOperand(reader);
  while (reader.acceptAny('+', '-', '*', '/', '%', '||') !== undefined);
  const value = reader.spelling(start, reader.index);
  // sql_mode=ORACLE calls it without parentheses, and the server stores it with them.
  const isOracleClock = /^sysdate$/i.test(value) && reader.context.mode.text?.includes('ORACLE') === true;
  return { kind: 'expression', value: isOracleClock ? 'sysdate()' : value };
}

function readOperand(reader: TokenReader): void {
  while (reader.acceptAny('-', '+', '~', '!') !== undefined);
  if (reader.at('(')) {
    reader.parenthesised();
    return;
  }
  if (reader.acceptAll('NEXT', 'VALUE', 'FOR') || reader.acceptAll('PREVIOUS', 'VALUE', 'FOR')) {
    reader.markOnly('mariadb');
    reader.qualifiedName('a sequence');
    return;
  }
  if (reader.at('CASE')) {
    let depth = 0;
    do {
      const upper = reader.advance().upper;
      if (upper === 'CASE') depth += 1;
      else if (upper === 'END') depth -= 1;
    } while (depth > 0);
    return;
  }
  const token = reader.advance();
  if (token.kind === 'symbol') {
    reader.index -= 1;
    throw reader.fault('expected a default');
  }
  if (token.kind === 'word' && token.text.startsWith('_') && reader.peek().kind === 'string')
    reader.advance();
  while (reader.accept('.')) reader.name();
  if (reader.at('(') && token.kind !== 'string' && token.kind !== 'number') reader.parenthesised();
}
