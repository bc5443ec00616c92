import { quoteString } from './quote';

/** A number or word (an engine, a charset) stays bare, anything else is quoted: names in files may hold anything. */
export function printOptionValue(value: string): string {
  return /^(?:\d+|[A-Za-z_]\w*)$/.test(value) ? value : quoteString(value);
}

/**
 * The value of an option that MariaDB's storage engines define (PAGE_COMPRESSED, ENCRYPTED): quoted as SHOW CREATE does, because it
 * may be a word that is reserved, such as ON. Numbers and DEFAULT stay bare: `'DEFAULT'` would be a value.
 */
export function printEngineOption(value: string): string {
  return /^(?:\d+|default)$/i.test(value) ? value : quoteString(value);
}
