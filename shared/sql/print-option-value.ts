import { quoteString } from './quote';

/** A number or word (an engine, a charset) stays bare, anything else is quoted: names in files may hold anything. */
export function printOptionValue(value: string): string {
  return /^(?:\d+|[A-Za-z_]\w*)$/.test(value) ? value : quoteString(value);
}
