/** Finds line and column of offsets in a text; 1-based, columns in UTF-16 units. Built once per text. */
export class LineIndex {
  private readonly starts: number[] = [0];
  /** The line that was found last, from 0: readers ask in the order of the text, so that the next is near. */
  private last = 0;

  constructor(text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.starts.push(at + 1);
  }

  /** The place of an offset. */
  locate(offset: number): { readonly line: number; readonly column: number } {
    const { starts } = this;
    let low = 0;
    let high = starts.length - 1;
    if ((starts[this.last] ?? 0) <= offset) {
      low = this.last;
      if (offset < (starts[low + 8] ?? Infinity)) high = Math.min(high, low + 7);
    }
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    this.last = low;
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }

  /** The offset at which the line after this offset's line starts, or undefined on the last line. */
  nextLine(offset: number): number | undefined {
    return this.starts[this.locate(offset).line];
  }
}
