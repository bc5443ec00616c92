import type { KeyboardEvent, ReactElement } from 'react';
import { useEffect, useRef } from 'react';
import { IconCopy, IconX } from '@tabler/icons-react';
import clsx from 'clsx';
import { useRead } from '../api/api-context';
import { countDrift, useMatrix } from '../api/use-matrix';
import { isMenuKey, useContextMenu, type MenuAnchor, type MenuEntry } from '../primitives/context-menu';
import { copyText } from '../primitives/copy-button';
import { countOf, formatCount, isDrift } from '../primitives/drift-words';
import { Pill } from '../primitives/pill';
import { StatusGlyph } from '../primitives/status-glyph';
import {
  keyOfObject,
  makePlace,
  objectOfPlace,
  placeOfObject,
  type ObjectRef,
  type Place,
  type Screen,
} from '../state/place';
import { goTo, readPlace, usePlace } from '../state/use-place';
import { closeTab, say, useWindow } from '../state/window-store';
import css from './tab-strip.module.css';

/** Screens that always have a tab, in this order. */
const FIXED: readonly { readonly screen: Screen; readonly title: string }[] = [
  { screen: 'overview', title: 'Overview' },
  { screen: 'drift', title: 'Drift' },
  { screen: 'sync', title: 'Sync' },
  { screen: 'review', title: 'Review' },
  { screen: 'history', title: 'History' },
];

/** Two figures' room. */
const PLACE = '\u2007\u2007';

/** Screens that have a tab only while they are shown. */
const PASSING: ReadonlyMap<Screen, string> = new Map<Screen, string>([
  ['welcome', 'Welcome'],
  ['run', 'Run'],
  ['settings', 'Settings'],
]);

/** The tabs: the screens of the main job, then objects that are open, then what is shown in passing. */
export function TabStrip(): ReactElement {
  const place = usePlace();
  const tabs = useWindow((state) => state.tabs);
  const workspace = useRead('workspace.open', {});
  const many = (workspace.data?.sources.length ?? 0) > 1;
  const matrix = useMatrix((workspace.data?.sources.length ?? 0) > 0);
  const drifting = matrix.data?.rows.filter(({ status }) => isDrift(status)).length;
  const isCompared = many && (matrix.data === undefined ? !matrix.isError : matrix.data.sources.length > 1);
  const strip = useRef<HTMLDivElement>(null);
  const { menu, openMenu } = useContextMenu();
  const shown = place === undefined ? undefined : objectOfPlace(place);
  const shownKey = shown && keyOfObject(shown);
  const passing = place === undefined ? undefined : PASSING.get(place.screen);

  const shownTab = place === undefined ? '' : `${place.screen} ${shownKey ?? ''}`;
  // The tab of what is shown is seen whole, however many there are and however narrow the window becomes.
  useEffect(() => {
    const element = strip.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      element
        .querySelector('[aria-selected="true"]')
        ?.parentElement?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [shownTab, tabs.length]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const all = [...(strip.current?.querySelectorAll<HTMLElement>('[role="tab"]') ?? [])];
    const at = all.findIndex((tab) => tab === document.activeElement);
    all[(at + step + all.length) % all.length]?.focus();
    event.preventDefault();
  };

  return (
    <>
      <div ref={strip} className={css['strip']} role="tablist" aria-label="Screens" onKeyDown={onKeyDown}>
        {FIXED.map(({ screen, title }) => (
          <Tab key={screen} to={makePlace(screen)} active={place?.screen === screen} title={title}>
            {screen === 'drift' && isCompared && (
              <Pill tone={drifting === undefined || drifting === 0 ? 'quiet' : 'warn'}>
                {/* The place is kept while it is counted, so that no tab moves under the mouse. */}
                {drifting === undefined ? PLACE : formatCount(drifting)}
              </Pill>
            )}
          </Tab>
        ))}
        {tabs.map((ref) => {
          const row = matrix.data?.rows.find((one) => keyOfObject(one) === keyOfObject(ref));
          return (
            <Tab
              key={keyOfObject(ref)}
              to={placeOfObject(ref)}
              active={shownKey === keyOfObject(ref)}
              title={ref.name}
              sign={<StatusGlyph status={row?.status ?? 'unknown'} mute={row === undefined} />}
              note={row ? `${ref.schema}, ${formatCount(countDrift(row))} differences` : ref.schema}
              onClose={() => {
                close([ref], shownKey);
              }}
              onMenu={(anchor) => {
                openMenu(anchor, ref.name, listTabEntries(ref, tabs, shownKey));
              }}
            />
          );
        })}
        {place !== undefined && passing !== undefined && (
          <Tab key="passing" to={place} active title={passing} />
        )}
      </div>
      {menu}
    </>
  );
}

function listTabEntries(
  ref: ObjectRef,
  tabs: readonly ObjectRef[],
  shownKey: string | undefined,
): readonly MenuEntry[] {
  const others = tabs.filter((one) => keyOfObject(one) !== keyOfObject(ref));
  return [
    {
      title: 'Close',
      icon: <IconX size={15} />,
      keys: 'Delete',
      run: () => {
        close([ref], shownKey);
      },
    },
    {
      title: 'Close the others',
      disabled: others.length === 0,
      run: () => {
        close(others, shownKey);
      },
    },
    {
      title: 'Close all',
      run: () => {
        close(tabs, shownKey);
      },
    },
    {
      title: 'Copy name',
      icon: <IconCopy size={15} />,
      line: true,
      run: () => void copyText(ref.name, ref.name),
    },
  ];
}

/** Closes tabs, with a way back. Where one of them was shown, what stood beside it takes its place. */
function close(refs: readonly ObjectRef[], shownKey: string | undefined): void {
  const { tabs } = useWindow.getState();
  const before = readPlace();
  let next: ObjectRef | undefined;
  for (const ref of refs) {
    const beside = closeTab(ref);
    if (keyOfObject(ref) === shownKey) next = beside;
  }
  const isShown = refs.some((ref) => keyOfObject(ref) === shownKey);
  const [only] = refs;
  say(
    refs.length === 1 && only !== undefined
      ? `The tab of ${only.name} is closed.`
      : `${countOf(refs.length, 'tab')} closed.`,
    () => {
      useWindow.setState({ tabs });
      if (isShown && before !== undefined) goTo(before);
    },
  );
  if (!isShown) return;
  const left = useWindow.getState().tabs;
  const beside = next !== undefined && left.includes(next) ? next : left.at(-1);
  goTo(beside === undefined ? makePlace('overview') : placeOfObject(beside), { replace: true });
}

function Tab(props: {
  readonly to: Place;
  readonly active: boolean;
  readonly title: string;
  readonly note?: string;
  readonly sign?: ReactElement | undefined;
  readonly onClose?: () => void;
  readonly onMenu?: (anchor: MenuAnchor) => void;
  readonly children?: React.ReactNode;
}): ReactElement {
  const { to, active, title, note, sign, onClose, onMenu } = props;
  return (
    <div className={clsx(css['tab'], active && css['active'])} role="presentation">
      <button
        type="button"
        role="tab"
        aria-selected={active}
        aria-controls="screen-pane"
        tabIndex={active ? 0 : -1}
        className={css['button']}
        title={note}
        onClick={() => {
          if (!active) goTo(to);
        }}
        onAuxClick={(event) => {
          if (event.button === 1) onClose?.();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Delete') onClose?.();
          if (onMenu === undefined || !isMenuKey(event)) return;
          event.preventDefault();
          onMenu(event.currentTarget);
        }}
        onContextMenu={(event) => {
          if (onMenu === undefined) return;
          event.preventDefault();
          event.currentTarget.focus();
          onMenu(event);
        }}
      >
        {sign}
        <span className={css['title']}>{title}</span>
        {props.children}
      </button>
      {onClose !== undefined && (
        <button
          type="button"
          tabIndex={-1}
          className={css['close']}
          aria-hidden="true"
          title="Close (Delete)"
          onClick={onClose}
        >
          <IconX size={13} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
