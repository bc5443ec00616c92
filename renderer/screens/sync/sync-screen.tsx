import { useMemo, useState, type ReactElement } from 'react';
import { SegmentedControl, TextInput } from '@mantine/core';
import type { OutputOf, WireChange } from '../../../shared/api';
import { useRead } from '../../api/api-context';
import { Action } from '../../primitives/action';
import { countOf } from '../../primitives/drift-words';
import { ScreenFrame } from '../../primitives/screen';
import { EmptyState, ErrorState, Skeleton, SkeletonRows } from '../../primitives/states';
import { makePlace } from '../../state/place';
import { adjustPlace, goTo } from '../../state/use-place';
import { useWindow } from '../../state/window-store';
import { Notice } from '../plan/notice';
import { StatementDetail } from '../plan/statement-detail';
import { StatementList } from '../plan/statement-list';
import { statementRows } from '../plan/statement-words';
import { SqlView } from '../plan/sql-view';
import { TabBar } from '../plan/tab-bar';
import { useKeptRead } from '../plan/use-kept-read';
import type { ScreenProps } from '../screen-props';
import { SeeSources } from '../see-sources';
import split from '../plan/split.module.css';
import { ChangeInspector } from './change-inspector';
import { changeRows, type ChangeRow, type ChangeView } from './change-tree';
import { ChangeTreeView } from './change-tree-view';
import { changesOfItems } from './chosen-items';
import { choosePair, wayOf } from './choose-pair';
import { DirectionBar } from './direction-bar';
import { FilesPanel } from './files-panel';
import { choose, isChosen, planInput, type PlanChoices } from './plan-choices';
import { GroupInspector } from './group-inspector';
import { PlanInspector } from './plan-inspector';
import { planSentence } from './plan-sentence';
import { ProvePanel } from './prove-panel';
import { RenameCards } from './rename-cards';
import { changeChoices, keyOfPair, useChoices, useSaved } from './sync-store';
import { useSavePlan } from './use-save-plan';
import css from './sync.module.css';

type Made = OutputOf<'plan.build'>;
type Tab = 'changes' | 'statements' | 'script' | 'prove';

/** Sync: what shall follow what, which changes that takes, their statements and scripts, and the proof. */
export function SyncScreen({ place }: ScreenProps): ReactElement {
  const sources = useRead('source.list', {});
  const workspace = useRead('workspace.open', {});
  const pair =
    sources.data &&
    choosePair(sources.data.sources, {
      target: place.query.get('target'),
      follow: place.query.get('follow'),
    });
  if (sources.isError || workspace.isError) {
    const error = sources.error ?? workspace.error;
    return (
      <ScreenFrame title="Sync">
        {error !== null && (
          <ErrorState
            title="The sources could not be listed"
            error={error}
            retry={() => void sources.refetch()}
          />
        )}
      </ScreenFrame>
    );
  }
  if (sources.data === undefined || workspace.data === undefined) {
    return (
      <ScreenFrame title="Sync" busy>
        <SkeletonRows rows={12} />
      </ScreenFrame>
    );
  }
  if (pair === undefined) {
    return (
      <EmptyState screen title="A sync needs two sources" action={<SeeSources look="main" />}>
        One that is right, and one that shall follow it: TOON files and a database, say.
      </EmptyState>
    );
  }
  const kind = sources.data.sources.find(({ id }) => id === pair.target)?.kind ?? 'snapshot';
  const bar = (
    <DirectionBar
      sources={sources.data.sources}
      {...pair}
      onChange={(target, follow) => {
        adjustPlace({ target, follow });
      }}
    />
  );
  const common = { ...pair, bar, readOnly: workspace.data.readOnly };
  if (wayOf(kind) === 'files') return <FilesSync key={keyOfPair('', pair.target, pair.follow)} {...common} />;
  return (
    <PlanSync
      key={keyOfPair(workspace.data.root, pair.target, pair.follow)}
      {...common}
      root={workspace.data.root}
      tab={tabOf(place.query.get('tab'))}
      text={place.query.get('name') ?? ''}
      narrow={place.query.get('chosen') === 'yes'}
    />
  );
}

interface SyncProps {
  readonly target: string;
  readonly follow: string;
  readonly bar: ReactElement;
  readonly readOnly: boolean;
}

function FilesSync({ target, follow, bar, readOnly }: SyncProps): ReactElement {
  return (
    <ScreenFrame
      title={`Make ${target} follow ${follow}`}
      says="The files are rewritten where they differ; rows in them stay."
      toolbar={bar}
      fill
    >
      <FilesPanel target={target} follow={follow} readOnly={readOnly} />
    </ScreenFrame>
  );
}

function PlanSync(
  props: SyncProps & {
    readonly root: string;
    readonly tab: Tab;
    /** What the changes are filtered by at first. */
    readonly text: string;
    /** True when the person comes from Drift with differences chosen. */
    readonly narrow: boolean;
  },
): ReactElement {
  const { target, follow, bar, readOnly, root, tab, text, narrow } = props;
  const pair = keyOfPair(root, target, follow);
  const choices = useChoices(pair);
  const saved = useSaved(pair);
  const made = useKeptRead('plan.build', planInput(target, follow, choices), {
    title: `Planning how ${target} follows ${follow}`,
    sameAs: pair,
  });
  const proved = useRead('plan.open', { path: saved?.path ?? '' }, saved !== undefined);
  const save = useSavePlan({ root, pair, target, follow, choices });
  const onChange = (change: (choices: PlanChoices) => PlanChoices): void => {
    changeChoices(pair, change);
  };
  const show = (next: Tab): void => {
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
            disabled={readOnly || made.isPlaceholderData || save.busy}
            onClick={() => {
              show('prove');
              save.rehearse(false);
            }}
          >
            {isCurrent ? 'Rehearse' : 'Save and rehearse'}
          </Action>
        ))
      }
    >
      <TabBar<Tab>
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

function ChangesPart(props: {
  readonly made: Made;
  readonly choices: PlanChoices;
  readonly onChange: (change: (choices: PlanChoices) => PlanChoices) => void;
  readonly text: string;
  readonly narrow: boolean;
}): ReactElement {
  const { made, choices, onChange, narrow } = props;
  const picked = useWindow((state) => state.chosen);
  const { changes } = made.plan;
  const [text, setText] = useState(props.text);
  const [view, setView] = useState<ChangeView>('all');
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [selected, setSelected] = useState<string>();
  const byId = useMemo(() => new Map(changes.map((change) => [change.id, change])), [changes]);
  const probes = useMemo(() => new Map(made.probes.map((probe) => [probe.change, probe])), [made.probes]);
  const rows = useMemo(
    () => changeRows(changes, { folded, view, text, isChosen: (change) => isChosen(choices, change) }),
    [changes, folded, view, text, choices],
  );
  const tick = (row: ChangeRow): void => {
    if (row.kind === 'change') {
      onChange((now) => choose(now, [row.change], !row.chosen));
      return;
    }
    const own = (ids: readonly string[]): readonly WireChange[] => ids.flatMap((id) => byId.get(id) ?? []);
    const safe = own(row.safeIds);
    // A group never turns on what is held: that is chosen one by one.
    const allSafe = safe.every((change) => isChosen(choices, change));
    onChange((now) => (allSafe ? choose(now, own(row.ids), false) : choose(now, safe, true)));
  };
  const change = selected === undefined ? undefined : byId.get(selected);
  const group = rows.find((row) => row.kind === 'group' && row.key === selected);
  return (
    <div className={css['body']}>
      {made.notes.length > 0 && (
        <div className={css['notes']}>
          {made.notes.map((note) => (
            <Notice key={note} tone="quiet">
              {note}
            </Notice>
          ))}
        </div>
      )}
      {narrow && picked.size > 0 && (
        <div className={css['notes']}>
          <Notice
            tone="quiet"
            action={
              <Action
                onClick={() => {
                  const wanted = changesOfItems(changes, picked);
                  onChange((now) =>
                    choose(
                      now,
                      changes.filter(({ id }) => !wanted.has(id)),
                      false,
                    ),
                  );
                }}
              >
                Plan only these
              </Action>
            }
          >
            {countOf(picked.size, 'difference')} {picked.size === 1 ? 'was' : 'were'} chosen in Drift.
          </Notice>
        </div>
      )}
      <RenameCards candidates={made.renameCandidates} choices={choices} onChange={onChange} />
      {changes.length === 0 ? (
        <EmptyState title="Nothing to do">They agree in everything that both can state.</EmptyState>
      ) : (
        <>
          <div className={css['filters']}>
            <TextInput
              className={css['filter']}
              aria-label="Filter the changes"
              placeholder={`Filter ${countOf(changes.length, 'change')}`}
              value={text}
              onChange={(event) => {
                setText(event.currentTarget.value);
              }}
              onKeyDown={(event) => {
                if (event.key === 'Escape') setText('');
              }}
            />
            <SegmentedControl
              aria-label="Which changes are shown"
              value={view}
              onChange={(value) => {
                setView(value);
              }}
              data={[
                { value: 'all', label: 'All' },
                { value: 'chosen', label: 'Chosen' },
                { value: 'held', label: 'Held back' },
              ]}
            />
            {(choices.on.length > 0 || choices.off.length > 0) && (
              <Action
                look="quiet"
                className={css['end']}
                onClick={() => {
                  onChange((now) => ({ ...now, on: [], off: [] }));
                }}
              >
                Back to what is safe
              </Action>
            )}
          </div>
          {rows.length === 0 ? (
            <EmptyState title="No change is like that">
              Press Escape in the filter to see all of them.
            </EmptyState>
          ) : (
            <ChangeTreeView
              rows={rows}
              probes={probes}
              selected={selected}
              onSelect={(_change, key) => {
                setSelected(key);
              }}
              onFold={(key, fold) => {
                setFolded((now) => {
                  const next = new Set(now);
                  if (fold) next.add(key);
                  else next.delete(key);
                  return next;
                });
              }}
              onTick={tick}
            />
          )}
        </>
      )}
      {group?.kind === 'group' && (
        <GroupInspector group={group} changes={group.ids.flatMap((id) => byId.get(id) ?? [])} />
      )}
      {group?.kind !== 'group' && (
        <ChangeInspector
          change={change}
          probe={change && probes.get(change.id)}
          chosen={change !== undefined && isChosen(choices, change)}
          onTick={() => {
            if (change !== undefined) onChange((now) => choose(now, [change], !isChosen(now, change)));
          }}
        />
      )}
    </div>
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

function tabOf(text: string | undefined): Tab {
  return text === 'statements' || text === 'script' || text === 'prove' ? text : 'changes';
}
