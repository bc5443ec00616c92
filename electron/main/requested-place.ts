import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { CONFIG_FILE } from '../core/workspace/read-config';

/** The scheme of Tidemark's own links: `tidemark://open?folder=/home/you/project`. */
export const LINK_SCHEME = 'tidemark';

/** Something that the system asks Tidemark to open, as the window can show it. */
export interface RequestedPlace {
  /** The workspace that it belongs to. */
  readonly folder: string;
  /** The plan that is meant, relative to the folder, with forward slashes. */
  readonly plan?: string;
}

/**
 * What a word of the command line, a file of ours that was opened, or a `tidemark://` link asks for; undefined for what
 * is none of these. Links come from anywhere: they can name a folder, and nothing else.
 */
export function readRequest(word: string, cwd: string): RequestedPlace | undefined {
  if (word.toLowerCase().startsWith(`${LINK_SCHEME}:`)) return readLink(word);
  if (word === '' || word.startsWith('-')) return undefined;
  const path = resolve(cwd, word);
  if (basename(path).toLowerCase() === CONFIG_FILE) return { folder: dirname(path) };
  if (/\.plan\.json$/i.test(path)) {
    const folder = findWorkspace(dirname(path));
    return { folder, plan: relative(folder, path).split(sep).join('/') };
  }
  return { folder: path };
}

/**
 * Where the window goes for a request. A folder that is not open is shown on Welcome first, never opened at once: who
 * made the link or the file may not be who looks at it.
 */
export function placeOfRequest(request: RequestedPlace, openRoot: string | undefined): string {
  const { folder, plan } = request;
  if (folder !== openRoot) return `#/welcome?${new URLSearchParams({ folder }).toString()}`;
  return plan === undefined ? '#/overview' : `#/review/${encodeURIComponent(plan)}`;
}

function readLink(link: string): RequestedPlace | undefined {
  if (!URL.canParse(link)) return undefined;
  const url = new URL(link);
  const folder = url.searchParams.get('folder') ?? '';
  // A relative path in a link has nothing to be relative to; a NUL ends a path for the system.
  const isPath = resolve(folder) === folder.replace(/(?<=.)[/\\]$/, '') && !folder.includes('\0');
  return url.hostname === 'open' && folder !== '' && isPath ? { folder: resolve(folder) } : undefined;
}

/** The nearest folder above that has a tidemark.yaml; the folder itself where none has. */
function findWorkspace(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, CONFIG_FILE))) return at;
    if (dirname(at) === at) return folder;
  }
}
