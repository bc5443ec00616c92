import type { Token } from './token';

/** The parts of a list between two positions, cut at the commas that stand in no parentheses; empty ones are left out. */
export function splitAtCommas(
  tokens: readonly Token[],
  from: number,
  to: number,
): readonly [number, number][] {
  const parts: [number, number][] = [];
  let start = from;
  let depth = 0;
  for (let at = from; at <= to; at += 1) {
    const upper = tokens[at]?.upper;
    if (at === to || (upper === ',' && depth === 0)) {
      if (at > start) parts.push([start, at]);
      start = at + 1;
    } else if (upper === '(') depth += 1;
    else if (upper === ')') depth -= 1;
  }
  return parts;
}
