/**
 * The one place where identifiers are quoted: backticks, which every sql_mode reads the same way.
 * A NUL character cannot stand in an identifier on any server and is left out.
 */
export function quoteIdentifier(name: string): string {
  const clean = name.includes('\0') ? name.replaceAll('\0', '') : name;
  return '`' + (clean.includes('`') ? clean.replaceAll('`', '``') : clean) + '`';
}

/** `schema`.`name`, or just the name where no schema is given. */
export function quoteQualified(schema: string | undefined, name: string): string {
  return schema === undefined || schema === ''
    ? quoteIdentifier(name)
    : quoteIdentifier(schema) + '.' + quoteIdentifier(name);
}

// eslint-disable-next-line no-control-regex -- \x1a ends a file on Windows, so the servers escape it
const SPECIAL = /['\\\0\n\r\x1a]/;

/**
 * The one place where strings are quoted: single quotes, quotes doubled. Backslash escapes are used only
 * where the text holds a backslash or a control character that clients mangle; texts without those read
 * the same under every sql_mode. For NO_BACKSLASH_ESCAPES pass `noBackslashEscapes`, which writes
 * everything raw.
 */
export function quoteString(text: string, mode?: { readonly noBackslashEscapes?: boolean }): string {
  if (!SPECIAL.test(text)) return "'" + text + "'";
  if (mode?.noBackslashEscapes === true) return "'" + text.replaceAll("'", "''") + "'";
  const parts: string[] = ["'"];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const escaped = escapeOf(text.charCodeAt(at));
    if (escaped === undefined) continue;
    parts.push(text.slice(from, at), escaped);
    from = at + 1;
  }
  parts.push(text.slice(from), "'");
  return parts.join('');
}

function escapeOf(code: number): string | undefined {
  switch (code) {
    case 0x27:
      return "''";
    case 0x5c:
      return '\\\\';
    case 0x00:
      return '\\0';
    case 0x0a:
      return '\\n';
    case 0x0d:
      return '\\r';
    case 0x1a:
      return '\\Z';
    default:
      return undefined;
  }
}
