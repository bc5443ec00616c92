/** One name, quoted or not, or something in which names do not count: a string or a comment. */
const PIECE =
  /'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*"|\/\*[\s\S]*?\*\/|`(?:[^`]|``)*`|[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*/g;

/** The names that a text mentions, unquoted, strings and comments left out: more than it refers to, never fewer. */
export function mentionedNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [piece] of text.matchAll(PIECE)) {
    const name = nameOf(piece);
    if (name !== undefined) names.add(name);
  }
  return names;
}

/** Replaces the schema in `schema`.`table` by another, for each name in `names`; all else stays as it is. */
export function mapQualifiers(text: string, names: ReadonlyMap<string, string>): string {
  if (names.size === 0) return text;
  let result = '';
  let copied = 0;
  for (const match of text.matchAll(PIECE)) {
    const [piece] = match;
    const end = match.index + piece.length;
    const name = nameOf(piece);
    const other = name === undefined ? undefined : names.get(name);
    // A dot must follow, and none stand before: `a`.`shop`.`x` speaks of a table named shop.
    if (other === undefined || text[end] !== '.' || text[match.index - 1] === '.') continue;
    result += `${text.slice(copied, match.index)}\`${other.replaceAll('`', '``')}\``;
    copied = end;
  }
  return result + text.slice(copied);
}

function nameOf(piece: string): string | undefined {
  if (piece.startsWith('`')) return piece.slice(1, -1).replaceAll('``', '`');
  return piece.startsWith("'") || piece.startsWith('"') || piece.startsWith('/*') ? undefined : piece;
}
