import { createHash } from 'node:crypto';
import type { SchemaModel } from '../../../shared/model';

/**
 * A SHA-256 (hex) over all that the model states, whatever its origins, counters of rows and reading times:
 * two reads of an unchanged source have one fingerprint. Order of objects counts, as a source gives it.
 */
export function fingerprintModel(model: SchemaModel): string {
  const writer = new Writer();
  writer.value(model);
  return writer.digest();
}

/** Sent to the hash in pieces of about this many characters. */
const PIECE = 65_536;
/** Texts of which JSON would write something with a backslash: all but these, to be on the safe side. */
const IS_PLAIN = /^[ !#-[\]-\ud7ff]*$/;

/**
 * Writes a model as JSON with sorted keys into a hash. By hand, because JSON.stringify with a replacer took a
 * quarter of the whole time of comparing two servers.
 */
class Writer {
  readonly #hash = createHash('sha256');
  /** The keys of objects in order, by the keys as they stand: there are few kinds of objects, and many of each. */
  readonly #orders = new Map<string, readonly string[]>();
  #text = '';

  digest(): string {
    return this.#hash.update(this.#text).digest('hex');
  }

  value(value: unknown): void {
    if (typeof value === 'string') this.#text += quote(value);
    else if (typeof value !== 'object' || value === null) this.#text += String(value);
    else if (Array.isArray(value)) this.#list(value);
    else if (value instanceof Map) this.#list([...(value as ReadonlyMap<unknown, unknown>)]);
    else this.#record(value as Readonly<Record<string, unknown>>);
    if (this.#text.length > PIECE) {
      this.#hash.update(this.#text);
      this.#text = '';
    }
  }

  #list(items: readonly unknown[]): void {
    let mark = '[';
    for (const item of items) {
      this.#text += mark;
      this.value(item);
      mark = ',';
    }
    this.#text += mark === '[' ? '[]' : ']';
  }

  #record(record: Readonly<Record<string, unknown>>): void {
    let mark = '{';
    for (const key of this.#keysOf(record)) {
      const value = record[key];
      if (value === undefined || (key === 'autoIncrement' && typeof value === 'string')) continue;
      this.#text += `${mark}"${key}":`;
      this.value(value);
      mark = ',';
    }
    this.#text += mark === '{' ? '{}' : '}';
  }

  /** Sorted: a model out of a snapshot has its keys in another order than one that was read from its server. */
  #keysOf(record: object): readonly string[] {
    const keys = Object.keys(record);
    const shape = keys.join();
    let order = this.#orders.get(shape);
    if (order === undefined) {
      // What a server was asked for is no part of what it states.
      order = keys.filter((key) => key !== 'origin' && key !== 'covers').sort();
      this.#orders.set(shape, order);
    }
    return order;
  }
}

function quote(text: string): string {
  return IS_PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}
