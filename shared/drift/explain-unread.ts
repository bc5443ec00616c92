import type { FileOrigin, SchemaModel, SchemaObject, UnreadPlace } from '../model';
import { formatOrigin } from '../model';

/**
 * Why what could not be read of a source keeps its silence about an object from meaning anything; undefined when all that
 * could speak of it was read. `who` begins the sentence.
 */
export function explainUnread(
  { unread }: SchemaModel,
  object: Pick<SchemaObject, 'kind' | 'name'>,
  who: string,
): string | undefined {
  if (unread === undefined) return undefined;
  const name = object.name.toLowerCase();
  const able = unread.filter(
    (place) =>
      (place.makes === undefined || place.makes === object.kind) &&
      (place.name === undefined || place.name.toLowerCase() === name),
  );
  // What bears the name of the object is the likeliest to state it, and the first to look at.
  const [first] = [...able.filter((place) => isNamedAfter(place, name)), ...able];
  if (first === undefined) return undefined;
  const more = able.length - 1;
  const others = more === 0 ? '' : ` and ${String(more)} more`;
  return first.kind === 'file'
    ? `${who} may state it in ${pathOf(first)}${others}, which could not be read.`
    : `${who} may state it at ${formatOrigin(first.origin)}${others}, which was not understood.`;
}

function isNamedAfter(place: UnreadPlace, name: string): boolean {
  if (place.name !== undefined) return true;
  if (place.origin.kind !== 'file') return false;
  return (place.origin.path.split('/').at(-1) ?? '').toLowerCase().startsWith(`${name}.`);
}

function pathOf({ origin }: UnreadPlace): string {
  return origin.kind === 'file' ? (origin satisfies FileOrigin).path : formatOrigin(origin);
}
