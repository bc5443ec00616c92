import type { PartDiff } from '../drift/difference';
import type { Flavor, SchemaObject } from '../model';
import { describeFlavor } from '../model';
import type { Refusal } from './change';

/**
 * Why a wanted object, or one differing part of it, cannot be brought about on a flavor; undefined when it
 * can. What cannot be done right is refused here, never approximated.
 */
export function refuseObject(
  object: SchemaObject,
  part: PartDiff | undefined,
  flavor: Flavor,
): Refusal | undefined {
  if (object.kind === 'table' && object.systemVersioned) {
    return {
      reason: `${object.name} is system-versioned: changing it would rewrite or lose its history`,
      alternative: 'change it by hand, with system_versioning_alter_history set as its history needs',
    };
  }
  if (object.kind === 'sequence' && flavor.vendor === 'mysql') {
    return {
      reason: `${describeFlavor(flavor)} has no sequences`,
      alternative: 'use an AUTO_INCREMENT column',
    };
  }
  if (part?.part === 'option' && (part.name === 'system_versioning' || part.name === 'periods')) {
    return {
      reason: `${object.name} differs in its versioning or periods, which decide what happens to its history`,
      alternative: 'add or drop these by hand, after a backup',
    };
  }
  return undefined;
}
