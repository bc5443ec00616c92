/**
 * Takes secrets out of a text that is logged or shown: passwords in addresses, in options and in SQL, bearer
 * tokens, and every secret that is known by value.
 */
export function redact(text: string, secrets: Iterable<string> = []): string {
  let clean = text
    .replace(/(\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@]{0,256}):[^\s/@]{1,1024}@/gi, '$1:***@')
    .replace(/\b(identified\s+by\s+)'[^']{0,1024}'/gi, "$1'***'")
    .replace(
      /\b(password|passwd|pwd|secret|token)(["']?\s{0,4}[:=]\s{0,4})("[^"]{0,1024}"|'[^']{0,1024}'|[^\s,;&"']{1,1024})/gi,
      (found: string, name: string, between: string, value: string, at: number, whole: string) =>
        // `Access denied for user … (using password: YES)`: the server says that there was one, and not which.
        /^(?:YES|NO)\)$/.test(value) && whole.startsWith('(using ', at - 7) ? found : `${name}${between}***`,
    )
    .replace(/\bBearer\s+[\w.~+/=-]{8,1024}/g, 'Bearer ***');
  for (const secret of secrets) {
    // A secret of one or two characters would blank half of the text and tell more than it hides.
    if (secret.length > 2) clean = clean.replaceAll(secret, '***');
  }
  return clean;
}
