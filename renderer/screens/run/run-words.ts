/** What is done with a plan and a database. */
export type RunMode = 'start' | 'resume' | 'rollback' | 'abandon';

/** True when a source's name says that people depend on it. */
export function looksLikeProduction(source: string): boolean {
  return /(^|[^a-z])(prod|production|live|main|master)([^a-z]|$)/i.test(source);
}

/** Why the target's name is asked for before a run; '' when it is not. */
export function stakeOf(target: string, destructive: boolean): string {
  if (destructive) return `This plan can lose data on ${target}.`;
  return looksLikeProduction(target) ? `${target} looks like the database that people work with.` : '';
}
