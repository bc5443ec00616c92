import type { Node, RangeVar } from 'libpg-query';

/** The names in a list of String nodes; other nodes are left out. */
export function stringsOf(nodes: readonly Node[] | undefined): string[] {
  return (nodes ?? []).flatMap((node) => ('String' in node ? [node.String.sval ?? ''] : []));
}

/** Schema and name of a dotted name given as a list of String nodes; '' when no schema is said. */
export function qualifiedName(nodes: readonly Node[] | undefined): { schema: string; name: string } {
  const names = stringsOf(nodes);
  return { schema: names.at(-2) ?? '', name: names.at(-1) ?? '' };
}

/** Every table or view that a tree mentions, and the names that its WITH clauses make. Depth is no danger: a stack. */
export function findRangeVars(root: unknown): readonly RangeVar[] {
  const found: RangeVar[] = [];
  const commonTables = new Set<string>();
  const stack: unknown[] = [root];
  while (stack.length > 0) {
    const node = stack.pop();
    if (Array.isArray(node)) {
      for (const child of node) stack.push(child);
    } else if (typeof node === 'object' && node !== null) {
      for (const [key, child] of Object.entries(node as Record<string, unknown>)) {
        if (key === 'RangeVar' || key === 'relation') found.push(child as RangeVar);
        if (key === 'CommonTableExpr') commonTables.add((child as { ctename?: string }).ctename ?? '');
        if (typeof child === 'object' && child !== null) stack.push(child);
      }
    }
  }
  return found.filter(
    (range) =>
      typeof range.relname === 'string' &&
      (range.schemaname !== undefined || !commonTables.has(range.relname)),
  );
}

/** The smallest `location` in a tree: where an expression starts, but for its opening parentheses. */
export function firstLocation(root: unknown): number | undefined {
  let first: number | undefined;
  const stack: unknown[] = [root];
  while (stack.length > 0) {
    const node = stack.pop();
    if (Array.isArray(node)) {
      for (const child of node) stack.push(child);
    } else if (typeof node === 'object' && node !== null) {
      for (const [key, child] of Object.entries(node as Record<string, unknown>)) {
        if (key === 'location' && typeof child === 'number' && child >= 0) {
          first = first === undefined ? child : Math.min(first, child);
        } else if (typeof child === 'object' && child !== null) stack.push(child);
      }
    }
  }
  // The parser leaves out a location of 0.
  return first;
}
