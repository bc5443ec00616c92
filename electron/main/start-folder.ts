import { join, resolve } from 'node:path';

/** Where the app was started from, and how. */
export interface StartPlace {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly isPackaged: boolean;
  /** Where an installed app keeps the files that came with it. */
  readonly resources: string;
}

/**
 * The workspace's folder: the one named on the command line, else the sample. Started from a checkout, the
 * first argument is the app's own folder.
 */
export function chooseFolder(place: StartPlace): string {
  const words = place.argv.slice(place.isPackaged ? 1 : 2).filter((word) => !word.startsWith('-'));
  if (words[0] !== undefined) return resolve(place.cwd, words[0]);
  return sampleFolder(place);
}

/** The folder of the sample that comes with the app. */
export function sampleFolder(place: StartPlace): string {
  return join(
    place.isPackaged ? place.resources : (place.argv[1] ?? place.cwd),
    'examples',
    'lupopedia-sync',
  );
}
