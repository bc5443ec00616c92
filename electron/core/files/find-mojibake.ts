/** The first place where text shows that it was decoded wrongly, and how many there are. */
export interface Mojibake {
  readonly offset: number;
  readonly sample: string;
  readonly count: number;
}

/** What Windows-1252 makes of the bytes 0x80–0xBF, the continuation bytes of UTF-8. */
const CONTINUATION = '[\\u0081\\u008d\\u008f\\u0090\\u009d\\u00a0-\\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]';

/**
 * UTF-8 read as Windows-1252 or latin1 (`â€”`, `Ã©`, `ðŸš¨`), or as MacRoman (`‚Äî`, `üö®`). Of two-byte
 * sequences only those that begin with Â or Ã count: the others occur in honest text (`É»`).
 */
const PATTERN = new RegExp(
  `[ÂÃ][\\u0080-\\u00bf]|[à-ï]${CONTINUATION}{2}|[ð-ô]${CONTINUATION}{3}|‚Ä[\\u00a0-\\u00ffîìíúùôö†¢¶]|\\uf8ff?üö.`,
  'gu',
);

/** A text longer than this is only looked at up to here: one place is enough, and dumps are large. */
const LOOK_AT = 5_000_000;

/** Finds text that was UTF-8, was read as something else, and saved again. */
export function findMojibake(text: string): Mojibake | undefined {
  const head = text.length > LOOK_AT ? text.slice(0, LOOK_AT) : text;
  let first: RegExpExecArray | undefined;
  let count = 0;
  PATTERN.lastIndex = 0;
  for (let match = PATTERN.exec(head); match; match = PATTERN.exec(head)) {
    first ??= match;
    count += 1;
  }
  return first && { offset: first.index, sample: first[0], count };
}
