import type { OutputOf } from '../../../shared/api';
import { isHeldBack } from '../../../shared/plan/change';
import { countOf } from '../../primitives/drift-words';

/** How a plan stands, in one or two sentences: what it takes, what is held back, what is refused. */
export function planSentence(
  made: Pick<OutputOf<'plan.build'>, 'plan' | 'destructive'>,
  follow: string,
): string {
  const { changes, statements, refusals } = made.plan;
  if (changes.length === 0) return `It already says what ${follow} says.`;
  const held = changes.filter((change) => isHeldBack(change) && change.refusal === undefined).length;
  const parts = [
    statements.length === 0
      ? 'Nothing is chosen.'
      : `${countOf(statements.length, 'statement')}, ${made.destructive ? 'some of which can lose data' : 'none of which can lose data'}.`,
  ];
  const ignored = changes.filter((change) => change.ignored !== undefined && !change.chosen).length;
  if (ignored > 0) parts.push(`${countOf(ignored, 'change')} ${ignored === 1 ? 'is' : 'are'} ignored.`);
  if (held > 0) parts.push(`${countOf(held, 'change')} ${held === 1 ? 'is' : 'are'} held back.`);
  if (refusals.length > 0) parts.push(`${countOf(refusals.length, 'change')} cannot be made on this server.`);
  return parts.join(' ');
}
