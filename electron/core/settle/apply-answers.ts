import type {
  AttributeDiff,
  DriftStatus,
  ModelDiff,
  ObjectDiff,
  PartDiff,
} from '../../../shared/drift/difference';
import type { Answer } from './answer-cache';
import { attributeKey, waits } from './find-questions';

/** The rule under which a server's word stands among the equivalences. */
export const ASKED_RULE = 'asked-server';

/** The diff with each answer in its object; `answers` is by place in `diff.objects`. */
export function applyAnswers(
  diff: ModelDiff,
  answers: ReadonlyMap<number, Answer>,
  label: string,
): ModelDiff {
  const counts: Record<DriftStatus, number> = { ...diff.counts };
  const objects = diff.objects.map((object, at) => {
    const answer = answers.get(at);
    if (answer === undefined) return object;
    const settled = applyAnswer(object, answer, label);
    counts[object.status] -= 1;
    counts[settled.status] += 1;
    return settled;
  });
  return { ...diff, objects, counts };
}

function applyAnswer(object: ObjectDiff, answer: Answer, label: string): ObjectDiff {
  const attributes = object.attributes.map((attribute) => settle(attribute, '', '', answer, label));
  const parts = object.parts.map((part): PartDiff => {
    if (!part.attributes.some(waits)) return part;
    const settled = part.attributes.map((attribute) =>
      settle(attribute, part.part, part.name, answer, label),
    );
    return { ...part, attributes: settled, status: worst(settled.map(({ status }) => status)) };
  });
  const status = worst([...attributes.map((item) => item.status), ...parts.map((item) => item.status)]);
  return { ...object, attributes, parts, status };
}

function settle(
  attribute: AttributeDiff,
  part: string,
  name: string,
  answer: Answer,
  label: string,
): AttributeDiff {
  if (!waits(attribute)) return attribute;
  if (answer.kind === 'refused') {
    return { ...attribute, reason: `${label} could not be asked: ${answer.reason}` };
  }
  const { needsServer: _, reason: __, ...rest } = attribute;
  if (differs(answer.differing, part, name, attribute.attribute)) {
    return { ...rest, status: 'different', reason: `${label} stores them differently.` };
  }
  return {
    ...rest,
    status: 'equivalent',
    equivalences: [...attribute.equivalences, { rule: ASKED_RULE, reason: `${label} stores both the same.` }],
  };
}

function differs(differing: readonly string[], part: string, name: string, attribute: string): boolean {
  if (
    differing.includes(attributeKey(part, name, attribute)) ||
    differing.includes(attributeKey(part, name, '*'))
  )
    return true;
  // Checks and keys without a name get the server's, so that theirs is not the one that was asked for.
  return part === 'check' && differing.some((key) => key.startsWith(`check\0`));
}

/** What a whole is when its parts are so: different outweighs unknown, which outweighs equivalent. */
function worst(statuses: readonly DriftStatus[]): DriftStatus {
  if (statuses.some((status) => status === 'different' || status === 'missing' || status === 'extra'))
    return 'different';
  if (statuses.includes('unknown')) return 'unknown';
  return statuses.includes('equivalent') ? 'equivalent' : 'equal';
}
