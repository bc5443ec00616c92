import { useEffect, type ReactElement } from 'react';
import { visibleText } from '../shared/visible-text';
import { useRead, useCoreEvents } from './api/api-context';
import { ErrorState } from './primitives/states';
import { useRunsUnderWay } from './screens/run/run-calls';
import { ScreenOutlet } from './screens/screen-outlet';
import { makePlace, objectOfPlace } from './state/place';
import { goTo, usePlace } from './state/use-place';
import { openTab, remember, selectObject, useWindow } from './state/window-store';
import { Workbench } from './workbench/workbench';

const RECENT = 12;

/** The window, once it is connected to the core. */
export function App(): ReactElement {
  useCoreEvents();
  const workspace = useRead('workspace.open', {});
  const place = usePlace();
  const { data } = workspace;
  useRunsUnderWay(data?.root);

  useEffect(() => {
    if (data === undefined) return;
    document.title = `${visibleText(data.name)} · Tidemark`;
    // A trial is gone when it is left: there is nothing to come back to.
    if (data.sources.length === 0 || data.trial) return;
    const { recent } = useWindow.getState().preferences;
    const entry = { root: data.root, name: data.name, openedAt: new Date().toISOString() };
    remember({ recent: [entry, ...recent.filter(({ root }) => root !== data.root)].slice(0, RECENT) });
  }, [data]);

  // An address without a screen is a first start: what is there to see is shown, else how to open something.
  useEffect(() => {
    if (place !== undefined) return;
    if (data !== undefined)
      goTo(makePlace(data.sources.length === 0 ? 'welcome' : 'overview'), { replace: true });
    else if (workspace.isError) goTo(makePlace('welcome'), { replace: true });
  }, [place, data, workspace.isError]);

  useEffect(() => {
    const shown = place && objectOfPlace(place);
    if (shown === undefined) return;
    openTab(shown);
    selectObject(shown);
  }, [place]);

  const needsWorkspace = place !== undefined && place.screen !== 'welcome';
  return (
    <Workbench workspace={data}>
      {workspace.isError && needsWorkspace ? (
        <ErrorState
          screen
          title="The workspace could not be opened"
          error={workspace.error}
          retry={() => void workspace.refetch()}
        />
      ) : (
        place !== undefined && <ScreenOutlet place={place} />
      )}
    </Workbench>
  );
}
