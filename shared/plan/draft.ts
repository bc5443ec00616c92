import type { Prediction, Statement } from './plan';

/** A statement before it has its number and the changes that it carries. */
export interface Draft {
  readonly schema: string;
  readonly object: string;
  readonly title: string;
  readonly sql: string;
  readonly steps: readonly string[];
  /** Ids of parts, as changes name them: `table lupo_actors`, `table lupo_actors/column/slug`. */
  readonly about: readonly string[];
  readonly prediction: Prediction;
  readonly losesData: boolean;
  readonly otherSchemas?: readonly string[];
}

/** Numbers the drafts, and tells each which of the changes it carries. */
export function numberStatements(
  drafts: readonly Draft[],
  changesAbout: (draft: Draft) => readonly string[],
): readonly Statement[] {
  return drafts.map((draft, at) => ({
    number: at + 1,
    schema: draft.schema,
    object: draft.object,
    title: draft.title,
    changes: changesAbout(draft),
    sql: draft.sql,
    steps: draft.steps,
    prediction: draft.prediction,
    losesData: draft.losesData,
    otherSchemas: draft.otherSchemas ?? [],
  }));
}
