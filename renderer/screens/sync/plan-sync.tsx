import { useMemo, useState, type ReactElement } from 'react';
import type { OutputOf } from '../../../shared/api';
import { useRead } from '../../api/api-context';
import { Action } from '../../primitives/action';
import { ScreenFrame } from '../../primitives/screen';
import { EmptyState, ErrorState, Skeleton, SkeletonRows } from '../../primitives/states';
import { makePlace } from '../../state/place';
import { adjustPlace, goTo } from '../../state/use-place';
import { Notice } from '../plan/notice';
import { useOperation } from '../plan/operations';
import { StatementDetail } from '../plan/statement-detail';
import { StatementList } from '../plan/statement-list';
import { statementRows } from '../plan/statement-words';
import { SqlView } from '../plan/sql-view';
import { TabBar } from '../plan/tab-bar';
import { useKeptRead } from '../plan/use-kept-read';
import { SeeSources } from '../see-sources';
import split from '../plan/split.module.css';
import { isChosen, planInput, type PlanChoices } from './plan-choices';
import { PlanInspector } from './plan-inspector';
import { planSentence } from './plan-sentence';
import { ProvePanel } from './prove-panel';
import { changeChoices, keyOfPair, useChoices, useSaved } from './sync-store';
import { useSavePlan } from './use-save-plan';
import css from './sync.module.css';
import { ChangesPart } from './changes-part';

type Made = OutputOf<'plan.build'>;

/** The parts of a plan, one at a time in sight. */
export type PlanPart = 'changes' | 'statements' | 'script' | 'prove';

/** A plan on its way: which changes it takes, their statements and scripts, and the proof. */
export function PlanSync(props: {
  readonly target: string;
  readonly follow: string;
  /** Who follows whom, to change. */
  readonly bar: ReactElement;
  readonly readOnly: boolean;
  readonly root: string;
  readonly tab: PlanPart;
  /** What the changes are filtered by at first. */
  readonly text: string;
  /** True when the person comes from Drift with differences chosen. */
  readonly narrow: boolean;
}): ReactElement {
  const { target, follow, bar, readOnly, root, tab, text, narrow } = props;
  const pair = keyOfPair(root, target, follow);
  const choices = useChoices(pair);
  const saved = useSaved(pair);
  const made = useKeptRead('plan.build', planInput(target, follow, choices), {
    title: `Planning how ${target} follows ${follow}`,
    sameAs: pair,
  });
  const proved = useRead('plan.open', { path: saved?.path ?? '' }, saved !== undefined);
  const rehearsal = useOperation(`plan.rehearse ${saved?.path ?? ''}`, 'plan.rehearse');
  const rehearses = rehearsal !== undefined && rehearsal.endedAt === undefined;
  const save = useSavePlan({ root, pair, target, follow, choices });
  const onChange = (change: (choices: PlanChoices) => PlanChoices): void => {
    changeChoices(pair, change);
  };
  const show = (next: PlanPart): void => {
    adjustPlace({ tab: next === 'changes' ? undefined : next });
  };
  const title = `Make ${target} follow ${follow}`;
  if (made.data === undefined) {
    return (
      <ScreenFrame
        title={title}
        says={made.isError ? undefined : <Skeleton width="18rem" />}
        toolbar={bar}
        busy={made.isPending}
      >
        {made.isError ? (
          <ErrorState
            title={`No plan could be made for ${target}`}
            error={made.error}
            retry={() => void made.refetch()}
            action={<SeeSources />}
          />
        ) : (
          <SkeletonRows rows={14} />
        )}
      </ScreenFrame>
    );
  }
  const { plan } = made.data;
  const isCurrent = saved?.hash === plan.hash;
  const isProved = isCurrent && proved.data?.proof?.passed === true;
  const count = plan.changes.filter((change) => isChosen(choices, change)).length;
  return (
    <ScreenFrame
      title={title}
      says={planSentence(made.data, follow)}
      fill
      busy={made.isPlaceholderData}
      toolbar={bar}
      action={
        plan.statements.length > 0 &&
        (isProved ? (
          <Action
            look="main"
            onClick={() => {
              goTo(makePlace('review', [saved.path]));
            }}
          >
            Ask for review
          </Action>
        ) : (
          <Action
            look="main"
            disabled={readOnly || made.isPlaceholderData || save.busy || rehearses}
            onClick={() => {
              show('prove');
              save.rehearse(false);
            }}
          >
            {rehearses ? 'Rehearsing…' : isCurrent ? 'Rehearse' : 'Save and rehearse'}
          </Action>
        ))
      }
    >
      <TabBar<PlanPart>
        label="Parts of the plan"
        value={tab}
        onChange={show}
        items={[
          { key: 'changes', title: 'Changes', note: `${String(count)} of ${String(plan.changes.length)}` },
          { key: 'statements', title: 'Statements', note: String(plan.statements.length) },
          { key: 'script', title: 'Script' },
          { key: 'prove', title: 'Save and prove' },
        ]}
      />
      {made.isError && (
        <div className={css['notes']}>
          <Notice
            tone="bad"
            hint={made.error.more.hint}
            action={<Action onClick={() => void made.refetch()}>Try again</Action>}
          >
            {made.error.message}
          </Notice>
        </div>
      )}
      {tab !== 'changes' && <PlanInspector made={made.data} />}
      {tab === 'changes' && (
        <ChangesPart made={made.data} choices={choices} onChange={onChange} text={text} narrow={narrow} />
      )}
      {tab === 'statements' && <StatementsPart made={made.data} />}
      {tab === 'script' && <ScriptPart made={made.data} />}
      {tab === 'prove' && (
        <ProvePanel
          choices={choices}
          onChange={onChange}
          hash={plan.hash}
          statements={plan.statements.length}
          saved={saved}
          readOnly={readOnly}
          onSave={save.save}
          saving={save.busy}
          saveError={save.error}
          onRehearse={save.rehearse}
        />
      )}
    </ScreenFrame>
  );
}

function StatementsPart({ made }: { readonly made: Made }): ReactElement {
  const rows = useMemo(() => statementRows(made.plan), [made.plan]);
  const [selected, setSelected] = useState(1);
  const row = rows.find(({ statement }) => statement.number === selected) ?? rows[0];
  if (row === undefined)
    return <EmptyState title="No statement">Nothing is chosen, so nothing would be run.</EmptyState>;
  return (
    <div className={split['split']}>
      <StatementList
        label="Statements in order"
        rows={rows}
        selected={row.statement.number}
        onSelect={setSelected}
      />
      <StatementDetail row={row} />
    </div>
  );
}

function ScriptPart({ made }: { readonly made: Made }): ReactElement {
  return (
    <div className={css['scripts']}>
      <SqlView title="Forward" text={made.forward} />
      <SqlView title="Rollback" text={made.rollback} />
    </div>
  );
}
