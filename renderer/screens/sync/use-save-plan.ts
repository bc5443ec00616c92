import { useQueryClient } from '@tanstack/react-query';
import type { AppError } from '../../../shared/app-error';
import { useTransport, useWrite } from '../../api/api-context';
import { readAgain } from '../../api/read-again';
import { startOperation } from '../plan/operations';
import { relativeTo } from '../plan/relative-path';
import { planInput, type PlanChoices } from './plan-choices';
import { rememberSaved, type SavedPlan } from './sync-store';

/** Saves a plan's files, and rehearses what was saved. */
export function useSavePlan(about: {
  readonly root: string;
  readonly pair: string;
  readonly target: string;
  readonly follow: string;
  readonly choices: PlanChoices;
}): {
  readonly busy: boolean;
  readonly error: AppError | null;
  readonly save: () => void;
  /** Saves first: what is rehearsed is what is in sight. */
  readonly rehearse: (crashSweep: boolean) => void;
} {
  const { root, pair, target, follow, choices } = about;
  const transport = useTransport();
  const queries = useQueryClient();
  const write = useWrite('plan.save', { title: 'Saving the plan', refreshes: ['plan.list', 'plan.open'] });
  const save = async (): Promise<SavedPlan | undefined> => {
    const folder = choices.folder.trim() === '' ? '.' : choices.folder.trim();
    try {
      const made = await write.mutateAsync({ ...planInput(target, follow, choices), folder });
      const saved = {
        hash: made.plan.hash,
        path: relativeTo(root, made.path),
        files: made.written.map(({ path, change }) => ({ path: relativeTo(root, path), change })),
      };
      rememberSaved(pair, saved);
      return saved;
    } catch {
      // The mutation holds the error, and the screen shows it.
      return undefined;
    }
  };
  const rehearse = async (crashSweep: boolean): Promise<void> => {
    const saved = await save();
    if (saved === undefined) return;
    await startOperation(transport, `plan.rehearse ${saved.path}`, {
      method: 'plan.rehearse',
      input: { path: saved.path, crashSweep },
      title: `Rehearsing ${choices.name}`,
    });
    readAgain(queries, { queryKey: ['plan.open'] });
    readAgain(queries, { queryKey: ['plan.list'] });
  };
  return {
    busy: write.isPending,
    error: write.error,
    save: () => void save(),
    rehearse: (crashSweep) => void rehearse(crashSweep),
  };
}
