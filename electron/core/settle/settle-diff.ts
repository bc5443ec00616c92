import { AppError } from '../../../shared/app-error';
import type { ModelDiff } from '../../../shared/drift/difference';
import type { SchemaModel, SchemaObject } from '../../../shared/model';
import { AnswerCache, answerKey } from './answer-cache';
import type { Answer } from './answer-cache';
import { applyAnswers } from './apply-answers';
import { askServer } from './ask-server';
import type { OpenQuestion } from './ask-server';
import { findQuestions } from './find-questions';
import type { Oracle } from './oracle';
import { planLoads, schemaNamed } from './side';

/** How far settling may go. */
export interface SettleOptions {
  readonly signal?: AbortSignal | undefined;
  /** Where answers are kept; the user's cache folder when left out, nowhere when null. */
  readonly cacheFolder?: string | null | undefined;
}

/**
 * Lets a server decide what rules could not: views, and expressions in checks, defaults, generated columns and
 * index parts that are spelled differently. Both sides are loaded into scratch schemas and read back, all
 * objects at once, and answers are kept by text and flavor. What the server refuses to load stays unknown,
 * with the server's words. When the server cannot be had, all stays unknown with that reason; nothing is
 * thrown but `cancelled`.
 */
export async function settleDiff(
  from: SchemaModel,
  to: SchemaModel,
  diff: ModelDiff,
  oracle: Oracle,
  options: SettleOptions = {},
): Promise<ModelDiff> {
  const questions = findQuestions(diff).flatMap((question): readonly OpenQuestion[] => {
    const fromSchema = schemaNamed(from, question.diff.schema);
    const toSchema = schemaNamed(to, question.diff.schema);
    return fromSchema === undefined || toSchema === undefined
      ? []
      : [{ ...question, from: fromSchema, to: toSchema }];
  });
  if (questions.length === 0) return diff;
  const cache =
    options.cacheFolder === null
      ? undefined
      : await AnswerCache.open(oracle.flavor, options.cacheFolder ?? undefined);
  const answers = new Map<number, Answer>();
  const open: { readonly question: OpenQuestion; readonly key: string }[] = [];
  for (const question of questions) {
    const key = keyOf(question, oracle);
    const known = cache?.get(key);
    if (known === undefined) open.push({ question, key });
    else answers.set(question.at, known);
  }
  if (open.length > 0) {
    const fresh = await ask(
      oracle,
      open.map(({ question }) => question),
      options.signal,
    );
    open.forEach(({ question, key }, at) => {
      const answer = fresh.answers[at];
      if (answer === undefined) return;
      answers.set(question.at, answer);
      if (fresh.lasting) cache?.set(key, answer);
    });
    await cache?.save();
  }
  return applyAnswers(diff, answers, oracle.label);
}

async function ask(
  oracle: Oracle,
  questions: readonly OpenQuestion[],
  signal: AbortSignal | undefined,
): Promise<{ readonly answers: readonly Answer[]; readonly lasting: boolean }> {
  try {
    const connection = await oracle.connect(signal);
    try {
      return { answers: await askServer(connection, questions, signal), lasting: true };
    } finally {
      await connection.close();
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
    const { message: reason } = error;
    return { answers: questions.map(() => ({ kind: 'refused', reason })), lasting: false };
  }
}

/** Everything that is loaded for the question decides its answer: both objects, what they need, the schemas' defaults. */
function keyOf(question: OpenQuestion, oracle: Oracle): string {
  const side = (which: 'from' | 'to'): readonly string[] => {
    const object: SchemaObject | undefined = question.diff[which];
    const schema = question[which];
    const loads =
      object === undefined
        ? []
        : planLoads(schema, [object], oracle.flavor, new Map([[schema.name, 'copy']]));
    return [schema.charset ?? '', schema.collation ?? '', ...loads.map(({ statement }) => statement)];
  };
  return answerKey(
    oracle.flavor,
    question.diff.object,
    question.diff.name,
    ...side('from'),
    '',
    ...side('to'),
  );
}
