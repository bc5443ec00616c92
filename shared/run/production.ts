import type { RunPolicy } from './run-policy';

/** True when a source's name says that people depend on it. */
export function looksLikeProduction(source: string): boolean {
  return /(^|[^a-z])(prod|production|live|main|master)([^a-z]|$)/i.test(source);
}

/** Whether people depend on a source: as the policy says, or, where it says nothing, as the source's name does. */
export function isProduction(source: string, { production }: Pick<RunPolicy, 'production'>): boolean {
  return production === undefined ? looksLikeProduction(source) : production.includes(source);
}
