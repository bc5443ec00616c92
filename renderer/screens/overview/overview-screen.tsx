import { useEffect, useMemo, type ReactElement } from 'react';
import { IconArrowRight } from '@tabler/icons-react';
import clsx from 'clsx';
import { useRead } from '../../api/api-context';
import { useMatrix } from '../../api/use-matrix';
import { Action } from '../../primitives/action';
import { SeeSources } from '../see-sources';
import { ScreenFrame } from '../../primitives/screen';
import { EmptyState, ErrorState, Skeleton, SkeletonRows } from '../../primitives/states';
import { makePlace } from '../../state/place';
import { goTo } from '../../state/use-place';
import { selectObject, useWindow } from '../../state/window-store';
import { BudgetCard } from './budget-card';
import { DriftPicture } from './drift-picture';
import { errorsOfConfig, ReadingProblems } from '../reading-problems';
import { chooseTarget, rankRows, sayStanding } from './overview-facts';
import { SourceBars } from './source-bars';
import { StandingLines } from './standing-lines';
import { TopDifferences } from './top-differences';
import css from './overview-screen.module.css';

/** The federation at a glance: how things stand, where it drifts, and the one next action. */
export function OverviewScreen(): ReactElement {
  const workspace = useRead('workspace.open', {});
  const sources = workspace.data?.sources.length;
  const matrix = useMatrix(sources !== undefined && sources > 0);
  const first = useMemo(() => matrix.data && rankRows(matrix.data, 1)[0], [matrix.data]);
  // The inspector begins with what deserves a look first, not empty.
  useEffect(() => {
    if (first === undefined || useWindow.getState().selected !== undefined) return;
    selectObject({ object: first.object, schema: first.schema, name: first.name });
  }, [first]);
  if (workspace.data !== undefined && sources === 0 && errorsOfConfig(workspace.data).length > 0) {
    return (
      <ScreenFrame
        title="tidemark.yaml names no source that can be read"
        says="Mend the file, or open another folder."
        action={<OpenAnother />}
      >
        <ReadingProblems workspace={workspace.data} matrix={undefined} />
      </ScreenFrame>
    );
  }
  if (sources === 0) {
    return (
      <EmptyState screen title="Nothing in this folder states a schema" action={<OpenAnother />}>
        Tidemark reads TOON files, SQL files, migrations, Alembic revisions, saved snapshots and live
        databases. Put one into this folder, name it in tidemark.yaml, or open another folder.
      </EmptyState>
    );
  }
  if (matrix.isError) {
    return (
      <ErrorState
        screen
        title="The sources could not be compared"
        error={matrix.error}
        retry={() => void matrix.refetch()}
        action={<SeeSources />}
      />
    );
  }
  if (workspace.data === undefined) {
    // How much there will be is not known yet: cards that grow would push one another down.
    return (
      <ScreenFrame busy title="Reading the sources…" says={<Skeleton width="18rem" />}>
        <SkeletonRows rows={14} />
      </ScreenFrame>
    );
  }
  const { data } = matrix;
  const standing = data && sayStanding(data);
  const target = data && chooseTarget(data);
  const isAlone = data?.sources.length === 1;
  return (
    <ScreenFrame
      busy={data === undefined}
      title={standing === undefined ? 'Reading the sources…' : standing.title}
      says={standing === undefined ? <Skeleton width="18rem" /> : standing.says}
      action={
        isAlone ? (
          <SeeSources look="main" />
        ) : (
          <Action
            look={first === undefined && data !== undefined ? 'plain' : 'main'}
            disabled={data === undefined}
            onClick={() => {
              goTo(makePlace('sync', [], { target, follow: data?.reference }));
            }}
            icon={<IconArrowRight size={15} aria-hidden="true" />}
          >
            Plan the sync
          </Action>
        )
      }
    >
      <ReadingProblems workspace={workspace.data} matrix={data} />
      <div className={clsx(css['grid'], workspace.data.sources.length > 4 && css['many'])}>
        <SourceBars matrix={data} workspace={workspace.data} />
        <div className={css['column']}>
          <BudgetCard matrix={data} workspace={workspace.data} />
          <StandingLines matrix={data} workspace={workspace.data} />
        </div>
        {!isAlone && <DriftPicture matrix={data} />}
        {!isAlone && <TopDifferences matrix={data} />}
      </div>
    </ScreenFrame>
  );
}

function OpenAnother(): ReactElement {
  return (
    <Action
      look="main"
      onClick={() => {
        goTo(makePlace('welcome'));
      }}
    >
      Open another folder
    </Action>
  );
}
