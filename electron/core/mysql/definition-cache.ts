import type { Flavor, Table } from '../../../shared/model';
import { formatFlavor } from '../../../shared/model';

/** Characters of all texts together: some 30,000 ordinary tables. */
const LIMIT = 32_000_000;

/**
 * Tables by the text that SHOW CREATE TABLE printed for them, so that of two servers with the same tables, or of
 * one that is read again, each text is parsed once. What was read first is forgotten first.
 */
export class DefinitionCache {
  readonly #tables = new Map<string, Map<string, Table>>();
  /** The same by identity: a connection asks a thousand times for one flavor. */
  readonly #byFlavor = new WeakMap<Flavor, Map<string, Table>>();
  readonly #limit: number;
  #size = 0;

  constructor(limit = LIMIT) {
    this.#limit = limit;
  }

  /** The table that was read from this very text of a server of this flavor. */
  get(flavor: Flavor, text: string): Table | undefined {
    return this.#of(flavor).get(text);
  }

  /** Remembers a table that was read without any complaint. */
  set(flavor: Flavor, text: string, table: Table): void {
    const known = this.#of(flavor);
    if (known.has(text)) return;
    known.set(text, table);
    this.#size += text.length;
    if (this.#size > this.#limit) this.#forget();
  }

  #of(flavor: Flavor): Map<string, Table> {
    let known = this.#byFlavor.get(flavor);
    if (known === undefined) {
      const key = formatFlavor(flavor);
      known = this.#tables.get(key) ?? new Map<string, Table>();
      this.#tables.set(key, known);
      this.#byFlavor.set(flavor, known);
    }
    return known;
  }

  /** Half of it at once, so that it is not done for each new text. */
  #forget(): void {
    for (const known of this.#tables.values()) {
      for (const text of known.keys()) {
        if (this.#size <= this.#limit / 2) return;
        known.delete(text);
        this.#size -= text.length;
      }
    }
  }
}
