import type { ConnectionTarget } from './connection-target';

/** Asks a person, or the operating system's store, for a password; undefined when there is none to be had. */
export type AskPassword = (target: ConnectionTarget) => Promise<string | undefined>;

/**
 * The password that is known without asking: the target's own, TIDEMARK_PASSWORD_<ID>, TIDEMARK_PASSWORD,
 * MYSQL_PWD, in this order. The option file's is already the target's when it comes here, so the
 * environment's Tidemark variables are looked at before it where the address itself holds none.
 */
export function findPassword(
  target: ConnectionTarget,
  fromFile: string | undefined,
  environment: NodeJS.ProcessEnv,
): string | undefined {
  if (target.password !== undefined) return target.password;
  const named =
    target.id === undefined ? undefined : environment[`TIDEMARK_PASSWORD_${variablePart(target.id)}`];
  return named ?? environment['TIDEMARK_PASSWORD'] ?? fromFile ?? environment['MYSQL_PWD'];
}

/** The variable of the environment that `findPassword` would take a password from, if any. */
export function passwordVariable(
  target: ConnectionTarget,
  environment: NodeJS.ProcessEnv,
): string | undefined {
  const names = [
    ...(target.id === undefined ? [] : [`TIDEMARK_PASSWORD_${variablePart(target.id)}`]),
    'TIDEMARK_PASSWORD',
  ];
  return names.find((name) => environment[name] !== undefined);
}

/** `prod-eu.main` → `PROD_EU_MAIN`: what a source's id is called in the environment. */
export function variablePart(id: string): string {
  return id.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
}

/** Takes every secret out of a text before it may be shown or logged. */
export function redact(text: string, secrets: readonly (string | undefined)[]): string {
  let shown = text.replace(/\b((?:mysql|mariadb):\/\/[^:@/\s]*):[^@/\s]*@/gi, '$1:•••@');
  for (const secret of secrets) {
    // Short secrets would redact half of every message, and say nothing that is not public.
    if (secret !== undefined && secret.length >= 4) shown = shown.replaceAll(secret, '•••');
  }
  return shown;
}
