import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { NO_CHOICES, type PlanChoices } from './plan-choices';

/** A plan that was saved from this screen. `hash` is the plan's: other choices have another one. */
export interface SavedPlan {
  readonly hash: string;
  /** Relative to the workspace. */
  readonly path: string;
  readonly files: readonly { readonly path: string; readonly change: string }[];
}

interface SyncState {
  /** By target and followed source. */
  readonly choices: Readonly<Record<string, PlanChoices>>;
  readonly saved: Readonly<Record<string, SavedPlan>>;
}

/** What was chosen and saved, for as long as the window's tab is there: reload keeps it. */
export const useSync = create<SyncState>()(
  persist((): SyncState => ({ choices: {}, saved: {} }), {
    name: 'tidemark.sync',
    storage: createJSONStorage(() => sessionStorage),
  }),
);

/** One text for a workspace, a target and what it follows. */
export function keyOfPair(root: string, target: string, follow: string): string {
  return JSON.stringify([root, target, follow]);
}

/** The choices of a pair; those that hold from the start when there are none. */
export function useChoices(pair: string): PlanChoices {
  return useSync(({ choices }) => (Object.hasOwn(choices, pair) ? choices[pair] : undefined)) ?? NO_CHOICES;
}

/** Changes the choices of a pair. */
export function changeChoices(pair: string, change: (choices: PlanChoices) => PlanChoices): void {
  useSync.setState(({ choices }) => ({
    choices: {
      ...choices,
      [pair]: change((Object.hasOwn(choices, pair) ? choices[pair] : undefined) ?? NO_CHOICES),
    },
  }));
}

/** The plan that was saved for a pair last. */
export function useSaved(pair: string): SavedPlan | undefined {
  return useSync(({ saved }) => (Object.hasOwn(saved, pair) ? saved[pair] : undefined));
}

/** Remembers where a plan was saved. */
export function rememberSaved(pair: string, plan: SavedPlan): void {
  useSync.setState(({ saved }) => ({ saved: { ...saved, [pair]: plan } }));
}
