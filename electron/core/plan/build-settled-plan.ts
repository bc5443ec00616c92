import type { ModelDiff } from '../../../shared/drift/difference';
import type { SchemaModel } from '../../../shared/model';
import { buildPlan, compareFor } from '../../../shared/plan';
import type { BuiltPlan, Comparer, PlanInput } from '../../../shared/plan';
import { settleDiff } from '../settle';
import type { Oracle } from '../settle';
import { findQuestions } from '../settle/find-questions';

interface Comparison {
  readonly from: SchemaModel;
  readonly to: SchemaModel;
  readonly diff: ModelDiff;
}

/**
 * Builds a plan, with a server's word on what rules cannot decide (bodies of views, some expressions). Planning
 * itself asks nobody, so it is repeated with each answer put in place: a plan compares three times in all.
 */
export async function buildSettledPlan(
  input: Omit<PlanInput, 'comparer'>,
  findOracle: () => Promise<Oracle | undefined>,
  signal?: AbortSignal,
): Promise<BuiltPlan> {
  const settled: ModelDiff[] = [];
  const base = compareFor(input.flavor, input.from);
  let oracle: Oracle | undefined;
  let looked = false;
  try {
    for (;;) {
      const comparisons: Comparison[] = [];
      const comparer: Comparer = {
        normalise: (model, schema, table) => base.normalise(model, schema, table),
        diff: (from, to) => {
          const diff = settled[comparisons.length] ?? base.diff(from, to);
          comparisons.push({ from, to, diff });
          return diff;
        },
      };
      const built = buildPlan({ ...input, comparer });
      const at = comparisons.findIndex(
        ({ diff }, place) => place >= settled.length && findQuestions(diff).length > 0,
      );
      const open = comparisons[at];
      if (open === undefined) return built;
      if (!looked) oracle = await findOracle();
      looked = true;
      if (oracle === undefined) return built;
      for (const { diff } of comparisons.slice(settled.length, at)) settled.push(diff);
      settled.push(await settleDiff(open.from, open.to, open.diff, oracle, { signal }));
    }
  } finally {
    await oracle?.close();
  }
}
