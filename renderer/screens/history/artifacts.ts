import type { KnownRunView, OutputOf } from '../../../shared/api';
import { relativeTo } from '../plan/relative-path';

/** Something that a run left behind, and where. */
export interface Artifact {
  readonly what: string;
  readonly where: string;
}

/** The files of a run: its plan and script, the review, the journal, and what its journal names as kept. */
export function artifactsOf(
  planPath: string,
  run: Pick<KnownRunView, 'run' | 'state'>,
  entries: OutputOf<'run.log'>['entries'],
  root: string,
): readonly Artifact[] {
  const stem = planPath.replace(/\.plan\.json$/i, '');
  const kept = entries.flatMap((entry): Artifact[] => {
    const where = entry.kind === 'note' ? /^Backup of .*?: (.+)$/.exec(entry.message)?.[1] : undefined;
    return where === undefined
      ? []
      : where.split(', ').map((one) => ({ what: 'backup', where: relativeTo(root, one) }));
  });
  return [
    { what: 'plan', where: planPath },
    { what: 'script', where: `${stem}.sql` },
    { what: 'rollback', where: `${stem}_rollback.sql` },
    { what: 'review', where: `${stem}.review.json` },
    { what: 'journal', where: `.tidemark/runs/${run.run}.jsonl` },
    ...kept,
    ...(run.state === 'completed' || run.state === 'rolled_back'
      ? [{ what: 'snapshot', where: `.tidemark/snapshots/${run.run}.json` }]
      : []),
  ];
}
