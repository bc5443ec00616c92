/**
 * What tests may see of the person's own surroundings: neither the servers and passwords that MySQL's clients are told
 * of in variables and option files, nor how the shell wants programs to look. Without this, a ~/.my.cnf with a password
 * failed two hundred tests.
 */
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './freshness.mjs';

const PERSONAL = /^(MYSQL_|MARIADB_|TIDEMARK_PASSWORD)|^(FORCE_COLOR|NO_COLOR)$/;

/** Changes this process's variables, for it and its children; a second call changes nothing. */
export function isolateTests() {
  const { env } = process;
  for (const name of Object.keys(env)) if (PERSONAL.test(name)) delete env[name];
  const home = join(ROOT, '.cache', 'test-home');
  if (homedir() === home) return;
  // Servers and packages that were fetched once stay where they are.
  env['XDG_CACHE_HOME'] ??= join(homedir(), '.cache');
  mkdirSync(home, { recursive: true });
  env['HOME'] = home;
  env['USERPROFILE'] = home;
}
