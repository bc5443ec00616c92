import type { FileOrigin } from '../../../shared/model';

/** One mark per so many bytes keeps a look-up short in files that are a single long line. */
const MARK_EVERY = 512;

/**
 * Places in one text: UTF-16 offsets ↔ lines and columns, and byte offsets (PostgreSQL's parser counts
 * UTF-8 bytes) → UTF-16 offsets. Both tables are made once, when first asked for.
 */
export class TextPositions {
  readonly #text: string;
  readonly #path: string;
  #lineStarts: readonly number[] | undefined;
  #marks: readonly (readonly [byte: number, unit: number])[] | undefined;

  constructor(text: string, path: string) {
    this.#text = text;
    this.#path = path;
  }

  /** The origin of a UTF-16 offset; offsets outside of the text are moved to its ends. */
  originAt(offset: number): FileOrigin {
    const starts = (this.#lineStarts ??= findLineStarts(this.#text));
    const place = Math.max(0, Math.min(offset, this.#text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    return { kind: 'file', path: this.#path, line: low + 1, column: place - (starts[low] ?? 0) + 1 };
  }

  /** The UTF-16 offset of a byte offset, counted from the UTF-16 offset `base`. */
  offsetOfByte(byte: number, base = 0): number {
    const marks = (this.#marks ??= markBytes(this.#text));
    if (marks.length === 1) return base + byte;
    const wanted = (base === 0 ? 0 : this.#byteOfOffset(base)) + byte;
    let low = 0;
    let high = marks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((marks[middle]?.[0] ?? 0) <= wanted) low = middle;
      else high = middle - 1;
    }
    let [bytes, unit] = marks[low] ?? [0, 0];
    while (bytes < wanted && unit < this.#text.length) {
      const [size, units] = sizeAt(this.#text, unit);
      bytes += size;
      unit += units;
    }
    return unit;
  }

  #byteOfOffset(offset: number): number {
    const marks = (this.#marks ??= markBytes(this.#text));
    let low = 0;
    let high = marks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((marks[middle]?.[1] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    let [bytes, unit] = marks[low] ?? [0, 0];
    while (unit < offset) {
      const [size, units] = sizeAt(this.#text, unit);
      bytes += size;
      unit += units;
    }
    return bytes;
  }
}

/** Bytes and UTF-16 units of the character at `unit`. A lone surrogate becomes U+FFFD, three bytes. */
function sizeAt(text: string, unit: number): readonly [bytes: number, units: number] {
  const code = text.codePointAt(unit) ?? 0;
  if (code < 0x80) return [1, 1];
  if (code < 0x800) return [2, 1];
  return code > 0xffff ? [4, 2] : [3, 1];
}

function findLineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function markBytes(text: string): readonly (readonly [number, number])[] {
  const marks: [number, number][] = [[0, 0]];
  // eslint-disable-next-line no-control-regex -- exactly the ASCII range is meant
  if (/^[\x00-\x7f]*$/.test(text)) return marks;
  let bytes = 0;
  let unit = 0;
  let next = MARK_EVERY;
  while (unit < text.length) {
    const [size, units] = sizeAt(text, unit);
    bytes += size;
    unit += units;
    if (bytes >= next) {
      marks.push([bytes, unit]);
      next = bytes + MARK_EVERY;
    }
  }
  // A second mark tells a short text with wide characters from a plain one.
  if (marks.length === 1) marks.push([bytes, unit]);
  return marks;
}
