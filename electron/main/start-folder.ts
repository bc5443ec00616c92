import { join } from 'node:path';
import { LINK_SCHEME, readRequest } from './requested-place';

/** Where the app was started from, and how. */
export interface StartPlace {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly isPackaged: boolean;
  /** Where an installed app keeps the files that came with it. */
  readonly resources: string;
}

/**
 * The workspace's folder: the one named on the command line, or that of the file of ours that is named there, else the
 * sample. A link never chooses it: links come from anywhere.
 */
export function chooseFolder(place: StartPlace): string {
  const word = firstWord(place.argv, place.isPackaged);
  const isLink = word?.toLowerCase().startsWith(`${LINK_SCHEME}:`) === true;
  const request = word === undefined || isLink ? undefined : readRequest(word, place.cwd);
  return request?.folder ?? sampleFolder(place);
}

/** What a command line names, options aside. Started from a checkout, the first argument is the app's own folder. */
export function firstWord(argv: readonly string[], isPackaged: boolean): string | undefined {
  return argv.slice(isPackaged ? 1 : 2).find((word) => !word.startsWith('-'));
}

/** The folder of the sample that comes with the app. */
export function sampleFolder(place: StartPlace): string {
  return join(
    place.isPackaged ? place.resources : (place.argv[1] ?? place.cwd),
    'examples',
    'lupopedia-sync',
  );
}
