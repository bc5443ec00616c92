import { useMemo, useState, type ReactElement } from 'react';
import type { OutputOf } from '../../../shared/api';
import type { Plan } from '../../../shared/plan';
import { useRead, useTransport } from '../../api/api-context';
import { Action } from '../../primitives/action';
import { countOf } from '../../primitives/drift-words';
import { ScreenFrame } from '../../primitives/screen';
import { EmptyState, ErrorState, SkeletonRows } from '../../primitives/states';
import { makePlace } from '../../state/place';
import { goTo } from '../../state/use-place';
import { Notice } from '../plan/notice';
import { cancelOperation, useOperation, useProgress } from '../plan/operations';
import { readPerson } from '../plan/person';
import split from '../plan/split.module.css';
import { StatementDetail } from '../plan/statement-detail';
import { StatementList } from '../plan/statement-list';
import { shortHash, statementRows } from '../plan/statement-words';
import { TabBar } from '../plan/tab-bar';
import { useKeptRead } from '../plan/use-kept-read';
import type { ScreenProps } from '../screen-props';
import { ConfirmRun } from './confirm-run';
import { LogView } from './log-view';
import { RunActions } from './run-actions';
import { RunChoice } from './run-choice';
import { RunInspector } from './run-inspector';
import { runKey, useRunCall } from './run-calls';
import { advanceOf, logLines } from './run-log';
import { sentenceOf } from './run-outcome';
import { reversed, statementSign, statementTime } from './run-statements';
import { stakeOf, type RunMode } from './run-words';
import { trackView } from './state-track';
import { StateTrackView } from './state-track-view';
import { WrittenWhere } from './written-where';
import css from './run.module.css';

type Opened = OutputOf<'plan.open'>;
type RunLog = OutputOf<'run.log'>;

const LOOK_MS = 250;

/** Run: one plan on its way through the nine states; without a plan, those that can be run or wait for a decision. */
export function RunScreen({ place }: ScreenProps): ReactElement {
  const [path] = place.path;
  return path === undefined ? <RunChoice /> : <PlanRun key={path} path={path} />;
}

function PlanRun({ path }: { readonly path: string }): ReactElement {
  const opened = useRead('plan.open', { path });
  if (opened.isError) {
    return (
      <ScreenFrame title="Run">
        <ErrorState
          title="The plan cannot be opened"
          error={opened.error}
          retry={() => void opened.refetch()}
        />
      </ScreenFrame>
    );
  }
  if (opened.data === undefined) {
    return (
      <ScreenFrame title="Run" busy>
        <SkeletonRows rows={12} />
      </ScreenFrame>
    );
  }
  return <OpenedRun path={path} opened={opened.data} />;
}

function OpenedRun({ path, opened }: { readonly path: string; readonly opened: Opened }): ReactElement {
  const { plan, verdict, destructive } = opened;
  const transport = useTransport();
  const workspace = useRead('workspace.open', {});
  const key = runKey(path);
  const operation = useOperation(key, 'run.start');
  const called = operation !== undefined && operation.endedAt === undefined;
  const progress = useProgress(called ? operation.operation : undefined);
  const journal = useKeptRead(
    'run.log',
    { hash: plan.hash },
    { everyMs: called ? LOOK_MS : undefined, sameAs: plan.hash },
  );
  // Read before the call ended, the journal tells of a run that stopped half way, and would offer to resume it.
  const isOld = operation?.endedAt !== undefined && journal.dataUpdatedAt < operation.endedAt;
  const running = called || (isOld && !journal.isError);
  const log = ownLog(journal.data, running ? operation : undefined);
  const call = useRunCall(path, plan);
  const [asked, setAsked] = useState<RunMode>();
  const [tab, setTab] = useState<'statements' | 'log'>('statements');

  const mode: RunMode | undefined = operation?.input.mode;
  const back = running ? mode === 'rollback' : log?.statements.at(-1)?.direction === 'rollback';
  const direction = back ? 'rollback' : 'forward';
  const shown = useMemo(() => statementRows(back ? reversed(plan) : plan), [back, plan]);
  const advance = advanceOf(log?.statements ?? [], direction);
  const byNumber = new Map(
    (log?.statements ?? []).filter((one) => one.direction === direction).map((one) => [one.number, one]),
  );
  const [picked, setPicked] = useState<number>();
  // The one to look at: under way, or the one that a run stopped in.
  const under = running ? advance.now : [...byNumber.values()].find(({ phase }) => phase !== 'done')?.number;
  const row =
    shown.find(({ statement }) => statement.number === (picked ?? under ?? advance.done)) ?? shown[0];
  const view = trackView(log?.run?.visits ?? []);
  const sentence = running
    ? undefined
    : sentenceOf({ value: operation?.value, error: operation?.error, known: log?.run, mode });
  const known = log?.run;
  const target = plan.target.source;
  const readOnly = workspace.data?.readOnly === true;
  const federation = workspace.data?.federation.find(({ role }) => role === 'orchestration')?.name;

  // What a run left is above its statements: drawn without it, they would move when it comes.
  if (journal.data === undefined && !journal.isError && operation === undefined) {
    return (
      <ScreenFrame title={titleOf(plan, false, undefined, undefined)} busy>
        <SkeletonRows rows={12} />
      </ScreenFrame>
    );
  }
  return (
    <ScreenFrame
      title={titleOf(plan, running, mode, known?.state)}
      says={
        <>
          plan <code title={plan.hash}>{shortHash(plan.hash)}</code> · {approvalWords(opened)} ·{' '}
          {proofWords(opened)}
        </>
      }
      fill
      action={
        <RunActions
          plan={plan}
          known={known}
          readOnly={readOnly}
          approved={verdict.approved}
          stopping={running ? operation.cancelling : undefined}
          onCancel={() => {
            cancelOperation(transport, key);
          }}
          onAsk={setAsked}
        />
      }
    >
      <div className={css['top']}>
        <StateTrackView
          view={view}
          note={
            running && advance.now !== undefined
              ? `statement ${String(advance.now)} of ${String(shown.length)}`
              : running
                ? progress?.phase
                : undefined
          }
        />
        <div role="status" className={css['says']}>
          {running && (
            <p className={css['live']}>
              {operation.cancelling ? 'It stops after this statement. ' : ''}
              {liveWords(progress, advance.done, shown.length)}
            </p>
          )}
          {sentence !== undefined && (
            <Notice tone={sentence.tone} hint={sentence.hint === '' ? undefined : sentence.hint}>
              {sentence.text}
            </Notice>
          )}
          {!running && operation?.value !== undefined && (
            <WrittenWhere value={operation.value} root={workspace.data?.root ?? ''} />
          )}
          {!running && known === undefined && operation === undefined && !verdict.approved && (
            <Notice
              tone="warn"
              action={
                <Action
                  onClick={() => {
                    goTo(makePlace('review', [path]));
                  }}
                >
                  Go to its review
                </Action>
              }
            >
              It cannot be run yet.{' '}
              {[...verdict.reasons, ...verdict.voided.map(({ reason }) => reason)].join(' ')}
            </Notice>
          )}
          {readOnly && (
            <Notice tone="quiet">
              This session is read-only: nothing is run. Start Tidemark without --read-only for that.
            </Notice>
          )}
        </div>
      </div>
      <TabBar
        label="Parts of the run"
        value={tab}
        onChange={setTab}
        items={[
          {
            key: 'statements',
            title: back ? 'Rollback' : 'Statements',
            note: `${String(advance.done)} of ${String(shown.length)}`,
          },
          { key: 'log', title: 'Log', note: log === undefined ? undefined : String(log.entries.length) },
        ]}
      />
      {tab === 'log' ? (
        <LogView lines={logLines(log?.entries ?? [])} />
      ) : row === undefined ? (
        <EmptyState title="No statement">The plan holds nothing to run.</EmptyState>
      ) : (
        <div className={split['split']}>
          <StatementList
            label="Statements of the run"
            rows={shown}
            selected={row.statement.number}
            onSelect={setPicked}
            follow={picked === undefined ? row.statement.number : undefined}
            sign={({ statement }) => statementSign(byNumber.get(statement.number))}
            end={({ statement }) =>
              statementTime(byNumber.get(statement.number), log?.entries ?? [], direction, running)
            }
          />
          <StatementDetail row={row} />
        </div>
      )}
      <RunInspector
        opened={opened}
        log={log}
        advance={advance}
        total={shown.length}
        running={running}
        startedAt={operation?.startedAt}
      />
      {asked !== undefined && (
        <ConfirmRun
          mode={asked}
          target={target}
          name={opened.production ?? target}
          stake={asked === 'abandon' ? '' : stakeOf(target, destructive, opened.production)}
          person={readPerson()}
          canTrack={federation !== undefined}
          trackingSchema={federation}
          onClose={() => {
            setAsked(undefined);
          }}
          onDecide={(decision) => {
            setAsked(undefined);
            setPicked(undefined);
            setTab('statements');
            call(decision);
          }}
        />
      )}
    </ScreenFrame>
  );
}

/** A journal that was there before this run began tells of another one. */
function ownLog(
  log: RunLog | undefined,
  operation:
    { readonly startedAt: number; readonly input: { readonly mode?: RunMode | undefined } } | undefined,
): RunLog | undefined {
  if (log?.run === undefined || operation === undefined || (operation.input.mode ?? 'start') !== 'start')
    return log;
  return Date.parse(log.run.startedAt) >= operation.startedAt - 1000 ? log : undefined;
}

function titleOf(plan: Plan, running: boolean, mode: RunMode | undefined, state: string | undefined): string {
  const pair = `${plan.target.source} follow ${plan.follow.source}`;
  if (running) return mode === 'rollback' ? `Taking ${plan.name} back` : `Making ${pair}`;
  if (state === 'completed') return `Made ${pair}`;
  return state === 'rolled_back' ? `Took ${plan.name} back` : `Make ${pair}`;
}

function approvalWords({ verdict, author }: Opened): string {
  if (!verdict.approved) return 'not approved';
  const names = verdict.approvals.map(({ by }) => by);
  return names.length === 0 ? `by ${author}, no approval needed` : `approved by ${names.join(', ')}`;
}

function proofWords({ proof }: Opened): string {
  if (proof === undefined) return 'not rehearsed';
  const where = proof.where === 'scratch server' ? 'a scratch server' : proof.where;
  return proof.passed ? `rehearsed on ${where}: all as expected` : 'its rehearsal failed';
}

function liveWords(
  progress: { readonly phase: string; readonly current?: string | undefined } | undefined,
  done: number,
  total: number,
): string {
  const current = progress?.current === undefined || progress.current === '' ? '' : `: ${progress.current}`;
  return `${progress?.phase ?? 'starting'}${current}. ${String(done)} of ${countOf(total, 'statement')} done.`;
}
