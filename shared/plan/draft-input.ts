import type { Flavor, SchemaModel } from '../model';
import type { Comparer } from './comparer';
import type { ScriptStyle } from './plan';
import type { Rename } from './rename';

/** Two complete states of the target and the renames that lead from one to the other. */
export interface DraftInput {
  readonly flavor: Flavor;
  readonly style: ScriptStyle;
  readonly from: SchemaModel;
  readonly after: SchemaModel;
  /** Whichever of the two was read from the target: its expressions are spelled as the server stored them. */
  readonly live: SchemaModel;
  readonly renames: readonly Rename[];
  readonly comparer: Comparer;
}

/** True for a way back: the state that it leads to is the one that was read from the target. */
export function restores(input: DraftInput): boolean {
  return input.live === input.after;
}
