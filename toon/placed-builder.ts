import type { Place, PlacedEntry, PlacedValue } from './placed-value';

interface OpenObject {
  readonly kind: 'object';
  readonly place: Place;
  readonly entries: Map<string, PlacedEntry>;
  key: { readonly name: string; readonly place: Place } | undefined;
}

interface OpenArray {
  readonly kind: 'array';
  readonly place: Place;
  readonly items: PlacedValue[];
  readonly counting: boolean;
  count: number;
}

/**
 * Builds a placed value from the events of a reader: begin, key, leaf, end. It needs no matching ends:
 * `finish` closes what is still open, so that a text which stops in the middle yields what came before.
 * Arrays under one of the `counted` keys of the outermost object are counted, not kept.
 */
export class PlacedBuilder {
  readonly #open: (OpenObject | OpenArray)[] = [];
  readonly #counted: ReadonlySet<string>;
  #root: PlacedValue | undefined;
  /** Collections begun inside a counted array: nothing in there is kept. */
  #ignored = 0;

  constructor(counted: ReadonlySet<string>) {
    this.#counted = counted;
  }

  /** How many collections are open. */
  get depth(): number {
    return this.#open.length + this.#ignored;
  }

  /** True when a value under this key was already read; the caller reports it. */
  hasKey(name: string): boolean {
    const top = this.#open.at(-1);
    return this.#ignored === 0 && top?.kind === 'object' && top.entries.has(name);
  }

  key(name: string, place: Place): void {
    const top = this.#open.at(-1);
    if (this.#ignored === 0 && top?.kind === 'object') top.key = { name, place };
  }

  begin(kind: 'object' | 'array', place: Place): void {
    const top = this.#open.at(-1);
    if (this.#ignored > 0 || (top?.kind === 'array' && top.counting)) {
      this.#ignored += 1;
      return;
    }
    if (kind === 'object') {
      this.#open.push({ kind, place, entries: new Map(), key: undefined });
      return;
    }
    const counting =
      this.#open.length === 1 && top?.kind === 'object' && this.#counted.has(top.key?.name ?? '');
    this.#open.push({ kind, place, items: [], counting, count: 0 });
  }

  end(): void {
    if (this.#ignored > 0) {
      this.#ignored -= 1;
      const top = this.#open.at(-1);
      if (this.#ignored === 0 && top?.kind === 'array') top.count += 1;
      return;
    }
    const closed = this.#open.pop();
    if (!closed) return;
    this.leaf(closeCollection(closed));
  }

  leaf(value: PlacedValue): void {
    if (this.#ignored > 0) return;
    const top = this.#open.at(-1);
    if (!top) {
      this.#root ??= value;
    } else if (top.kind === 'array') {
      if (top.counting) top.count += 1;
      else top.items.push(value);
    } else if (top.key) {
      // The first of two equal keys wins; the second is reported by whoever feeds this builder.
      if (!top.entries.has(top.key.name)) top.entries.set(top.key.name, { place: top.key.place, value });
      top.key = undefined;
    }
  }

  finish(): PlacedValue | undefined {
    // A row that was cut off in the middle is not counted.
    this.#ignored = 0;
    while (this.#open.length > 0) this.end();
    return this.#root;
  }
}

function closeCollection(closed: OpenObject | OpenArray): PlacedValue {
  if (closed.kind === 'object') return { kind: 'object', place: closed.place, entries: closed.entries };
  return closed.counting
    ? { kind: 'counted', place: closed.place, length: closed.count }
    : { kind: 'array', place: closed.place, items: closed.items };
}
