/** The formats that results are printed in. */
export const FORMATS = ['text', 'json', 'markdown', 'sarif', 'junit'] as const;

/** A format that results are printed in. */
export type Format = (typeof FORMATS)[number];

/**
 * When a command that found something ends with 1; each level includes those before it. `never` and `missing`,
 * `different` (the default of drift and diff: missing, extra and different), `unknown`, `equivalent` speak of drift;
 * `error`, `warning` and `info` of diagnostics.
 */
export const FAIL_LEVELS = [
  'never',
  'missing',
  'different',
  'unknown',
  'equivalent',
  'error',
  'warning',
  'info',
] as const;

/** When a command that found something ends with 1. */
export type FailLevel = (typeof FAIL_LEVELS)[number];

/** What every command takes. */
export interface GlobalOptions {
  readonly workspace?: string;
  readonly format: Format;
  readonly output?: string;
  readonly flavor?: string;
  readonly readOnly: boolean;
  readonly failOn?: FailLevel;
  readonly quiet: boolean;
}
