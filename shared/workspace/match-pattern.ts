/**
 * True when a name matches a pattern in which `*` stands for any text and `?` for one character. Letters' case
 * does not matter, as for table names on most servers. Takes at most pattern × name steps, whatever they hold.
 */
export function matchPattern(pattern: string, name: string): boolean {
  const wanted = pattern.toLowerCase();
  const text = name.toLowerCase();
  let at = 0;
  let from = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    if (from < wanted.length && wanted[from] !== '*' && (wanted[from] === '?' || wanted[from] === text[at])) {
      at += 1;
      from += 1;
    } else if (wanted[from] === '*') {
      star = from;
      resume = at;
      from += 1;
    } else if (star >= 0) {
      // The last star takes one character more; stars before it never need to.
      resume += 1;
      at = resume;
      from = star + 1;
    } else {
      return false;
    }
  }
  while (wanted[from] === '*') from += 1;
  return from === wanted.length;
}
