import { isUtf8 } from 'node:buffer';

/** What a backslash makes of the letter behind it in a literal; any other letter stands for itself. */
const ESCAPED: ReadonlyMap<number, number> = new Map([
  [0x30, 0x00],
  [0x62, 0x08],
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
  [0x5a, 0x1a],
]);
const [QUOTE, BACKTICK, BACKSLASH] = [0x27, 0x60, 0x5c];

/**
 * The text of a definition whose literals may hold bytes that are no text: MariaDB prints a default of a binary column as the
 * very bytes (10.11; MySQL prints 0x00FF). Such a literal becomes `X'00FF'`, everything else stays as it is. `shown` is
 * what SHOW CREATE printed under an sql_mode without NO_BACKSLASH_ESCAPES and ANSI_QUOTES.
 */
export function spellBytes(shown: Buffer): string {
  const parts: Buffer[] = [];
  let kept = 0;
  for (let at = 0; at < shown.length; at += 1) {
    const byte = shown[at];
    if (byte !== QUOTE && byte !== BACKTICK) continue;
    const end = endOf(shown, at, byte);
    if (byte === QUOTE && !isUtf8(shown.subarray(at, end))) {
      const value = valueOf(shown.subarray(at + 1, end - 1));
      parts.push(shown.subarray(kept, at), Buffer.from(`X'${value.toString('hex').toUpperCase()}'`));
      kept = end;
    }
    at = end - 1;
  }
  return Buffer.concat([...parts, shown.subarray(kept)]).toString('utf8');
}

/** Where the quoted text that begins at `start` has ended. */
function endOf(shown: Buffer, start: number, quote: number): number {
  for (let at = start + 1; at < shown.length; at += 1) {
    if (shown[at] === BACKSLASH && quote === QUOTE) at += 1;
    else if (shown[at] === quote) {
      if (shown[at + 1] !== quote) return at + 1;
      at += 1;
    }
  }
  return shown.length;
}

function valueOf(inside: Buffer): Buffer {
  const bytes: number[] = [];
  for (let at = 0; at < inside.length; at += 1) {
    const byte = inside[at] ?? 0;
    const next = inside[at + 1];
    if ((byte === BACKSLASH || byte === QUOTE) && next !== undefined) {
      bytes.push(byte === BACKSLASH ? (ESCAPED.get(next) ?? next) : next);
      at += 1;
    } else bytes.push(byte);
  }
  return Buffer.from(bytes);
}
