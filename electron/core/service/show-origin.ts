import type { FileOrigin, Origin } from '../../../shared/model';

/** An origin as the caller is to see it: with the prefix before the path of a file that lies elsewhere. */
export function showOrigin(origin: Origin, prefix: string): Origin {
  return origin.kind === 'file' ? showPath(origin, prefix) : origin;
}

/** The same for a place in a file. */
export function showPath(origin: FileOrigin, prefix: string): FileOrigin {
  return prefix === '' ? origin : { ...origin, path: prefix + origin.path };
}
