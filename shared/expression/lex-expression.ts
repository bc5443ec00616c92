import type { Flavor } from '../model';
import type { Token } from '../sql/token';
import { DEFAULT_SQL_MODE, parseSqlMode } from '../sql/sql-mode';
import { tokenize } from '../sql/tokenize';

/** A token of an expression; a charset introducer is folded into the literal that it stands before. */
export interface ExpressionToken {
  readonly kind: Token['kind'];
  /** As in Token, but lower case for words. */
  readonly text: string;
  /** The introducer, lower case, without its underscore. `N'…'` has `utf8mb3`. */
  readonly charset?: string;
  /** True when nothing stands between this token and the one before. */
  readonly joined: boolean;
}

/** No server accepts a longer expression; bodies of routines may be longer, and are compared by their tokens too. */
const MAX_LENGTH = 4_194_304;
const LITERALS: ReadonlySet<Token['kind']> = new Set(['string', 'hex', 'bit']);

/**
 * The tokens of an expression, comments left out. Answers undefined for a text over 4 MB and for one
 * whose last quote is open.
 */
export function lexExpression(
  text: string,
  options: { readonly flavor?: Flavor | undefined; readonly sqlMode?: string | undefined } = {},
): readonly ExpressionToken[] | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const plain = unescapeWhole(text);
  const mode = options.sqlMode === undefined ? DEFAULT_SQL_MODE : parseSqlMode(options.sqlMode);
  const tokens: ExpressionToken[] = [];
  let introducer: string | undefined;
  let end = -1;
  for (const token of tokenize(plain, { mode, flavor: options.flavor })) {
    if (introducer !== undefined && !LITERALS.has(token.kind)) {
      tokens.push({ kind: 'word', text: `_${introducer}`, joined: false });
      introducer = undefined;
    }
    if (token.kind === 'word' && token.text.length > 1 && token.text.startsWith('_')) {
      introducer = token.text.slice(1).toLowerCase();
      end = token.end;
      continue;
    }
    const national = token.kind === 'string' && /^n/i.test(plain.charAt(token.start));
    const charset = introducer ?? (national ? 'utf8mb3' : undefined);
    tokens.push({
      kind: token.kind,
      text: token.kind === 'word' ? token.text.toLowerCase() : token.text,
      ...(charset === undefined ? {} : { charset }),
      joined: token.start === end,
    });
    introducer = undefined;
    end = token.end;
  }
  if (introducer !== undefined) tokens.push({ kind: 'word', text: `_${introducer}`, joined: false });
  const last = tokens.at(-1);
  const isQuoted = last?.kind === 'string' || last?.kind === 'quoted';
  return isQuoted && end === plain.length && !/.['"`]$/s.test(plain) ? undefined : tokens;
}

/** INFORMATION_SCHEMA of MySQL escapes generation expressions as a whole: `concat(_utf8mb4\'x\',…)`. */
function unescapeWhole(text: string): string {
  return /_[a-z0-9]+\\'/i.test(text) ? text.replace(/\\(['\\])/g, '$1') : text;
}
