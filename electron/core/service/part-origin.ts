import type { PartDiff } from '../../../shared/drift/difference';
import type { Origin, SchemaObject } from '../../../shared/model';

/** Where an object states one of its parts; the object's own place where it has no such part, or no place for it. */
export function originOfPart(object: SchemaObject, part: PartDiff['part'] | 'object', name: string): Origin {
  if (object.kind !== 'table') return object.origin;
  const wanted = name.toLowerCase();
  const isNamed = (one: { readonly name?: string }): boolean => one.name?.toLowerCase() === wanted;
  switch (part) {
    case 'column':
      return (object.columns.find(isNamed) ?? object).origin;
    case 'primaryKey':
      return (object.primaryKey ?? object).origin;
    case 'index':
      return (object.indexes.find(isNamed) ?? object).origin;
    case 'foreignKey':
      return (object.foreignKeys.find(isNamed) ?? object).origin;
    case 'check':
      return (object.checks.find(isNamed) ?? object).origin;
    default:
      return object.origin;
  }
}
