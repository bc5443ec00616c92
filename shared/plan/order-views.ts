import type { View } from '../model';
import { tokenize } from '../sql';

/** A view with the schema it is in. */
export interface PlacedView {
  readonly schema: string;
  readonly view: View;
}

/**
 * Orders views so that each comes after the views that its text names; ties keep the given order. Names
 * are found as tokens, so a name in a string or comment does not count. A name that only looks like a
 * view's makes an edge too many, never one too few; a cycle is cut where it is found.
 */
export function orderViews(views: readonly PlacedView[]): readonly PlacedView[] {
  const byName = new Map<string, PlacedView[]>();
  for (const placed of views) {
    const name = placed.view.name.toLowerCase();
    byName.set(name, [...(byName.get(name) ?? []), placed]);
  }
  const uses = new Map(views.map((placed) => [placed, findUsed(placed, byName)]));
  const state = new Map<PlacedView, 'open' | 'done'>();
  const ordered: PlacedView[] = [];
  for (const root of views) {
    if (state.has(root)) continue;
    const stack: { readonly placed: PlacedView; next: number }[] = [{ placed: root, next: 0 }];
    state.set(root, 'open');
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const used = uses.get(top.placed)?.[top.next];
      top.next += 1;
      if (used === undefined) {
        state.set(top.placed, 'done');
        ordered.push(top.placed);
        stack.pop();
      } else if (!state.has(used)) {
        state.set(used, 'open');
        stack.push({ placed: used, next: 0 });
      }
    }
  }
  return ordered;
}

function findUsed(
  placed: PlacedView,
  byName: ReadonlyMap<string, readonly PlacedView[]>,
): readonly PlacedView[] {
  const used = new Set<PlacedView>();
  for (const name of namesIn(placed.view.select)) {
    for (const other of byName.get(name) ?? []) if (other !== placed) used.add(other);
  }
  return [...used];
}

/** Every identifier-like token of a text, lower case, unquoted: a name too many only makes something wait. */
export function namesIn(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const token of tokenize(text)) {
    if (token.kind === 'word' || token.kind === 'quoted') names.add(token.text.toLowerCase());
  }
  return names;
}
