/** The bytes of a text in UTF-8, as upper-case hex digits. */
export function toHexDigits(text: string): string {
  let hex = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) hex += byte(code);
    else if (code < 0x800) hex += byte(0xc0 | (code >> 6)) + byte(0x80 | (code & 63));
    else if (code < 0x10000)
      hex += byte(0xe0 | (code >> 12)) + byte(0x80 | ((code >> 6) & 63)) + byte(0x80 | (code & 63));
    else
      hex +=
        byte(0xf0 | (code >> 18)) +
        byte(0x80 | ((code >> 12) & 63)) +
        byte(0x80 | ((code >> 6) & 63)) +
        byte(0x80 | (code & 63));
  }
  return hex;
}

/** The text that hex digits spell when all of its bytes are ASCII; else undefined. */
export function toAsciiText(digits: string): string | undefined {
  let text = '';
  for (let at = 0; at + 1 < digits.length; at += 2) {
    const code = Number.parseInt(digits.slice(at, at + 2), 16);
    if (!(code < 0x80)) return undefined;
    text += String.fromCharCode(code);
  }
  return text;
}

/** The digits of a bit literal as hex digits, whole bytes. */
export function bitsToHexDigits(bits: string): string {
  const padded = bits.padStart(Math.ceil(bits.length / 8) * 8, '0');
  let hex = '';
  for (let at = 0; at < padded.length; at += 8) hex += byte(Number.parseInt(padded.slice(at, at + 8), 2));
  return hex;
}

/** Bits of hex digits or of a whole number, without leading zeros; undefined for what is neither. */
export function toBits(value: string, base: 10 | 16): string | undefined {
  if (!(base === 10 ? /^\d{1,20}$/ : /^[0-9a-f]{1,16}$/i).test(value)) return undefined;
  return BigInt(base === 16 ? `0x${value}` : value).toString(2);
}

function byte(code: number): string {
  return code.toString(16).toUpperCase().padStart(2, '0');
}
