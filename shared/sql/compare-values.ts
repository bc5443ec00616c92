import { NAMELESS_SCHEMA } from './information-schema';
import type { SqlValue } from './information-schema';
import type { ModelDraft } from './model-draft';

/** A value, or undefined when only a server could tell. */
export type Evaluated = SqlValue | undefined;

/** Whether a condition holds; NULL does not, and undefined is not known. */
export function isTrue(value: Evaluated): boolean | undefined {
  if (value === undefined) return undefined;
  if (value === null) return false;
  return typeof value === 'number'
    ? value !== 0
    : Number.parseFloat(value) !== 0 && !Number.isNaN(Number.parseFloat(value));
}

/** 1 or 0 for `=`, `<=>`, `<>`, `!=`, `<`, `>`, `<=`, `>=`; NULL where a side is NULL. Texts compare without case, as the usual collations do. */
export function compareValues(
  model: ModelDraft,
  operator: string,
  left: Evaluated,
  right: Evaluated,
): Evaluated {
  if (left === undefined || right === undefined) return undefined;
  if (left === null || right === null) return operator === '<=>' ? (left === right ? 1 : 0) : null;
  const order =
    typeof left === 'number' || typeof right === 'number'
      ? Number(left) - Number(right)
      : compareTexts(model, left, right);
  switch (operator) {
    case '=':
    case '<=>':
      return order === 0 ? 1 : 0;
    case '<>':
    case '!=':
      return order === 0 ? 0 : 1;
    case '<':
      return order < 0 ? 1 : 0;
    case '>':
      return order > 0 ? 1 : 0;
    case '<=':
      return order <= 0 ? 1 : 0;
    default:
      return order >= 0 ? 1 : 0;
  }
}

function compareTexts(model: ModelDraft, left: string, right: string): number {
  if (left === NAMELESS_SCHEMA && right !== NAMELESS_SCHEMA)
    return model.findSchema(right) === undefined ? 0 : 1;
  if (right === NAMELESS_SCHEMA && left !== NAMELESS_SCHEMA)
    return model.findSchema(left) === undefined ? 0 : 1;
  const a = left.toLowerCase();
  const b = right.toLowerCase();
  return a === b ? 0 : a < b ? -1 : 1;
}

/** 1 or 0 for `text LIKE pattern`, without case: `%` stands for any text, `_` for one character, behind `\\` each for itself. */
export function matchesLike(text: Evaluated, pattern: Evaluated): Evaluated {
  if (text === undefined || pattern === undefined) return undefined;
  if (text === null || pattern === null) return null;
  // What the nameless schema is called is not known.
  if (text === NAMELESS_SCHEMA || pattern === NAMELESS_SCHEMA) return undefined;
  return likeMatches([...String(text).toLowerCase()], readPattern(String(pattern).toLowerCase())) ? 1 : 0;
}

type PatternPart = '%' | '_' | { readonly character: string };

function readPattern(pattern: string): readonly PatternPart[] {
  const parts: PatternPart[] = [];
  const characters = [...pattern];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    if (character === '\\' && at + 1 < characters.length)
      parts.push({ character: characters[(at += 1)] ?? '' });
    else parts.push(character === '%' || character === '_' ? character : { character });
  }
  return parts;
}

/** Goes back to the last `%` only: texts of scripts must not take more than their length times the pattern's. */
function likeMatches(text: readonly string[], parts: readonly PatternPart[]): boolean {
  let at = 0;
  let part = 0;
  let star = -1;
  let mark = 0;
  while (at < text.length) {
    const wanted = parts[part];
    if (wanted === '%') {
      star = part;
      mark = at;
      part += 1;
    } else if (wanted !== undefined && (wanted === '_' || wanted.character === text[at])) {
      at += 1;
      part += 1;
    } else if (star >= 0) {
      part = star + 1;
      mark += 1;
      at = mark;
    } else return false;
  }
  return parts.slice(part).every((rest) => rest === '%');
}
