import { quoteString } from './quote';

/** A number or word stays bare, anything else is quoted. */
export function printOptionValue(value: string): string {
  return /^(?:\d+|[A-Za-z_]\w*)$/.test(value) ? value : quoteString(value);
}
