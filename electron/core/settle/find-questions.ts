import type { AttributeDiff, ModelDiff, ObjectDiff } from '../../../shared/drift/difference';

/** An object of a diff of which something can be told by a server only. */
export interface Question {
  /** Its place in `ModelDiff.objects`. */
  readonly at: number;
  readonly diff: ObjectDiff;
}

/** The objects that wait for a server's word and that both sides state. */
export function findQuestions(diff: ModelDiff): readonly Question[] {
  return diff.objects.flatMap((object, at) => (asks(object) ? [{ at, diff: object }] : []));
}

function asks(object: ObjectDiff): boolean {
  if (object.from === undefined || object.to === undefined) return false;
  return object.attributes.some(waits) || object.parts.some(({ attributes }) => attributes.some(waits));
}

/** True for an attribute that rules could not decide and a server could. */
export function waits(attribute: AttributeDiff): boolean {
  return attribute.status === 'unknown' && attribute.needsServer === true;
}

/** Names one attribute of an object, the same in the question and in what the server's copies show. */
export function attributeKey(part: string, name: string, attribute: string): string {
  return `${part}\0${name}\0${attribute}`;
}
