import { useMemo, type ReactElement } from 'react';
import { SegmentedControl } from '@mantine/core';
import { useRead } from '../../api/api-context';
import { CopyTable } from '../../primitives/copy-table';
import { countOf } from '../../primitives/drift-words';
import { formatDuration } from '../../primitives/moment';
import { ScreenFrame } from '../../primitives/screen';
import { EmptyState, ErrorState, Skeleton, SkeletonRows } from '../../primitives/states';
import { makePlace } from '../../state/place';
import { goTo } from '../../state/use-place';
import { Notice } from '../plan/notice';
import type { ScreenProps } from '../screen-props';
import { MakePlan } from '../make-plan';
import { DurationChart } from './duration-chart';
import {
  durationBars,
  historySentence,
  longestOf,
  rowOfJournal,
  rowOfTracked,
  type HistoryRow,
  runsToTable,
} from './history-rows';
import { JournalRun } from './journal-run';
import { RunTable } from './run-table';
import { TrackedRun } from './tracked-run';
import css from './history.module.css';

const BARS = 40;

/** History: runs of this workspace, or those that a server's tracking tables tell of, with their states over time. */
export function HistoryScreen({ place }: ScreenProps): ReactElement {
  const workspace = useRead('workspace.open', {});
  const servers = workspace.data?.sources.filter(({ kind }) => kind === 'mysql').map(({ id }) => id) ?? [];
  const asked = place.query.get('on');
  const on = asked !== undefined && servers.includes(asked) ? asked : undefined;
  const selected = place.path[0];
  const toolbar = servers.length > 0 && (
    <SegmentedControl
      aria-label="Whose record is shown"
      value={on ?? ''}
      data={[
        { value: '', label: 'This workspace' },
        ...servers.map((id) => ({ value: id, label: `Recorded in ${id}` })),
      ]}
      onChange={(value) => {
        goTo(makePlace('history', [], { on: value }));
      }}
    />
  );
  const select = (key: string): void => {
    goTo(makePlace('history', key === selected ? [] : [key], { on }), { replace: true });
  };
  const frame = { toolbar, selected, onSelect: select };
  return on === undefined ? <OwnRuns {...frame} /> : <ServerRuns key={on} on={on} {...frame} />;
}

interface FrameProps {
  readonly toolbar: ReactElement | false;
  readonly selected: string | undefined;
  readonly onSelect: (key: string) => void;
}

function OwnRuns({ toolbar, selected, onSelect }: FrameProps): ReactElement {
  const status = useRead('run.status', {});
  const workspace = useRead('workspace.open', {});
  const rows = useMemo(() => status.data?.runs.map(rowOfJournal) ?? [], [status.data]);
  if (status.isError)
    return (
      <ScreenFrame title="History" toolbar={toolbar}>
        <ErrorState
          title="The journals cannot be read"
          error={status.error}
          retry={() => void status.refetch()}
        />
      </ScreenFrame>
    );
  if (status.data === undefined || workspace.data === undefined)
    return (
      <ScreenFrame title="History" says={<Skeleton width="14rem" />} toolbar={toolbar} busy>
        <SkeletonRows rows={10} />
      </ScreenFrame>
    );
  const run = status.data.runs.find((one) => one.run === selected);
  const waiting = rows.filter(({ end }) => end === 'waits').length;
  if (rows.length === 0) {
    const title = 'No run has left a journal here';
    const says = 'A plan that is rehearsed and approved can be run; what it did, and when, then stands here.';
    const action = <MakePlan />;
    // Where a server's record can be looked at, the way to it stays.
    return toolbar === false ? (
      <EmptyState screen title={title} action={action}>
        {says}
      </EmptyState>
    ) : (
      <ScreenFrame title={title} says={says} action={action} toolbar={toolbar}>
        {null}
      </ScreenFrame>
    );
  }
  return (
    <ScreenFrame
      title={countOf(rows.length, 'run')}
      says={[
        historySentence(rows),
        waiting === 0 ? '' : `${countOf(waiting, 'run')} ${waiting === 1 ? 'waits' : 'wait'} for a decision`,
      ]
        .filter((part) => part !== '')
        .join('; ')
        .concat('.')}
      toolbar={toolbar}
      action={<CopyRuns rows={rows} />}
    >
      <RunsPart rows={rows} selected={selected} onSelect={onSelect}>
        {run !== undefined && <JournalRun key={run.run} run={run} root={workspace.data.root} />}
      </RunsPart>
    </ScreenFrame>
  );
}

function CopyRuns({ rows }: { readonly rows: readonly HistoryRow[] }): ReactElement {
  return <CopyTable what="the list of runs" file="runs" table={() => runsToTable(rows)} />;
}

function ServerRuns({ on, toolbar, selected, onSelect }: FrameProps & { readonly on: string }): ReactElement {
  const history = useRead('run.history', { on });
  const rows = useMemo(
    () => history.data?.runs.map((run) => rowOfTracked(run, history.data.server)) ?? [],
    [history.data],
  );
  if (history.isError)
    return (
      <ScreenFrame title={`Recorded in ${on}`} toolbar={toolbar}>
        <ErrorState
          title={`${on} cannot be asked`}
          error={history.error}
          retry={() => void history.refetch()}
        />
      </ScreenFrame>
    );
  if (history.data === undefined)
    return (
      <ScreenFrame title={`Recorded in ${on}`} says={<Skeleton width="14rem" />} toolbar={toolbar} busy>
        <SkeletonRows rows={10} />
      </ScreenFrame>
    );
  const { layouts, versions, runs } = history.data;
  const run = runs.find((_one, at) => rows[at]?.key === selected);
  return (
    <ScreenFrame
      title={`${countOf(rows.length, 'run')} recorded in ${on}`}
      says={versions
        .map(({ schema, version, tables }) => `${schema} is at ${version} with ${countOf(tables, 'table')}.`)
        .join(' ')}
      toolbar={toolbar}
      action={rows.length > 0 && <CopyRuns rows={rows} />}
    >
      {layouts.some(({ layout }) => layout === 'older') && (
        <div className={css['layouts']}>
          {layouts
            .filter(({ layout }) => layout === 'older')
            .map(({ schema, tables }) => (
              <Notice key={schema} tone="quiet">
                {schema} holds {countOf(tables, 'table')} of an older layout; they are shown and never
                written.
              </Notice>
            ))}
        </div>
      )}
      {rows.length === 0 ? (
        <EmptyState title={layouts.length === 0 ? `${on} has no tracking tables` : 'They record no run yet'}>
          They are created with your consent when a plan is run; until then the journals of this workspace are
          the record.
        </EmptyState>
      ) : (
        <RunsPart rows={rows} selected={selected} onSelect={onSelect}>
          {run !== undefined && <TrackedRun run={run} />}
        </RunsPart>
      )}
    </ScreenFrame>
  );
}

function RunsPart(props: {
  readonly rows: readonly HistoryRow[];
  readonly selected: string | undefined;
  readonly onSelect: (key: string) => void;
  readonly children: ReactElement | false;
}): ReactElement {
  const { rows, selected, onSelect, children } = props;
  const bars = durationBars(rows, BARS);
  return (
    <div className={css['parts']}>
      {bars.length > 1 && (
        <section className={css['chartCard']} aria-label="Durations">
          <DurationChart bars={bars} selected={selected} onSelect={onSelect} />
          <p className={css['chartNote']}>
            How long each took, the latest at the right. The longest: {formatDuration(longestOf(rows))}.
          </p>
        </section>
      )}
      <div className={css['tableCard']}>
        <RunTable rows={rows} selected={selected} onSelect={onSelect} />
      </div>
      {children}
    </div>
  );
}
