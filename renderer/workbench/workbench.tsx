import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { Group, Panel, Separator, type Layout } from 'react-resizable-panels';
import clsx from 'clsx';
import type { WorkspaceView } from '../../shared/api';
import { remember, useWindow } from '../state/window-store';
import { BottomPanel } from './bottom-panel';
import { Explorer } from './explorer';
import { FileDialog } from './file-dialog';
import { Inspector } from './inspector';
import { Palette } from './palette';
import { StatusBar } from './status-bar';
import { TabStrip } from './tab-strip';
import { TitleBar } from './title-bar';
import { useShortcuts } from './use-shortcuts';
import css from './workbench.module.css';

const NARROW = '(max-width: 60rem)';

/** The window: title bar, explorer, tabs with the screen, inspector, bottom panel, status bar. */
export function Workbench(props: {
  readonly workspace: WorkspaceView | undefined;
  readonly children: ReactNode;
}): ReactElement {
  useShortcuts();
  const { layouts, closed } = useWindow((state) => state.preferences);
  const narrow = useMediaQuery(NARROW);
  const explorer = !closed.includes('explorer') && !narrow;
  const inspector = !closed.includes('inspector') && !narrow;
  const bottom = !closed.includes('bottom');
  // The sizes of a group hold for the panes that it had: each set of panes has its own.
  const across = `across${explorer ? '-explorer' : ''}${inspector ? '-inspector' : ''}`;
  const down = bottom ? 'down-bottom' : 'down';
  return (
    <div className={css['window']}>
      <a className={css['skip']} href="#screen" onClick={skipToScreen}>
        Skip to the screen
      </a>
      <TitleBar workspace={props.workspace} />
      <Group
        key={across}
        id={across}
        className={css['body']}
        orientation="horizontal"
        {...layoutOf(layouts, across)}
        onLayoutChanged={(layout) => {
          keepLayout(across, layout);
        }}
      >
        {explorer && (
          <>
            <Panel
              id="explorer"
              defaultSize={248}
              minSize={170}
              maxSize="45%"
              groupResizeBehavior="preserve-pixel-size"
            >
              <nav className={css['pane']} aria-label="Explorer" data-pane="explorer">
                <Explorer workspace={props.workspace} />
              </nav>
            </Panel>
            <PaneSeparator label="Resize the explorer" />
          </>
        )}
        <Panel id="centre" minSize={320}>
          <Group
            key={down}
            id={down}
            orientation="vertical"
            {...layoutOf(layouts, down)}
            onLayoutChanged={(layout) => {
              keepLayout(down, layout);
            }}
          >
            <Panel id="screen" minSize={160}>
              <div className={css['centre']}>
                <nav aria-label="Screens">
                  <TabStrip />
                </nav>
                <main id="screen-pane" className={css['screen']} tabIndex={-1} data-pane="screen">
                  {props.children}
                </main>
              </div>
            </Panel>
            {bottom && (
              <>
                <PaneSeparator label="Resize the bottom panel" level />
                <Panel
                  id="bottom"
                  defaultSize={190}
                  minSize={90}
                  maxSize="70%"
                  groupResizeBehavior="preserve-pixel-size"
                >
                  <section className={css['pane']} aria-label="Problems, tasks and log" data-pane="bottom">
                    <BottomPanel />
                  </section>
                </Panel>
              </>
            )}
          </Group>
        </Panel>
        {inspector && (
          <>
            <PaneSeparator label="Resize the inspector" />
            <Panel
              id="inspector"
              defaultSize={288}
              minSize={216}
              maxSize="45%"
              groupResizeBehavior="preserve-pixel-size"
            >
              <aside className={css['pane']} aria-label="Inspector" data-pane="inspector">
                <Inspector />
              </aside>
            </Panel>
          </>
        )}
      </Group>
      <StatusBar />
      <Palette />
      <FileDialog />
    </div>
  );
}

function PaneSeparator({
  label,
  level = false,
}: {
  readonly label: string;
  readonly level?: boolean;
}): ReactElement {
  return <Separator className={clsx(css['separator'], level && css['level'])} aria-label={label} />;
}

function layoutOf(
  layouts: Readonly<Record<string, Layout>>,
  group: string,
): { defaultLayout: Layout } | Record<string, never> {
  const key = keyOfLayout(group);
  const layout = Object.hasOwn(layouts, key) ? layouts[key] : undefined;
  return layout === undefined ? {} : { defaultLayout: layout };
}

function keepLayout(group: string, layout: Layout): void {
  const { layouts } = useWindow.getState().preferences;
  const key = keyOfLayout(group);
  if (JSON.stringify(layouts[key]) === JSON.stringify(layout)) return;
  remember({ layouts: { ...layouts, [key]: { ...layout } } });
}

const STEP = 160;

/** Sizes are kept as shares: those of a wide window would leave a narrow one panes in which nothing can be read. */
function keyOfLayout(group: string): string {
  return `${group} ${String(Math.round(innerWidth / STEP) * STEP)}`;
}

function skipToScreen(event: React.MouseEvent): void {
  // The address is the place that the window is at: a jump must not write over it.
  event.preventDefault();
  document.getElementById('screen-pane')?.focus();
}

function useMediaQuery(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const look = (): void => {
      setMatches(list.matches);
    };
    list.addEventListener('change', look);
    return () => {
      list.removeEventListener('change', look);
    };
  }, [query]);
  return matches;
}
