import { AppError } from '../../../shared/app-error';
import { diffModels } from '../../../shared/drift/diff-models';
import type { ModelDiff } from '../../../shared/drift/difference';
import type { Schema, SchemaModel, SchemaObject } from '../../../shared/model';
import { introspect, openConnection } from '../mysql';
import type { ServerConnection } from '../mysql';
import { newScratchId, withScratchSchema } from '../scratch';
import type { Answer } from './answer-cache';
import { attributeKey } from './find-questions';
import type { Question } from './find-questions';
import { planLoads } from './side';

/** A question with the schemas of both sides that hold its object. */
export interface OpenQuestion extends Question {
  readonly from: Schema;
  readonly to: Schema;
}

/** Loading one object may take this long, in milliseconds. */
const LOAD_TIMEOUT_MS = 20_000;

/**
 * Loads both sides of all questions into scratch schemas, reads them back and compares what the server made
 * of them. The answer for each question is in the order of the questions.
 */
export async function askServer(
  connection: ServerConnection,
  questions: readonly OpenQuestion[],
  signal?: AbortSignal,
): Promise<readonly Answer[]> {
  // Zero dates, foreign keys to tables that are not loaded and strange row formats must not stop a question.
  await connection.query("SET SESSION sql_mode = 'NO_ENGINE_SUBSTITUTION', SESSION foreign_key_checks = 0");
  await connection.query('SET SESSION innodb_strict_mode = 0').catch(() => undefined);
  const answers = new Map<Question, Answer>();
  // One pair of scratch schemas for each pair of schemas that is compared.
  for (const group of groupBySchemas(questions)) {
    for (const [question, answer] of await askGroup(connection, group, signal)) answers.set(question, answer);
  }
  return questions.map(
    (question) => answers.get(question) ?? { kind: 'refused', reason: 'It was not read back.' },
  );
}

function groupBySchemas(questions: readonly OpenQuestion[]): readonly (readonly OpenQuestion[])[] {
  const groups = new Map<Schema, Map<Schema, OpenQuestion[]>>();
  for (const question of questions) {
    const byTo = groups.get(question.from) ?? new Map<Schema, OpenQuestion[]>();
    groups.set(question.from, byTo);
    const group = byTo.get(question.to) ?? [];
    byTo.set(question.to, group);
    group.push(question);
  }
  return [...groups.values()].flatMap((byTo) => [...byTo.values()]);
}

async function askGroup(
  connection: ServerConnection,
  group: readonly OpenQuestion[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<Question, Answer>> {
  const first = group[0];
  if (first === undefined) return new Map();
  const id = newScratchId();
  const read = async (side: 'from' | 'to'): Promise<Side> => {
    const schema = first[side];
    // What a file leaves unsaid of its schema is what the other side says, as when rules compare them.
    const other = first[side === 'from' ? 'to' : 'from'];
    const wanted = group.flatMap(({ diff }) => diff[side] ?? []);
    return await withScratchSchema(
      connection,
      `${id}_${side}`,
      async (name) => await loadSide(connection, schema, name, wanted, signal),
      schema.charset === undefined && schema.collation === undefined
        ? { charset: other.charset, collation: other.collation }
        : { charset: schema.charset, collation: schema.collation },
    );
  };
  // One after the other, in schemas of their own, so that neither sees the other's tables.
  const from = await read('from');
  const to = await read('to');
  const diff = diffModels(from.model, to.model, { flavor: connection.flavor });
  return new Map(group.map((question) => [question, answer(question, from, to, diff)]));
}

interface Side {
  readonly model: SchemaModel;
  /** The server's words about what it did not take. */
  readonly refused: ReadonlyMap<SchemaObject, string>;
}

/** The name that both sides' copies get, so that they compare as one schema. */
const COPY = 'copy';

async function loadSide(
  connection: ServerConnection,
  schema: Schema,
  scratch: string,
  wanted: readonly SchemaObject[],
  signal: AbortSignal | undefined,
): Promise<Side> {
  const refused = new Map<SchemaObject, string>();
  await connection.query(`USE \`${scratch}\``);
  const qualifiers = schema.name === '' ? new Map<string, string>() : new Map([[schema.name, scratch]]);
  for (const { object, statement } of planLoads(schema, wanted, connection.flavor, qualifiers)) {
    try {
      await connection.query(statement, [], { signal, timeoutMs: LOAD_TIMEOUT_MS });
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'cancelled' || error.code === 'server-gone')
        throw error;
      refused.set(object, error.message);
    }
  }
  const reader = await openConnection(connection.target, { signal });
  try {
    const { value } = await introspect(reader, [scratch], { signal });
    const copy = value.schemas.map((read) => ({ ...withoutScratchName(read, scratch), name: COPY }));
    return { model: { ...value, schemas: copy }, refused };
  } finally {
    await reader.close();
  }
}

/** Views of more than one schema are printed with their own schema's name, which differs between the sides. */
function withoutScratchName(schema: Schema, scratch: string): Schema {
  return {
    ...schema,
    views: schema.views.map((view) => ({ ...view, select: view.select.replaceAll(scratch, COPY) })),
  };
}

function answer(question: Question, from: Side, to: Side, diff: ModelDiff): Answer {
  const { from: stated, to: wanted, object, name } = question.diff;
  for (const [side, value] of [
    [from, stated],
    [to, wanted],
  ] as const) {
    const reason = value === undefined ? undefined : side.refused.get(value);
    if (reason !== undefined) return { kind: 'refused', reason };
  }
  const read = diff.objects.find((item) => item.object === object && sameName(item.name, name));
  if (read === undefined) return { kind: 'read', differing: [] };
  if (read.status === 'missing' || read.status === 'extra') {
    return { kind: 'refused', reason: 'The server did not keep it.' };
  }
  const differing: string[] = [];
  for (const { attribute, status } of read.attributes) {
    if (status !== 'equivalent') differing.push(attributeKey('', '', attribute));
  }
  for (const part of read.parts) {
    if (part.status === 'missing' || part.status === 'extra')
      differing.push(attributeKey(part.part, part.name, '*'));
    for (const { attribute, status } of part.attributes) {
      if (status !== 'equivalent') differing.push(attributeKey(part.part, part.name, attribute));
    }
  }
  return { kind: 'read', differing };
}

function sameName(a: string, b: string): boolean {
  return a === b || a.toLowerCase() === b.toLowerCase();
}
