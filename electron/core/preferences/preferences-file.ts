import { mkdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { preferencesSchema } from '../../../shared/api';
import type { Preferences } from '../../../shared/api';
import { writeFileAtomic } from '../files/write-file-atomic';

/**
 * Where this person's settings of Tidemark live: `TIDEMARK_CONFIG_DIR` when it is set, else the system's usual
 * place for them.
 */
export function preferencesPath(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment['TIDEMARK_CONFIG_DIR'];
  if (named !== undefined && named !== '') return join(named, 'preferences.json');
  const place = {
    win32: environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'),
    darwin: join(homedir(), 'Library', 'Application Support'),
  };
  const base =
    process.platform === 'win32' || process.platform === 'darwin'
      ? place[process.platform]
      : // XDG says that a relative path is to be ignored; '' is one.
        environment['XDG_CONFIG_HOME']?.startsWith('/') === true
        ? environment['XDG_CONFIG_HOME']
        : join(homedir(), '.config');
  return join(base, 'tidemark', 'preferences.json');
}

/** What was remembered. A file that is absent or damaged reads as nothing remembered. */
export async function readPreferences(path: string): Promise<Preferences> {
  try {
    return preferencesSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return preferencesSchema.parse({});
  }
}

/** Remembers. False when the place cannot be written: the window goes on without a memory. */
export async function savePreferences(path: string, preferences: Preferences): Promise<boolean> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFileAtomic(path, `${JSON.stringify(preferences, null, 2)}\n`);
    return true;
  } catch {
    return false;
  }
}
