/** A table's name as a file's: what could lead elsewhere or is not allowed somewhere is written as %XX. */
export function fileNameOf(table: string): string {
  const safe = [...table]
    .map((character) => (/[\p{L}\p{N}_$-]/u.test(character) ? character : percent(character)))
    .join('');
  // Windows keeps these for devices, whatever the ending.
  const isDevice = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(safe);
  return isDevice ? `%${safe.charCodeAt(0).toString(16)}${safe.slice(1)}` : safe.slice(0, 200);
}

/** The bytes of a character in UTF-8, as %XX each. */
function percent(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return `%${code.toString(16).padStart(2, '0')}`;
  // Half of a pair has no bytes of its own; UTF-8 has U+FFFD for it.
  return encodeURIComponent(code >= 0xd800 && code < 0xe000 ? '\uFFFD' : character).toLowerCase();
}
