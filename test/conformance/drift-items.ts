import type { ModelDiff } from '../../shared/drift/difference';

/** Every difference of a diff as one text: object, part, attribute, status. Equal and equivalent things are left out. */
export function driftItems(diff: ModelDiff): ReadonlySet<string> {
  const found = new Set<string>();
  const counts = (status: string): boolean => status !== 'equal' && status !== 'equivalent';
  for (const object of diff.objects) {
    if (!counts(object.status)) continue;
    const where = `${object.object} ${object.name}`;
    if (object.parts.length === 0 && object.attributes.length === 0) found.add(`${where} ${object.status}`);
    for (const { attribute, status } of object.attributes)
      if (counts(status)) found.add(`${where} ${attribute} ${status}`);
    for (const part of object.parts) {
      if (!counts(part.status)) continue;
      const attributes = part.attributes.filter(({ status }) => counts(status));
      if (attributes.length === 0) found.add(`${where} ${part.part} ${part.name} ${part.status}`);
      for (const { attribute, status } of attributes)
        found.add(`${where} ${part.part} ${part.name} ${attribute} ${status}`);
    }
  }
  return found;
}
