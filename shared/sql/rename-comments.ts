/** A comment that names what the definition beside it was called before. */
interface RenameComment {
  readonly at: number;
  readonly from: string;
}

/**
 * Collects comments of the form `-- @renamed from=old`, also in block comments and with the old name in
 * quotes or backticks (the convention of sqldef). A comment belongs to the definition that it follows.
 */
export class RenameComments {
  private readonly comments: RenameComment[] = [];

  constructor(text: string) {
    for (let at = text.indexOf('@renamed'); at >= 0; at = text.indexOf('@renamed', at + 8)) {
      const from = readFrom(text.slice(at + 8, at + 300));
      if (from !== undefined && isInComment(text, at)) this.comments.push({ at, from });
    }
  }

  /** The old name stated between two offsets, if any. `isText` tells offsets inside quoted texts and names apart. */
  between(start: number, end: number, isText: (offset: number) => boolean): string | undefined {
    let low = 0;
    let high = this.comments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.comments[middle]?.at ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    for (let found = this.comments[low]; found !== undefined && found.at < end; found = this.comments[low]) {
      if (!isText(found.at)) return found.from;
      low += 1;
    }
    return undefined;
  }

  /** True when there is nothing to find. */
  get isEmpty(): boolean {
    return this.comments.length === 0;
  }
}

function readFrom(rest: string): string | undefined {
  const match =
    /^[ \t]{1,20}from[ \t]{0,20}=[ \t]{0,20}(?:"([^"\n]{1,200})"|`([^`\n]{1,200})`|'([^'\n]{1,200})'|([^\s*,;]{1,200}))/.exec(
      rest,
    );
  return match === null ? undefined : (match[1] ?? match[2] ?? match[3] ?? match[4]);
}

/** Looks back on the line for what opened the comment; a block comment may have opened up to 200 characters before. */
function isInComment(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 200), at);
  if (before.lastIndexOf('/*') > before.lastIndexOf('*/')) return true;
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return line.includes('--') || line.includes('#');
}
