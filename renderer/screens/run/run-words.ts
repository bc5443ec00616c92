/** What is done with a plan and a database. */
export type RunMode = 'start' | 'resume' | 'rollback' | 'abandon';

/** Why the target's name is asked for before a run; '' when it is not. `production` is the name of one that people depend on. */
export function stakeOf(target: string, destructive: boolean, production: string | undefined): string {
  if (destructive) return `This plan can lose data on ${target}.`;
  if (production === undefined) return '';
  return production === target
    ? `${target} is a database that people depend on.`
    : `${target} is ${production}, a database that people depend on.`;
}
