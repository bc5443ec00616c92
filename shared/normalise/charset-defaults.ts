import type { Flavor } from '../model';
import { isAtLeast } from '../model';
import type { NormaliseContext } from './context';

/** Charsets whose default collation is not `<charset>_general_ci`; the same on both vendors. */
const DEFAULT_COLLATIONS: ReadonlyMap<string, string> = new Map([
  ['latin1', 'latin1_swedish_ci'],
  ['latin5', 'latin5_turkish_ci'],
  ['dec8', 'dec8_swedish_ci'],
  ['swe7', 'swe7_swedish_ci'],
  ['hp8', 'hp8_english_ci'],
  ['ujis', 'ujis_japanese_ci'],
  ['sjis', 'sjis_japanese_ci'],
  ['cp932', 'cp932_japanese_ci'],
  ['eucjpms', 'eucjpms_japanese_ci'],
  ['tis620', 'tis620_thai_ci'],
  ['euckr', 'euckr_korean_ci'],
  ['gb2312', 'gb2312_chinese_ci'],
  ['gbk', 'gbk_chinese_ci'],
  ['gb18030', 'gb18030_chinese_ci'],
  ['big5', 'big5_chinese_ci'],
  ['binary', 'binary'],
]);

/** Most bytes that one character takes; 1 for the charsets that are not listed. */
const BYTES_PER_CHARACTER: ReadonlyMap<string, number> = new Map([
  ['utf8mb4', 4],
  ['utf8mb3', 3],
  ['ucs2', 2],
  ['utf16', 4],
  ['utf16le', 4],
  ['utf32', 4],
  ['ujis', 3],
  ['eucjpms', 3],
  ['sjis', 2],
  ['cp932', 2],
  ['euckr', 2],
  ['gb2312', 2],
  ['gbk', 2],
  ['big5', 2],
  ['gb18030', 4],
]);

/** Unicode charsets that MariaDB 11.5 gave UCA 14.0.0 collations (character_set_collations, manual). */
const UCA_CHARSETS: ReadonlySet<string> = new Set(['utf8mb3', 'utf8mb4', 'ucs2', 'utf16', 'utf32']);

/** A charset in its one name: `utf8` is `utf8mb3` on every server that Tidemark reads. */
export function canonicalCharset(name: string): string {
  const lower = name.toLowerCase();
  return lower === 'utf8' ? 'utf8mb3' : lower;
}

/** A collation in its one name; MariaDB's names without a charset (`uca1400_ai_ci`) take the charset's. */
export function canonicalCollation(name: string, charset?: string): string {
  const lower = name.toLowerCase();
  if (lower.startsWith('utf8_')) return `utf8mb3_${lower.slice(5)}`;
  return lower.startsWith('uca1400_') && charset !== undefined ? `${charset}_${lower}` : lower;
}

/** The charset that a collation belongs to: what stands before its first underscore. */
export function charsetOfCollation(collation: string): string {
  return canonicalCharset(collation.split('_', 1)[0] ?? collation);
}

/** The collation that a server of the flavor gives to a charset when none is said. */
export function defaultCollation(
  charset: string,
  flavor: Flavor,
  server?: NormaliseContext['server'],
): string {
  const configured = server?.characterSetCollations;
  if (configured !== undefined && flavor.vendor === 'mariadb') {
    for (const pair of configured.split(',')) {
      const [name, collation] = pair.split('=');
      if (name !== undefined && collation !== undefined && canonicalCharset(name.trim()) === charset)
        return canonicalCollation(collation.trim(), charset);
    }
  } else if (flavor.vendor === 'mariadb' && isAtLeast(flavor, 11, 5) && UCA_CHARSETS.has(charset)) {
    return `${charset}_uca1400_ai_ci`;
  }
  if (charset === 'utf8mb4' && flavor.vendor === 'mysql' && isAtLeast(flavor, 8, 0, 1))
    return 'utf8mb4_0900_ai_ci';
  return DEFAULT_COLLATIONS.get(charset) ?? `${charset}_general_ci`;
}

/** Most bytes that one character of the charset takes. */
export function bytesPerCharacter(charset: string): number {
  return BYTES_PER_CHARACTER.get(charset) ?? 1;
}

/** The charset and collation that a table gets when it says nothing: the schema's, the server's, the vendor's. */
export function inheritedCharset(context: NormaliseContext): {
  readonly charset: string;
  readonly collation: string;
} {
  const { schema, server, flavor } = context;
  for (const level of [schema, { charset: server?.characterSet, collation: server?.collation }]) {
    if (level.collation !== undefined) {
      const collation = canonicalCollation(level.collation, level.charset);
      return { charset: charsetOfCollation(collation), collation };
    }
    if (level.charset !== undefined) {
      const charset = canonicalCharset(level.charset);
      return { charset, collation: defaultCollation(charset, flavor, server) };
    }
  }
  // MariaDB's built-in default was latin1 until 11.6; Debian and most packages have long set utf8mb4.
  return { charset: 'utf8mb4', collation: defaultCollation('utf8mb4', flavor, server) };
}
