import { lazy, Suspense, type ComponentType, type LazyExoticComponent, type ReactElement } from 'react';
import { SkeletonRows } from '../primitives/states';
import type { Screen } from '../state/place';
import { NotYetScreen } from './not-yet-screen';
import { OverviewScreen } from './overview/overview-screen';
import { ScreenGuard } from './screen-guard';
import type { ScreenProps } from './screen-props';

/** Each screen's code is loaded when it is first shown; Overview comes with the page, because it is seen first. */
const LATER: Readonly<Partial<Record<Screen, LazyExoticComponent<ComponentType<ScreenProps>>>>> = {
  welcome: lazy(async () => ({ default: (await import('./welcome/welcome-screen')).WelcomeScreen })),
  table: lazy(async () => ({ default: (await import('./table/table-screen')).TableScreen })),
  drift: lazy(async () => ({ default: (await import('./drift/drift-screen')).DriftScreen })),
  settings: lazy(async () => ({ default: (await import('./settings/settings-screen')).SettingsScreen })),
  sync: lazy(async () => ({ default: (await import('./sync/sync-screen')).SyncScreen })),
  review: lazy(async () => ({ default: (await import('./review/review-screen')).ReviewScreen })),
  run: lazy(async () => ({ default: (await import('./run/run-screen')).RunScreen })),
  history: lazy(async () => ({ default: (await import('./history/history-screen')).HistoryScreen })),
};

/** The screen of a place. */
export function ScreenOutlet({ place }: ScreenProps): ReactElement {
  const Later = LATER[place.screen];
  return (
    <ScreenGuard key={place.screen}>
      {place.screen === 'overview' ? (
        <OverviewScreen />
      ) : Later === undefined ? (
        <NotYetScreen place={place} />
      ) : (
        <Suspense fallback={<SkeletonRows rows={12} />}>
          <Later place={place} />
        </Suspense>
      )}
    </ScreenGuard>
  );
}
