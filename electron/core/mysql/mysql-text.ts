/**
 * information_schema of MySQL shows expressions (defaults, generated columns, checks, functional index parts)
 * with their quotes and backslashes escaped once more: `_utf8mb4\'it\\\'s\'`. Takes one level off. Seen on
 * MySQL 8.0 to 9.7; SHOW CREATE does not do it.
 */
export function unescapeExpression(text: string): string {
  return text.includes('\\')
    ? text.replace(/\\([\s\S])/g, (_, letter: string) => ESCAPED.get(letter) ?? letter)
    : text;
}

const ESCAPED: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['n', '\n'],
  ['r', '\r'],
  ['Z', '\x1a'],
]);

/**
 * True when information_schema may have spoiled the text: it shows other than ASCII letters of expressions
 * decoded twice (`Ã©` for `é`, MySQL 9.7), and characters outside the BMP as `?`.
 */
export function mayBeSpoiled(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- the question is exactly whether all is ASCII
  return text.includes('?') || /[^\x00-\x7f]/.test(text);
}

/** Splits CREATE_OPTIONS (`row_format=COMPRESSED KEY_BLOCK_SIZE=4 ENCRYPTION='Y' partitioned`), names in lower case. */
export function parseCreateOptions(text: string): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  let at = 0;
  while (at < text.length) {
    const equals = text.indexOf('=', at);
    const space = text.indexOf(' ', at);
    const bare = equals < 0 || (space >= 0 && space < equals && !isWord(text.slice(at, equals).trim()));
    if (bare) {
      const end = space < 0 ? text.length : space;
      if (end > at) options.set(text.slice(at, end).toLowerCase(), '');
      at = end + 1;
      continue;
    }
    const name = text.slice(at, equals).trim().toLowerCase();
    const quote = text[equals + 1];
    if (quote === "'" || quote === '"') {
      let value = '';
      let index = equals + 2;
      for (; index < text.length; index += 1) {
        const letter = text[index] ?? '';
        if (letter === quote) {
          if (text[index + 1] !== quote) break;
          index += 1;
        }
        value += letter;
      }
      options.set(name, value);
      at = index + 2;
    } else {
      const end = text.indexOf(' ', equals);
      options.set(name, text.slice(equals + 1, end < 0 ? text.length : end));
      at = (end < 0 ? text.length : end) + 1;
    }
  }
  return options;
}

/** Names of two words, such as DATA DIRECTORY. */
function isWord(name: string): boolean {
  return /^(data|index) directory$/i.test(name);
}
