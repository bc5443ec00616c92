import type { ReactElement } from 'react';
import { useRead } from '../../api/api-context';
import { ScreenFrame } from '../../primitives/screen';
import { EmptyState, ErrorState, SkeletonRows } from '../../primitives/states';
import { adjustPlace } from '../../state/use-place';
import type { ScreenProps } from '../screen-props';
import { SeeSources } from '../see-sources';
import { choosePair, wayOf } from './choose-pair';
import { DirectionBar } from './direction-bar';
import { keyOfPair } from './sync-store';
import { FilesSync } from './files-sync';
import { PlanSync, type PlanPart } from './plan-sync';

/** Sync: what shall follow what, which changes that takes, their statements and scripts, and the proof. */
export function SyncScreen({ place }: ScreenProps): ReactElement {
  const sources = useRead('source.list', {});
  const workspace = useRead('workspace.open', {});
  const asked = { target: place.query.get('target'), follow: place.query.get('follow') };
  // Who names nobody is proposed what can be read: that is known when all were tried.
  const read = useRead('source.read', {}, workspace.data !== undefined);
  const waits =
    (asked.target === undefined || asked.follow === undefined) && read.data === undefined && !read.isError;
  const known = waits ? undefined : (read.data?.sources ?? sources.data?.sources);
  const pair = known && choosePair(known, asked);
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
  if (known === undefined || sources.data === undefined || workspace.data === undefined) {
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

function tabOf(text: string | undefined): PlanPart {
  return text === 'statements' || text === 'script' || text === 'prove' ? text : 'changes';
}
