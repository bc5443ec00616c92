import type { DataType } from '../../../shared/model';

/**
 * Reads COLUMN_TYPE of information_schema: `int unsigned zerofill`, `decimal(10,2)`, `enum('a','b''c')`.
 * It is what a server printed, so the grammar is small; what does not fit keeps its whole text as the name.
 */
export function parseColumnType(text: string, rest: Partial<DataType> = {}): DataType {
  const open = text.indexOf('(');
  const name = (open < 0 ? text : text.slice(0, open)).trim();
  if (open < 0) {
    const words = name.toLowerCase().split(' ');
    const flags = new Set(words.slice(1));
    const plain = words.filter((word) => word !== 'unsigned' && word !== 'zerofill').join(' ');
    return {
      name: plain,
      parameters: [],
      unsigned: flags.has('unsigned'),
      zerofill: flags.has('zerofill'),
      ...rest,
    };
  }
  const lower = name.toLowerCase();
  if (lower === 'enum' || lower === 'set') {
    const values = readValues(text, open + 1);
    return { name: lower, parameters: [], values, unsigned: false, zerofill: false, ...rest };
  }
  const close = text.indexOf(')', open);
  const inside = text.slice(open + 1, close < 0 ? text.length : close);
  const tail = close < 0 ? '' : text.slice(close + 1).toLowerCase();
  return {
    name: lower,
    parameters: inside.split(',').map((part) => part.trim()),
    unsigned: tail.includes('unsigned'),
    zerofill: tail.includes('zerofill'),
    ...rest,
  };
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['b', '\b'],
  ['Z', '\x1a'],
]);

function readValues(text: string, start: number): readonly string[] {
  const values: string[] = [];
  let at = start;
  while (at < text.length && text[at] === "'") {
    let value = '';
    at += 1;
    for (; at < text.length; at += 1) {
      const letter = text[at] ?? '';
      if (letter === '\\') {
        at += 1;
        const escaped = text[at] ?? '';
        value += ESCAPES.get(escaped) ?? escaped;
      } else if (letter === "'") {
        if (text[at + 1] !== "'") break;
        at += 1;
        value += letter;
      } else value += letter;
    }
    values.push(value);
    at += 1;
    if (text[at] === ',') at += 1;
  }
  return values;
}
