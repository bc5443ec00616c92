import { NOT_UNDERSTOOD } from './expression-cursor';
import type { ExpressionCursor } from './expression-cursor';
import { INTERVAL_UNITS } from './function-names';

/** The type of CAST in its one spelling. */
export function parseCastType(cursor: ExpressionCursor): string {
  const word = cursor.take();
  if (word.kind !== 'word') throw NOT_UNDERSTOOD;
  let name = word.text;
  if (name === 'national') name = `n${cursor.take().text}`;
  if (name === 'character') name = 'char';
  if (name === 'signed' || name === 'unsigned') {
    if (!cursor.takeWord('integer')) cursor.takeWord('int');
    return cursor.takeWord('array') ? `${name} array` : name;
  }
  if (name === 'integer' || name === 'int') return 'signed';
  if (name === 'double') cursor.takeWord('precision');
  if (name === 'dec') name = 'decimal';
  const parameters: string[] = [];
  if (cursor.takeSymbol('(')) {
    do {
      const parameter = cursor.take();
      if (parameter.kind !== 'number') throw NOT_UNDERSTOOD;
      parameters.push(parameter.text);
    } while (cursor.takeSymbol(','));
    cursor.expectSymbol(')');
  }
  if (name === 'decimal') {
    const type = `decimal(${parameters[0] ?? '10'},${parameters[1] ?? '0'})`;
    return cursor.takeWord('array') ? `${type} array` : type;
  }
  let charset: string | undefined = name === 'nchar' ? 'utf8mb3' : undefined;
  if (cursor.takeWord('charset') || (cursor.isWord('character') && cursor.isWord('set', 1))) {
    if (cursor.isWord('character')) cursor.at += 2;
    charset = takeCharset(cursor);
  } else if (cursor.takeWord('binary')) throw NOT_UNDERSTOOD;
  if (cursor.isWord('array')) {
    cursor.at += 1;
    name = `${name} array`;
  }
  if (name === 'nchar') name = 'char';
  const length = parameters[0];
  const sized = (base: string): string =>
    length === undefined || length === '0' ? base : `${base}(${length})`;
  if (charset === 'binary') return sized('binary');
  // The connection's charset is added by the servers: utf8mb4 for every client of today.
  return charset === undefined || charset === 'utf8mb4' ? sized(name) : `${sized(name)} charset ${charset}`;
}

/** The name of a charset. */
export function takeCharset(cursor: ExpressionCursor): string {
  const token = cursor.take();
  if (token.kind !== 'word' && token.kind !== 'string' && token.kind !== 'quoted') throw NOT_UNDERSTOOD;
  const name = token.text.toLowerCase();
  return name === 'utf8' ? 'utf8mb3' : name;
}

/** A unit of time. */
export function takeUnit(cursor: ExpressionCursor): string {
  const token = cursor.take();
  const unit = token.text.startsWith('sql_tsi_') ? token.text.slice(8) : token.text;
  if (token.kind !== 'word' || !INTERVAL_UNITS.has(unit)) throw NOT_UNDERSTOOD;
  return unit;
}
