import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { originalOf } from '../../../shared/model';
import type { SchemaModel, Table } from '../../../shared/model';

/**
 * A SHA-256 (hex) over all that the model states, whatever its origins, counters of rows and reading times:
 * two reads of an unchanged source have one fingerprint. Order of objects counts, as a source gives it.
 */
export function fingerprintModel(model: SchemaModel): string {
  const hash = createHash('sha256');
  const writer = new Writer(hash);
  writer.value(model);
  return hash.update(writer.rest).digest('hex');
}

/**
 * What tables of servers and their parts look like here: the same tables are on several servers, and in each new
 * reading of one; the same columns are in many tables (see `ShownTableReader`).
 */
const written = new WeakMap<object, string>();

/** Sent to the hash in pieces of about this many characters. */
const PIECE = 65_536;
/** From this length on, a text is sent by itself. */
const LONG = 512;
/** Texts of which JSON would write something with a backslash: all but these, to be on the safe side. */
const IS_PLAIN = /^[ !#-[\]-\ud7ff]*$/;

/**
 * Writes a model as JSON with sorted keys into a hash. By hand, because JSON.stringify with a replacer took a
 * quarter of the whole time of comparing two servers.
 */
class Writer {
  #text = '';

  /** Without a hash, all of the text is kept. */
  constructor(private readonly hash?: Hash) {}

  /** What was written and not sent. */
  get rest(): string {
    return this.#text;
  }

  value(value: unknown): void {
    if (typeof value === 'string') this.#text += quote(value);
    else if (typeof value !== 'object' || value === null) this.#text += String(value);
    else if (Array.isArray(value)) this.#list(value);
    else if (value instanceof Map) this.#list([...(value as ReadonlyMap<unknown, unknown>)]);
    else if (isOfServer(value)) this.#known(value);
    else this.#record(value);
  }

  #known(part: object): void {
    const original = isTable(part) ? originalOf(part) : part;
    let text = written.get(original);
    if (text === undefined) {
      const own = new Writer();
      own.#record(part);
      text = own.rest;
      written.set(original, text);
    }
    if (this.hash === undefined || text.length < LONG) this.#text += text;
    else {
      // As it is: V8 makes one piece of the text that it hashes, and this one comes again in the next reading.
      this.hash.update(this.#text).update(text);
      this.#text = '';
    }
  }

  #list(items: readonly unknown[]): void {
    let mark = '[';
    for (const item of items) {
      this.#text += mark;
      this.value(item);
      mark = ',';
      this.#send();
    }
    this.#text += mark === '[' ? '[]' : ']';
  }

  #record(record: object): void {
    let mark = '{';
    for (const key of this.#keysOf(record)) {
      const value = (record as Readonly<Record<string, unknown>>)[key];
      if (value === undefined || (key === 'autoIncrement' && typeof value === 'string')) continue;
      this.#text += `${mark}"${key}":`;
      this.value(value);
      mark = ',';
    }
    this.#text += mark === '{' ? '{}' : '}';
  }

  #send(): void {
    if (this.hash === undefined || this.#text.length < PIECE) return;
    this.hash.update(this.#text);
    this.#text = '';
  }

  /** Sorted: a model out of a snapshot has its keys in another order than one that was read from its server. */
  #keysOf(record: object): readonly string[] {
    const keys = Object.keys(record);
    const shape = keys.join();
    let order = orders.get(shape);
    if (order === undefined) {
      // What a server was asked for is no part of what it states.
      order = keys.filter((key) => key !== 'origin' && key !== 'covers').sort();
      orders.set(shape, order);
    }
    return order;
  }
}

/** The keys of objects in order, by the keys as they stand: there are few kinds of objects, and many of each. */
const orders = new Map<string, readonly string[]>();

function isOfServer(value: object): boolean {
  return 'origin' in value && (value as Partial<Table>).origin?.kind === 'server';
}

function isTable(value: object): value is Table {
  return (value as Partial<Table>).kind === 'table';
}

function quote(text: string): string {
  return IS_PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}
