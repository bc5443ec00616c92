import type { ReactElement } from 'react';
import type { KnownRunView } from '../../../shared/api';
import { useRead } from '../../api/api-context';
import { Action } from '../../primitives/action';
import { CopyButton } from '../../primitives/copy-button';
import { formatMoment } from '../../primitives/moment';
import { BreakablePath } from '../../primitives/origin';
import { ErrorState, SkeletonRows } from '../../primitives/states';
import { makePlace } from '../../state/place';
import { goTo } from '../../state/use-place';
import { Fact, FactList, InspectorContent, InspectorSection } from '../../workbench/inspector';
import { relativeTo } from '../plan/relative-path';
import { shortHash } from '../plan/statement-words';
import { LogView } from '../run/log-view';
import { logLines } from '../run/run-log';
import { trackView } from '../run/state-track';
import { StateTrackView } from '../run/state-track-view';
import { artifactsOf } from './artifacts';
import css from './history.module.css';

/** One run of this workspace: its states, its log, who approved it, what it left behind, and the way back. */
export function JournalRun({
  run,
  root,
}: {
  readonly run: KnownRunView;
  readonly root: string;
}): ReactElement {
  const log = useRead('run.log', { run: run.run });
  const path = relativeTo(root, run.file);
  const plan = useRead('plan.open', { path });
  // The plan's file may have been made anew since: its approvals are then of another content.
  const same = plan.data?.plan.hash === run.hash ? plan.data : undefined;
  const canGoBack =
    (run.state === 'completed' || run.unfinished) && same !== undefined && same.plan.rollback.length > 0;
  return (
    <section className={css['run']} aria-label={`Run of ${run.name}`}>
      <header className={css['runHeader']}>
        <h2>
          {run.name} {run.planVersion} <span className={css['dim']}>{formatMoment(run.startedAt)}</span>
        </h2>
        <span className={css['runActions']}>
          <Action
            onClick={() => {
              goTo(makePlace('review', [path]));
            }}
          >
            Its review
          </Action>
          {(canGoBack || run.unfinished) && (
            <Action
              look={run.unfinished ? 'main' : 'danger'}
              onClick={() => {
                goTo(makePlace('run', [path]));
              }}
            >
              {run.unfinished ? 'Decide how to go on' : 'Roll back from here'}
            </Action>
          )}
        </span>
      </header>
      <StateTrackView view={trackView(run.visits)} />
      {run.failure !== undefined && run.state === 'failed' && <p className={css['failure']}>{run.failure}</p>}
      {log.isError ? (
        <ErrorState title="The journal cannot be read" error={log.error} retry={() => void log.refetch()} />
      ) : log.data === undefined ? (
        <SkeletonRows rows={8} />
      ) : (
        <div className={css['logFrame']}>
          <LogView lines={logLines(log.data.entries)} />
        </div>
      )}
      <InspectorContent>
        <InspectorSection title="This run">
          <FactList>
            <Fact name="number">
              <code>{run.run}</code>
            </Fact>
            <Fact name="target">{run.where}</Fact>
            <Fact name="by">{run.by}</Fact>
            <Fact name="plan">
              <code title={run.hash}>{shortHash(run.hash)}</code>
            </Fact>
            {log.data?.tracked !== undefined && (
              <Fact name="tracking">
                <code>
                  {log.data.tracked.schema} #{log.data.tracked.id}
                </code>
              </Fact>
            )}
          </FactList>
        </InspectorSection>
        <InspectorSection title="Approved by">
          {same === undefined ? (
            <p className={css['dim']}>
              {plan.isError
                ? 'The plan’s file is gone or was changed.'
                : plan.data === undefined
                  ? 'Reading the plan.'
                  : 'The plan’s file holds another content now.'}
            </p>
          ) : same.verdict.approvals.length === 0 ? (
            <p className={css['dim']}>Nobody: the policy asked for none.</p>
          ) : (
            <ul>
              {same.verdict.approvals.map(({ by, at }) => (
                <li key={by}>
                  {by}, <span className={css['dim']}>{formatMoment(at)}</span>
                </li>
              ))}
            </ul>
          )}
        </InspectorSection>
        <InspectorSection title="Left behind">
          <ul className={css['artifacts']}>
            {artifactsOf(path, run, log.data?.entries ?? [], root).map(({ what, where }) => (
              <li key={`${what} ${where}`}>
                <span className={css['dim']}>{what}</span>
                <span className={css['artifact']}>
                  <code>
                    <BreakablePath path={where} />
                  </code>
                  <CopyButton label={`Copy the path ${where}`} text={where} />
                </span>
              </li>
            ))}
          </ul>
        </InspectorSection>
      </InspectorContent>
    </section>
  );
}
